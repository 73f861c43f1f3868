"""More about a case that has its number: added to it, and what it puts right is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from bot.dialogue.citizen.choices import says_no
from bot.dialogue.turn import IDLE, Context, Input, State, Turn
from casework.ports import Done, Key, Text
from casework.ports.replies import Param
from casework.supplements import supplement
from casework.tips import sure_product
from risk.finding import Finding
from risk.information import RiskInformation
from texts.catalogue import term

_RECENT: Final = timedelta(days=3)


def add_to(state: State, case: RiskInformation, words: str, files: tuple[str, ...], context: Context) -> Turn:
    """The words are read first; "不是餐椅，是推车" puts the product of the case right."""
    finding: Finding | None = context.prepared if words else None
    if words and finding is None:
        return Turn(state=state, prepare=partial(context.triage, words))
    named = sure_product(finding) if finding is not None else None
    product = named if says_no(words, context.person.locale) or case.product is None else None
    return Turn(
        state=IDLE,
        command=partial(
            supplement,
            context.uow,
            context.env,
            context.person,
            case.id,
            text=words,
            files=files,
            finding=finding,
            product=product,
        ),
        then=lambda after: Turn(state=IDLE, replies=(_added(case, after),)),
    )


def goes_on(input_: Input, cases: Sequence[RiskInformation], context: Context) -> RiskInformation | None:
    """The one recent case that the danger of now is about; None = it has to be asked, or is something else."""
    finding = input_.finding
    if finding is None or finding.peril is None:
        return None
    recent = [case for case in cases if context.env.now() - case.submitted_at < _RECENT]
    same = [case for case in recent if sure_product(finding) in (None, case.product)]
    return same[0] if len(same) == len(recent) == 1 else None


def _added(before: RiskInformation, after: RiskInformation) -> Done:
    if after.product is None or after.product == before.product:
        return Done(text=Text(key="citizen-supplemented", params={"number": after.number}))
    params: dict[str, Param] = {"number": after.number, "product": Key(key=term("product", after.product))}
    return Done(text=Text(key="citizen-supplemented-product", params=params))
