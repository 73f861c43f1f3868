"""Drafting a circular from a signal or out of nothing, and changing a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.dialogue.drafting.desk import show_draft
from bot.dialogue.drafting.questions import audience, day, measures, title
from bot.dialogue.forms import Answers, Form, begin, choice, several, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.circulars import draft_circular, edit_draft
from casework.notices import confidential, day_of
from casework.ports import Key, Moment, Say, Text
from casework.signals import see_signal
from casework.tell import WEBCHAT
from casework.terms import term, terms
from risk.circular import (
    CIRCULAR,
    Audience,
    Circular,
    CircularCommand,
    CircularKind,
    WarningLevel,
)
from risk.permission import Act, demand
from risk.taxonomy import hazards, products

_REPLY_DAYS = (3, 7, 15)
_VALID_DAYS = (90, 180, 365)
_NO_PRODUCT = "none"
_FIELDS = ("kind", "level", "title", "product", "hazards", "body", "measures", "audience", "reply_by", "valid_until")


def start(state: State, input_: Input, context: Context) -> Turn:
    """From the signal's card (`subject`), or by `/draft`."""
    demand(context.person, Act.DRAFT_CIRCULAR)
    if not input_.subject:
        return begin(FORM, {}, context)
    signal = see_signal(context.uow, context.person, input_.subject)
    known = {"signal": signal.id, "product": signal.product or _NO_PRODUCT, "hazards": list(signal.hazards)}
    return begin(FORM, known, context)


def start_edit(state: State, circular: Circular, context: Context) -> Turn:
    """The review page of a draft, where each field can be changed."""
    if confidential(circular) and not at_home(context):
        return say_only(state, only_at_home())
    return begin(FORM, _answers_of(circular, context), context, at_review=True)


def start_successor(state: State, input_: Input, context: Context) -> Turn:
    """A new circular in place of an issued one (Art. 19): its text to begin with, every field to be changed."""
    circular = context.uow.circulars.get(input_.subject)
    demand(context.person, Act.UPDATE_CIRCULAR, subject=circular)
    CIRCULAR.rule(circular.state, CircularCommand.UPDATE, circular)
    if confidential(circular) and not at_home(context):
        return say_only(state, only_at_home())
    answers = {name: value for name, value in _answers_of(circular, context).items() if name != "circular"}
    return begin(FORM, {**answers, "predecessor": circular.id, "reply_by": ""}, context, at_review=True)


def _answers_of(circular: Circular, context: Context) -> Answers:
    return {
        "circular": circular.id,
        "kind": circular.kind.value,
        "level": circular.level.value,
        "product": circular.product or _NO_PRODUCT,
        "hazards": list(circular.hazards),
        "title": circular.title,
        "body": circular.body,
        "measures": list(circular.measures),
        "audience": entries(circular.audience, context),
        "reply_by": circular.reply_by.isoformat() if circular.reply_by else "",
        "valid_until": circular.valid_until.isoformat() if circular.valid_until else "",
        **({"signal": circular.signal_id} if circular.signal_id else {}),
    }


def entries(given: Audience, context: Context) -> list[str]:
    """As `parse_audience` reads them."""
    named = [context.uow.organisations.get(id_).name for id_ in given.organisations]
    presets = [*(["all"] if given.everyone else []), *(["subscribers"] if given.subscribers else [])]
    return [*presets, *given.usccs, *given.roles, *given.regions, *named]


def at_home(context: Context) -> bool:
    return context.address.channel == WEBCHAT


def only_at_home() -> Say:
    """A bulletin's text is written on our own pages (Art. 25); elsewhere this becomes a sign-in link."""
    text = Text(key="draft-bulletin-at-home")
    return Say(text=text, confidential=True, brief=text)


