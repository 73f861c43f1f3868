"""The officers' questions, passed on: the tipster answers without learning who asks, and stays unknown to them."""

from __future__ import annotations

from functools import partial

from bot.dialogue.citizen import tip
from bot.dialogue.citizen.choices import RELAY_FLOW_NAME
from bot.dialogue.turn import IDLE, Context, Input, State, Turn
from casework import relays
from casework.ports import Ask, Done, Option, Say, Text


def begin(state: State, input_: Input, context: Context) -> Turn:
    """The button under the question."""
    relay = context.uow.relays.find(input_.subject)
    if relay is None or not relay.from_officer or relay.person_id != context.person.id:
        return Turn(state=state, replies=(Say(text=Text(key="engine-unknown-button")),))
    if relay.answered_at is not None:
        return Turn(state=state, replies=(Say(text=Text(key="citizen-relay-answered-before")),))
    return Turn(
        state=State(flow=RELAY_FLOW_NAME, step="relay", data={"relay": relay.id}),
        replies=(Ask(text=Text(key="citizen-relay-ask"), options=((_cancel(),),)),),
    )


def answer(state: State, input_: Input, context: Context) -> Turn:
    """The words of the answer."""
    data = state.data
    if input_.value == "tip":
        return tip.begin(str(data["text"]), tuple(data["files"]), context)
    text = str(data.get("text", "")) if input_.value == "answer" else input_.text
    files = tuple(data.get("files", ())) + input_.files
    if not text and not files:
        return Turn(state=state, replies=(Ask(text=Text(key="citizen-relay-ask"), options=((_cancel(),),)),))
    return Turn(
        state=IDLE,
        command=partial(relays.answer_relay, context.uow, context.env, context.person, str(data["relay"]), text, files),
        then=lambda _: Turn(state=IDLE, replies=(Done(text=Text(key="citizen-relay-sent")),)),
    )


def _cancel() -> Option:
    return Option(label=Text(key="button-cancel"), value="cancel")
