"""`/subscribe`: by product, hazard, origin and level; quiet hours, digest, time zone. Every choice holds at once."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from bot.dialogue.enterprise.ticks import Choices, Ticks, listed, tick_page, turned
from bot.dialogue.turn import IDLE, Context, Input, State, Step, Turn, say_only
from casework.ports import Choose, Done, Key, Keys, Option, Reply, Say, Text
from casework.subscriptions import known_zone, resubscribe, subscribe, unsubscribe
from casework.terms import term, terms
from risk.circular import WARNING_ORDER, WarningLevel
from risk.errors import Invalid
from risk.subscription import Subscription
from risk.taxonomy import hazards, products
from texts.catalogue import DEFAULT, keys, say

FLOW_NAME = "subscription"
OPEN, START, STOP, RESUME, CHANGE = (
    "subscription.open",
    "subscription.start",
    "subscription.stop",
    "subscription.resume",
    "subscription.change",
)
_LISTS = ("products", "hazards", "origins")
_QUIET_PRESETS = ((22, 7), (21, 8), (23, 6))
_DIGEST_PRESETS = (8, 9, 12, 17, 20)
_HOME = "home"
_ZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
)
_COUNTRY = "country-"
_HOURS = re.compile(r"(\d{1,2})(?:[:：]00)?\s*[-–—~～至到]\s*(\d{1,2})(?:[:：]00)?")


def open_menu(state: State, input_: Input, context: Context) -> Turn:
    """What holds now, and a button for each thing that can be changed. An open question stays open."""
    return say_only(state, _menu(context))


def start(state: State, input_: Input, context: Context) -> Turn:
    """Everything, at once; it can be narrowed after."""
    return _saved(context, {})


def stop(state: State, input_: Input, context: Context) -> Turn:
    """No more by subscription, and how that is taken back."""
    now = context.uow.subscriptions.of(context.person.id)
    if now is None:
        return say_only(state, Say(text=Text(key="unsubscribe-nothing")))
    if not now.active:
        return say_only(state, _menu(context))
    again = (
        (Option(label=Text(key="subscription-resume"), action=RESUME),),
        (Option(label=Text(key="subscription-open"), action=OPEN),),
    )
    return Turn(
        state=state,
        command=partial(unsubscribe, context.uow, context.env, context.person),
        then=lambda _: say_only(state, Done(text=Text(key="subscription-stopped"), options=again)),
    )


def resume(state: State, input_: Input, context: Context) -> Turn:
    """As it was before it was stopped."""
    return Turn(
        state=state,
        command=partial(resubscribe, context.uow, context.env, context.person),
        then=lambda _: say_only(state, _menu(context)),
    )


def change(state: State, input_: Input, context: Context) -> Turn:
    """One of the things in the menu; `subject` names it."""
    name = input_.subject
    if name in _LISTS:
        return _list(name, Ticks(ticked=tuple(_current(context)[name])), context)
    return Turn(state=State(flow=FLOW_NAME, step=name, data={}), replies=(_QUESTIONS[name](context),))


def level(state: State, input_: Input, context: Context) -> Turn:
    """The lowest level to be told of."""
    if input_.value == "back":
        return _closed(context)
    if input_.value not in set(WarningLevel):
        return Turn(state=state, replies=(Say(text=Text(key="form-press-a-button")), _level_question(context)))
    return _saved(context, {"min_level": WarningLevel(input_.value)})


def quiet(state: State, input_: Input, context: Context) -> Turn:
    """Quiet hours: none, one of the presets, or typed ("22-7")."""
    if input_.value == "back":
        return _closed(context)
    if input_.value == "off":
        return _saved(context, {"quiet": None})
    hours = _HOURS.fullmatch((input_.value or input_.text).strip())
    if hours is None or max(int(hours[1]), int(hours[2])) > 23:
        return Turn(state=state, replies=(Say(text=Text(key="subscription-quiet-wrong")), _quiet_question(context)))
    return _saved(context, {"quiet": (int(hours[1]), int(hours[2]))})


def digest(state: State, input_: Input, context: Context) -> Turn:
    """The hour of the daily digest: none, a preset, or typed."""
    if input_.value == "back":
        return _closed(context)
    if input_.value == "off":
        return _saved(context, {"digest_hour": None})
    hour = (input_.value or input_.text).strip().removesuffix("点").removesuffix("點").removesuffix(":00")
    if not (hour.isascii() and hour.isdecimal() and len(hour) <= 2 and int(hour) <= 23):
        return Turn(state=state, replies=(Say(text=Text(key="subscription-digest-wrong")), _digest_question(context)))
    return _saved(context, {"digest_hour": int(hour)} | ({"bundled": True} if state.data.get("bundled") else {}))


def bundled(state: State, input_: Input, context: Context) -> Turn:
    """Whether what is not urgent comes with the digest. Without a digest, its hour is asked first."""
    if input_.value == "back":
        return _closed(context)
    if input_.value not in ("together", "singly"):
        return Turn(state=state, replies=(Say(text=Text(key="form-press-a-button")), _bundled_question(context)))
    if input_.value == "together" and _current(context).get("digest_hour") is None:
        asking = State(flow=FLOW_NAME, step="digest", data={"bundled": True})
        return Turn(state=asking, replies=(_digest_question(context),))
    return _saved(context, {"bundled": input_.value == "together"})


def zone(state: State, input_: Input, context: Context) -> Turn:
    """By whose clock all hours are meant: ours, one of the presets, or typed by its international name."""
    if input_.value == "back":
        return _closed(context)
    if input_.value == _HOME:
        return _saved(context, {"zone": ""})
    try:
        return _saved(context, {"zone": known_zone(input_.value or input_.text)})
    except Invalid:
        return Turn(state=state, replies=(Say(text=Text(key="subscription-zone-wrong")), _zone_question(context)))


def _ticking(name: str) -> Step:
    def run(state: State, input_: Input, context: Context) -> Turn:
        ticks = Ticks(ticked=tuple(state.data["ticked"]), page=state.data["page"], search=state.data["search"])
        if input_.value == "back":
            return _closed(context)
        if input_.value == "all":
            return _saved(context, {name: ()})
        if input_.value == "done":
            return _saved(context, {name: ticks.ticked})
        after = turned(ticks, input_.value, input_.text, _choices(name))
        if after is None:
            return _list(name, ticks, context, Say(text=Text(key="form-press-a-button")))
        if after.search and not listed(after, _choices(name), context):
            found_none = Say(text=Text(key="ticks-none-found", params={"search": after.search}))
            return _list(name, ticks, context, found_none)
        return _list(name, after, context)

    return run


def _list(name: str, ticks: Ticks, context: Context, *before: Reply) -> Turn:
    page = tick_page(f"subscription-pick-{name}", ticks, _choices(name), context)
    back = (Option(label=Text(key="button-back"), value="back"),)
    data = {"ticked": list(ticks.ticked), "page": ticks.page, "search": ticks.search}
    return Turn(
        state=State(flow=FLOW_NAME, step=name, data=data),
        replies=(*before, Choose(text=page.text, options=(*page.options, back))),
    )


def _choices(name: str) -> Choices:
    if name == "products":
        return [(code, Text(key=term("product", code).key)) for code in products()]
    if name == "hazards":
        return [(code, Text(key=term("hazard", code).key)) for code in hazards()]
    codes = sorted(key.removeprefix(_COUNTRY).upper() for key in keys(DEFAULT) if key.startswith(_COUNTRY))
    named = [(code, Text(key=term("country", code).key)) for code in codes]
    return sorted(named, key=lambda row: (row[0] != "CN", say("en", row[1].key)))


def _current(context: Context) -> dict[str, Any]:
    now = context.uow.subscriptions.of(context.person.id)
    if now is None:
        return {"products": (), "hazards": (), "origins": ()}
    return {
        "products": now.products,
        "hazards": now.hazards,
        "origins": now.origins,
        "min_level": now.min_level,
        "quiet": None if now.quiet_from is None or now.quiet_to is None else (now.quiet_from, now.quiet_to),
        "digest_hour": now.digest_hour,
        "zone": now.zone,
        "bundled": now.bundled,
    }


def _saved(context: Context, changes: dict[str, Any]) -> Turn:
    wanted = {**_current(context), **changes}
    return Turn(
        state=IDLE,
        command=partial(subscribe, context.uow, context.env, context.person, **wanted),
        then=lambda _: _closed(context),
    )


def _closed(context: Context) -> Turn:
    """Back at the menu with nothing open, so that what somebody writes next is taken as what it is, say a tip."""
    return say_only(IDLE, _menu(context))


def _menu(context: Context) -> Say:
    now = context.uow.subscriptions.of(context.person.id)
    if now is not None and not now.active:
        again = (Option(label=Text(key="subscription-resume"), action=RESUME),)
        return Say(text=Text(key="subscription-ended"), options=(again,))
    if now is None:
        begin = (Option(label=Text(key="subscription-start"), action=START),)
        return Say(text=Text(key="subscription-none"), options=(begin, _buttons("products", "hazards")))
    rows = (
        _buttons("products", "hazards", "origins"),
        _buttons("level", "quiet", "digest"),
        _buttons("bundled", "zone"),
        (Option(label=Text(key="subscription-stop"), action=STOP),),
    )
    return Say(text=Text(key="subscription-menu", params=_shown(now, context)), options=rows)


def _buttons(*names: str) -> tuple[Option, ...]:
    return tuple(Option(label=Text(key=f"subscription-{name}"), action=CHANGE, subject=name) for name in names)


def _shown(now: Subscription, context: Context) -> dict[str, Any]:
    everything = Key(key="subscription-everything")
    quiet_hours = "off" if now.quiet_from is None or now.quiet_to is None else f"{now.quiet_from}:00–{now.quiet_to}:00"
    return {
        "products": terms("product", now.products) if now.products else everything,
        "hazards": terms("hazard", now.hazards) if now.hazards else everything,
        "origins": Keys(keys=tuple(term("country", code).key for code in now.origins)) if now.origins else everything,
        "level": term("warning-level", now.min_level.value),
        "quiet": Key(key="subscription-off") if quiet_hours == "off" else quiet_hours,
        "digest": Key(key="subscription-off") if now.digest_hour is None else f"{now.digest_hour}:00",
        "bundled": Key(key="subscription-bundled-together" if now.bundled else "subscription-bundled-singly"),
        "zone": _zone_name(now.zone or str(context.env.timezone)),
    }


def _zone_name(zone_: str) -> Key | str:
    """As people call it, or its international name."""
    key = f"zone-{zone_.lower().replace('/', '-').replace('_', '-')}"
    return Key(key=key) if key in keys(DEFAULT) else zone_


def _level_question(_context: Context) -> Choose:
    levels = tuple(
        (Option(label=Text(key=term("warning-level", each.value).key), value=each.value),) for each in WARNING_ORDER
    )
    return Choose(text=Text(key="subscription-ask-level"), options=(*levels, _back()))


def _quiet_question(_context: Context) -> Choose:
    presets = tuple(
        Option(label=Text(key="subscription-hours", params={"begins": begins, "ends": ends}), value=f"{begins}-{ends}")
        for begins, ends in _QUIET_PRESETS
    )
    off = (Option(label=Text(key="subscription-quiet-off"), value="off"),)
    return Choose(text=Text(key="subscription-ask-quiet"), options=(presets, off, _back()))


def _digest_question(_context: Context) -> Choose:
    presets = tuple(
        Option(label=Text(key="subscription-hour", params={"hour": hour}), value=str(hour)) for hour in _DIGEST_PRESETS
    )
    off = (Option(label=Text(key="subscription-digest-off"), value="off"),)
    return Choose(text=Text(key="subscription-ask-digest"), options=(presets, off, _back()))


def _bundled_question(_context: Context) -> Choose:
    choices = tuple(
        (Option(label=Text(key=f"subscription-bundled-{name}"), value=name),) for name in ("together", "singly")
    )
    return Choose(text=Text(key="subscription-ask-bundled"), options=(*choices, _back()))


def _zone_question(context: Context) -> Choose:
    home = str(context.env.timezone)
    ours = Option(label=Text(key="subscription-zone-ours", params={"zone": _zone_name(home)}), value=_HOME)
    others = [
        Option(label=Text(key="subscription-zone-name", params={"zone": _zone_name(name)}), value=name)
        for name in _ZONES
        if name != home
    ]
    rows = tuple(tuple(others[start : start + 2]) for start in range(0, len(others), 2))
    return Choose(text=Text(key="subscription-ask-zone"), options=((ours,), *rows, _back()))


def _back() -> tuple[Option, ...]:
    return (Option(label=Text(key="button-back"), value="back"),)


_QUESTIONS = {
    "level": _level_question,
    "quiet": _quiet_question,
    "digest": _digest_question,
    "bundled": _bundled_question,
    "zone": _zone_question,
}
STEPS = {
    "level": level,
    "quiet": quiet,
    "digest": digest,
    "bundled": bundled,
    "zone": zone,
    **{name: _ticking(name) for name in _LISTS},
}
ACTIONS = {OPEN: open_menu, START: start, STOP: stop, RESUME: resume, CHANGE: change}
