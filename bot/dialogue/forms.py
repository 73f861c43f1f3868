"""Forms asked one question at a time: back, skip, paged buttons, ticks, and a review page before the act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.dialogue.turn import Context, Input, State, Step, Turn
from casework.ports import Ask, Choose, Option, Say, Text

Answers = Mapping[str, Any]
Choices = Callable[[Answers, Context], Sequence[tuple[str, Text]]]

MAX_WORDS: Final = 4000  # characters of one answer
PAGE: Final = 8  # choices on a page
_REVIEW: Final = "review"
_CHANGE: Final = "change"


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """An answer that is not finished yet: the ticks so far."""

    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """`ask` gets the page too. `read` gives the JSON answer, the ticks so far, or the sentence why it is none."""

    name: str
    ask: Callable[[Answers, Context, int], Ask | Choose]
    read: Callable[[Input, Answers, Context], object]
    optional: bool = False
    when: Callable[[Answers], bool] = lambda _: True


@dataclass(frozen=True, kw_only=True)
class Form:
    """`finish` makes the turn with the act. With `review` the answers are shown first, and each can be changed:
    the questions are then named by the messages `<name>-label-<question>`."""

    flow: str
    name: str
    questions: tuple[Question, ...]
    finish: Callable[[Answers, Context], Turn]
    review: Callable[[Answers, Context], Text] | None = None


def begin(form: Form, answers: Answers, context: Context, *, at_review: bool = False) -> Turn:
    """The first question, or the review page of answers that are there already."""
    if at_review:
        return _review(form, dict(answers), context)
    return _go(form, dict(answers), _asked(form, answers)[0], context)


def step(form: Form) -> Step:
    """The step of the flow's table that carries the form."""

    def run(state: State, input_: Input, context: Context) -> Turn:
        answers = dict(state.data["answers"])
        at = str(state.data["at"])
        if at == _REVIEW:
            return _reviewed(form, answers, input_, context)
        if at == _CHANGE:
            return _change(form, answers, input_, context)
        return _answered(form, state, answers, at, input_, context)

    return run


def words(name: str, key: str, *, optional: bool = False, when: Callable[[Answers], bool] = lambda _: True) -> Question:
    """A question answered in the officer's own words."""

    def ask(answers: Answers, _context: Context, _page: int) -> Ask:
        keep = (Option(label=Text(key="form-keep"), value="keep"),)
        return Ask(text=Text(key=key), options=(keep,) if answers.get(name) else ())

    def read(input_: Input, answers: Answers, _context: Context) -> object:
        if input_.value == "keep" and answers.get(name):
            return answers[name]
        text = input_.text.strip()
        if not any(char.isalnum() for char in text):  # "…" is no reason, and a sticker no question
            return Text(key="form-write-words")
        return text if len(text) <= MAX_WORDS else Text(key="form-too-long", params={"limit": MAX_WORDS})

    return Question(name=name, ask=ask, read=read, optional=optional, when=when)


def choice(
    name: str,
    key: str | Callable[[Answers, Context], Text],
    choices: Choices,
    *,
    optional: bool = False,
    when: Callable[[Answers], bool] = lambda _: True,
    typed: Callable[[str, Context], str] = lambda _t, _c: "",
    gone: Callable[[str, Context], Text] = lambda _v, _c: Text(key="form-press-a-button"),
) -> Question:
    """One of several buttons, paged.

    `typed`: the value that words mean, "" for none. `gone`: the sentence on a value that is not among the choices now.
    """

    def ask(answers: Answers, context: Context, page: int) -> Choose:
        options = [Option(label=label, value=value) for value, label in choices(answers, context)]
        return Choose(text=key(answers, context) if callable(key) else Text(key=key), options=_paged(options, page))

    def read(input_: Input, answers: Answers, context: Context) -> object:
        known = {value for value, _ in choices(answers, context)}
        value = input_.value or typed(input_.text, context)
        if value in known:
            return value
        return gone(value, context) if value else Text(key="form-press-a-button")

    return Question(name=name, ask=ask, read=read, optional=optional, when=when)


def several(
    name: str,
    key: str,
    choices: Choices,
    *,
    least: int = 0,
    when: Callable[[Answers], bool] = lambda _: True,
) -> Question:
    """Any number of buttons, ticked, then "done"."""

    def ask(answers: Answers, context: Context, page: int) -> Choose:
        ticked = answers.get(name, [])
        options = [
            Option(label=label, value=f"tick:{value}", chosen=value in ticked)
            for value, label in choices(answers, context)
        ]
        done = (Option(label=Text(key="form-done", params={"count": len(ticked)}), value="done"),)
        return Choose(text=Text(key=key), options=(*_paged(options, page), done))

    def read(input_: Input, answers: Answers, context: Context) -> object:
        ticked = tuple(answers.get(name, ()))
        if input_.value == "done":
            return list(ticked) if len(ticked) >= least else Text(key="form-tick-one")
        value = input_.value.removeprefix("tick:")
        known = [value for value, _ in choices(answers, context)]
        if value not in known:
            return Text(key="form-press-a-button")
        changed = set(ticked) ^ {value}
        return Ticked(values=tuple(value for value in known if value in changed))

    return Question(name=name, ask=ask, read=read, when=when)


def yes_no(name: str, key: str, *, yes: str, no: str) -> Question:
    """Two buttons; the answer is "yes" or "no"."""
    return choice(name, key, lambda _a, _c: (("yes", Text(key=yes)), ("no", Text(key=no))))


