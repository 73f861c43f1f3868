"""Receipts as PDF: one as a certificate, those of a circular as a list. Official papers, so always in zh-CN."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Final

from casework.ports.records import ReceiptPaper, ReceiptsPaper
from documents.wording import Moment, Named, clean_line
from texts.catalogue import DEFAULT, keys, say, term

_Words = Callable[..., str]
_SHORT: Final = 16  # digits of a checksum in the list


@dataclass(frozen=True, kw_only=True)
class ShownReceipts:
    """`facts` and `proof` are (label, value) pairs; `columns` and `rows` only of a list."""

    heading: str
    number: str
    single: bool
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    office: str
    date: str
    proof: tuple[tuple[str, str], ...]
    check: str
    page: str


def shown_receipts(paper: ReceiptsPaper) -> ShownReceipts:
    """Every word of it."""
    words: _Words = partial(_words, paper.timezone)
    return _list(paper, words) if paper.exported_at is not None else _certificate(paper.receipts[0], words)


def dumped(shown: ShownReceipts) -> str:
    """As the template takes it: data, never markup (STYLE 31)."""
    return json.dumps(asdict(shown), ensure_ascii=False)


def _certificate(receipt: ReceiptPaper, words: _Words) -> ShownReceipts:
    facts = [
        ("receipt-paper-organisation", clean_line(receipt.organisation)),
        ("receipt-paper-uscc", receipt.uscc),
        ("receipt-paper-person", _name(receipt, words)),
        ("receipt-paper-capacity", words(term("capacity", receipt.capacity))),
        ("receipt-paper-document", _document(receipt, words)),
        ("receipt-paper-office", clean_line(receipt.office)),
        ("receipt-paper-digest", receipt.digest),
        ("receipt-paper-at", _time(receipt.acknowledged_at, words)),
        ("receipt-paper-means", _way(receipt, words)),
        ("receipt-paper-confirmation", _confirmation(receipt, words)),
    ]
    notes = [words("receipt-paper-exercise")] if receipt.exercise else [words(f"receipt-paper-{receipt.title}")]
    if receipt.late:
        notes.append(words("receipt-paper-late", at=Moment(at=receipt.signed_at, day_only=False)))
    return ShownReceipts(
        heading=_mark(receipt, words) + words(term("receipt-title", receipt.title)),
        number=words("receipt-paper-number", number=receipt.number),
        single=True,
        facts=tuple((words(label), value) for label, value in facts if value),
        notes=tuple(notes),
        columns=(),
        rows=(),
        office=clean_line(receipt.office),
        date=words("web-day", day=Moment(at=receipt.acknowledged_at)),
        proof=_proof(receipt.hash, receipt.key, receipt.signature, words),
        check=words("receipt-paper-check"),
        page=words("document-page", page="{page}", pages="{pages}"),
    )


def _list(paper: ReceiptsPaper, words: _Words) -> ShownReceipts:
    first = paper.receipts[0] if paper.receipts else None
    columns = (
        "receipt-paper-column-number",
        "receipt-paper-organisation",
        "receipt-paper-person",
        "receipt-paper-capacity",
        "receipt-paper-means",
        "receipt-paper-column-at",
        "receipt-paper-column-title",
        "receipt-paper-hash",
    )
    count = words(
        "receipt-paper-count", count=len(paper.receipts), at=Moment(at=paper.exported_at or _NEVER, day_only=False)
    )
    facts = [
        ("receipt-paper-document", _document(first, words) if first else ""),
        ("receipt-paper-office", clean_line(first.office) if first else ""),
        ("receipt-paper-digest", first.digest if first else ""),
    ]
    return ShownReceipts(
        heading=_mark(first, words) + words("receipt-paper-list"),
        number=count,
        single=False,
        facts=tuple((words(label), value) for label, value in facts if value),
        notes=(
            *((words("receipt-paper-exercise"),) if first and first.exercise else ()),
            words("receipt-paper-closing"),
        ),
        columns=tuple(words(column) for column in columns),
        rows=tuple(_row(receipt, words) for receipt in paper.receipts),
        office="",
        date="",
        proof=_proof(paper.hash, paper.key, paper.signature, words),
        check=words("receipt-paper-check"),
        page=words("document-page", page="{page}", pages="{pages}"),
    )


_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def _row(receipt: ReceiptPaper, words: _Words) -> tuple[str, ...]:
    return (
        str(receipt.number),
        clean_line(receipt.organisation),
        _name(receipt, words),
        words(term("capacity", receipt.capacity)),
        _way(receipt, words),
        _time(receipt.acknowledged_at, words),
        words(term("receipt-title", receipt.title)),
        f"{receipt.hash[:_SHORT]}…",
    )


def _proof(hash_: str, key: str, signature: str, words: _Words) -> tuple[tuple[str, str], ...]:
    return (
        (words("receipt-paper-hash"), hash_),
        (words("receipt-paper-key"), key),
        (words("receipt-paper-signature"), signature),
    )


def _mark(receipt: ReceiptPaper | None, words: _Words) -> str:
    return words("exercise-mark") if receipt is not None and receipt.exercise else ""


def _document(receipt: ReceiptPaper, words: _Words) -> str:
    return words(
        "receipt-paper-document-named",
        level=words("document-level", level=Named(key=term("warning-level", receipt.circular_level))),
        kind=Named(key=term("circular-kind", receipt.circular_kind)),
        number=receipt.circular_number,
        title=clean_line(receipt.circular_title),
    )


def _name(receipt: ReceiptPaper, words: _Words) -> str:
    return clean_line(receipt.name) or words("receipt-paper-erased")


def _way(receipt: ReceiptPaper, words: _Words) -> str:
    known = term("channel", receipt.channel)
    channel = words(known) if known in keys(DEFAULT) else clean_line(receipt.channel)
    return words("receipt-paper-means-named", channel=channel, means=Named(key=term("means", receipt.means)))


def _confirmation(receipt: ReceiptPaper, words: _Words) -> str:
    if not receipt.confirmed_on:
        return ""
    noon = datetime.combine(date.fromisoformat(receipt.confirmed_on), time(4), tzinfo=UTC)  # the same day in China
    reference = clean_line(receipt.confirmation)
    return words("receipt-paper-confirmation-named", date=Moment(at=noon), reference=reference)


def _time(at: datetime, words: _Words) -> str:
    return words("web-day", day=Moment(at=at, day_only=False))


def _words(zone: str, key: str, **params: object) -> str:
    return say(DEFAULT, key, params, tz=zone)
