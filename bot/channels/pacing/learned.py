"""What refusals teach: the used share falls at once and comes back slowly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEAST: Final = 0.1
CREDENTIAL_FALL: Final = 0.8
CHAT_FALL: Final = 0.5
RECOVERY: Final = 0.04 / 60  # of the whole, a second: from four fifths back in five minutes


@dataclass(frozen=True, kw_only=True)
class Learned:
    """Share of the permitted rate that is used: `share` at the time `at`, more later."""

    share: float = 1.0
    at: float = 0.0

    def now(self, now: float) -> float:
        if self.share >= 1:
            return 1.0
        share = self.share + max(now - self.at, 0.0) * RECOVERY
        return 1.0 if share > 1 - 1e-9 else share

    def refused(self, now: float, *, until: float, fall: float) -> Learned:
        """Recovery begins when the halt is over."""
        return Learned(share=max(LEAST, self.now(now) * fall), at=until)
