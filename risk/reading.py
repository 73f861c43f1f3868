"""What a program read in a file that somebody sent, and whether they said that it is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from risk.identity import NOTHING, Secret

# Media types that can be read; all other files are only kept.
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = frozenset({"application/pdf", WORD})
READABLE = PICTURES | PAPERS
TRIES = 2  # for one file: what stops the reading process twice is not given to it again


class Unread(StrEnum):
    """Why nothing was read."""

    BROKEN = "broken"  # not what its beginning promises
    TOO_LARGE = "too_large"  # unpacked it would need more memory than a file is given
    TOO_LONG = "too_long"  # it took more time than a file is given
    LOCKED = "locked"  # with a password
    STOPPED = "stopped"  # the reading process ended over it
    BUSY = "busy"  # too many files wait already; not a matter of this file


class ReadingState(StrEnum):
    """`BLANK`: read, and nothing that can be used is written there."""

    WAITING = "waiting"
    READ = "read"
    BLANK = "blank"
    UNREAD = "unread"


class Checked(StrEnum):
    """What the sender said of what was read."""

    UNASKED = "unasked"
    ASKED = "asked"
    RIGHT = "right"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a label, nameplate or certificate says; "" and () = not said. All but `origin_code` as it is printed."""

    product: str = ""
    brand: str = ""
    model: str = ""
    batch: str = ""
    origin: str = ""
    origin_code: str = ""  # ISO 3166-1 alpha-2
    gtin: str = ""  # 8, 12, 13 or 14 digits with a right check digit
    hs_code: str = ""
    importer: str = ""
    certificate: str = ""
    standards: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it names the thing, so that it is worth asking about; marks alone do not."""
        return any((self.product, self.brand, self.model, self.batch, self.origin, self.gtin, self.certificate))


@dataclass(frozen=True, kw_only=True)
class Barcode:
    """A decoded barcode; `kind` is its symbology, e.g. `EAN13`."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read in a file, or why nothing was (`unread`)."""

    text: str = ""
    barcodes: tuple[Barcode, ...] = ()
    facts: Facts = field(default_factory=Facts)
    unread: Unread | None = None


@dataclass(frozen=True, kw_only=True)
class FileReading:
    """The reading of one attachment, whose id it has. `content`: sealed JSON (see `casework.file_readings`).

    `address_id`: where the file was sent from, and where its sender is asked.
    """

    id: str
    person_id: str
    address_id: str
    created_at: datetime
    state: ReadingState = ReadingState.WAITING
    why: str = ""  # an `Unread`
    checked: Checked = Checked.UNASKED
    content: Secret = NOTHING
    tries: int = 0
    lease_until: datetime | None = None  # until then somebody is at it
    version: int = 0
