"""Arabic and Chinese numerals."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000}

COUNT = r"(?:(?<!\d)\d{1,9}|[零〇一二两兩三四五六七八九十百千]{1,7})"


_TWENTY = str.maketrans({"廿": "二十", "卅": "三十"})


def value_of(numeral: str) -> int:
    """`12` and `十二` are 12; digits in a row (二〇二五) are read as such."""
    if numeral.isdecimal():
        return int(numeral[:9])
    numeral = numeral.translate(_TWENTY)
    if not any(char in _UNITS for char in numeral):
        return int("".join(str(_DIGITS.get(char, 0)) for char in numeral) or 0)
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
