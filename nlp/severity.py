"""The rule stands in `risk`, because an officer's correction ranks anew by it as well."""

from __future__ import annotations

from risk.severity import PAPER, QUICK, severity_rank

__all__ = ["PAPER", "QUICK", "severity_rank"]
