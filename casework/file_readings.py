"""What was read in files that people sent: from waiting, to what it says, to the sender's word on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from casework.cards import announce_signal
from casework.env import Env
from casework.findings import sealed_part, stored_finding
from casework.likeness import enriched, told
from casework.ports import UnitOfWork
from casework.what_was_read import at_once, content, lists, sealed, together
from risk.errors import NotFound
from risk.finding import Finding
from risk.information import RiskInformation
from risk.organisation import Address, Person
from risk.permission import Act, demand
from risk.reading import READABLE, TRIES, Checked, Facts, FileReading, Reading, ReadingState, Unread
from risk.signal import OPEN_STATES

LEASE: Final = timedelta(seconds=90)  # longer than a file is given
# Which fact fills which entity of a finding.
_ENTITY_OF: Final = {
    "brand": "brand",
    "model": "model",
    "batch": "batch",
    "origin_code": "origin",
    "hs_code": "hs_code",
}


def begin(uow: UnitOfWork, address: Address, files: Iterable[str]) -> int:
    """Lines up those of the sender's new files that can be read; how many. The same files again are nothing."""
    fresh = [
        file
        for file in (uow.attachments.find(id_) for id_ in files)
        if file is not None
        and file.person_id == address.person_id
        and file.media_type in READABLE
        and uow.readings.find(file.id) is None
    ]
    for file in fresh:
        uow.readings.add(
            FileReading(id=file.id, person_id=file.person_id, address_id=address.id, created_at=file.created_at)
        )
    return len(fresh)


def claim(uow: UnitOfWork, env: Env) -> FileReading | None:
    """The next one, ours until the lease runs out.

    A file whose reader came to its end over it too often, program and all, is given up.
    """
    while (waiting := uow.readings.next_waiting(env.now())) is not None:
        if waiting.tries < TRIES:
            taken = replace(waiting, tries=waiting.tries + 1, lease_until=env.now() + LEASE)
            return uow.readings.save(taken)
        uow.readings.save(replace(waiting, state=ReadingState.UNREAD, why=Unread.STOPPED.value, lease_until=None))
    return None


def finish(uow: UnitOfWork, id_: str, reading: Reading) -> FileReading:
    """Keeps what was read, sealed. A busy reader's answer puts the file back in line."""
    stored = uow.readings.get(id_)
    if stored.state is not ReadingState.WAITING:
        return stored
    if reading.unread is Unread.BUSY:
        return uow.readings.save(replace(stored, tries=max(0, stored.tries - 1), lease_until=None))
    if reading.unread is Unread.STOPPED and stored.tries < TRIES:
        return uow.readings.save(replace(stored, lease_until=None))
    if reading.unread is not None:
        return uow.readings.save(replace(stored, state=ReadingState.UNREAD, why=reading.unread.value, lease_until=None))
    says = bool(reading.text or reading.barcodes)
    return uow.readings.save(
        replace(
            stored,
            state=ReadingState.READ if says else ReadingState.BLANK,
            content=sealed(reading) if says else stored.content,
            lease_until=None,
        )
    )


def waiting(uow: UnitOfWork, person_id: str, among: Sequence[str] | None = None) -> list[FileReading]:
    """The person's files that are still to be read."""
    return [one for one in _of(uow, person_id, among) if one.state is ReadingState.WAITING]


def to_ask(uow: UnitOfWork, person_id: str, among: Sequence[str] | None = None) -> list[FileReading]:
    """Readings that name the thing, about which the person was not asked yet; of several things, those of the first."""
    unasked = [
        one
        for one in _of(uow, person_id, among)
        if one.state is ReadingState.READ and one.checked is Checked.UNASKED and content(one).facts
    ]
    return list(at_once(unasked))


def asked(uow: UnitOfWork, person_id: str) -> list[FileReading]:
    """Those about which they were asked last and have not answered."""
    newest_first = [one for one in reversed(_of(uow, person_id, None)) if one.checked is Checked.ASKED]
    return list(reversed(at_once(newest_first)))


def confirmed(uow: UnitOfWork, person_id: str, among: Sequence[str]) -> Facts:
    """What the person says is right, of several files together."""
    return together(content(one).facts for one in _of(uow, person_id, among) if one.checked is Checked.RIGHT)


def mark_asked(uow: UnitOfWork, readings: Iterable[FileReading]) -> None:
    for one in readings:
        uow.readings.save(replace(one, checked=Checked.ASKED))


def check(uow: UnitOfWork, env: Env, actor: Person, ids: Sequence[str], word: Checked) -> list[FileReading]:
    """The sender's word on what was read; a later word replaces an earlier one. What is wrong is dropped for good.

    Of files whose values conflict only the first was shown: the others are still to be asked about.

    Where a file belongs to a case already, what is right fills its empty entities, and the officers see the card
    again. Raises `NotFound` for somebody else's.
    """
    demand(actor, Act.ATTACH_FILE)
    readings = [uow.readings.find(id_) for id_ in ids]
    own = [one for one in readings if one is not None and one.person_id == actor.id]
    if not own or len(own) < len(ids):
        raise NotFound(kind="reading")
    seen = at_once(own)
    for hidden in own[len(seen) :]:
        if hidden.checked is Checked.ASKED:
            uow.readings.save(replace(hidden, checked=Checked.UNASKED))
    answered = []
    for one in seen:
        if one.checked is Checked.WRONG:  # dropped: nothing is left to be right
            answered.append(one)
            continue
        kept = replace(one, checked=word)
        if word is Checked.WRONG:
            kept = replace(kept, content=sealed(Reading()))
        answered.append(uow.readings.save(kept))
        uow.audit.append(
            org_id=actor.org_id,
            at=env.now(),
            actor_id=actor.id,
            act="reading.check",
            subject=f"attachment:{one.id}",
            word=word.value,
        )
    if word is Checked.RIGHT:
        _fill_cases(uow, env, answered)
    return answered


def filled(finding: Finding, facts: Facts) -> Finding:
    """The finding with its empty entities filled; what the person wrote goes before what a label says."""
    entities = dict(finding.entities)
    for fact, entity in _ENTITY_OF.items():
        entities[entity] = entities.get(entity) or getattr(facts, fact) or None
    return replace(finding, entities=entities)


def _of(uow: UnitOfWork, person_id: str, among: Sequence[str] | None) -> list[FileReading]:
    wanted = None if among is None else set(among)
    return [one for one in uow.readings.of_person(person_id) if wanted is None or one.id in wanted]


def _fill_cases(uow: UnitOfWork, env: Env, readings: Sequence[FileReading]) -> None:
    """With all that is confirmed; where it is about several things, the case stays with what it has."""
    cases = dict.fromkeys(uow.attachments.get(one.id).information_id for one in readings)
    for case_id in filter(None, cases):
        files = [uow.readings.find(file.id) for file in uow.attachments.of_information(case_id)]
        told = lists(content(one).facts for one in files if one is not None and one.checked is Checked.RIGHT)
        if len(told) == 1:
            _fill_case(uow, env, uow.informations.get(case_id), told[0])


def _fill_case(uow: UnitOfWork, env: Env, information: RiskInformation, facts: Facts) -> None:
    before = stored_finding(information)
    after = filled(before, facts)
    if after.entities == before.entities:
        return
    information = uow.informations.save(replace(information, finding_texts=sealed_part(after)))
    if information.signal_id is None:
        return
    signal = uow.signals.get(information.signal_id)
    if signal.state in OPEN_STATES:
        known = enriched(uow, signal, told(env, information))
        announce_signal(uow, env, uow.signals.save(known) if known != signal else signal)
