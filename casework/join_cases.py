"""What officers decide about joins, kept as pairs to measure and to train by."""

from __future__ import annotations

from collections.abc import Iterator

from casework.env import Env
from casework.likeness import verdict_on
from casework.masking import mask
from casework.ports import UnitOfWork
from risk.information import RiskInformation
from risk.likeness import JoinCase, JoinDecision
from risk.organisation import Person
from risk.signal import Signal


def keep_merge(uow: UnitOfWork, env: Env, actor: Person, gone: Signal, into: Signal) -> None:
    """Each tip of the one is about the same thing as the first tip of the other. Call it before the tips move."""
    there = uow.informations.of_signal(into.id)
    for information in uow.informations.of_signal(gone.id):
        if there:
            keep(uow, env, actor, information, there[0], JoinDecision.MERGE)


def keep(
    uow: UnitOfWork, env: Env, actor: Person, a: RiskInformation, b: RiskInformation, decision: JoinDecision
) -> None:
    """One pair, with what the program says of it. A split says that they differ, the others that they agree."""
    uow.join_cases.add(
        JoinCase(
            id=env.ids.new(),
            information_id=a.id,
            other_id=b.id,
            same=decision is not JoinDecision.SPLIT,
            decision=decision,
            reason=verdict_on(env, a, b).reason.value,
            actor_id=actor.id,
            at=env.now(),
        )
    )


def pairs(uow: UnitOfWork) -> Iterator[dict[str, object]]:
    """The cases as labelled pairs, personal data masked. One whose words were destroyed has nothing to show."""
    for case in uow.join_cases.all():
        a, b = (mask(uow.informations.get(id_).text.reveal()).text for id_ in (case.information_id, case.other_id))
        if a and b:
            yield {"id": case.id, "a": a, "b": b, "same": case.same, "why": case.decision.value}
