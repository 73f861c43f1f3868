"""The unified social credit code 统一社会信用代码 (GB 32100)."""

from __future__ import annotations

import re

from stdnum.cn import uscc

from risk.errors import Invalid

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")  # GB 32100-2015


def is_credit_code(number: str) -> bool:
    """Form and check character. `uscc.validate` refuses the letters that the first two places may hold."""
    return bool(_CREDIT_CODE.fullmatch(number)) and uscc.calc_check_digit(number) == number[-1]


def check_uscc(text: str) -> str:
    """The code without blanks, in capitals; raises `Invalid` on a wrong form or check character."""
    number = text.strip().upper()
    if not is_credit_code(number):
        raise Invalid(field="uscc")
    return number
