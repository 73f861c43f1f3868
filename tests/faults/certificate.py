"""What `make faults` leaves behind: how often it was struck, where, and what became of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from tests.faults.verdict import Verdict

_NAMES: Final = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
_SHOWN: Final = 20  # lines of what is wrong


@dataclass(frozen=True, kw_only=True)
class Tried:
    """Another fault: the promise that was tested, and what came of it."""

    promise: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """`machine`: enough to compare figures by."""

    seed: int
    machine: str
    at: str
    minutes: float
    verdicts: Sequence[Verdict]
    others: Sequence[Tried]

    @property
    def clean(self) -> bool:
        return all(verdict.clean for verdict in self.verdicts) and all(each.outcome == "passed" for each in self.others)

    def text(self) -> str:
        kills = sum(sum(verdict.kills.values()) for verdict in self.verdicts)
        passed = sum(each.outcome == "passed" for each in self.others)
        lines = [
            f"Faults: {kills} times kill -9, {len(self.others)} tests of other faults",
            f"seed {self.seed}, {self.machine}, {self.at}, {self.minutes:.1f} minutes",
            "",
            *self._table(),
            "",
            "boundaries struck",
            *self._boundaries(),
            "",
            f"other faults: {passed} of {len(self.others)} passed",
            *(f"  {each.outcome}  {each.promise}" for each in self.others),
            *self._wrong(),
            "",
            "CLEAN" if self.clean else "NOT CLEAN",
        ]
        return "\n".join(lines) + "\n"

    def _table(self) -> list[str]:
        kinds = sorted({kind for verdict in self.verdicts for kind in verdict.kills})
        rows: list[tuple[str, list[int]]] = [
            *((f"killed: {kind}", [verdict.kills.get(kind, 0) for verdict in self.verdicts]) for kind in kinds),
            ("killed in all", [sum(verdict.kills.values()) for verdict in self.verdicts]),
            ("circulars issued", [verdict.circulars for verdict in self.verdicts]),
            ("deliveries owed and made", [verdict.deliveries for verdict in self.verdicts]),
            ("receipts confirmed and chained", [verdict.receipts for verdict in self.verdicts]),
            ("messages that arrived", [verdict.arrivals for verdict in self.verdicts]),
            ("audit entries", [verdict.audit_entries for verdict in self.verdicts]),
            ("repeats in the unknown window, each marked", [verdict.repeats for verdict in self.verdicts]),
            ("marked though only one came", [verdict.marked for verdict in self.verdicts]),
            ("lost", [len(verdict.lost) for verdict in self.verdicts]),
            ("doubled outside of the window or unmarked", [len(verdict.doubled) for verdict in self.verdicts]),
            ("ledger, audit chain, receipt chain: findings", [len(verdict.unsound) for verdict in self.verdicts]),
        ]
        head = f"{'':<46}" + "".join(f"{_NAMES[verdict.engine]:>12}" for verdict in self.verdicts)
        return [head, *(f"{name:<46}" + "".join(f"{value:>12,}" for value in values) for name, values in rows)]

    def _boundaries(self) -> list[str]:
        """By what was passing them, on all engines together."""
        names = sorted({name for verdict in self.verdicts for name in verdict.struck})
        told = [f"{name} {sum(verdict.struck.get(name, 0) for verdict in self.verdicts)}" for name in names]
        return [f"  {first:<46}{second or ''}".rstrip() for first, second in zip_longest(told[::2], told[1::2])]

    def _wrong(self) -> list[str]:
        wrong = [
            f"  {_NAMES[verdict.engine]}: {line}"
            for verdict in self.verdicts
            for line in (*verdict.lost, *verdict.doubled, *verdict.unsound)
        ]
        return ["", "what is wrong", *wrong[:_SHOWN]] if wrong else []
