"""Which signal a piece of information belongs to: the office's open one on the same thing, or a new one (Art. 11)."""

from __future__ import annotations

import json
from dataclasses import replace

from casework.cards import announce_signal
from casework.clocks import start_clock
from casework.env import Env
from casework.likeness import about, alike, enriched, identity_of, told
from casework.ports import UnitOfWork
from risk.competence import competent_office
from risk.deadline import DeadlineKind
from risk.errors import NotFound
from risk.finding import GRAVE, HARM_ORDER, Harm
from risk.information import INFORMATION, InformationCommand, RiskInformation
from risk.likeness import JoinReason, Thing
from risk.organisation import CUSTOMS, Organisation
from risk.signal import SIGNAL, Signal, SignalCommand, SignalState, pattern_of


def join(uow: UnitOfWork, env: Env, information: RiskInformation) -> tuple[RiskInformation, Signal]:
    """Joins triaged information to its signal. The duty officers hear of a new, reopened or graver signal."""
    office = competent(uow, env, information)
    thing = told(env, information)
    known, reason = alike(uow, env, office.id, thing) or (None, JoinReason.OPENED)
    signal = before = known or _reopened(uow, office.id, replace(thing, product=information.product))
    if signal is None:
        signal = open_signal(uow, env, information, office.id, thing)
    signal = uow.signals.save(with_tip(enriched(uow, signal, thing), information))
    to = INFORMATION.rule(information.state, InformationCommand.JOIN, information).to
    information = uow.informations.save(
        replace(information, state=to, signal_id=signal.id, office_id=office.id, join_reason=reason.value)
    )
    uow.hints.keep(information, thing.hints)
    uow.audit.append(
        org_id=office.id,
        at=env.now(),
        actor_id=information.person_id,
        act="information.join",
        subject=f"signal:{signal.id}",
        information=information.id,
    )
    fresh = known is None
    graver = before is not None and _grave(signal) and not _grave(before)
    if signal.state is SignalState.NEW and (fresh or graver):
        start_clock(uow, env, DeadlineKind.ACKNOWLEDGE, subject_id=signal.id, office_id=office.id, grave=_grave(signal))
    if fresh or graver:
        announce_signal(uow, env, signal)
    return information, signal


def competent(uow: UnitOfWork, env: Env, information: RiskInformation) -> Organisation:
    """主管海关 (Art. 4), by port, place and trade. Raises `NotFound` where the table names no known organisation."""
    entities = json.loads(information.finding_texts.reveal() or "{}")
    found = competent_office(
        env.competence,
        port=str(entities.get("port") or ""),
        region=information.where_bought.reveal(),
        trade=information.trade,
    )
    office = uow.organisations.by_name(found.office) if found.office else None
    if office is None:
        office = _only_customs(uow)
    if office is None:
        raise NotFound(office=found.office or "")
    return office


def _only_customs(uow: UnitOfWork) -> Organisation | None:
    """An installation whose offices the table does not name still loses no tip: the lowest customs office takes it."""
    offices = [org for org in uow.organisations.all() if org.level in CUSTOMS]
    return offices[-1] if offices else None


def open_signal(
    uow: UnitOfWork, env: Env, information: RiskInformation, office_id: str, thing: Thing, *, apart: bool = False
) -> Signal:
    """A new signal for this information, without any tip yet. `apart`: not the one on its thing (see `about`)."""
    # Information on an unknown product is a pattern of its own: two unknowns are not the same thing.
    pattern = pattern_of(information.product, information.hazards) if information.product else f"?|{information.id}"
    signal = Signal(
        id=env.ids.new(),
        number=uow.signals.next_number(),
        office_id=office_id,
        pattern=pattern,
        product=information.product,
        hazards=information.hazards,
        opened_at=env.now(),
        state=SIGNAL.initial,
    )
    signal = about(uow, signal, thing, apart=apart)
    uow.signals.add(signal)
    return signal


def with_tip(signal: Signal, information: RiskInformation) -> Signal:
    """The signal as it is with one more tip, not saved."""
    harm = max(Harm(signal.harm), Harm(information.harm), key=HARM_ORDER.index)
    return replace(
        signal,
        harm=harm.value,
        severity_rank=max(signal.severity_rank, information.severity_rank),
        tips=signal.tips + 1,
        named_tips=signal.named_tips + (1 if information.real_name_id else 0),
    )


def _reopened(uow: UnitOfWork, office_id: str, thing: Thing) -> Signal | None:
    """The one last closed with this very identity, unless a signal that differs in details has it now."""
    identity = identity_of(thing)
    if not identity or uow.signals.open_with(office_id, identity) is not None:
        return None
    closed = uow.signals.last_closed_with(office_id, identity)
    if closed is None or (closed.state, SignalCommand.REOPEN) not in SIGNAL.rules:
        return None
    to = SIGNAL.rule(closed.state, SignalCommand.REOPEN, closed).to
    return uow.signals.save(
        replace(closed, state=to, owner_id=None, acknowledged_at=None, closed_at=None, reason="reopened")
    )


def _grave(signal: Signal) -> bool:
    return Harm(signal.harm) in GRAVE
