"""What tipsters are told of a signal, and the clock on the answer that a real name is owed."""

from __future__ import annotations

from casework.clocks import start_clock, stop_clock
from casework.env import Env
from casework.ports import UnitOfWork
from casework.status import set_status
from risk.deadline import DeadlineKind
from risk.information import FINAL_STATUSES, RiskInformation, Status
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import Signal, SignalState

_STATUS_OF = {
    SignalState.VERIFYING: Status.VERIFYING,
    **dict.fromkeys(
        (SignalState.VERIFIED, SignalState.ENTERED, SignalState.ASSESSING, SignalState.ASSESSED, SignalState.DECIDED),
        Status.VERIFIED,
    ),
}


def tell_tipsters(uow: UnitOfWork, env: Env, signal: Signal, status: Status) -> None:
    """Everybody whose information is on the signal. A final status is the answer, where it could be sent."""
    for information in uow.informations.of_signal(signal.id):
        set_status(uow, env, information, status)
        if status in FINAL_STATUSES and uow.addresses.of(information.person_id):
            stop_clock(uow, env, DeadlineKind.ANSWER_TIPSTER, subject_id=information.id)


def catch_up(uow: UnitOfWork, env: Env, signal: Signal, information: RiskInformation) -> None:
    """A tip that came over from another signal is told where this one stands."""
    status = _STATUS_OF.get(signal.state)
    if status is not None:
        set_status(uow, env, information, status)


def owe_answers(uow: UnitOfWork, env: Env, signal: Signal, *, responsible_id: str) -> None:
    """From now on the clock runs for every tip under a real name whose tipster wants to hear of it."""
    for information in uow.informations.of_signal(signal.id):
        person = uow.people.get(information.person_id)
        named = information.real_name_id is not None and person.contact_withdrawn_at is None
        if named and information.status not in FINAL_STATUSES:
            start_clock(
                uow,
                env,
                DeadlineKind.ANSWER_TIPSTER,
                subject_id=information.id,
                office_id=signal.office_id,
                responsible_id=responsible_id,
            )


def answered_elsewhere(uow: UnitOfWork, env: Env, actor: Person, information_id: str) -> RiskInformation:
    """The officer has answered by telephone or letter; again changes nothing."""
    information = uow.informations.get(information_id)
    demand(actor, Act.ASK_TIPSTER, subject=information)
    if stop_clock(uow, env, DeadlineKind.ANSWER_TIPSTER, subject_id=information.id) is not None:
        uow.audit.append(
            org_id=actor.org_id,
            at=env.now(),
            actor_id=actor.id,
            act="tipster.answer",
            subject=f"information:{information.id}",
        )
    return information
