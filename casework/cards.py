"""The signal card: what an officer needs to see to act, with personal data masked and the buttons of the state."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.corrected import sorted_as
from casework.env import Env
from casework.masking import Masked, cut, mask
from casework.ports import Moment, Option, Say, Text, UnitOfWork
from casework.ports.replies import Param
from casework.tell import tell
from casework.terms import term
from casework.told import told
from casework.what_was_read import on_the_card
from risk.assessment import AssessmentState
from risk.deadline import Deadline
from risk.finding import GRAVE, Harm
from risk.information import RiskInformation
from risk.organisation import Level, Person, Role
from risk.permission import Act, could
from risk.signal import SIGNAL, AssessmentGround, Signal, SignalCommand, SignalState, assessment_ground

QUOTE_LIMIT = 1200  # characters of the newest tip on a card, so that a chat message holds it
_ROW = 3
_S, _C = SignalState, SignalCommand
# Where the table allows a circular, it is because the information has been entered (Art. 11) and may be acted on.
_WARNABLE = frozenset({_S.ENTERED, _S.ASSESSING, _S.ASSESSED, _S.DECIDED})


@dataclass(frozen=True, kw_only=True)
class _Button:
    """An act of the officer on a signal: shown where the lifecycle has one of the commands."""

    action: str
    label: str
    act: Act
    commands: tuple[SignalCommand, ...] = ()


# In the order of the procedure.
_BUTTONS = (
    _Button(
        action="signal.acknowledge",
        act=Act.ACKNOWLEDGE_SIGNAL,
        label="officer-button-acknowledge",
        commands=(_C.ACKNOWLEDGE,),
    ),
    _Button(
        action="signal.begin", act=Act.VERIFY_SIGNAL, label="officer-button-begin", commands=(_C.BEGIN_VERIFICATION,)
    ),
    _Button(action="signal.verify", act=Act.VERIFY_SIGNAL, label="officer-button-verify", commands=(_C.VERIFY,)),
    _Button(action="signal.enter", act=Act.ENTER_SIGNAL, label="officer-button-enter", commands=(_C.ENTER,)),
    _Button(
        action="signal.commission",
        act=Act.COMMISSION_ASSESSMENT,
        label="officer-button-commission",
        commands=(_C.COMMISSION, _C.REASSESS),
    ),
    _Button(action="signal.decide", act=Act.DECIDE_SIGNAL, label="officer-button-decide", commands=(_C.DECIDE,)),
    _Button(action="circular.draft", act=Act.DRAFT_CIRCULAR, label="officer-button-draft"),
    _Button(action="signal.close", act=Act.CLOSE_SIGNAL, label="officer-button-close", commands=(_C.CLOSE,)),
    _Button(action="signal.ask", act=Act.ASK_TIPSTER, label="officer-button-ask"),
    _Button(action="signal.dismiss", act=Act.DISMISS_SIGNAL, label="officer-button-dismiss", commands=(_C.DISMISS,)),
    _Button(
        action="signal.transfer", act=Act.TRANSFER_SIGNAL, label="officer-button-transfer", commands=(_C.TRANSFER,)
    ),
    _Button(action="signal.merge", act=Act.MERGE_SIGNAL, label="officer-button-merge", commands=(_C.MERGE,)),
    _Button(action="signal.correct", act=Act.CORRECT_SIGNAL, label="officer-button-correct"),
    _Button(action="signal.details", act=Act.SEE_SIGNAL, label="officer-button-details"),
)


def signal_card(uow: UnitOfWork, env: Env, signal: Signal, *, viewer: Person | None = None) -> Say:
    """The card as it is now, with the buttons that the viewer's role has; None = an officer.

    Its case details stay on our own pages (Art. 25); elsewhere `brief` stands for it.
    """
    if (into := merged_into(uow, signal)) is not None:
        return _merged_card(uow, signal, into)
    tips = uow.informations.of_signal(signal.id)
    quoted = mask(tips[-1].text.reveal()) if tips else Masked(text="")
    quote = cut(quoted, QUOTE_LIMIT)
    deadline = next_deadline(uow, signal)
    urgent = is_grave(signal)
    params: dict[str, Param] = {
        "number": signal.number,
        "state": term("signal-state", signal.state.value),
        **sorted_as(uow, signal),
        "grave": int(urgent),
        "tips": signal.tips,
        "named": signal.named_tips,
        "unnamed": signal.tips - signal.named_tips,
        "caution": _caution(uow, signal),
        "files": sum(len(uow.attachments.of_information(tip.id)) for tip in tips),
        **on_the_card(uow, tips),
        **told(tips),
        "holder": _holder(uow, signal),
        "clock": _clock(env, deadline),
        "due": Moment(at=deadline.due_at) if deadline else "",
        "tip": tips[-1].number if tips else "",
        "joined": term("join-reason", tips[-1].join_reason if tips else ""),
        "quote": quote,
    }
    return Say(
        text=Text(key="officer-card", params=params),
        options=_rows(_buttons(uow, signal, viewer), signal.id),
        confidential=True,
        brief=Text(key="officer-card-brief", params={"number": signal.number, "grave": int(urgent)}),
        urgent=urgent,
        marked=_marked(tips[-1], quoted, len(quote)) if tips else (),
    )


def _merged_card(uow: UnitOfWork, signal: Signal, into: Signal) -> Say:
    """Nothing is left on it: where it went, with the way there."""
    elsewhere = into.office_id != signal.office_id
    params: dict[str, Param] = {
        "number": signal.number,
        "state": term("signal-state", signal.state.value),
        "into": into.number,
        "elsewhere": int(elsewhere),
        "office": uow.organisations.get(into.office_id).name,
    }
    details = Option(label=Text(key="officer-button-details"), action="signal.details", subject=signal.id)
    return Say(text=Text(key="officer-card-merged", params=params), options=((*button_to(signal, into), details),))


def announce_signal(uow: UnitOfWork, env: Env, signal: Signal, *, but: str = "") -> None:
    """The card to whoever holds the signal, else to everybody on duty; once for what is on it now.

    `but`: the id of a person who has the card before them already.
    """
    tips = uow.informations.of_signal(signal.id)
    newest = f"{tips[-1].id}:{tips[-1].version}" if tips else ""
    card = signal_card(uow, env, signal)
    files = card.text.params.get("files", 0)
    tell_holder(uow, env, signal, card, dedupe=f"card:{signal.id}:{signal.version}:{newest}:{files}", but=but)


def tell_holder(uow: UnitOfWork, env: Env, signal: Signal, reply: Say, *, dedupe: str, but: str = "") -> list[Person]:
    """To whoever holds the signal, else to everybody on duty; returns whom. `but`: the id of who is left out."""
    holder = uow.people.find(signal.owner_id) if signal.owner_id else None
    people = [holder] if holder is not None else uow.people.of(signal.office_id, role=Role.OFFICER)
    people = [person for person in people if person.id != but]
    for person in people:
        tell(uow, env, person, reply, dedupe=dedupe)
    return people


def merged_into(uow: UnitOfWork, signal: Signal) -> Signal | None:
    """Where its information is now."""
    return uow.signals.get(signal.merged_into) if signal.state is _S.MERGED and signal.merged_into else None


def button_to(signal: Signal, into: Signal) -> tuple[Option, ...]:
    """The button that shows where it went; none where another office has it."""
    if into.office_id != signal.office_id:
        return ()
    label = Text(key="officer-button-show-other", params={"number": into.number})
    return (Option(label=label, action="signal.show", subject=into.id),)


def next_deadline(uow: UnitOfWork, signal: Signal) -> Deadline | None:
    """The clock of the signal that runs out first."""
    return min(uow.deadlines.running(signal.id), key=lambda deadline: deadline.due_at, default=None)


def is_grave(signal: Signal) -> bool:
    """Serious or fatal harm."""
    return Harm(signal.harm) in GRAVE


def _caution(uow: UnitOfWork, signal: Signal) -> str:
    """What unnamed tips still ask for (Art. 9): `alone`, `some`, or `none` once our own verification holds."""
    if signal.named_tips == signal.tips:
        return "none"
    ground = assessment_ground(replace(signal, named_tips=0), uow.verifications.of(signal.id))
    if ground is AssessmentGround.CORROBORATED:
        return "none"
    return "some" if signal.named_tips else "alone"


def _holder(uow: UnitOfWork, signal: Signal) -> Param:
    person = uow.people.find(signal.owner_id) if signal.owner_id else None
    return person.name.reveal() or term("role", person.role.value) if person else term("officer-holder", "nobody")


def _clock(env: Env, deadline: Deadline | None) -> str:
    if deadline is None:
        return "none"
    return "overdue" if deadline.due_at <= env.now() else "running"


def _marked(tip: RiskInformation, quoted: Masked, limit: int) -> tuple[tuple[int, int], ...]:
    """The triage's evidence words in the quote."""
    evidence = tip.finding.get("evidence", [])
    spans = [(int(row[0]), int(row[1])) for row in evidence] if isinstance(evidence, list) else []
    length = len(tip.text.reveal())
    return tuple(
        (start, min(end, limit))
        for start, end in quoted.spans((start, end) for start, end in spans if 0 <= start < end <= length)
        if start < limit
    )


