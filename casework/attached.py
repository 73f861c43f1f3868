"""The files of tips as offices see them: numbered, since the name that a sender gave a file may name the sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from casework.ports import UnitOfWork
from risk.information import Attachment, RiskInformation
from risk.reading import WORD

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The media types that are taken -> the ending of a file's name.
ENDINGS: Final[Mapping[str, str]] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/gif": "gif",
    "application/pdf": "pdf",
    WORD: "docx",
    SHEET: "xlsx",
    "video/mp4": "mp4",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
}


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """`number` counts the files of its tip from 1."""

    tip: RiskInformation
    number: int
    file: Attachment

    @property
    def name(self) -> str:
        return f"{self.tip.number}-{self.number}.{ENDINGS.get(self.file.media_type, 'bin')}"


def files_of(uow: UnitOfWork, tip: RiskInformation) -> list[Numbered]:
    """In the order in which they came."""
    return [
        Numbered(tip=tip, number=number, file=file)
        for number, file in enumerate(uow.attachments.of_information(tip.id), start=1)
    ]


def name_for_office(uow: UnitOfWork, attachment: Attachment) -> str:
    """A tip's file by its number; a file that belongs to no tip, such as evidence of an enterprise, by its own name."""
    if attachment.information_id is None:
        return attachment.file_name.reveal()
    files = files_of(uow, uow.informations.get(attachment.information_id))
    return next(one.name for one in files if one.file.id == attachment.id)