def _answered(form: Form, state: State, answers: dict[str, Any], at: str, input_: Input, context: Context) -> Turn:
    question = next(question for question in form.questions if question.name == at)
    changing = bool(state.data.get("changing"))
    if input_.value.startswith("page:"):
        wanted = input_.value.removeprefix("page:")
        return _go(form, answers, question, context, page=int(wanted) if wanted.isdigit() else 1, changing=changing)
    if input_.value == "back":
        return _back(form, answers, question, context, changing=changing)
    if input_.value == "skip" and question.optional:
        return _onward(form, {**answers, at: ""}, question, context, changing=changing)
    read = question.read(input_, answers, context)
    page = int(state.data.get("page", 1))
    if isinstance(read, Text):
        again = _go(form, answers, question, context, page=page, changing=changing)
        return replace(again, replies=(Say(text=read), *again.replies))
    if isinstance(read, Ticked):
        ticked = {**answers, at: list(read.values)}
        return _go(form, ticked, question, context, page=page, changing=changing)
    return _onward(form, {**answers, at: read}, question, context, changing=changing)


def _asked(form: Form, answers: Answers) -> list[Question]:
    return [question for question in form.questions if question.when(answers)]


def _onward(form: Form, answers: dict[str, Any], question: Question, context: Context, *, changing: bool) -> Turn:
    """To the next question that applies; after a change to the first one that the change left without an answer."""
    asked = _asked(form, answers)
    place = form.questions.index(question)
    ahead = [item for item in asked if form.questions.index(item) > place]
    if changing:
        ahead = [item for item in ahead if item.name not in answers]
    if ahead:
        return _go(form, answers, ahead[0], context, changing=changing)
    if form.review is not None:
        return _review(form, answers, context)
    return form.finish(answers, context)


def _back(form: Form, answers: dict[str, Any], question: Question, context: Context, *, changing: bool) -> Turn:
    if changing:
        return _review(form, answers, context)
    asked = _asked(form, answers)
    place = asked.index(question) if question in asked else 0
    if place == 0:
        first = _go(form, answers, question, context)
        return replace(first, replies=(Say(text=Text(key="form-first")), *first.replies))
    return _go(form, answers, asked[place - 1], context)


def _go(
    form: Form, answers: Answers, question: Question, context: Context, *, page: int = 1, changing: bool = False
) -> Turn:
    reply = question.ask(answers, context, page)
    first = not changing and question == _asked(form, answers)[0]
    control = _control(back=not first, skip=question.optional)
    data = {"answers": dict(answers), "at": question.name, "page": page, "changing": changing}
    return Turn(
        state=State(flow=form.flow, step=form.name, data=data),
        replies=(replace(reply, options=(*reply.options, control)),),
    )


def _review(form: Form, answers: dict[str, Any], context: Context) -> Turn:
    if form.review is None:
        return form.finish(answers, context)
    options = (
        (
            Option(label=Text(key="form-submit"), value="submit"),
            Option(label=Text(key="form-change"), value=_CHANGE),
        ),
        _control(back=False, skip=False),
    )
    return Turn(
        state=_at(form, answers, _REVIEW), replies=(Choose(text=form.review(answers, context), options=options),)
    )


def _reviewed(form: Form, answers: dict[str, Any], input_: Input, context: Context) -> Turn:
    if input_.value == "submit":
        return form.finish(answers, context)
    if input_.value == _CHANGE:
        rows = tuple(
            (Option(label=Text(key=f"{form.name}-label-{question.name}".replace("_", "-")), value=question.name),)
            for question in _asked(form, answers)
        )
        choose = Choose(text=Text(key="form-change-what"), options=(*rows, _control(back=True, skip=False)))
        return Turn(state=_at(form, answers, _CHANGE), replies=(choose,))
    again = _review(form, answers, context)
    return replace(again, replies=(Say(text=Text(key="form-press-a-button")), *again.replies))


def _change(form: Form, answers: dict[str, Any], input_: Input, context: Context) -> Turn:
    question = next((item for item in _asked(form, answers) if item.name == input_.value), None)
    if question is None:
        return _review(form, answers, context)
    return _go(form, answers, question, context, changing=True)


def _at(form: Form, answers: Answers, at: str) -> State:
    return State(flow=form.flow, step=form.name, data={"answers": dict(answers), "at": at})


def _paged(options: Sequence[Option], page: int) -> tuple[tuple[Option, ...], ...]:
    """A row for each choice of the page, then the way to the pages beside it."""
    pages = max(1, -(-len(options) // PAGE))
    page = min(max(1, page), pages)
    rows = [(option,) for option in options[(page - 1) * PAGE : page * PAGE]]
    return (*rows, *page_row(page, pages))


def page_row(page: int, pages: int) -> tuple[tuple[Option, ...], ...]:
    """The row that turns pages; none where there is but one."""
    if pages < 2:
        return ()
    row: tuple[Option, ...] = ()
    if page > 1:
        row += (Option(label=Text(key="form-page-before"), value=f"page:{page - 1}"),)
    if page < pages:
        label = Text(key="form-page-next", params={"page": page + 1, "pages": pages})
        row += (Option(label=label, value=f"page:{page + 1}"),)
    return (row,)


def _control(*, back: bool, skip: bool) -> tuple[Option, ...]:
    row: tuple[Option, ...] = ()
    if back:
        row += (Option(label=Text(key="button-back"), value="back"),)
    if skip:
        row += (Option(label=Text(key="button-skip"), value="skip"),)
    return (*row, Option(label=Text(key="button-cancel"), value="cancel"))
