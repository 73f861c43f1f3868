"""An exercise 演练 in a few presses: the words are there already, only kind and addressees are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.dialogue.drafting.desk import row_of, show_draft
from bot.dialogue.drafting.draft import at_home, audience_shown, entries, levels, only_at_home
from bot.dialogue.drafting.pages import turn_pages
from bot.dialogue.drafting.questions import audience, title
from bot.dialogue.forms import PAGE, Answers, Form, Question, begin, choice, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.circulars import edit_draft
from casework.exercises import draft_exercise
from casework.notices import confidential
from casework.ports import Option, Say, Text
from casework.terms import term
from risk.circular import EXERCISE_BODY_LIMIT, Circular, CircularKind, CircularState, CircularStatus, WarningLevel
from risk.permission import Act, demand
from texts.catalogue import say

_OFFICIAL = "zh-CN"  # circulars are written in Chinese whatever language their drafter reads
_FIELDS = ("kind", "level", "title", "body", "audience")


def start(state: State, input_: Input, context: Context) -> Turn:
    """`/drill`"""
    demand(context.person, Act.DRAFT_CIRCULAR)
    prefilled = {
        "level": WarningLevel.BLUE.value,
        "title": say(_OFFICIAL, "drill-title-prefilled"),
        "body": say(_OFFICIAL, "drill-body-prefilled"),
    }
    return begin(FORM, prefilled, context)


def start_edit(state: State, circular: Circular, context: Context) -> Turn:
    """The review page of a draft, where each field can be changed."""
    if confidential(circular) and not at_home(context):
        return say_only(state, only_at_home())
    answers = {
        "circular": circular.id,
        "kind": circular.kind.value,
        "level": circular.level.value,
        "title": circular.title,
        "body": circular.body,
        "audience": entries(circular.audience, context),
    }
    return begin(FORM, answers, context, at_review=True)


def listed(state: State, input_: Input, context: Context) -> Turn:
    """`/drills`, newest first, paged."""
    demand(context.person, Act.DRAFT_CIRCULAR)
    found = context.uow.circulars.of(context.person.org_id, status=CircularStatus.EXERCISE)
    drills = [each for each in found if each.state is not CircularState.DISCARDED]
    new = (Option(label=Text(key="drill-new"), action="drill.draft"),)
    if not drills:
        return say_only(state, Say(text=Text(key="drills-none"), options=(new,)))
    pages = -(-len(drills) // PAGE)
    wanted = input_.subject or input_.text
    page = min(max(1, int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else 1), pages)
    rows = tuple(
        (Option(label=row_of(each), action="circular.card", subject=each.id),)
        for each in drills[(page - 1) * PAGE : page * PAGE]
    )
    text = Text(key="drills-list", params={"count": len(drills)})
    return say_only(state, Say(text=text, options=(*rows, *turn_pages(page, pages, action="drills.page"), new)))


def _kinds(_answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    """An exercise is never announced to the public."""
    kinds = [CircularKind.ADVISORY, *([CircularKind.BULLETIN] if at_home(context) else [])]
    return [(kind.value, Text(key=f"draft-kind-{kind.value}")) for kind in kinds]


def _body() -> Question:
    inner = words("body", "drill-ask-body")

    def read(input_: Input, answers: Answers, context: Context) -> object:
        given = inner.read(input_, answers, context)
        long = isinstance(given, str) and len(given) > EXERCISE_BODY_LIMIT
        return Text(key="form-too-long", params={"limit": EXERCISE_BODY_LIMIT}) if long else given

    return replace(inner, read=read)


def _complete(answers: Answers) -> bool:
    """What is prefilled is asked only when somebody wants to change it."""
    return "audience" in answers


def _review(answers: Answers, _context: Context) -> Text:
    return Text(
        key="drill-review",
        params={
            "kind": term("circular-kind", answers["kind"]),
            "level": term("warning-level", answers["level"]),
            "title": answers["title"],
            "body": answers["body"],
            "audience": audience_shown(answers),
        },
    )


def _finish(answers: Answers, context: Context) -> Turn:
    fields = {name: answers[name] for name in _FIELDS}
    if "circular" in answers:
        command = partial(edit_draft, context.uow, context.env, context.person, answers["circular"], **fields)
    else:
        command = partial(draft_exercise, context.uow, context.env, context.person, **fields)
    return Turn(state=IDLE, command=command, then=lambda circular: show_draft(circular, context))


FORM = Form(
    flow="drafting",
    name="drill",
    questions=(
        choice("level", "draft-ask-level", levels, when=_complete),
        replace(title(), when=_complete),
        replace(_body(), when=_complete),
        choice("kind", "drill-ask-kind", _kinds),
        audience(),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