def _kinds(_answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    kinds = [kind for kind in CircularKind if kind is not CircularKind.BULLETIN or at_home(context)]
    return [(kind.value, Text(key=f"draft-kind-{kind.value}")) for kind in kinds]


def _ask_kind(_answers: Answers, context: Context) -> Text:
    return Text(key="draft-ask-kind" if at_home(context) else "draft-ask-kind-abroad")


def levels(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(level.value, Text(key=term("warning-level", level.value).key)) for level in reversed(WarningLevel)]


def _products(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    none = (_NO_PRODUCT, Text(key="draft-product-none"))
    return [none, *((code, Text(key=term("product", code).key)) for code in products())]


def _hazards(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(code, Text(key=term("hazard", code).key)) for code in hazards()]


def _fresh(answers: Answers) -> bool:
    """Product and hazards of a signal are not asked again."""
    return "signal" not in answers


def _review(answers: Answers, context: Context) -> Text:
    product = answers.get("product") or _NO_PRODUCT
    chosen = answers.get("hazards") or ()
    return Text(
        key="draft-review",
        params={
            "kind": term("circular-kind", answers["kind"]),
            "level": term("warning-level", answers["level"]),
            "title": answers["title"],
            "product": Key(key="draft-product-none") if product == _NO_PRODUCT else term("product", product),
            "hazards": terms("hazard", chosen) if chosen else "—",
            "body": answers["body"],
            "measures": "\n".join(f"{at}. {line}" for at, line in enumerate(answers["measures"], 1)) or "—",
            "audience": audience_shown(answers),
            "reply_by": _day(answers.get("reply_by"), "draft-reply-none", context),
            "valid_until": _day(answers.get("valid_until"), "draft-valid-none", context),
        },
    )


def _day(iso: str | None, none: str, context: Context) -> Moment | Key:
    """The date as the reader writes dates, or the words for none."""
    return day_of(date.fromisoformat(iso), context.env.timezone) if iso else Key(key=none)


def audience_shown(answers: Answers) -> str | Key:
    entries = list(answers["audience"])
    if not entries:
        return Key(key="draft-audience-public")
    if entries == ["all"]:
        bulletin = answers["kind"] == CircularKind.BULLETIN.value
        return Key(key="draft-audience-below" if bulletin else "draft-audience-all")
    return Key(key="draft-audience-subscribers") if entries == ["subscribers"] else "、".join(entries)


def _finish(answers: Answers, context: Context) -> Turn:
    fields = {name: answers.get(name) or "" for name in _FIELDS}
    fields["hazards"] = tuple(answers.get("hazards") or ())
    fields["product"] = "" if answers.get("product") == _NO_PRODUCT else fields["product"]
    if answers["kind"] == CircularKind.BULLETIN.value:
        fields["reply_by"] = ""
    if "circular" in answers:
        command = partial(edit_draft, context.uow, context.env, context.person, answers["circular"], **fields)
    else:
        command = partial(
            draft_circular,
            context.uow,
            context.env,
            context.person,
            signal_id=answers.get("signal"),
            predecessor_id=answers.get("predecessor"),
            **fields,
        )
    return Turn(state=IDLE, command=command, then=lambda circular: show_draft(circular, context))


FORM = Form(
    flow="drafting",
    name="draft",
    questions=(
        choice("kind", _ask_kind, _kinds),
        choice("level", "draft-ask-level", levels),
        choice("product", "draft-ask-product", _products, when=_fresh),
        several("hazards", "draft-ask-hazards", _hazards, when=_fresh),
        title(),
        words("body", "draft-ask-body"),
        measures(),
        audience(),
        day(
            "reply_by",
            "draft-ask-reply-by",
            after=_REPLY_DAYS,
            none_key="draft-reply-none",
            when=lambda answers: answers.get("kind") != CircularKind.BULLETIN.value,
        ),
        day(
            "valid_until",
            "draft-ask-valid-until",
            after=_VALID_DAYS,
            none_key="draft-valid-none",
            when=lambda answers: True,
        ),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
