"""Risk information, signals, assessments and what belongs to them."""

from __future__ import annotations

import dataclasses
import functools

from risk.assessment import Assessment, Decision
from risk.correction import Correction
from risk.errors import NotFound
from risk.finding import HARM_ORDER, Harm
from risk.identity import NOTHING, Secret
from risk.information import Attachment, RealName, RelayMessage, RiskInformation, StatusEvent
from risk.likeness import JoinCase
from risk.signal import CLOSED_STATES, OPEN_STATES, Signal, Verification
from storage.holding import storable
from storage.memory.records import Appended, Kept
from storage.memory.shelf import Cells, Shelf


class Informations(Kept[RiskInformation]):
    def __init__(self, shelf: Shelf[RiskInformation], corrections: Shelf[Correction]) -> None:
        super().__init__(shelf)
        self._corrections = corrections

    def by_number(self, number: str) -> RiskInformation | None:
        return self._shelf.first(lambda i: i.number == storable(number))

    def of_person(self, person_id: str) -> list[RiskInformation]:
        return self._shelf.select(lambda i: i.person_id == person_id, by=lambda i: i.submitted_at, newest=True)

    def of_signal(self, signal_id: str) -> list[RiskInformation]:
        return self._shelf.select(lambda i: i.signal_id == signal_id, by=lambda i: i.submitted_at)

    def latest_of_signal(self, signal_id: str, *, limit: int) -> list[RiskInformation]:
        return self._shelf.select(
            lambda i: i.signal_id == signal_id, by=lambda i: i.submitted_at, newest=True, limit=limit
        )

    def moved_out(self, signal_id: str) -> list[RiskInformation]:
        corrected = {c.information_id for c in self._corrections.items.values() if c.signal_id == signal_id}
        return self._shelf.select(lambda i: i.signal_id is None and i.id in corrected, by=lambda i: i.submitted_at)


class StatusEvents(Appended[StatusEvent]):
    def of(self, information_id: str) -> list[StatusEvent]:
        return self._shelf.select(lambda e: e.information_id == information_id, by=lambda e: e.at)


class RealNames(Kept[RealName]):
    def current(self, person_id: str) -> RealName | None:
        found = self._shelf.select(
            lambda r: r.person_id == person_id and r.withdrawn_at is None, by=lambda r: (r.declared_at, r.id)
        )
        return found[-1] if found else None

    def with_document(self, document_number: str) -> list[RealName]:
        return self._shelf.select(
            lambda r: bool(r.document_number) and r.document_number.reveal() == document_number,
            by=lambda r: r.declared_at,
        )


class Attachments(Kept[Attachment]):
    def __init__(self, shelf: Shelf[Attachment], contents: Cells) -> None:
        super().__init__(shelf)
        self._contents = contents

    def put(self, item: Attachment, content: bytes) -> None:
        self.add(item)
        self._contents.put(item.id, content)

    def content(self, id_: str) -> bytes:
        if id_ not in self._contents.values:
            raise NotFound(kind="attachment_contents")
        return bytes(self._contents.values[id_])

    def erase(self, id_: str) -> None:
        self._shelf.save(dataclasses.replace(self.get(id_), file_name=NOTHING))
        if id_ in self._contents.values:
            self._contents.put(id_, b"")

    def of_information(self, information_id: str) -> list[Attachment]:
        return self._shelf.select(lambda a: a.information_id == information_id, by=lambda a: a.created_at)

    def loose(self, person_id: str) -> list[Attachment]:
        return self._shelf.select(
            lambda a: a.person_id == person_id and a.information_id is None and a.signal_id is None,
            by=lambda a: a.created_at,
        )


class Relays(Kept[RelayMessage]):
    def of(self, information_id: str) -> list[RelayMessage]:
        return self._shelf.select(lambda r: r.information_id == information_id, by=lambda r: r.at)

    def open_for(self, person_id: str) -> RelayMessage | None:
        found = self._shelf.select(
            lambda r: r.person_id == person_id and r.from_officer and r.answered_at is None, by=lambda r: r.at
        )
        return found[0] if found else None


