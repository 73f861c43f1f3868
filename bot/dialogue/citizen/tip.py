"""A tip from its first words to its case number (Art. 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.dialogue.citizen import choices, more, names, readings
from bot.dialogue.citizen.questions import FLOW_NAME, UNTOLD, at_question, missing, question
from bot.dialogue.citizen.whole import SEPARATOR, guesses, reading_of, said_back
from bot.dialogue.everyone import language, warnings
from bot.dialogue.heard import letters, made_of
from bot.dialogue.turn import IDLE, Context, Input, State, Turn
from casework import tips
from casework.ports import Abort, Ask, Choose, Done, Key, Keys, Option, Reply, Say, Text
from risk.finding import GRAVE, Finding, Harm, Scope
from risk.information import InformationState, Trade
from texts.catalogue import term

_HURT = frozenset(harm.value for harm in (Harm.MINOR, *GRAVE))
_FEWEST = 4  # letters that may still say something, such as 台灯坏了


def ask_for_words(state: State, input_: Input, context: Context) -> Turn:
    """`/tip`, or the button: nothing else is needed to begin but their own words."""
    if input_.text:
        return begin(input_.text, input_.files, context)
    if input_.files:
        return _files_only(input_)
    return Turn(state=State(flow=FLOW_NAME, step="what", data={}), replies=(question("what", {}),))


def first_words(state: State, input_: Input, context: Context) -> Turn:
    """Words said out of the blue."""
    pending = context.uow.relays.open_for(context.person.id)
    if pending is not None and (input_.text or input_.files):
        return choices.answer_or_tip(input_, pending)
    if input_.text and not input_.files and (key := small_talk(input_.text)):
        return Turn(state=IDLE, replies=(Say(text=Text(key=key)),))
    open_cases = tips.still_open(context.uow, context.person)
    if (case := more.goes_on(input_, open_cases, context)) is not None:
        return more.add_to(state, case, input_.text, input_.files, context)
    hangs_on_another = says_of_what(input_.finding) is None or choices.says_no(input_.text, context.person.locale)
    if open_cases and (input_.text or input_.files) and hangs_on_another:
        return choices.which_case(input_, open_cases)
    if not input_.text:
        return _files_only(input_)
    return begin(input_.text, input_.files, context)


def begin(words: str, files: tuple[str, ...], context: Context) -> Turn:
    """A new tip."""
    data: dict[str, Any] = {"words": [words], "files": list(files)}
    return after_words(State(flow=FLOW_NAME, step="what", data=data), data, context)


def after_words(state: State, data: dict[str, Any], context: Context) -> Turn:
    """Triage all that was said so far; then say what was understood, or ask on."""
    finding = context.prepared
    if finding is None:
        return Turn(state=state, prepare=reading_of(data, context))
    if tips.out_of_scope(finding) and not data.get("ours"):
        return _not_ours(data, finding, context)
    replies: tuple[Reply, ...] = ()
    if not data.get("understood"):
        replies = understood(finding, data, context)
        if replies:
            data = {**said_back(finding, data), "understood": True}
    if finding.lang == "en" != context.person.locale and not data.get("offered"):
        replies = (language.offer("en"), *replies)
        data = {**data, "offered": True}
    return ask_on(data, finding, context, replies)


def ask_on(data: dict[str, Any], finding: Finding, context: Context, replies: tuple[Reply, ...] = ()) -> Turn:
    """The next question, or the case number."""
    if data.get("trade") == Trade.DOMESTIC and not data.get("ours"):
        return _refer(data, "domestic", replies)
    held = readings.hold(data, context, replies)
    if held is not None:
        return held
    steps = missing(finding, data)
    if steps:
        state, asked = at_question(IDLE, steps[0], data)
        return Turn(state=state, replies=(*replies, asked))
    return _submit(data, finding, context, replies)


def resume(data: dict[str, Any], context: Context) -> Turn:
    """Go on after an answer that was not words: the finding is that of all the words."""
    if context.prepared is None:
        return Turn(state=State(flow=FLOW_NAME, step="what", data=data), prepare=reading_of(data, context))
    return ask_on(data, context.prepared, context)


def after_referral(state: State, input_: Input, context: Context) -> Turn:
    """They were told where such matters belong: agreed, or theirs is ours after all."""
    data: dict[str, Any] = {**state.data, "files": [*state.data.get("files", []), *input_.files]}
    if input_.value == "ours" or (input_.text and not input_.value):
        data["ours"] = True
        if input_.text:
            data["words"] = [*data["words"], input_.text]
        if data.get("trade") == Trade.DOMESTIC:
            data["trade"] = Trade.UNKNOWN.value
        return after_words(state, data, context)
    if input_.value == "agreed":
        if context.prepared is None:
            return Turn(state=state, prepare=reading_of(data, context))
        return _submit(data, context.prepared, context, (), refer=str(data["refer"]))
    kept = (Say(text=Text(key="citizen-file-kept")),) if input_.files else ()
    asked = _referral_question(str(data["refer"]))
    return Turn(state=State(flow=FLOW_NAME, step="refer", data=data), replies=(*kept, asked))


def small_talk(text: str) -> str:
    """What to say to "你好，在吗", "好的，谢谢", or to signs without any word; "" for everything else."""
    if not letters(text):
        return "citizen-welcome"
    if made_of(text, "typed-thanks"):
        return "citizen-thanked"
    if made_of(text, "typed-no-photo"):
        return "citizen-no-photo"
    if made_of(text, "typed-greeting", "typed-small", "typed-thanks"):
        return "citizen-greeted"
    return "citizen-calm" if made_of(text, "typed-anger", "typed-greeting", "typed-small", "typed-thanks") else ""


def _files_only(input_: Input) -> Turn:
    if not input_.files:
        return Turn(state=IDLE, replies=(Say(text=Text(key="citizen-welcome")),))
    data = {"words": [], "files": list(input_.files)}
    ask = Ask(text=Text(key="citizen-ask-words-for-photo"), placeholder=Text(key="citizen-placeholder-what"))
    return Turn(state=State(flow=FLOW_NAME, step="what", data=data), replies=(ask,))


def says_of_what(finding: Finding | None) -> str | None:
    """The product, or where the matter belongs; None = words that need something else to hang on."""
    return None if finding is None else tips.sure_product(finding) or finding.refer_to or None


def _not_ours(data: dict[str, Any], finding: Finding, context: Context) -> Turn:
    if finding.scope is Scope.OTHER and not finding.refer_to:
        # A greeting or a general question: nothing to store, nowhere to refer to.
        if data.get("unclear"):
            return ask_on({**data, "ours": True}, finding, context)
        new = {**data, "unclear": True}
        return Turn(
            state=State(flow=FLOW_NAME, step="what", data=new),
            replies=(Ask(text=Text(key="citizen-unclear"), placeholder=Text(key="citizen-placeholder-what")),),
        )
    return _refer(data, finding.refer_to, ())


def _refer(data: dict[str, Any], where: str, replies: tuple[Reply, ...]) -> Turn:
    new = {**data, "refer": where}
    return Turn(state=State(flow=FLOW_NAME, step="refer", data=new), replies=(*replies, _referral_question(where)))


def _referral_question(where: str) -> Choose:
    return Choose(
        text=Text(key=f"citizen-refer-{where}".replace("_", "-")),
        options=(
            (Option(label=Text(key="citizen-refer-agreed"), value="agreed"),),
            (Option(label=Text(key="citizen-refer-ours"), value="ours"),),
        ),
    )


def understood(finding: Finding, data: Mapping[str, Any], context: Context) -> tuple[Reply, ...]:
    """What we take it to be, and the public warnings on such a product; () while nothing is clear."""
    code = data.get("product") or tips.sure_product(finding)
    if not code and (not finding.hazards or guesses(finding)):
        return ()
    product = Key(key=term("product", code) if code else "citizen-not-yet-clear")
    hazards = tuple(term("hazard", hazard) for hazard in finding.hazards) or ("citizen-not-yet-clear",)
    said = Say(text=Text(key=_understood(finding), params={"product": product, "hazards": Keys(keys=hazards)}))
    return (said, *warnings.in_force_on(context, code))


def _understood(finding: Finding) -> str:
    """Who may have lost somebody is not told to look after the injured."""
    if finding.harm not in GRAVE:
        return "citizen-understood"
    if finding.harm is not Harm.FATAL:
        return "citizen-understood-grave"
    return "citizen-understood-perhaps-fatal" if "harm" in finding.abstained else "citizen-understood-fatal"


def _submit(
    data: dict[str, Any], finding: Finding, context: Context, replies: tuple[Reply, ...], *, refer: str = ""
) -> Turn:
    if not refer and _says_nothing(data, finding):
        return Turn(state=IDLE, replies=(*replies, Abort(text=Text(key="citizen-nothing-told"))))
    if not refer and not data.get("as_it_is") and not _tells(data, finding):
        return Turn(state=State(flow=FLOW_NAME, step="what", data=data), replies=(*replies, question(UNTOLD, data)))
    told = tips.Told(
        text=SEPARATOR.join(data["words"]),
        finding=replace(finding, hazards=()) if guesses(finding) else finding,
        channel=context.address.channel,
        trade=Trade(data.get("trade") or finding.trade),
        where_bought=str(data.get("where", "")),
        harm=str(data.get("harm", "")),
        harm_unknown=bool(data.get("harm_unknown")),
        hazards=tuple(data.get("hazards", ())),
        injuries=str(data.get("injuries", "")),
        product=data.get("product"),
        files=tuple(data.get("files", ())),
        refer=refer,
    )
    return Turn(
        state=IDLE,
        replies=replies,
        command=partial(tips.submit_tip, context.uow, context.env, context.person, told),
        then=partial(_submitted, context),
    )


def _says_nothing(data: dict[str, Any], finding: Finding) -> bool:
    """Signs and numbers from the first to the last answer: no case is made of that."""
    letters = sum(char.isalpha() for words in data["words"] for char in words)
    return finding.product is None and not finding.hazards and letters < _FEWEST and not data.get("files")


def _tells(data: Mapping[str, Any], finding: Finding) -> bool:
    """A product, a danger or a file: without any of them there is no number, unless they ask for one."""
    if data.get("files") or data.get("product") or tips.sure_product(finding) or data.get("harm") in _HURT:
        return True
    return not guesses(finding) and bool(finding.product or finding.hazards or finding.harm is not Harm.NONE)


def _submitted(context: Context, submitted: tips.Submitted) -> Turn:
    information = submitted.information
    if information.state is InformationState.REFERRED:
        return Turn(
            state=IDLE, replies=(Done(text=Text(key="citizen-referred", params={"number": information.number})),)
        )
    done = Done(text=Text(key="citizen-received", params={"number": information.number}))
    if information.real_name_id is not None:
        return Turn(state=IDLE, replies=(done,))
    return names.offer(context, information, done)
