"""A signal changes hands: to the competent office (Art. 4), or into another signal on the same matter."""

from __future__ import annotations

from dataclasses import replace

from casework.answers import catch_up
from casework.cards import announce_signal, is_grave
from casework.clocks import start_clock, stop_clocks
from casework.env import Env
from casework.join_cases import keep_merge
from casework.likeness import about, alike, represented
from casework.ports import UnitOfWork
from casework.signals import move
from risk.deadline import DeadlineKind
from risk.errors import Invalid
from risk.finding import HARM_ORDER, Harm
from risk.information import INFORMATION, InformationCommand, RiskInformation
from risk.likeness import JoinReason
from risk.organisation import CUSTOMS, Organisation, Person
from risk.permission import Act, demand
from risk.signal import SIGNAL, Signal, SignalCommand, SignalState


def transfer_targets(uow: UnitOfWork, env: Env, office_id: str) -> list[Organisation]:
    """The customs offices of the own line and every office of the competence table, without the own one."""
    own = uow.organisations.get(office_id)
    line = [
        office
        for office in uow.organisations.all()
        if office.level in CUSTOMS and _root(uow, office) == _root(uow, own)
    ]
    names = [row.office for row in env.competence.rows] + list(env.competence.defaults.values())
    named = [office for name in dict.fromkeys(names) if (office := uow.organisations.by_name(name)) is not None]
    found = {office.id: office for office in (*line, *named)}
    found.pop(office_id, None)
    return list(found.values())


def transfer_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str, office_id: str, *, reason: str) -> Signal:
    """To another office, which acknowledges it anew with a clock of its own. Returns the signal it is there.

    Where that office has an open signal on the same thing, the tips move into it.
    """
    signal = uow.signals.get(signal_id)
    demand(actor, Act.TRANSFER_SIGNAL, subject=signal)
    if office_id not in {office.id for office in transfer_targets(uow, env, signal.office_id)}:
        raise Invalid(field="org")
    SIGNAL.rule(signal.state, SignalCommand.TRANSFER, signal)
    there = alike(uow, env, office_id, represented(signal))
    if there is not None:
        return _merged(uow, env, actor, signal, there[0])
    stop_clocks(uow, env, subject_id=signal.id)
    signal = move(
        uow,
        env,
        actor,
        about(uow, replace(signal, office_id=office_id), represented(signal)),
        SignalCommand.TRANSFER,
        owner_id=None,
        acknowledged_at=None,
        reason=reason.strip(),
    )
    for information in uow.informations.of_signal(signal.id):
        uow.informations.save(replace(information, office_id=office_id))
    start_clock(uow, env, DeadlineKind.ACKNOWLEDGE, subject_id=signal.id, office_id=office_id, grave=is_grave(signal))
    announce_signal(uow, env, signal)
    return signal


def merge_targets(uow: UnitOfWork, signal: Signal) -> list[Signal]:
    """The office's other open signals, those on the same product first."""
    others = [other for other in uow.signals.queue(signal.office_id) if other.id != signal.id]
    return sorted(others, key=lambda other: other.product != signal.product)


def merge_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str, into_id: str) -> Signal:
    """The tips move to the other open signal of the office, which is returned; this one is at its end."""
    signal, into = uow.signals.get(signal_id), uow.signals.get(into_id)
    demand(actor, Act.MERGE_SIGNAL, subject=signal)
    demand(actor, Act.MERGE_SIGNAL, subject=into)
    if into.id not in {other.id for other in merge_targets(uow, signal)}:
        raise Invalid(field="number")
    keep_merge(uow, env, actor, signal, into)
    return _merged(uow, env, actor, signal, into)


def _merged(uow: UnitOfWork, env: Env, actor: Person, signal: Signal, into: Signal) -> Signal:
    gone = move(uow, env, actor, signal, SignalCommand.MERGE, merged_into=into.id, closed_at=env.now())
    stop_clocks(uow, env, subject_id=gone.id)
    grave_before = is_grave(into)
    into = uow.signals.save(
        replace(
            into,
            harm=max(Harm(into.harm), Harm(gone.harm), key=HARM_ORDER.index).value,
            severity_rank=max(into.severity_rank, gone.severity_rank),
            tips=into.tips + gone.tips,
            named_tips=into.named_tips + gone.named_tips,
        )
    )
    for information in uow.informations.of_signal(gone.id):
        rejoin(uow, env, information, into)
    if is_grave(into) and not grave_before and into.state is SignalState.NEW:
        start_clock(uow, env, DeadlineKind.ACKNOWLEDGE, subject_id=into.id, office_id=into.office_id, grave=True)
    if actor.org_id != into.office_id:
        announce_signal(uow, env, into)
    return into


def rejoin(uow: UnitOfWork, env: Env, information: RiskInformation, into: Signal) -> None:
    """The information and its files move; what the signals count is the caller's."""
    to = INFORMATION.rule(information.state, InformationCommand.REJOIN, information).to
    moved = uow.informations.save(
        replace(
            information,
            state=to,
            signal_id=into.id,
            office_id=into.office_id,
            join_reason=JoinReason.BY_OFFICER.value,
        )
    )
    for attachment in uow.attachments.of_information(moved.id):
        uow.attachments.save(replace(attachment, signal_id=into.id))
    catch_up(uow, env, into, moved)


def _root(uow: UnitOfWork, office: Organisation) -> str:
    while office.parent_id is not None:
        office = uow.organisations.get(office.parent_id)
    return office.id
