"""Public warnings in force: shown with a tip, and searched by `/warnings`."""

from __future__ import annotations

from bot.dialogue.turn import Context, Input, State, Turn
from casework.ports import Key, Moment, OpenLink, Reply, Say, Text
from risk.circular import Circular
from texts.catalogue import term

_SHOWN = 5
_WITH_A_TIP = 2


def in_force_on(context: Context, product: str | None) -> tuple[Reply, ...]:
    """The newest announcements on the product; () when there is none or no product."""
    if product is None:
        return ()
    today = context.env.now().astimezone(context.env.timezone).date()
    found = context.uow.circulars.announcements(today=today, product=product)
    if not found:
        return ()
    head = Say(text=Text(key="citizen-warnings-on-product", params={"count": len(found)}))
    return (head, *(_shown(circular) for circular in found[:_WITH_A_TIP]))


def search(state: State, input_: Input, context: Context) -> Turn:
    """`/warnings` alone lists the newest; with words it searches title and text."""
    words = tuple(input_.text.split())[:8]
    today = context.env.now().astimezone(context.env.timezone).date()
    found = context.uow.circulars.announcements(today=today, words=words)
    if not found:
        key = "citizen-no-warnings-found" if words else "citizen-no-warnings"
        return Turn(state=state, replies=(Say(text=Text(key=key)),))
    head = Say(text=Text(key="citizen-warnings-found", params={"count": len(found)}))
    return Turn(state=state, replies=(head, *(_shown(circular) for circular in found[:_SHOWN])))


def _shown(circular: Circular) -> OpenLink:
    issued = circular.issued_at or circular.drafted_at
    return OpenLink(
        text=Text(
            key="citizen-warning",
            params={
                "title": circular.title,
                "number": circular.official_number,
                "level": Key(key=term("warning-level", circular.level)),
                "at": Moment(at=issued, day_only=True),
            },
        ),
        label=Text(key="citizen-warning-read"),
        path=f"/warnings/{circular.number}",
    )
