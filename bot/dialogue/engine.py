"""From an update to committed replies: update id, state, act, audit and replies in one transaction (STYLE 30)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.dialogue.directory import Directory
from bot.dialogue.incoming import Incoming
from bot.dialogue.presses import Press, resolve
from bot.dialogue.refusals import refusal
from bot.dialogue.states import MAX_TEXT, clean_text, dump_state, load_state, typed_value
from bot.dialogue.turn import IDLE, Context, Flow, Input, State, Step, Turn
from casework import access
from casework.env import Env
from casework.ports import (
    Abort,
    Ask,
    Choose,
    Conversation,
    Message,
    MessageState,
    Render,
    Reply,
    Say,
    Text,
    Transactions,
    Triage,
    UnitOfWork,
)
from casework.ports.encoding import dump_incoming, load_reply
from casework.tell import WEBCHAT, tell_at
from risk.errors import Conflict, DomainError
from risk.finding import Finding
from risk.identity import Secret
from risk.organisation import Address, Person, Role
from texts.catalogue import best_locale

_TRIES = 8
_HELD = 3  # interrupted dialogues that are kept, the newest ones
_TRIAGED_ROLES = frozenset({Role.CITIZEN, Role.ENTERPRISE})
logger = logging.getLogger(__name__)


class _Preparation(Exception):
    """Not an error: the step wants something slow done outside the transaction, then to run again."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work = work


@dataclass(frozen=True, kw_only=True)
class _Round:
    """What one try of the transaction works with."""

    incoming: Incoming
    finding: Finding | None
    prepared: Any = None
    refused: DomainError | None = None


