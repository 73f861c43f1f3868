"""More words or files on one's own case (Art. 9); what they say of product, hazards and harm, the case says then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casework.cards import announce_signal
from casework.corrections import following, labels_of, relabelled
from casework.env import Env
from casework.findings import stored_finding
from casework.ports import UnitOfWork
from casework.tips import attach
from casework.told import judged_now
from risk.correction import Labels, standing
from risk.errors import NotFound
from risk.finding import HARM_ORDER, Finding, Harm, Scope
from risk.identity import Secret
from risk.information import RiskInformation
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import OPEN_STATES
from risk.urgency import UrgencyReason

BETWEEN = "\n———\n"  # what was said at first, and what came later


def supplement(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    information_id: str,
    *,
    text: str,
    files: Sequence[str] = (),
    finding: Finding | None = None,
    product: str | None = None,
) -> RiskInformation:
    """The officers of the signal see the card again. `finding`: triage of the new words; `product`: put right by them.

    Hazards and harm are only ever added to, and what an officer has put right stays so.
    """
    information = uow.informations.find(information_id)
    if information is None or information.person_id != actor.id:
        raise NotFound(kind="information")
    demand(actor, Act.SEE_OWN_CASE, subject=information)
    before = labels_of(information)
    if text.strip():
        information = replace(information, text=Secret(f"{information.text.reveal()}{BETWEEN}{text}"))
        if not standing(uow.corrections.of(information.id)):
            information = relabelled(information, _after(before, finding, product))
        information = uow.informations.save(_with_urgency(information, finding))
    attach(uow, actor, information, files)
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor.id,
        act="information.supplement",
        subject=f"information:{information.id}",
    )
    _tell_officers(uow, env, information, before)
    return information


def _tell_officers(uow: UnitOfWork, env: Env, information: RiskInformation, before: Labels) -> None:
    if information.signal_id is None:
        return
    signal = uow.signals.get(information.signal_id)
    if signal.state not in OPEN_STATES:
        return
    now = labels_of(information)
    if now != before:
        tips = uow.informations.of_signal(signal.id)
        alone = len(tips) == 1  # what others told stands for the signal otherwise
        then = replace(signal, product=now.product, hazards=now.hazards) if alone else signal
        signal = uow.signals.save(following(uow, env, then, tips, was=signal))
    announce_signal(uow, env, signal)


def _after(before: Labels, finding: Finding | None, product: str | None) -> Labels:
    named = product or before.product
    scope = Scope.IN.value if named else before.scope
    if finding is None or scope != Scope.IN:
        return replace(before, scope=scope, product=named)
    sure = "hazards" not in finding.abstained or not before.hazards
    hazards = {*before.hazards, *(finding.hazards if sure else ())}
    harm = Harm(before.harm) if "harm" in finding.abstained else max(Harm(before.harm), finding.harm, key=_GRAVITY)
    return Labels(scope=scope, product=named, hazards=tuple(sorted(hazards)), harm=harm.value)


_GRAVITY = HARM_ORDER.index


def _with_urgency(information: RiskInformation, finding: Finding | None) -> RiskInformation:
    """A danger that goes on is as urgent when it is told later."""
    if finding is None or not (finding.peril or finding.urgency_reason == UrgencyReason.DANGER_NOW):
        return information
    judged = judged_now(stored_finding(information))
    told = {"urgency": judged.urgency.value, "urgency_reason": judged.reason.value}
    return replace(information, finding={**information.finding, **told})
