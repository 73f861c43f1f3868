"""Information comes in: tips of the public (Art. 9) and reports of operators and laboratories (Art. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casework.env import Env
from casework.file_readings import confirmed, filled
from casework.findings import open_part, sealed_part
from casework.joining import join
from casework.ports import UnitOfWork
from casework.status import note_status
from casework.told import judged_now
from risk.errors import Incomplete
from risk.finding import HARM_ORDER, Finding, Harm, Scope
from risk.identity import NOTHING, Secret
from risk.information import (
    INFORMATION,
    InformationCommand,
    InformationState,
    RiskInformation,
    Source,
    Trade,
)
from risk.organisation import Person
from risk.permission import Act, demand
from risk.severity import severity_rank
from risk.signal import OPEN_STATES, Signal

_INJURIES = frozenset({Harm.MINOR, Harm.SERIOUS, Harm.FATAL})


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody told us: their words, and their answers to our questions.

    `harm` "" = not asked or skipped; the finding's stands then. `harm_unknown`: they were asked and do not know.
    `hazards`: that an answer tells, besides those of the finding. `refer` = they agree that it is not ours.
    """

    text: str
    finding: Finding
    channel: str
    trade: Trade = Trade.UNKNOWN
    where_bought: str = ""
    harm: str = ""
    harm_unknown: bool = False
    hazards: tuple[str, ...] = ()
    injuries: str = ""
    product: str | None = None
    files: Sequence[str] = ()
    refer: str = ""


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """The stored information, and the signal that it joined (None if it was referred elsewhere)."""

    information: RiskInformation
    signal: Signal | None


def submit_tip(uow: UnitOfWork, env: Env, actor: Person, told: Told) -> Submitted:
    """A tip of the public: stored, triaged, joined or referred, all at once."""
    demand(actor, Act.SUBMIT_TIP)
    return _take_in(uow, env, actor, told, source=Source.CONSUMER)


def submit_report(uow: UnitOfWork, env: Env, actor: Person, told: Told, *, source: Source) -> Submitted:
    """A report that somebody owes under Art. 10: an operator's or a laboratory's."""
    demand(actor, Act.REPORT_DUTY)
    return _take_in(uow, env, actor, told, source=source)


def _take_in(uow: UnitOfWork, env: Env, actor: Person, told: Told, *, source: Source) -> Submitted:
    if not told.text.strip():
        raise Incomplete(field="text")
    # What their label says, and they say that it is right, fills what they did not write.
    finding = filled(_in_danger(answered(told)), confirmed(uow, actor.id, told.files))
    real_name = uow.real_names.current(actor.id)
    information = RiskInformation(
        id=env.ids.new(),
        number=env.ids.case_number(),
        source=source,
        person_id=actor.id,
        channel=told.channel,
        locale=actor.locale,
        submitted_at=env.now(),
        state=_step(InformationState.SUBMITTED, InformationCommand.TRIAGE),
        text=Secret(told.text),
        trade=told.trade,
        where_bought=Secret(told.where_bought) if told.where_bought else NOTHING,
        injuries=Secret(told.injuries) if told.injuries else NOTHING,
        product=told.product or sure_product(finding),
        hazards=finding.hazards,
        harm=finding.harm.value,
        severity_rank=finding.severity_rank,
        finding=open_part(_of_the_words(finding, told.finding)),
        finding_texts=sealed_part(finding),
        real_name_id=real_name.id if real_name else None,
    )
    uow.informations.add(information)
    note_status(uow, env, information)
    attach(uow, actor, information, told.files)
    _audit(uow, env, actor, information, "information.submit")
    if told.refer:
        to = _step(information.state, InformationCommand.REFER)
        return Submitted(
            information=uow.informations.save(replace(information, state=to, referred_to=told.refer)), signal=None
        )
    information, signal = join(uow, env, information)
    return Submitted(information=information, signal=signal)


def still_open(uow: UnitOfWork, actor: Person) -> list[RiskInformation]:
    """The person's cases that still wait for something, newest first."""
    joined = [i for i in uow.informations.of_person(actor.id) if i.state is InformationState.JOINED]
    return [i for i in joined if i.signal_id and uow.signals.get(i.signal_id).state in OPEN_STATES]


def _step(state: InformationState, command: InformationCommand) -> InformationState:
    return INFORMATION.rules[(state, command)].to


def answered(told: Told) -> Finding:
    """The finding, with what they answered: the graver of both, unless triage only guessed at an injury."""
    finding = told.finding
    hazards = tuple(dict.fromkeys((*finding.hazards, *told.hazards)))
    guessed = told.harm and "harm" in finding.abstained and finding.harm in _INJURIES
    known = Harm.NONE if guessed else finding.harm
    harm = max(known, Harm(told.harm or Harm.NONE), key=HARM_ORDER.index)
    sure = {"harm", "injured"} if told.harm else set()
    unsure = tuple(field for field in finding.abstained if field not in sure)
    if told.harm_unknown and harm is Harm.NONE and "harm" not in unsure:
        unsure = (*unsure, "harm")
    injured = 0 if told.harm == Harm.NONE and finding.injured is None else finding.injured
    return replace(
        finding,
        hazards=hazards,
        harm=harm,
        injured=injured,
        abstained=unsure,
        severity_rank=severity_rank(
            scope=finding.scope, harm=harm, hazards=hazards, vulnerable=finding.vulnerable, injured=injured
        )
        if (hazards, harm) != (finding.hazards, finding.harm)
        else finding.severity_rank,
    )


def _in_danger(finding: Finding) -> Finding:
    """What goes on while they write is as urgent as the rule says of it."""
    if finding.peril is None:
        return finding
    judged = judged_now(finding)
    return replace(finding, urgency=judged.urgency, urgency_reason=judged.reason.value)


def _of_the_words(finding: Finding, read: Finding) -> Finding:
    """As triage said it, for those who learn from it: what was only answered stands on the information."""
    return replace(finding, harm=read.harm, hazards=read.hazards, severity_rank=read.severity_rank)


def attach(uow: UnitOfWork, actor: Person, information: RiskInformation, files: Sequence[str]) -> None:
    """Those of the files that are the person's and belong to no case yet."""
    wanted = set(files)
    for attachment in uow.attachments.loose(actor.id):
        if attachment.id in wanted:
            uow.attachments.save(replace(attachment, information_id=information.id, signal_id=information.signal_id))


def _audit(uow: UnitOfWork, env: Env, actor: Person, information: RiskInformation, act: str) -> None:
    uow.audit.append(
        org_id=actor.org_id, at=env.now(), actor_id=actor.id, act=act, subject=f"information:{information.id}"
    )


def sure_product(finding: Finding) -> str | None:
    """The product, unless the finding itself says that it is guessing."""
    return None if "product" in finding.abstained else finding.product


def out_of_scope(finding: Finding) -> bool:
    """Outside the Measures (Art. 2), as far as the finding is sure of it."""
    return finding.scope is not Scope.IN and "scope" not in finding.abstained