class Engine:
    """Channel-neutral: every channel hands its updates to `handle` and reads its replies from the outbox."""

    def __init__(
        self,
        *,
        transactions: Transactions,
        env: Env,
        triage: Triage,
        render: Render,
        flows: Sequence[Flow],
        base_url: str = "",
        locale: str = "zh-CN",
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._transactions = transactions
        self._env = env
        self._triage = triage
        self._render = render
        self._directory = Directory(flows)
        self._base_url = base_url
        self._locale = locale
        self._wake = wake

    async def person_for(self, channel: str, address: str, language: str = "") -> Person:
        """Whoever is bound to that address; an unknown one becomes a citizen."""

        def body(uow: UnitOfWork) -> Person:
            return self._whoever(uow, channel, address, language)[0]

        return await self._retrying(body)

    async def handle(self, incoming: Incoming) -> None:
        """One update, once: a repeat changes nothing. Replies are in the outbox when this returns."""
        incoming = replace(incoming, text=clean_text(incoming.text))
        finding = await self._triaged(incoming)
        round_ = _Round(incoming=incoming, finding=finding)
        for _ in range(_TRIES):
            try:
                await self._transactions.run(partial(self._commit, round_=round_))
                break
            except _Preparation as wanted:
                round_ = replace(round_, prepared=await asyncio.to_thread(wanted.work))
            except Conflict as lost:
                if round_.refused is not None:
                    raise
                logger.info("A turn lost a race and runs again action=turn_again reason=%s", lost.code)
            except DomainError as error:
                round_ = replace(round_, refused=error)
        else:
            await self._transactions.run(partial(self._commit, round_=replace(round_, refused=Conflict())))
        self._wake()

    async def _retrying(self, body: Callable[[UnitOfWork], Person]) -> Person:
        for _ in range(_TRIES):
            try:
                return await self._transactions.run(body)
            except Conflict:
                continue
        return await self._transactions.run(body)

    async def _triaged(self, incoming: Incoming) -> Finding | None:
        """The finding on words that may be a tip; commands and officers' words are not read."""
        if not incoming.text or incoming.text.startswith("/"):
            return None

        def role(uow: UnitOfWork) -> Role:
            at = uow.addresses.at(incoming.channel, incoming.address)
            return Role.CITIZEN if at is None else uow.people.get(at.person_id).role

        if await self._transactions.read(role) not in _TRIAGED_ROLES:
            return None
        return await self._triage.find(incoming.text, received_at=self._env.now())

    def _whoever(self, uow: UnitOfWork, channel: str, address: str, language: str) -> tuple[Person, Address]:
        known = uow.addresses.at(channel, address)
        if known is not None:
            return uow.people.get(known.person_id), known
        locale = best_locale(language) if language else self._locale
        return access.new_citizen(uow, self._env, channel=channel, address=address, locale=locale)

    def _commit(self, uow: UnitOfWork, round_: _Round) -> None:
        incoming, now = round_.incoming, self._env.now()
        if not uow.inbox.record(incoming.channel, incoming.update_id, now):
            return
        if incoming.start and round_.refused is None:
            access.bind_address(uow, self._env, incoming.start, incoming.channel, incoming.address)
        person, address = self._whoever(uow, incoming.channel, incoming.address, incoming.language)
        conversation = uow.conversations.at(address.id)
        state = load_state(conversation.state.reveal()) if conversation else IDLE
        press = resolve(uow, address, state, incoming.press, person.locale) if incoming.press else None
        if incoming.channel == WEBCHAT:
            self._keep_words(uow, address, incoming, press)
        if round_.refused is not None:
            turn = Turn(state=state, replies=(refusal(round_.refused),))
        else:
            turn = self._turn(uow, round_, person, address, state, press)
        self._reply(uow, incoming, address, conversation, turn)

    def _turn(
        self, uow: UnitOfWork, round_: _Round, person: Person, address: Address, state: State, press: Press | None
    ) -> Turn:
        """The step's turn with its act done, and whatever follows from the act's result."""
        context = Context(
            uow=uow,
            env=self._env,
            person=person,
            address=address,
            render=self._render,
            triage=self._triage,
            prepared=round_.prepared,
            base_url=self._base_url,
        )
        input_ = self._input(uow, round_, person, state, press)
        if press is not None and press.refused is not None:
            return self._again(uow, state, press.refused)
        if input_.value == "cancel":
            if not state.flow:
                return Turn(state=IDLE, replies=(Say(text=Text(key="engine-nothing-to-cancel")),))
            return self._taken_up(uow, state, Turn(state=IDLE, replies=(Abort(text=Text(key="engine-cancelled")),)))
        step = self._directory.step(person.role, state, input_)
        if isinstance(step, Text):
            return self._again(uow, state, step)
        turn = self._act(step, state, input_, context)
        if not (input_.action or input_.command):
            return self._taken_up(uow, state, turn)
        begins = bool(turn.state.flow) and turn.state.prompt != state.prompt
        aside = (*state.held, replace(state, held=()))[-_HELD:] if begins and state.flow else state.held
        return replace(turn, state=replace(turn.state, held=aside)) if turn.state.flow else turn

    def _taken_up(self, uow: UnitOfWork, state: State, turn: Turn) -> Turn:
        """Where a dialogue that interrupted another one ends, the other one's question is asked again."""
        if turn.state.flow or not state.held:
            return replace(turn, state=replace(turn.state, held=state.held))
        open_ = replace(state.held[-1], held=state.held[:-1])
        again = self._again(uow, open_, Text(key="engine-taken-up"))
        return Turn(state=again.state, replies=(*turn.replies, *again.replies))

    def _act(self, step: Step, state: State, input_: Input, context: Context) -> Turn:
        turn = step(state, input_, context)
        if turn.prepare is not None and context.prepared is None:
            raise _Preparation(turn.prepare)
        replies = turn.replies
        while turn.command is not None:
            result = turn.command()
            if turn.then is None:
                break
            turn = turn.then(result)
            replies += turn.replies
        return Turn(state=turn.state, replies=replies)

    def _input(self, uow: UnitOfWork, round_: _Round, person: Person, state: State, press: Press | None) -> Input:
        incoming = round_.incoming
        if press is not None:
            return press.input
        text = incoming.text.strip()
        if incoming.start:
            return Input(command="start")
        if text.startswith("/") and text[1:2].isalpha():
            word, _, rest = text[1:].partition(" ")
            command = word.partition("@")[0].lower()
            if command == "cancel":
                return Input(value="cancel")
            return Input(command=command, text=rest.strip(), files=incoming.files)
        question = uow.outbox.find(state.prompt) if state.prompt else None
        chosen = typed_value(text, load_reply(question.reply.reveal()) if question else None, person.locale)
        if chosen is not None:
            return replace(chosen, files=incoming.files)
        return Input(text=text, files=incoming.files, contact_phone=incoming.contact_phone, finding=round_.finding)

    def _again(self, uow: UnitOfWork, state: State, sentence: Text) -> Turn:
        """Say why nothing happened, and ask the open question once more."""
        question = uow.outbox.find(state.prompt) if state.prompt else None
        if question is None:
            return Turn(state=state, replies=(Say(text=sentence),))
        return Turn(state=state, replies=(Say(text=sentence), load_reply(question.reply.reveal())))

    def _keep_words(self, uow: UnitOfWork, address: Address, incoming: Incoming, press: Press | None) -> None:
        words = press.label if press is not None else incoming.text or incoming.contact_phone
        if not words and not incoming.files:
            return
        uow.outbox.add(
            Message(
                id=self._env.ids.new(),
                address_id=address.id,
                person_id=address.person_id,
                channel=address.channel,
                created_at=self._env.now(),
                reply=Secret(dump_incoming(words, files=incoming.files)),
                incoming=True,
                state=MessageState.RECEIVED,
                dedupe=f"in:{incoming.channel}:{incoming.update_id}",
            )
        )

    def _reply(
        self,
        uow: UnitOfWork,
        incoming: Incoming,
        address: Address,
        conversation: Conversation | None,
        turn: Turn,
    ) -> None:
        replies: tuple[Reply, ...] = turn.replies
        if len(incoming.text) >= MAX_TEXT:
            replies = (Say(text=Text(key="engine-text-cut", params={"limit": MAX_TEXT})), *replies)
        prompt = turn.state.prompt
        for number, reply in enumerate(replies):
            message = tell_at(
                uow, self._env, address, reply, dedupe=f"{incoming.channel}:{incoming.update_id}:{number}"
            )
            if isinstance(reply, Ask | Choose):
                prompt = message.id
        state = replace(turn.state, prompt=prompt if turn.state.flow else "")
        now = self._env.now()
        if conversation is None:
            uow.conversations.add(
                Conversation(
                    id=self._env.ids.new(),
                    address_id=address.id,
                    person_id=address.person_id,
                    updated_at=now,
                    state=Secret(dump_state(state)),
                )
            )
        else:
            uow.conversations.save(
                replace(conversation, state=Secret(dump_state(state)), updated_at=now, person_id=address.person_id)
            )
