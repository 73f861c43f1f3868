"""Questions of the draft that have presets beside the free words: title, audience, days."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.dialogue.forms import Answers, Question
from bot.dialogue.turn import Context, Input
from casework.audiences import ALL, SUBSCRIBERS, directory, parse_audience
from casework.circular_fields import MEASURES_LIMIT, TITLE_LIMIT, today
from casework.notices import day_of
from casework.ports import Ask, Option, Text
from casework.terms import term, terms
from risk.circular import CircularKind
from risk.errors import Invalid
from texts.catalogue import say

_OFFICIAL = "zh-CN"  # circulars are written in Chinese whatever language their drafter reads
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_LINES = re.compile(r"[\n;；]+")
_ENTRIES = re.compile(r"[\n;；,，、]+")


def title() -> Question:
    """The suggestion, made of product and hazards, is one button."""

    def ask(answers: Answers, _context: Context, _page: int) -> Ask:
        suggestion = suggested_title(answers)
        use = Option(label=Text(key="draft-title-use"), value="suggestion")
        return Ask(text=Text(key="draft-ask-title", params={"suggestion": suggestion}), options=((use,),))

    def read(input_: Input, answers: Answers, _context: Context) -> object:
        if input_.value == "suggestion":
            return suggested_title(answers)
        text = " ".join(input_.text.split())
        if not text:
            return Text(key="form-write-words")
        return text if len(text) <= TITLE_LIMIT else Text(key="form-too-long", params={"limit": TITLE_LIMIT})

    return Question(name="title", ask=ask, read=read)


def suggested_title(answers: Answers) -> str:
    """What stands there, else 关于……的风险警示."""
    if answers.get("title"):
        return str(answers["title"])
    params = {
        "product": term("product", answers.get("product")),
        "hazards": terms("hazard", answers.get("hazards") or ()),
    }
    return say(
        _OFFICIAL, "draft-title-suggestion" if answers.get("hazards") else "draft-title-suggestion-plain", params
    )


def measures() -> Question:
    """One per line. An announcement must have some (Art. 16 (3)); others may skip them."""

    def ask(answers: Answers, _context: Context, _page: int) -> Ask:
        needed = answers.get("kind") == CircularKind.ANNOUNCEMENT.value
        none = Option(label=Text(key="draft-measures-none"), value="none")
        keep = Option(label=Text(key="form-keep"), value="keep")
        rows = [*([(keep,)] if answers.get("measures") else []), *([] if needed else [(none,)])]
        return Ask(text=Text(key="draft-ask-measures-needed" if needed else "draft-ask-measures"), options=tuple(rows))

    def read(input_: Input, answers: Answers, _context: Context) -> object:
        if input_.value == "keep" and answers.get("measures"):
            return list(answers["measures"])
        if input_.value == "none" and answers.get("kind") != CircularKind.ANNOUNCEMENT.value:
            return []
        lines = [" ".join(line.split()) for line in _LINES.split(input_.text) if line.strip()]
        if not lines:
            return Text(key="form-write-words")
        return (
            lines if len(lines) <= MEASURES_LIMIT else Text(key="draft-measures-many", params={"limit": MEASURES_LIMIT})
        )

    return Question(name="measures", ask=ask, read=read)


def audience() -> Question:
    """Presets by kind, or names typed: credit codes, trade roles, regions, organisations."""

    def ask(answers: Answers, _context: Context, _page: int) -> Ask:
        kind = str(answers["kind"])
        rows = tuple((Option(label=Text(key=key), value=value),) for value, key in _audience_presets(kind))
        return Ask(text=Text(key=f"draft-ask-audience-{kind}"), options=rows)

    def read(input_: Input, answers: Answers, context: Context) -> object:
        presets = [value for value, _ in _audience_presets(str(answers["kind"]))]
        if input_.value in presets:
            return [] if input_.value == "public" else [input_.value]
        entries = [entry.strip() for entry in _ENTRIES.split(input_.text) if entry.strip()]
        if not entries:
            return Text(key="form-press-a-button")
        try:
            parse_audience(entries, directory(context.uow))
        except Invalid as unknown:
            return Text(key="draft-audience-unknown", params={"value": str(unknown.params.get("value", ""))})
        return entries

    return Question(name="audience", ask=ask, read=read)


def _audience_presets(kind: str) -> Sequence[tuple[str, str]]:
    """(value, label key)."""
    if kind == CircularKind.BULLETIN.value:
        return ((ALL, "draft-audience-below"),)
    if kind == CircularKind.ANNOUNCEMENT.value:
        return (("public", "draft-audience-public"), (ALL, "draft-audience-all"))
    return ((SUBSCRIBERS, "draft-audience-subscribers"), (ALL, "draft-audience-all"))


def day(name: str, key: str, *, after: Sequence[int], none_key: str, when: Callable[[Answers], bool]) -> Question:
    """A day by button (so many days from today), typed, or none. The answer is an ISO date or ""."""

    def presets(context: Context) -> list[date]:
        return [today(context.env) + timedelta(days=days) for days in after]

    def ask(_answers: Answers, context: Context, _page: int) -> Ask:
        options = tuple(
            Option(
                label=Text(
                    key="draft-day",
                    params={"days": days, "date": day_of(preset, context.env.timezone)},
                ),
                value=preset.isoformat(),
            )
            for days, preset in zip(after, presets(context), strict=True)
        )
        none = (Option(label=Text(key=none_key), value="none"),)
        return Ask(text=Text(key=key), options=(*((option,) for option in options), none))

    def read(input_: Input, _answers: Answers, context: Context) -> object:
        if input_.value == "none":
            return ""
        found = parse_day(input_.value or input_.text)
        if found is None:
            return Text(key="draft-day-wrong")
        return found.isoformat() if found >= today(context.env) else Text(key="draft-day-past")

    return Question(name=name, ask=ask, read=read, when=when)


def parse_day(text: str) -> date | None:
    """2026-12-31, 2026/12/31, 2026年12月31日."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
