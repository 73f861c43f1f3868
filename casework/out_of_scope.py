"""An officer finds that information is not about an industrial product (Art. 2); its tipster is told whose it is."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from casework.clocks import stop_clock
from casework.corrections import chosen_of, correctable, demand_seen, keep_correction, labels_of, relabelled
from casework.env import Env
from casework.likeness import about
from casework.ports import Key, Say, Text, UnitOfWork
from casework.signals import dismissed
from casework.splitting import without_tip
from casework.status import set_status
from casework.tell import tell
from risk.correction import Labels
from risk.deadline import DeadlineKind
from risk.finding import Scope
from risk.information import INFORMATION, InformationCommand, RiskInformation, Status
from risk.likeness import Thing
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import SIGNAL, Signal, SignalCommand


class Elsewhere(StrEnum):
    """Whose matter it is; `NOTHING`: nobody's, such as an advertisement."""

    FOOD = "food"
    COSMETICS = "cosmetics"
    ANIMAL_PLANT = "animal_plant"
    MEDICINE = "medicine"
    SERVICE = "service"
    NOTHING = "nothing"


SCOPE_OF = {
    Elsewhere.FOOD: Scope.FOOD,
    Elsewhere.COSMETICS: Scope.COSMETICS,
    Elsewhere.ANIMAL_PLANT: Scope.ANIMAL_PLANT,
    Elsewhere.MEDICINE: Scope.MEDICINE,
    Elsewhere.SERVICE: Scope.OTHER,
    Elsewhere.NOTHING: Scope.OTHER,
}


def move_out(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    signal_id: str,
    where: Elsewhere,
    *,
    information_id: str = "",
    seen: str,
    reason: str,
) -> Signal:
    """All of the signal's information, which dismisses it for that `reason`, or one piece, which leaves it.

    Raises `IllegalTransition` once the signal is entered, or where it is not as the officer saw it (`seen`).
    """
    signal, tips = correctable(uow, actor, signal_id)
    demand(actor, Act.DISMISS_SIGNAL, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.DISMISS, signal)
    chosen = chosen_of(tips, information_id)
    demand_seen(chosen, seen)
    act_id = env.ids.new()
    for tip in chosen:
        keep_correction(uow, env, actor, signal, tip, _outside(tip, where), act_id=act_id)
    if len(chosen) == len(tips):
        # Without an identity no later tip reopens it as the same thing.
        bare = replace(signal, product=None, hazards=(), pattern=f"?|{tips[0].id}")
        signal = uow.signals.save(about(uow, bare, Thing(product=None), apart=True))
        signal = dismissed(uow, env, actor, signal, reason=reason, status=Status.CLOSED)
        for tip in uow.informations.of_signal(signal.id):
            _send_on(uow, env, tip, where)
        return signal
    for tip in chosen:
        _send_on(uow, env, _taken_off(uow, env, tip), where)
    gone = {tip.id for tip in chosen}
    return without_tip(uow, env, signal, [tip for tip in tips if tip.id not in gone])


def _outside(tip: RiskInformation, where: Elsewhere) -> Labels:
    return Labels(scope=SCOPE_OF[where].value, product=None, hazards=(), harm=labels_of(tip).harm)


def _taken_off(uow: UnitOfWork, env: Env, tip: RiskInformation) -> RiskInformation:
    """It leaves its signal, and is closed for its tipster."""
    for attachment in uow.attachments.of_information(tip.id):
        uow.attachments.save(replace(attachment, signal_id=None))
    tip = set_status(uow, env, uow.informations.save(replace(tip, signal_id=None)), Status.CLOSED)
    stop_clock(uow, env, DeadlineKind.ANSWER_TIPSTER, subject_id=tip.id)
    return tip


def _send_on(uow: UnitOfWork, env: Env, tip: RiskInformation, where: Elsewhere) -> None:
    nobodys = where is Elsewhere.NOTHING
    command = InformationCommand.REJECT if nobodys else InformationCommand.REFER
    to = INFORMATION.rule(tip.state, command, tip).to
    referred_to = "" if nobodys else where.value
    uow.informations.save(replace(relabelled(tip, _outside(tip, where)), state=to, referred_to=referred_to))
    tipster = uow.people.get(tip.person_id)
    if nobodys or tipster.contact_withdrawn_at is not None:
        return
    whose = Key(key=f"citizen-refer-{where.value}".replace("_", "-"))
    said = Text(key="citizen-sent-on", params={"number": tip.number, "whose": whose})
    tell(uow, env, tipster, Say(text=said), dedupe=f"sent-on:{tip.id}")
