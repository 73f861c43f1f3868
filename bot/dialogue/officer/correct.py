"""更正: an officer puts right the product, the hazards, the harm or the scope of a signal's information."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from bot.dialogue.forms import PAGE, page_row
from bot.dialogue.officer.code_pages import LIKELIEST, CodePage
from bot.dialogue.officer.correct_results import corrected, moved_out, taken_back
from bot.dialogue.officer.desk import card
from bot.dialogue.turn import IDLE, Context, Input, State, Step, Turn, say_only
from casework.corrections import Change, chosen_of, correct_signal, correctable, labels_of, mark_of, undo_correction
from casework.masking import Masked, cut, mask
from casework.out_of_scope import SCOPE_OF, Elsewhere, move_out
from casework.ports import Choose, Key, Moment, Option, Reply, Say, Text, Triage
from casework.ports.replies import Param
from casework.tell import WEBCHAT
from casework.terms import term, terms
from casework.tips import sure_product
from risk import case_number
from risk.correction import Labels
from risk.errors import DomainError
from risk.finding import HARM_ORDER, Scope
from risk.information import RiskInformation
from risk.signal import SIGNAL, Signal, SignalCommand
from risk.taxonomy import hazards, products
from texts.catalogue import say

_FLOW: Final = "officer"
_STEP: Final = "correct"
_ALL: Final = "all"
_BEGINNING: Final = 24  # characters of a tip on its button
Data = dict[str, Any]


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card. What information says stays on our own pages (Art. 25)."""
    signal, tips = correctable(context.uow, context.person, input_.subject)
    chosen_of(tips, "")
    if context.address.channel != WEBCHAT:
        brief = Text(key="correct-at-home", params={"number": signal.number})
        return say_only(state, Say(text=brief, confidential=True, brief=brief))
    data: Data = {"signal": signal.id, "several": len(tips) > 1}
    if len(tips) > 1:
        return _which(data, signal, tips, page=1)
    return _field({**data, "tip": "", "seen": mark_of(tips)}, signal, tips)


def undo(state: State, input_: Input, context: Context) -> Turn:
    """The button under what was done. Pressed again, or after something else came, it changes nothing."""
    return Turn(
        state=state,
        command=partial(undo_correction, context.uow, context.env, context.person, input_.subject),
        then=lambda done: taken_back(state, done, context),
    )


def run(state: State, input_: Input, context: Context) -> Turn:
    """The step of the flow's table: goes by where the dialogue stands."""
    data = dict(state.data)
    signal, tips = correctable(context.uow, context.person, data["signal"])
    if data["at"] == "which":
        return _chose_tip(data, signal, tips, input_)
    try:
        chosen = chosen_of(tips, data["tip"])
    except DomainError:
        chosen = []
    if mark_of(chosen) != data["seen"]:
        changed = Say(text=Text(key="correct-changed-meanwhile", params={"number": signal.number}))
        return say_only(IDLE, changed, card(context, signal))
    return _ANSWERS[data["at"]](data, signal, chosen, input_, context)


STEP: Step = run


