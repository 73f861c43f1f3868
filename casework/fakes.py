"""Shipped fakes of the small ports, under the same contract tests as the real ones (STYLE 39)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from casework.ports import CircularPaper, Outcome, Paper, Parcel, ReceiptsPaper, Sent
from risk import case_number
from risk.finding import Finding, Harm, Scope
from risk.likeness import JoinReason, Thing, Verdict
from risk.taxonomy import products

EPOCH = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai


class FrozenClock:
    """Stands still until `pass_`."""

    def __init__(self, at: datetime = EPOCH) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pass_(self, **units: float) -> None:
        """Forward (or, with negative units, back), as `timedelta` counts."""
        self.at += timedelta(**units)


class CountingIds:
    """Ids in order, the same in every run."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        self._last += 1
        return f"{self._last:032x}"

    def token(self) -> str:
        return f"token-{self.new()}"

    def case_number(self) -> str:
        self._last += 1
        return case_number.make(self._last)


class WeekdayCalendar:
    """Monday to Friday."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5


NOTHING_FOUND = Finding(
    scope=Scope.OTHER,
    product=None,
    hazards=(),
    harm=Harm.NONE,
    injured=None,
    vulnerable=(),
    entities={},
    severity_rank=1,
    lang="zh-Hans",
    confidence={"scope": 1.0, "product": 1.0, "hazards": 1.0, "harm": 1.0},
    evidence=(),
    version="fixed",
)


class FixedTriage:
    """Answers from a table of text -> changes to an empty finding; any other text gets `default`."""

    def __init__(self, table: dict[str, dict[str, object]] | None = None, *, default: Finding = NOTHING_FOUND) -> None:
        self._table = table or {}
        self._default = default

    def __call__(self, text: str, *, received_at: datetime | None = None) -> Finding:
        changes = self._table.get(text)
        return self._default if changes is None else replace(NOTHING_FOUND, **changes)  # type: ignore[arg-type]

    async def find(self, text: str, *, received_at: datetime | None = None) -> Finding:
        return self(text, received_at=received_at)

    def likeliest(self, text: str) -> tuple[str, ...]:
        """What the table says first, then the official order."""
        said = self(text).product
        return (*([said] if said else []), *(code for code in products() if code != said))


class PatternCompare:
    """Goes by product and hazards, and by brand and model where both are told."""

    def thing(self, finding: Finding, text: str) -> Thing:
        return Thing(
            product=finding.product,
            hazards=finding.hazards,
            brand=finding.entities.get("brand") or "",
            model=finding.entities.get("model") or "",
            kind=finding.product or "",
            text=text,
        )

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        for told, other, reason in (
            (a.brand, b.brand, JoinReason.DIFFERENT_BRAND),
            (a.model, b.model, JoinReason.DIFFERENT_MODEL),
        ):
            if told and other and told != other:
                return Verdict(same=False, reason=reason)
        if a.product is None or a.product != b.product:
            return Verdict(same=False, reason=JoinReason.DIFFERENT_PRODUCT)
        if set(a.hazards) != set(b.hazards):
            return Verdict(same=False, reason=JoinReason.DIFFERENT_HAZARD)
        return Verdict(same=True, reason=JoinReason.SAME_KIND_PATTERN)


class PlainRender:
    """Text only; the digest has the same promise as the real one's."""

    def __call__(self, paper: CircularPaper) -> Paper:
        bare = replace(paper, official_number="", issued_on="")
        mark = "【演练】" if paper.exercise else ""
        return Paper(
            text=f"{mark}{paper.official_number or paper.number} {paper.title}\n{paper.body}",
            html=f"<h1>{paper.number}</h1>",
            pdf=b"%PDF-",
            digest=hashlib.sha256(repr(bare).encode()).hexdigest(),
        )

    async def render(self, paper: CircularPaper) -> Paper:
        return self(paper)

    def receipts(self, paper: ReceiptsPaper) -> bytes:
        return b"%PDF-" + ",".join(str(receipt.number) for receipt in paper.receipts).encode()


@dataclass
class KeepingSender:
    """Keeps what it was given."""

    channel: str

    def __post_init__(self) -> None:
        self.parcels: list[Parcel] = []

    async def send(self, parcel: Parcel) -> Outcome:
        self.parcels.append(parcel)
        return Sent(external_id=str(len(self.parcels)))
