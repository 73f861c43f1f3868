"""Risk information and what belongs to it."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from risk.errors import NotFound
from risk.information import Attachment, RealName, RelayMessage, RiskInformation, StatusEvent
from storage.mapping import Mapped, table_of
from storage.repositories.records import AppendedRows, KeptRows
from storage.rows import (
    AttachmentContentRow,
    AttachmentRow,
    CorrectionRow,
    InformationRow,
    RealNameRow,
    RelayRow,
    StatusEventRow,
)
from storage.vault import Box

INFORMATION = Mapped(RiskInformation, InformationRow)
STATUS_EVENT = Mapped(StatusEvent, StatusEventRow)
REAL_NAME = Mapped(RealName, RealNameRow)
ATTACHMENT = Mapped(Attachment, AttachmentRow)
RELAY = Mapped(RelayMessage, RelayRow)
_CONTENTS = table_of(AttachmentContentRow)
_CORRECTIONS = table_of(CorrectionRow)


class Informations(KeptRows[RiskInformation]):
    def by_number(self, number: str) -> RiskInformation | None:
        return self._first(self._c.number == number)

    def of_person(self, person_id: str) -> list[RiskInformation]:
        return self._all(self._c.person_id == person_id, by=(self._c.submitted_at.desc(),))

    def of_signal(self, signal_id: str) -> list[RiskInformation]:
        return self._all(self._c.signal_id == signal_id, by=(self._c.submitted_at,))

    def latest_of_signal(self, signal_id: str, *, limit: int) -> list[RiskInformation]:
        return self._all(self._c.signal_id == signal_id, by=(self._c.submitted_at.desc(),), limit=limit)

    def moved_out(self, signal_id: str) -> list[RiskInformation]:
        corrected = select(_CORRECTIONS.c.information_id).where(_CORRECTIONS.c.signal_id == signal_id)
        return self._all(self._c.signal_id.is_(None), self._c.id.in_(corrected), by=(self._c.submitted_at,))


class StatusEvents(AppendedRows[StatusEvent]):
    def of(self, information_id: str) -> list[StatusEvent]:
        return self._all(self._c.information_id == information_id, by=(self._c.at,))


class RealNames(KeptRows[RealName]):
    def current(self, person_id: str) -> RealName | None:
        return self._first(
            self._c.person_id == person_id,
            self._c.withdrawn_at.is_(None),
            by=(self._c.declared_at.desc(), self._c.id.desc()),
        )

    def with_document(self, document_number: str) -> list[RealName]:
        blinds = self._work.ring.blinds("real_names.document_number_blind", document_number)
        return self._all(self._c.document_number_blind.in_(blinds), by=(self._c.declared_at,))


class Attachments(KeptRows[Attachment]):
    def put(self, item: Attachment, content: bytes) -> None:
        self.add(item)
        box = self._work.ring.seal(content, context=f"{_CONTENTS.name}:{item.id}")
        values = {"id": item.id, "data_key": box.data_key, "key_id": box.key_id, "sealed": box.sealed}
        self._work.write(insert(_CONTENTS), values, kind=_CONTENTS.name)

    def content(self, id_: str) -> bytes:
        row = self._work.first(select(_CONTENTS).where(_CONTENTS.c.id == id_))
        if row is None:
            raise NotFound(kind=_CONTENTS.name)
        if row.data_key is None:
            return b""
        box = Box(data_key=row.data_key, key_id=row.key_id, sealed=row.sealed)
        return self._work.ring.unseal(box, context=f"{_CONTENTS.name}:{id_}")

    def erase(self, id_: str) -> None:
        self.get(id_)
        self._erase(self._c.id == id_)
        nothing = {"data_key": None, "key_id": None, "sealed": None}
        self._work.write(update(_CONTENTS).where(_CONTENTS.c.id == id_).values(nothing), kind=_CONTENTS.name)

    def of_information(self, information_id: str) -> list[Attachment]:
        return self._all(self._c.information_id == information_id, by=(self._c.created_at,))

    def loose(self, person_id: str) -> list[Attachment]:
        return self._all(
            self._c.person_id == person_id,
            self._c.information_id.is_(None),
            self._c.signal_id.is_(None),
            by=(self._c.created_at,),
        )


class Relays(KeptRows[RelayMessage]):
    def of(self, information_id: str) -> list[RelayMessage]:
        return self._all(self._c.information_id == information_id, by=(self._c.at,))

    def open_for(self, person_id: str) -> RelayMessage | None:
        return self._first(
            self._c.person_id == person_id,
            self._c.from_officer.is_(True),
            self._c.answered_at.is_(None),
            by=(self._c.at, self._c.id),
        )
