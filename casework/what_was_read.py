"""What stands in a reading, sealed and shown."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from casework.masking import mask
from casework.ports import UnitOfWork
from casework.ports.replies import Param
from risk.identity import Secret
from risk.information import Attachment, RiskInformation
from risk.reading import PAPERS, Barcode, Checked, Facts, FileReading, Reading, ReadingState

_SHOWN: Final = (
    "product",
    "brand",
    "model",
    "batch",
    "origin",
    "gtin",
    "hs_code",
    "importer",
    "certificate",
    "standards",
    "marks",
)
_SINGLE: Final = ("product", "brand", "model", "batch", "origin", "gtin", "hs_code", "importer", "certificate")
_ON_A_CARD: Final = ("brand", "model", "batch", "origin", "gtin", "certificate")


def sealed(reading: Reading) -> Secret:
    """As it is stored."""
    row = {
        "text": reading.text,
        "barcodes": [[code.kind, code.text] for code in reading.barcodes],
        "facts": dataclasses.asdict(reading.facts),
    }
    return Secret(json.dumps(row, ensure_ascii=False))


def content(reading: FileReading) -> Reading:
    """What was read; an erased reading is empty."""
    stored = reading.content.reveal()
    if not stored:
        return Reading()
    row: dict[str, Any] = json.loads(stored)
    facts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row["facts"].items()
    }
    return Reading(
        text=row["text"],
        barcodes=tuple(Barcode(kind=kind, text=text) for kind, text in row["barcodes"]),
        facts=Facts(**facts),
    )


def together(facts: Iterable[Facts]) -> Facts:
    """Of several pictures of one thing: the first that says it; standards and marks of all.

    Where their values conflict, as those of two things do, only what the first file says.
    """
    return next(iter(lists(facts)), Facts())


def lists(facts: Iterable[Facts]) -> list[Facts]:
    """One list for all files, or one for each where their values conflict."""
    each = list(facts)
    whole = Facts()
    for more in each:
        if _conflict(whole, more):
            return each
        whole = _both(whole, more)
    return [whole] if each else []


def at_once(readings: Sequence[FileReading]) -> Sequence[FileReading]:
    """Those whose values stand in one list: all, or the first alone."""
    return readings if len(lists(content(one).facts for one in readings)) < 2 else readings[:1]


def shown(facts: Facts, *, masked: bool) -> Mapping[str, Param]:
    """The parameters of the message `file-values`: each value, and whether there is one."""
    params: dict[str, Param] = {}
    for name in _SHOWN:
        value = _words(getattr(facts, name))
        params[name] = mask(value).text if masked else value
        params[f"{name}-told"] = int(bool(value))
    return params


def of_papers(uow: UnitOfWork, readings: Iterable[FileReading]) -> bool:
    """Whether any of them is of a PDF or Word file."""
    return any(uow.attachments.get(one.id).media_type in PAPERS for one in readings)


def on_the_card(uow: UnitOfWork, tips: Sequence[RiskInformation]) -> Mapping[str, Param]:
    """Parameters of the card: the values of the newest tip whose files say something, and whether they are confirmed.

    `checked` is `none` where there is nothing to show.
    """
    for tip in reversed(tips):
        files = uow.attachments.of_information(tip.id)
        read = [one for file in files if (one := reading_of(uow, file)) is not None]
        for right in (True, False):
            told = [one for one in read if (one.checked is Checked.RIGHT) is right]
            values = " / ".join(filter(None, map(_brief, lists(content(one).facts for one in told))))
            if values:
                return {"read": mask(values).text, "checked": "right" if right else "unchecked"}
    return {"read": "", "checked": "none"}


def reading_of(uow: UnitOfWork, file: Attachment) -> FileReading | None:
    """What was read in the file, if there was anything."""
    found = uow.readings.find(file.id)
    return found if found is not None and found.state is ReadingState.READ else None


def _words(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _brief(facts: Facts) -> str:
    return " · ".join(getattr(facts, name) for name in _ON_A_CARD if getattr(facts, name))


def _conflict(one: Facts, other: Facts) -> bool:
    pairs = [(getattr(one, name), getattr(other, name)) for name in _SINGLE]
    return any(a and b and _letters(a) != _letters(b) for a, b in pairs)


def _letters(value: str) -> str:
    """As two cameras read one word: without case, width, spaces and dashes."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", value).casefold()))


def _both(known: Facts, new: Facts) -> Facts:
    values: dict[str, Any] = {name: getattr(known, name) or getattr(new, name) for name in _SINGLE}
    return Facts(
        **values,
        origin_code=(known if known.origin else new).origin_code,  # the code belongs to the words
        standards=tuple(dict.fromkeys((*known.standards, *new.standards))),
        marks=tuple(dict.fromkeys((*known.marks, *new.marks))),
    )
