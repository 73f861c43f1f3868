"""The tipster's own cases: their numbers and the closed statuses."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.citizen import choices, more, tip
from bot.dialogue.heard import made_of
from bot.dialogue.turn import Context, Input, State, Turn
from casework import tips
from casework.ports import Key, Moment, Reply, Say, Text
from risk.information import InformationState, RiskInformation
from texts.catalogue import term

_SHOWN = 8


def mine(state: State, input_: Input, context: Context) -> Turn:
    """`/mytips`: newest first."""
    cases = context.uow.informations.of_person(context.person.id)
    if not cases:
        return Turn(state=state, replies=(Say(text=Text(key="citizen-no-cases")),))
    lines: list[Reply] = [line(case) for case in cases[:_SHOWN]]
    if len(cases) > _SHOWN:
        lines.append(Say(text=Text(key="citizen-more-cases", params={"count": len(cases) - _SHOWN})))
    return Turn(state=state, replies=tuple(lines))


def which(state: State, input_: Input, context: Context) -> Turn:
    """New words while a case is open: more about that one, or something new."""
    words, files = str(state.data.get("text", "")), tuple(state.data.get("files", ()))
    if input_.value == "new":
        return tip.begin(words, files + input_.files, context)
    cases = tips.still_open(context.uow, context.person)
    chosen = next((case for case in cases if case.id == input_.value), None)
    if not cases and input_.text:
        return tip.begin(f"{words}\n{input_.text}".strip(), files + input_.files, context)
    if len(cases) == 1 and made_of(input_.text, "typed-yes"):
        return more.add_to(state, cases[0], words, files + input_.files, context)
    said = f"{words}\n{input_.text}".strip()
    if chosen is not None:
        return more.add_to(state, chosen, said, files + input_.files, context)
    again = choices.which_case(replace(input_, text=said, files=files + input_.files), cases)
    return replace(again, replies=(*_ended(input_.value, context), *again.replies))


def _ended(case_id: str, context: Context) -> tuple[Reply, ...]:
    """Said of a case that came to its end after its button was shown."""
    case = context.uow.informations.find(case_id) if case_id else None
    return () if case is None else (Say(text=Text(key="citizen-which-ended", params={"number": case.number})),)


def takes_more(case: RiskInformation, context: Context) -> bool:
    """Is it still open?"""
    return case.id in {one.id for one in tips.still_open(context.uow, context.person)}


def line(case: RiskInformation) -> Say:
    """Number, product, status and day of one case."""
    status = term("information-status", case.status.value)
    if case.state is InformationState.REFERRED:
        status = f"citizen-case-referred-{case.referred_to}".replace("_", "-").rstrip("-")
    return Say(
        text=Text(
            key="citizen-case",
            params={
                "number": case.number,
                "status": Key(key=status),
                "at": Moment(at=case.submitted_at),
                "product": Key(key=term("product", case.product) if case.product else "citizen-not-yet-clear"),
            },
        )
    )
