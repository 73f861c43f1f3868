"""Files that people attach: bounded while they are read, judged by what is in them and not by their name."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass, field
from datetime import timedelta

import filetype
from aiohttp import BodyPartReader, MultipartReader

from casework.attached import ENDINGS, SHEET
from casework.env import Env
from casework.ports import UnitOfWork
from risk.errors import DomainError, TooLarge
from risk.identity import Secret
from risk.information import Attachment
from risk.organisation import Person
from risk.permission import Act, demand
from risk.reading import WORD

MAX_FILE = 10 * 1024 * 1024  # bytes
MAX_FILES = 5  # in one message
MAX_LOOSE = 30  # of one person that are not yet part of anything
_MAX_FIELD = 100_000  # bytes of a text field
_LONGEST_NAME = 120


class FileRefused(DomainError):
    """A file is too large, of a kind that we do not take, or one too many."""

    code = "file-refused"

    def __init__(self, *, why: str, name: str = "") -> None:
        """`why`: size | kind | empty | count | loose. The name is for the sender's eyes and stays out of `params`."""
        super().__init__(why=why)
        self.why = why
        self.name = name


@dataclass(frozen=True, kw_only=True)
class Received:
    name: str
    media_type: str
    content: bytes


@dataclass
class Form:
    """A multipart form, read."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Received] = field(default_factory=list)


async def read_form(reader: MultipartReader) -> Form:
    """Reads to the end or raises `FileRefused`; never holds more than the limits allow."""
    form = Form()
    async for part in reader:
        if not isinstance(part, BodyPartReader):
            raise FileRefused(why="kind")
        if part.filename is None:
            content = await _bounded(part, _MAX_FIELD, TooLarge(field="text", limit=_MAX_FIELD))
            form.fields[part.name or ""] = content.decode("utf-8", "replace")
            continue
        name = clean_name(part.filename)
        if len(form.files) == MAX_FILES:
            raise FileRefused(why="count", name=name)
        content = await _bounded(part, MAX_FILE, FileRefused(why="size", name=name))
        if not content:
            raise FileRefused(why="empty", name=name)
        form.files.append(Received(name=name, media_type=media_type_of(content, name), content=content))
    return form


def media_type_of(content: bytes, name: str = "") -> str:
    """By content; raises `FileRefused` for what is not in `ENDINGS`."""
    kind = filetype.guess(content[:8192])
    media_type = kind.mime if kind is not None else ""
    if content[:4] == b"PK\x03\x04":
        media_type = _office_type(content)
    if media_type not in ENDINGS:
        raise FileRefused(why="kind", name=name)
    return str(media_type)


def clean_name(name: str) -> str:
    """The last part of a path, without control characters, cut in the middle if long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(" .")
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:80]}…{plain[-39:]}"


def keep(uow: UnitOfWork, env: Env, person: Person, update_id: str, files: list[Received]) -> tuple[str, ...]:
    """Attachment ids. They follow from the update's id, so that the same upload again adds nothing."""
    demand(person, Act.ATTACH_FILE)
    ids = tuple(
        hashlib.sha256(f"{person.id}:{update_id}:{place}".encode()).hexdigest()[:32] for place in range(len(files))
    )
    new = [(id_, file) for id_, file in zip(ids, files, strict=True) if uow.attachments.find(id_) is None]
    if new and len(uow.attachments.loose(person.id)) + len(new) > MAX_LOOSE:
        raise FileRefused(why="loose")
    now = env.now()
    for place, (id_, file) in enumerate(new):
        uow.attachments.put(
            Attachment(
                id=id_,
                person_id=person.id,
                file_name=Secret(_stored_name(file)),
                media_type=file.media_type,
                size=len(file.content),
                sha256=hashlib.sha256(file.content).hexdigest(),
                created_at=now + timedelta(microseconds=place),  # they keep the order in which they were sent
            ),
            file.content,
        )
    return ids


async def _bounded(part: BodyPartReader, most: int, refusal: DomainError) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        content += chunk
        if len(content) > most:
            raise refusal
    return bytes(content)


def _office_type(content: bytes) -> str:
    """Word and Excel files are ZIP archives; those with macros inside are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if any(name.endswith("vbaProject.bin") for name in names):
        return ""
    if "word/document.xml" in names:
        return WORD
    return SHEET if "xl/workbook.xml" in names else ""


def _stored_name(file: Received) -> str:
    """With the ending of what it is, whatever it was called."""
    ending = ENDINGS[file.media_type]
    stem, _, old = file.name.rpartition(".")
    if old.lower() == ending or (ending, old.lower()) == ("jpg", "jpeg"):
        return file.name
    return f"{file.name or stem or 'file'}.{ending}"
