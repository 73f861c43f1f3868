"""What an exercise has measured: whom it reached, and how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.deliveries import ELSEWHERE
from casework.endings import OVERTAKEN
from casework.env import Env
from casework.ports import UnitOfWork
from casework.ports.exercises import Reached
from casework.tell import WEBCHAT
from risk.circular import Circular
from risk.errors import Incomplete, NotFound
from risk.organisation import Person
from risk.permission import Act, demand


@dataclass(frozen=True, kw_only=True)
class ExerciseReport:
    """`at`: when it was taken."""

    circular: Circular
    at: datetime
    reached: Reached


def exercise_report(
    uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, organisations: int
) -> ExerciseReport:
    """For the office that issued it. Raises `NotFound` for a real circular and `Incomplete` before the issue."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.DRAFT_CIRCULAR, subject=circular)
    return report_of(uow, env, circular, organisations=organisations)


def report_of(uow: UnitOfWork, env: Env, circular: Circular, *, organisations: int) -> ExerciseReport:
    """For whoever runs the installation; raises the same."""
    if not circular.exercise:
        raise NotFound(exercise=circular.number)
    if circular.issued_at is None:
        raise Incomplete(field="issued_at")
    reached = uow.exercises.reached(
        circular, organisations=organisations, shown=WEBCHAT, settled={OVERTAKEN, ELSEWHERE}
    )
    return ExerciseReport(circular=circular, at=env.now(), reached=reached)
