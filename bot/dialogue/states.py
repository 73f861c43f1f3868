"""Dialogue state and typed words: to and from text."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from bot.dialogue.heard import made_of
from bot.dialogue.turn import IDLE, Input, State
from casework.ports import Abort, Ask, Choose, Done, OpenLink, Option, Reply, Say, SendFile
from texts.catalogue import say

MAX_TEXT: Final = 20_000  # characters of one message that are kept
_CONTROL_VALUES: Final = ("back", "skip", "cancel")


def dump_state(state: State) -> str:
    """JSON text."""
    return json.dumps(_plain_state(state), ensure_ascii=False)


def load_state(text: str) -> State:
    """What `dump_state` wrote; an erased state is idle."""
    if not text:
        return IDLE
    return _state(json.loads(text))


def _plain_state(state: State) -> dict[str, Any]:
    plain = {"flow": state.flow, "step": state.step, "data": dict(state.data), "prompt": state.prompt}
    return {**plain, "held": [_plain_state(held) for held in state.held]} if state.held else plain


def _state(raw: Mapping[str, Any]) -> State:
    held = tuple(_state(each) for each in raw.get("held", ()))
    return State(flow=raw["flow"], step=raw["step"], data=raw["data"], prompt=raw["prompt"], held=held)


def clean_text(text: str) -> str:
    """Cut to `MAX_TEXT`, without NUL and lone surrogates, which no database stores."""
    cut = text[:MAX_TEXT].replace("\x00", "")
    return cut.encode("utf-8", "replace").decode("utf-8")


def rows_of(reply: Reply) -> tuple[tuple[Option, ...], ...]:
    """The buttons of a reply."""
    if isinstance(reply, Say | Ask | Choose | Done):
        return reply.options
    assert isinstance(reply, SendFile | OpenLink | Abort)  # noqa: S101 # narrows the closed set for mypy
    return ()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().strip("。.!！ ").casefold()


def typed_value(text: str, question: Reply | None, locale: str) -> Input | None:
    """Somebody types what they could have pressed: a button's words, or back, skip, cancel."""
    typed = _plain(text)
    if not typed or len(typed) > 60:
        return None
    if question is not None:
        for row in rows_of(question):
            for option in row:
                if _plain(say(locale, option.label.key, option.label.params)) == typed:
                    return Input(value=option.value, action=option.action, subject=option.subject)
    if typed in say(locale, "typed-unsubscribe").lower().split("|"):
        return Input(command="unsubscribe")
    if made_of(text, "typed-cancel", among="typed-cancel"):  # 算了不说了
        return Input(value="cancel")
    for value in _CONTROL_VALUES:
        if typed in say(locale, f"typed-{value}").split("|") and (question is not None or value == "cancel"):
            return Input(value=value)
    return None