def _buttons(uow: UnitOfWork, signal: Signal, viewer: Person | None) -> list[tuple[str, str]]:
    """(action, label key), in order."""
    commands = SIGNAL.commands(signal.state)
    shown = [button for button in _BUTTONS if _offered(uow, button, signal, commands)]
    return [(button.action, button.label) for button in shown if viewer is None or could(viewer, button.act).allowed]


def _offered(uow: UnitOfWork, button: _Button, signal: Signal, commands: tuple[SignalCommand, ...]) -> bool:
    if button.action in ("signal.ask", "signal.correct"):
        return signal.state not in (_S.DISMISSED, _S.CLOSED, _S.MERGED) and signal.tips > 0
    if button.action == "circular.draft":
        return signal.state in _WARNABLE
    if button.action == "signal.commission" and signal.state is _S.ASSESSING:
        return not _in_hand(uow, signal)
    if button.action == "signal.decide" and signal.state is _S.ENTERED:  # Art. 18: the national customs alone
        return uow.organisations.get(signal.office_id).level is Level.NATIONAL
    return not button.commands or any(command in commands for command in button.commands)


def _in_hand(uow: UnitOfWork, signal: Signal) -> bool:
    ended = (AssessmentState.DECLINED, AssessmentState.ADOPTED)
    return any(assessment.state not in ended for assessment in uow.assessments.of(signal.id))


def _rows(buttons: list[tuple[str, str]], signal_id: str) -> tuple[tuple[Option, ...], ...]:
    options = [Option(label=Text(key=label), action=action, subject=signal_id) for action, label in buttons]
    return tuple(tuple(options[start : start + _ROW]) for start in range(0, len(options), _ROW))