class Signals(Kept[Signal]):
    def __init__(self, shelf: Shelf[Signal], counters: Cells) -> None:
        super().__init__(shelf)
        self._counters = counters

    def open_with(self, office_id: str, identity: str) -> Signal | None:
        return self._shelf.first(
            lambda s: s.office_id == office_id and s.identity.reveal() == identity and s.state in OPEN_STATES
        )

    def open_alike(
        self, office_id: str, *, brand: str = "", model: str = "", kind: str = "", limit: int = 40
    ) -> list[Signal]:
        found: dict[str, Signal] = {}
        for key, value in (("model", model), ("brand", brand), ("kind", kind)):
            if value:
                one = functools.partial(_is_alike, office_id=office_id, key=key, value=value)
                alike = self._shelf.select(one, by=_by_number, newest=True, limit=limit)
                found |= {signal.id: signal for signal in alike}
        return list(found.values())

    def last_closed_with(self, office_id: str, identity: str) -> Signal | None:
        found = self._shelf.select(
            lambda s: s.office_id == office_id and s.identity.reveal() == identity and s.state in CLOSED_STATES,
            by=lambda s: (s.closed_at or s.opened_at, s.number),
        )
        return found[-1] if found else None

    def by_number(self, number: int) -> Signal | None:
        return self._shelf.first(lambda s: s.number == number)

    def queue(self, office_id: str, *, limit: int = 200) -> list[Signal]:
        return self._shelf.select(
            lambda s: s.office_id == office_id and s.state in OPEN_STATES,
            by=lambda s: (-s.severity_rank, -HARM_ORDER.index(Harm(s.harm)), s.opened_at),
            limit=limit,
        )

    def next_number(self) -> int:
        return self._counters.next("signals")


class JoinCases(Appended[JoinCase]):
    def all(self) -> list[JoinCase]:
        return self._shelf.select(lambda c: True, by=lambda c: c.at)


class Corrections(Appended[Correction]):
    def __init__(self, shelf: Shelf[Correction], informations: Shelf[RiskInformation]) -> None:
        super().__init__(shelf)
        self._informations = informations

    def of(self, information_id: str) -> list[Correction]:
        return self._shelf.select(lambda c: c.information_id == information_id, by=lambda c: c.at)

    def of_signal(self, signal_id: str) -> list[Correction]:
        return self._shelf.select(
            lambda c: self._informations.get(c.information_id).signal_id == signal_id, by=lambda c: c.at
        )

    def of_act(self, act_id: str) -> list[Correction]:
        return self._shelf.select(lambda c: c.act_id == act_id, by=lambda c: c.at)

    def all(self) -> list[Correction]:
        return self._shelf.select(lambda c: True, by=lambda c: c.at)


def _by_number(signal: Signal) -> int:
    return signal.number


def _is_alike(signal: Signal, *, office_id: str, key: str, value: str) -> bool:
    held: Secret = getattr(signal, key)
    return signal.office_id == office_id and signal.state in OPEN_STATES and held.reveal() == value


class Verifications(Kept[Verification]):
    def of(self, signal_id: str) -> list[Verification]:
        return self._shelf.select(lambda v: v.signal_id == signal_id, by=lambda v: v.at)


class Assessments(Kept[Assessment]):
    def of(self, signal_id: str) -> list[Assessment]:
        return self._shelf.select(lambda a: a.signal_id == signal_id, by=lambda a: a.commissioned_at)

    def of_expert(self, expert_id: str) -> list[Assessment]:
        return self._shelf.select(lambda a: a.expert_id == expert_id, by=lambda a: a.commissioned_at, newest=True)


class Decisions(Kept[Decision]):
    def of(self, signal_id: str) -> list[Decision]:
        return self._shelf.select(lambda d: d.signal_id == signal_id, by=lambda d: d.decided_at)
