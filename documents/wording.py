"""A circular in words: everything that a rendition shows, in the reader's language, ready to be set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from casework.ports.records import CircularPaper
from texts.catalogue import DEFAULT, LOCALES, keys, say, term

# C0 and C1 controls but the line feed, and the marks that reorder text on the page: neither belongs in a document.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A day as the catalogue takes it."""

    at: datetime
    day_only: bool = True


@dataclass(frozen=True, kw_only=True)
class Named:
    key: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`facts` are (label, value) pairs; `number` and `date` read "draft for approval" until issue."""

    locale: str
    office: str
    heading: str
    kind: str
    level: str
    level_code: str
    number: str
    draft: bool
    title: str
    addressees: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    measures_label: str
    measures: tuple[str, ...]
    closing: tuple[str, ...]
    date: str
    reference: str
    basis: str
    page: str  # with "{page}" and "{pages}" still to be counted
    mark: str = ""  # of an exercise: before heading, kind and title
    band: str = ""  # of an exercise: across the head of every page


def shown(paper: CircularPaper) -> Shown:
    """Codes become words, dates are written out, control characters are dropped; user text stays plain text."""
    locale = paper.locale if paper.locale in LOCALES else DEFAULT

    def words(key: str, **params: object) -> str:
        return say(locale, key, params)

    kind_key = term("circular-kind", paper.kind)
    draft = not paper.official_number
    facts = (
        ("document-product-label", _named(locale, "product", paper.product or "")),
        ("document-hazards-label", _joined(locale, [_named(locale, "hazard", code) for code in paper.hazards])),
        ("document-origin-label", _named(locale, "country", paper.origin)),
    )
    mark = words("exercise-mark") if paper.exercise else ""
    closing = (
        words("document-exercise-ends") if paper.exercise else "",
        words("document-reply-by", date=_day(paper.reply_by)) if paper.reply_by else "",
        words("document-valid-until", date=_day(paper.valid_until), kind=Named(key=kind_key))
        if paper.valid_until
        else "",
    )
    return Shown(
        locale=locale,
        office=clean_line(paper.office),
        heading=mark + words("document-heading", office=clean_line(paper.office)),
        kind=words(kind_key),
        level=words("document-level", level=Named(key=term("warning-level", paper.level))),
        level_code=paper.level,
        number=words("document-draft-number", number=paper.number)
        if draft
        else words("document-number", number=clean_line(paper.official_number)),
        draft=draft,
        title=mark + clean_line(paper.title),
        addressees=_addressees(locale, paper.addressees),
        facts=tuple((words(label), value) for label, value in facts if value),
        paragraphs=_paragraphs(paper.body),
        measures_label=words("document-measures-label"),
        measures=tuple(_named(locale, "measure", clean_line(measure)) for measure in paper.measures),
        closing=tuple(line for line in closing if line),
        date=words("document-issued-on", date=_day(paper.issued_on))
        if paper.issued_on
        else words("document-draft-mark"),
        reference=words("document-reference", number=paper.number),
        basis=words("document-exercise-basis" if paper.exercise else "document-basis"),
        page=words("document-page", page="{page}", pages="{pages}"),
        mark=mark,
        band=words("document-exercise-band") if paper.exercise else "",
    )


def clean(text: str) -> str:
    """Without control characters, marks that reorder text, and what is not Unicode text at all."""
    line_feeds = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNSEEN.sub("", line_feeds).encode("utf-8", "replace").decode("utf-8")


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def _paragraphs(body: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean(body).split("\n") if line.strip())


def _named(locale: str, kind: str, code: str) -> str:
    """The word for a code; a narrower code ("toys.magnetic") takes the broader one's; free words stay as they are."""
    for known in (code, code.partition(".")[0]):
        key = term(kind, known)
        if known and key in keys(locale):
            return say(locale, key)
    return clean_line(code)


def _joined(locale: str, items: list[str]) -> str:
    return (", " if locale == "en" else "、").join(items)


def _addressees(locale: str, addressees: tuple[str, ...]) -> str:
    if not addressees:
        return ""
    return say(
        locale, "document-addressees", {"addressees": _joined(locale, [clean_line(name) for name in addressees])}
    )


def _day(iso: str) -> Moment:
    # Noon UTC is the same day in every Chinese office's time zone.
    return Moment(at=datetime.combine(date.fromisoformat(iso), time(4), tzinfo=UTC))
