"""What users read: Fluent catalogues texts/<locale>/<area>.ftl, the same keys and variables in every locale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from fluent.runtime import FluentBundle, resolver
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

# The library's guard against formatting bombs counts what we hand in too: a whole circular is one parameter.
resolver.MAX_PART_LENGTH = 1_000_000

LOCALES = ("zh-CN", "zh-HK", "en")
DEFAULT = "zh-CN"

# Babel patterns: a day, and a day with its time.
_DAY = {"zh-CN": "y年M月d日", "zh-HK": "y年M月d日", "en": "d MMMM y"}
_TIME = {"zh-CN": "y年M月d日 HH:mm", "zh-HK": "y年M月d日ah時mm分", "en": "d MMMM y, HH:mm"}
_BABEL = {"zh-CN": "zh_Hans_CN", "zh-HK": "zh_Hant_HK", "en": "en_GB"}
_TRADITIONAL = frozenset({"hant", "hk", "tw", "mo", "yue"})


def say(
    locale: str,
    key: str,
    params: Mapping[str, object] | None = None,
    *,
    tz: str = "Asia/Shanghai",
) -> str:
    """The message in the reader's language; an unknown locale reads zh-CN.

    A parameter is a string or whole number, shown as it is and never interpreted, or an object with `key` (another
    message), `keys` (a tuple of them, joined as a list) or `at` and `day_only` (a time). Raises `KeyError` for a
    message that does not exist or lacks a parameter: that is a bug.
    """
    known = locale if locale in LOCALES else DEFAULT
    bundle = _bundle(known)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    values = {name: _shown(known, value, tz) for name, value in (params or {}).items()}
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise KeyError(f"{key} ({known}): {errors[0]}")
    return str(text)


def term(kind: str, code: str) -> str:
    """The key of a code's name: ("product", "food_contact") -> "product-food-contact"."""
    return f"{kind}-{code}".replace("_", "-").replace(".", "-").lower()


def keys(locale: str) -> frozenset[str]:
    """All message keys of the locale."""
    return frozenset(_messages(locale))


def variables(locale: str, key: str) -> frozenset[str]:
    """The parameters that a message reads, also through the messages that it refers to."""
    messages = _messages(locale)
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        references = _References()
        references.visit(messages[name])
        found |= references.variables
        waiting += references.messages
    return frozenset(found)


def areas(locale: str) -> Iterator[tuple[str, ast.Resource]]:
    """(area, parsed file) of every catalogue file of the locale, in order of name."""
    folder = resources.files("texts").joinpath(locale)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".ftl"):
            yield file.name.removesuffix(".ftl"), FluentParser().parse(file.read_text(encoding="utf-8"))


def best_locale(tag: str) -> str:
    """The locale that serves a language tag best: "zh-TW" or "yue" -> zh-HK, "fr" -> en, none -> zh-CN."""
    parts = tag.strip().replace("_", "-").lower().split("-")
    if parts[0] not in ("", "zh", "yue", "cn"):
        return "en"
    if "hans" not in parts and _TRADITIONAL & set(parts):
        return "zh-HK"
    return DEFAULT


class _References(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 # the visitor's name for it
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 # the visitor's name for it
        self.messages.append(node.id.name)


@cache
def _bundle(locale: str) -> FluentBundle:
    # No isolating marks: they would stand in chat messages, file names and tests as invisible characters.
    bundle = FluentBundle([locale], use_isolating=False)
    for _, resource in areas(locale):
        bundle.add_resource(resource)
    return bundle


@cache
def _messages(locale: str) -> Mapping[str, ast.Message]:
    return {
        entry.id.name: entry
        for _, resource in areas(locale)
        for entry in resource.body
        if isinstance(entry, ast.Message)
    }


def _shown(locale: str, value: object, tz: str) -> object:
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    if isinstance(value, str):
        return value
    moment = getattr(value, "at", None)
    if isinstance(moment, datetime):
        return _time(locale, moment, tz, day_only=bool(getattr(value, "day_only", False)))
    several = getattr(value, "keys", None)
    if isinstance(several, tuple):
        return _list(locale, [say(locale, key, tz=tz) for key in several])
    single = getattr(value, "key", None)
    if isinstance(single, str):
        return say(locale, single, getattr(value, "params", None), tz=tz)
    raise TypeError(f"not a parameter of a message: {type(value).__name__}")


def _time(locale: str, moment: datetime, tz: str, *, day_only: bool) -> str:
    pattern = (_DAY if day_only else _TIME)[locale]
    return format_datetime(moment, pattern, tzinfo=ZoneInfo(tz), locale=_BABEL[locale])


def _list(locale: str, items: list[str]) -> str:
    if locale != "en":
        return "、".join(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
