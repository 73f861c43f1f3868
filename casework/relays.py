"""Questions to tipsters and their answers, passed on without revealing either side's identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casework.cards import tell_holder
from casework.env import Env
from casework.masking import cut, mask
from casework.ports import Option, Say, Text, UnitOfWork
from casework.ports.replies import Param
from casework.tell import tell
from risk.errors import ContactWithdrawn, Incomplete, NotFound
from risk.identity import Secret
from risk.information import RelayMessage, RiskInformation
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import Signal

_QUOTE_LIMIT = 2000  # characters of an answer on the officer's card


def askable(uow: UnitOfWork, signal: Signal) -> list[RiskInformation]:
    """The signal's tips whose tipster can be asked, newest first."""
    tips = uow.informations.of_signal(signal.id)
    return [tip for tip in reversed(tips) if uow.people.get(tip.person_id).contact_withdrawn_at is None]


def ask_tipster(uow: UnitOfWork, env: Env, actor: Person, information_id: str, text: str) -> RelayMessage:
    """Passes the question on; personal data in it is masked. Raises `ContactWithdrawn`."""
    information = uow.informations.get(information_id)
    demand(actor, Act.ASK_TIPSTER, subject=information)
    if not text.strip():
        raise Incomplete(field="question")
    if information.signal_id is None:
        raise NotFound(kind="signal")
    tipster = uow.people.get(information.person_id)
    if tipster.contact_withdrawn_at is not None:
        raise ContactWithdrawn(number=information.number)
    question = mask(text.strip()).text
    relay = RelayMessage(
        id=env.ids.new(),
        information_id=information.id,
        signal_id=information.signal_id,
        from_officer=True,
        person_id=tipster.id,
        text=Secret(question),
        at=env.now(),
    )
    uow.relays.add(relay)
    _note(uow, env, actor, "relay.ask", relay)
    reply = Say(
        text=Text(key="relay-question", params={"number": information.number, "question": question}),
        options=((Option(label=Text(key="relay-button-answer"), action="relay.answer", subject=relay.id),),),
    )
    tell(uow, env, tipster, reply, dedupe=f"relay:{relay.id}")
    return relay


def answer_relay(
    uow: UnitOfWork, env: Env, tipster: Person, relay_id: str, text: str, files: Sequence[str] = ()
) -> RelayMessage:
    """The tipster's answer, with files where there are any; the officer sees it masked, under the case number.

    Raises `NotFound` for a question to somebody else, `Incomplete` without words and files. A second answer is one
    more answer.
    """
    question = uow.relays.find(relay_id)
    information = uow.informations.find(question.information_id) if question else None
    if question is None or information is None or not question.from_officer or information.person_id != tipster.id:
        raise NotFound(kind="relay")
    demand(tipster, Act.ANSWER_OFFICER, subject=information)
    if not text.strip() and not files:
        raise Incomplete(field="text")
    signal_id = information.signal_id or question.signal_id
    if question.answered_at is None:
        uow.relays.save(replace(question, answered_at=env.now()))
    answer = RelayMessage(
        id=env.ids.new(),
        information_id=information.id,
        signal_id=signal_id,
        from_officer=False,
        person_id=tipster.id,
        text=Secret(text.strip()),
        at=env.now(),
        answered_at=env.now(),
    )
    uow.relays.add(answer)
    kept = _attach(uow, tipster, information, signal_id, files)
    _note(uow, env, tipster, "relay.answer", answer)
    signal = uow.signals.get(signal_id)
    tell_holder(uow, env, signal, _answer_card(signal, information, answer, kept), dedupe=f"relay:{answer.id}")
    return answer


def relay_history(uow: UnitOfWork, actor: Person, information_id: str) -> list[RelayMessage]:
    """Questions and answers on one tip, oldest first, for the officer."""
    information = uow.informations.get(information_id)
    demand(actor, Act.ASK_TIPSTER, subject=information)
    return uow.relays.of(information_id)


def _answer_card(signal: Signal, information: RiskInformation, answer: RelayMessage, files: int) -> Say:
    params: dict[str, Param] = {"number": signal.number, "tip": information.number}
    return Say(
        text=Text(
            key="officer-relay-answer",
            params={**params, "files": files, "quote": cut(mask(answer.text.reveal()), _QUOTE_LIMIT)},
        ),
        options=(
            (
                Option(label=Text(key="officer-button-show"), action="signal.show", subject=signal.id),
                Option(label=Text(key="officer-button-ask-again"), action="tip.ask", subject=information.id),
            ),
        ),
        confidential=True,
        brief=Text(key="officer-relay-answer-brief", params=params),
    )


def _attach(
    uow: UnitOfWork, tipster: Person, information: RiskInformation, signal_id: str, files: Sequence[str]
) -> int:
    wanted = set(files)
    loose = [attachment for attachment in uow.attachments.loose(tipster.id) if attachment.id in wanted]
    for attachment in loose:
        uow.attachments.save(replace(attachment, information_id=information.id, signal_id=signal_id))
    return len(loose)


def _note(uow: UnitOfWork, env: Env, actor: Person, act: str, relay: RelayMessage) -> None:
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor.id,
        act=act,
        subject=f"information:{relay.information_id}",
        relay=relay.id,
    )
