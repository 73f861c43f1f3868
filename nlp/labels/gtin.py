"""Trade item numbers (GS1): from decoded barcodes first, then from printed digits, none without a right check digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stdnum import ean

from risk.reading import Barcode

_KINDS: Final = frozenset({"EAN13", "EAN8", "UPCA", "UPCE", "ITF", "ITF14", "DataBar", "DataBarExpanded"})
_IDENTIFIED: Final = re.compile(r"(?:^|\x1d|\()01\)?(\d{14})")  # GS1 application identifier 01
_LINKED: Final = re.compile(r"^https?://[^\s?#]+/01/(\d{8,14})(?:[/?#]|$)")  # GS1 Digital Link
_PRINTED: Final = re.compile(
    r"(?:条形码|条码|條碼|商品编码|EAN(?:-?13)?|UPC|GTIN|Barcode)\s*+(?:号|號|No\.?)?+\s*+[:：]?+\s*+"
    r"(\d(?:[ -]?\d){7,13})(?!\d)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"^\d(?: ?\d){11,12}$")  # the digits below the bars, alone on their line


def find_gtin(lines: Sequence[str], barcodes: Sequence[Barcode]) -> str:
    """8, 12, 13 or 14 digits; "" = none."""
    for code in barcodes:
        if code.kind in _KINDS and (found := valid_gtin(code.text)):
            return found
        for pattern in (_IDENTIFIED, _LINKED):
            if (match := pattern.search(code.text)) and (found := valid_gtin(match[1])):
                return found
    for line in lines:
        printed = _PRINTED.search(line)
        bare = _BARE.match(line.strip())
        if printed and (found := valid_gtin(printed[1])):
            return found
        if bare and (found := valid_gtin(bare[0])):
            return found
    return ""


def valid_gtin(text: str) -> str:
    """Its digits; "" where the length or the check digit is wrong, or where all digits are the same."""
    digits = re.sub(r"[ -]", "", text)
    if len(set(digits)) < 2 or not ean.is_valid(digits):
        return ""
    # The same number as a carton's 14 digits and as an item's 13.
    return digits[1:] if len(digits) == 14 and digits.startswith("0") else digits