def _which(data: Data, signal: Signal, tips: list[RiskInformation], *, page: int) -> Turn:
    """All of it, or one: newest first, as people look for it."""
    newest = list(reversed(tips))
    pages = max(1, -(-len(newest) // PAGE))
    page = min(max(1, page), pages)
    everything = Option(label=Text(key="correct-all-tips", params={"count": len(tips)}), value=_ALL)
    rows = [(Option(label=_tip_label(tip), value=tip.id),) for tip in newest[(page - 1) * PAGE : page * PAGE]]
    text = Text(key="correct-ask-which", params={"number": signal.number})
    return _ask({**data, "at": "which"}, Choose(text=text, options=((everything,), *rows, *page_row(page, pages))))


def _tip_label(tip: RiskInformation) -> Text:
    params: dict[str, Param] = {
        "tip": tip.number,
        "at": Moment(at=tip.submitted_at, day_only=True),
        "product": term("product", tip.product),
        "quote": cut(Masked(text=" ".join(mask(tip.text.reveal()).text.split())), _BEGINNING),
    }
    return Text(key="correct-tip", params=params)


def _chose_tip(data: Data, signal: Signal, tips: list[RiskInformation], input_: Input) -> Turn:
    if input_.value.startswith("page:"):
        wanted = input_.value.removeprefix("page:")
        return _which(data, signal, tips, page=int(wanted) if wanted.isdecimal() else 1)
    wanted = input_.value or _typed(input_.text, tips)
    if wanted != _ALL and wanted not in {tip.id for tip in tips}:
        return _again(_which(data, signal, tips, page=1))
    tip_id = "" if wanted == _ALL else wanted
    chosen = chosen_of(tips, tip_id)
    return _field({**data, "tip": tip_id, "seen": mark_of(chosen)}, signal, chosen)


def _typed(text: str, tips: list[RiskInformation]) -> str:
    """The tip whose number was typed; "" for other words."""
    number = case_number.check(text)
    return next((tip.id for tip in tips if tip.number == number), "")


def _field(data: Data, signal: Signal, chosen: list[RiskInformation]) -> Turn:
    """What is not right? The harm is of one person's story, so of one piece of information."""
    now = _now(signal, chosen)
    inside = now.scope == Scope.IN
    first = [Option(label=Text(key="correct-button-product"), value="product")]
    if inside:
        first.append(Option(label=Text(key="correct-button-hazards"), value="hazards"))
    if len(chosen) == 1:
        first.append(Option(label=Text(key="correct-button-harm"), value="harm"))
    rows: tuple[tuple[Option, ...], ...] = (tuple(first),)
    if SignalCommand.DISMISS in SIGNAL.commands(signal.state):
        rows = (*rows, (Option(label=Text(key="correct-button-scope"), value="scope"),))
    params: dict[str, Param] = {
        "number": signal.number,
        "count": len(chosen),
        "tip": chosen[0].number,
        "product": term("product", now.product),
        "hazards": terms("hazard", now.hazards),
        "harm": term("harm", now.harm),
        "inside": int(inside),
        "scope": term("scope", now.scope),
    }
    return _ask({**data, "at": "field"}, Choose(text=Text(key="correct-ask-field", params=params), options=rows))


def _now(signal: Signal, chosen: list[RiskInformation]) -> Labels:
    """How it is sorted: of several, as their signal."""
    labels = labels_of(chosen[-1])
    if len(chosen) == 1:
        return labels
    return replace(labels, product=signal.product, hazards=tuple(sorted(signal.hazards)), harm=signal.harm)


def _chose_field(data: Data, signal: Signal, chosen: list[RiskInformation], input_: Input, context: Context) -> Turn:
    now = _now(signal, chosen)
    match input_.value:
        case "back" if data["several"]:
            return _which(data, signal, context.uow.informations.of_signal(signal.id), page=1)
        case "product":
            return _product(data, signal, chosen, context)
        case "hazards" if now.scope == Scope.IN:
            codes = tuple(sorted(hazards(), key=lambda code: code not in now.hazards))
            return _hazards(data, CodePage(kind="hazard", codes=codes, ticked=now.hazards, page=1), signal, context)
        case "harm" if len(chosen) == 1:
            return _harm(data, now)
        case "scope" if SignalCommand.DISMISS in SIGNAL.commands(signal.state):
            return _scope(data)
    return _again(_field(data, signal, chosen))


def _product(data: Data, signal: Signal, chosen: list[RiskInformation], context: Context) -> Turn:
    """The likeliest by the triage of the newest text; asked outside the transaction."""
    if context.prepared is None:
        likeliest = partial(context.triage.likeliest, chosen[-1].text.reveal())
        return Turn(state=State(flow=_FLOW, step=_STEP, data={**data, "at": "field"}), prepare=likeliest)
    now = _now(signal, chosen).product
    likely = tuple(code for code in context.prepared if code != now)[:LIKELIEST]
    return _products(data, replace(_all_products(), likely=likely), signal, context)


def _all_products() -> CodePage:
    return CodePage(kind="product", codes=tuple(products()))


def _products(data: Data, page: CodePage, signal: Signal, context: Context) -> Turn:
    text = Text(key="correct-ask-product", params={"number": signal.number})
    kept = {**data, **page.data, "at": "product"}
    return _ask(kept, Choose(text=text, options=page.rows(context.person.locale)))


def _chose_product(data: Data, signal: Signal, chosen: list[RiskInformation], input_: Input, context: Context) -> Turn:
    page = _all_products().with_data(data)
    if input_.value == "back":
        return _field(data, signal, chosen)
    if code := page.picked(input_.value):
        return _correct(data, Change(product=code), context)
    turned = page.turned(input_.value, input_.text)
    if turned is None:
        return _again(_products(data, page, signal, context))
    if not turned.search or turned.found(context.person.locale):
        return _products(data, turned, signal, context)
    # No product is called so: which one would the triage take such words for?
    if context.prepared is None:
        here = State(flow=_FLOW, step=_STEP, data={**data, "at": "product"})
        return Turn(state=here, prepare=partial(_likely_of, context.triage, turned.search))
    if not context.prepared:
        none = Say(text=Text(key="correct-none-likely", params={"search": turned.search}))
        return _before(none, _products(data, replace(page, page=1, search=""), signal, context))
    guessed = replace(page, likely=tuple(context.prepared)[:LIKELIEST], page=0, search="")
    told = Say(text=Text(key="correct-guessed", params={"search": turned.search}))
    return _before(told, _products(data, guessed, signal, context))


def _likely_of(triage: Triage, words: str) -> tuple[str, ...]:
    """The likeliest products; none for words in which triage finds nothing, such as asdfgh."""
    finding = triage(words)
    return triage.likeliest(words) if finding.evidence or sure_product(finding) else ()


def _hazards(data: Data, page: CodePage, signal: Signal, context: Context) -> Turn:
    ticked = page.ticked or ()
    params: dict[str, Param] = {
        "number": signal.number,
        "ticked": terms("hazard", ticked) if ticked else Key(key="officer-none"),
    }
    kept = {**data, **page.data, "codes": list(page.codes), "at": "hazards"}
    text = Text(key="correct-ask-hazards", params=params)
    return _ask(kept, Choose(text=text, options=page.rows(context.person.locale)))


def _chose_hazards(data: Data, signal: Signal, chosen: list[RiskInformation], input_: Input, context: Context) -> Turn:
    page = CodePage(kind="hazard", codes=tuple(data["codes"])).with_data(data)
    if input_.value == "back":
        return _field(data, signal, chosen)
    if input_.value == "done":
        return _correct(data, Change(hazards=page.ticked or ()), context)
    turned = page.turned(input_.value, input_.text)
    if turned is None:
        return _again(_hazards(data, page, signal, context))
    if turned.search and not turned.found(context.person.locale):
        none = Say(text=Text(key="ticks-none-found", params={"search": turned.search}))
        return _before(none, _hazards(data, page, signal, context))
    return _hazards(data, turned, signal, context)


def _harm(data: Data, now: Labels) -> Turn:
    rows = tuple(
        (Option(label=Text(key=term("harm", harm.value).key), value=harm.value, chosen=harm == now.harm),)
        for harm in HARM_ORDER
    )
    return _ask({**data, "at": "harm"}, Choose(text=Text(key="correct-ask-harm"), options=rows))


def _chose_harm(data: Data, signal: Signal, chosen: list[RiskInformation], input_: Input, context: Context) -> Turn:
    if input_.value == "back":
        return _field(data, signal, chosen)
    if input_.value not in {harm.value for harm in HARM_ORDER}:
        return _again(_harm(data, _now(signal, chosen)))
    return _correct(data, Change(harm=input_.value), context)


def _scope(data: Data) -> Turn:
    rows = tuple((Option(label=Text(key=_elsewhere(where)), value=where.value),) for where in Elsewhere)
    return _ask({**data, "at": "scope"}, Choose(text=Text(key="correct-ask-scope"), options=rows))


def _chose_scope(data: Data, signal: Signal, chosen: list[RiskInformation], input_: Input, context: Context) -> Turn:
    if input_.value == "back":
        return _field(data, signal, chosen)
    if input_.value not in set(Elsewhere):
        return _again(_scope(data))
    return _confirm({**data, "where": input_.value}, signal, chosen)


def _confirm(data: Data, signal: Signal, chosen: list[RiskInformation]) -> Turn:
    """Shown before it happens: the tipsters will be told, and there is no way back."""
    where = Elsewhere(data["where"])
    params: dict[str, Param] = {
        "number": signal.number,
        "tip": chosen[0].number,
        "count": len(chosen),
        "whole": int(len(chosen) == signal.tips),
        "where": Key(key=_elsewhere(where)),
        "told": int(where is not Elsewhere.NOTHING),
    }
    submit = (Option(label=Text(key="correct-button-move-out"), value="submit"),)
    return _ask({**data, "at": "confirm"}, Choose(text=Text(key="correct-confirm", params=params), options=(submit,)))


def _confirmed(data: Data, signal: Signal, chosen: list[RiskInformation], input_: Input, context: Context) -> Turn:
    if input_.value == "back":
        return _scope(data)
    if input_.value != "submit":
        return _again(_confirm(data, signal, chosen))
    where = Elsewhere(data["where"])
    return Turn(
        state=IDLE,
        command=partial(
            move_out,
            context.uow,
            context.env,
            context.person,
            data["signal"],
            where,
            information_id=data["tip"],
            seen=data["seen"],
            reason=say(context.person.locale, term("scope", SCOPE_OF[where].value).key),
        ),
        then=lambda after: moved_out(after, chosen, context),
    )


def _elsewhere(where: Elsewhere) -> str:
    return f"correct-elsewhere-{where.value}".replace("_", "-")


def _correct(data: Data, change: Change, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            correct_signal,
            context.uow,
            context.env,
            context.person,
            data["signal"],
            change,
            information_id=data["tip"],
            seen=data["seen"],
        ),
        then=lambda done: corrected(done, context),
    )


def _ask(data: Data, choose: Choose) -> Turn:
    """With the way back, where there is one, and out."""
    row: tuple[Option, ...] = (Option(label=Text(key="button-cancel"), value="cancel"),)
    if data["at"] != "which" and (data["at"] != "field" or data["several"]):
        row = (Option(label=Text(key="button-back"), value="back"), *row)
    return Turn(
        state=State(flow=_FLOW, step=_STEP, data=data), replies=(replace(choose, options=(*choose.options, row)),)
    )


def _again(turn: Turn) -> Turn:
    return _before(Say(text=Text(key="form-press-a-button")), turn)


def _before(said: Reply, turn: Turn) -> Turn:
    return replace(turn, replies=(said, *turn.replies))


_Answer = Callable[[Data, Signal, list[RiskInformation], Input, Context], Turn]
_ANSWERS: Mapping[str, _Answer] = {
    "field": _chose_field,
    "product": _chose_product,
    "hazards": _chose_hazards,
    "harm": _chose_harm,
    "scope": _chose_scope,
    "confirm": _confirmed,
}
