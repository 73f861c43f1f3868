"""`/channels`: where else documents go, and in which order. An address is asked for, proved by a code, closed."""

from __future__ import annotations

from functools import partial

from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.address_forms import CHANNELS
from casework.addresses import (
    BY_CHAT,
    Proof,
    Registered,
    close_address,
    masked,
    ordered_addresses,
    outgoing_addresses,
    prefer_address,
    prove_address,
    register_address,
)
from casework.ports import Ask, Done, Key, Option, Reply, Say, Text
from casework.ports.replies import Param
from risk.organisation import Address

FLOW_NAME = "channels"
OPEN, ADD, CLOSE, PREFER = "channels.open", "channels.add", "channels.close", "channels.prefer"
_ASK, _CODE = "ask", "code"


def open_(state: State, input_: Input, context: Context) -> Turn:
    """What there is, with a button for each thing to do. An open question stays open."""
    return say_only(state, *_menu(context))


def add(state: State, input_: Input, context: Context) -> Turn:
    """`subject` is the channel."""
    if input_.subject not in _offered(context):
        return say_only(state, *_menu(context))
    return _asked(input_.subject)


def ask(state: State, input_: Input, context: Context) -> Turn:
    """The address itself; a wrong one is asked for again."""
    channel = str(state.data["channel"])
    if not input_.text.strip():
        return _asked(channel)
    return Turn(
        state=state,
        command=partial(register_address, context.uow, context.env, context.person, channel, input_.text),
        then=_registered,
    )


def code(state: State, input_: Input, context: Context) -> Turn:
    """The code; a wrong one may be tried again, a late one leads back to the menu."""
    if input_.value == "again":
        return _asked(str(state.data["channel"]))
    address = context.uow.addresses.get(str(state.data["address"]))
    if not input_.text.strip():
        return Turn(state=state, replies=(_code_question(address),))
    return Turn(
        state=state,
        command=partial(prove_address, context.uow, context.env, context.person, address.id, _digits(input_.text)),
        then=lambda proof: _proved(state, proof, address, context),
    )


def close(state: State, input_: Input, context: Context) -> Turn:
    """`subject` is the address."""
    return Turn(
        state=state,
        command=partial(close_address, context.uow, context.env, context.person, input_.subject),
        then=lambda closed: say_only(state, _about("channels-closed", closed), *_menu(context)),
    )


def prefer(state: State, input_: Input, context: Context) -> Turn:
    """`subject` is the address that is to be tried first."""
    return Turn(
        state=state,
        command=partial(prefer_address, context.uow, context.env, context.person, input_.subject),
        then=lambda first: say_only(state, _about("channels-preferred", first), *_menu(context)),
    )


def _registered(done: Registered) -> Turn:
    if not done.waiting:
        return say_only(IDLE, _about("channels-open-already", done.address))
    data = {"channel": done.address.channel, "address": done.address.id}
    return Turn(
        state=State(flow=FLOW_NAME, step=_CODE, data=data),
        replies=(_code_question(done.address),),
    )


def _proved(state: State, proof: Proof, address: Address, context: Context) -> Turn:
    if proof is Proof.OPEN:
        return say_only(IDLE, Done(text=_about("channels-opened", address).text))
    if proof is Proof.LATE:
        return say_only(IDLE, Say(text=Text(key="channels-code-late")), *_menu(context))
    return Turn(state=state, replies=(Say(text=Text(key="channels-code-wrong")), _code_question(address)))


def _asked(channel: str) -> Turn:
    cancel = (Option(label=Text(key="button-cancel"), value="cancel"),)
    question = Ask(text=Text(key=f"channels-ask-{channel}"), options=(cancel,))
    return Turn(state=State(flow=FLOW_NAME, step=_ASK, data={"channel": channel}), replies=(question,))


def _code_question(address: Address) -> Ask:
    row = (
        Option(label=Text(key="channels-again"), value="again"),
        Option(label=Text(key="button-cancel"), value="cancel"),
    )
    return Ask(text=_about("channels-ask-code", address).text, options=(row,))


def _menu(context: Context) -> tuple[Reply, ...]:
    """What there is, one by one in the order in which it is tried, under a head with the buttons that add."""
    offered = _offered(context)
    adding = tuple(
        Option(label=Text(key=f"channels-add-{channel}"), action=ADD, subject=channel) for channel in offered
    )
    known = outgoing_addresses(context.uow, context.person)
    key = "channels-list" if known else "channels-none" if offered else "channels-none-offered"
    head = Say(text=Text(key=key), options=(adding,) if adding else ())
    ordered = ordered_addresses(context.uow, context.person)
    first: dict[str, Address] = {}
    for address in ordered:
        first.setdefault(address.channel, address)
    if len(first) < 2:
        return (head, *(_row(address, first=address in ordered[:1] or address not in ordered) for address in known))
    rows = [_row(address, place, first=place == 1) for place, address in enumerate(first.values(), 1)]
    rows += [_row(address, first=address not in ordered) for address in known if address not in first.values()]
    return (head, *rows, Say(text=Text(key="channels-order")))


def _row(address: Address, place: int = 0, *, first: bool) -> Say:
    """`place` among the channels, from 1; 0 = it has none, or another address of its channel goes before it. What is
    no address of this page is closed elsewhere."""
    name = Key(key=f"channel-{address.channel}")
    params: dict[str, Param] = {"channel": name, "address": masked(address)}
    text = Text(key="channels-row", params=params)
    buttons = []
    if place:
        text = Text(key="channels-row-in-turn", params={**params, "place": place})
    if not first:
        buttons.append(Option(label=Text(key="channels-prefer"), action=PREFER, subject=address.id))
    if address.channel in CHANNELS:
        buttons.append(Option(label=Text(key="channels-close"), action=CLOSE, subject=address.id))
    return Say(text=text, options=(tuple(buttons),) if buttons else ())


def _offered(context: Context) -> tuple[str, ...]:
    return tuple(channel for channel in BY_CHAT if channel in context.env.outgoing)


def _about(key: str, address: Address) -> Say:
    return Say(text=Text(key=key, params={"address": masked(address)}))


def _digits(text: str) -> str:
    """Full-width ones and blanks are understood."""
    return "".join(str(int(char)) for char in text if char.isdecimal())


STEPS = {_ASK: ask, _CODE: code}
ACTIONS = {OPEN: open_, ADD: add, CLOSE: close, PREFER: prefer}
