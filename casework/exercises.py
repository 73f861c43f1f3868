"""Exercises 演练: circulars that only measure the way. Drafted here, they go the way of every other circular."""

from __future__ import annotations

from casework.circular_fields import checked
from casework.circulars import draft_number, note
from casework.env import Env
from casework.ports import UnitOfWork
from risk.circular import EXERCISE_BODY_LIMIT, Circular, CircularKind, CircularStatus, WarningLevel, exercise_ends
from risk.errors import TooLarge
from risk.organisation import Person
from risk.permission import Act, demand


def draft_exercise(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    *,
    title: str,
    body: str,
    audience: object,
    kind: CircularKind | str = CircularKind.ADVISORY,
    level: WarningLevel | str = WarningLevel.BLUE,
) -> Circular:
    """A draft with a number of its own series, e.g. E2026-0001. It belongs to no case and replaces nothing.

    `level` is what it plays: who subscribed to it is addressed. Raises `Invalid` or `TooLarge` with the field, and
    `ExerciseWall` for an announcement.
    """
    demand(actor, Act.DRAFT_CIRCULAR)
    given = {"kind": kind, "level": level, "title": title, "body": body, "audience": audience}
    exercise = Circular(
        id=env.ids.new(),
        number=draft_number(uow, env, status=CircularStatus.EXERCISE),
        org_id=actor.org_id,
        drafted_by=actor.id,
        drafted_at=env.now(),
        status=CircularStatus.EXERCISE,
        **checked(uow, env, given),
    )
    if len(exercise.body) > EXERCISE_BODY_LIMIT:
        raise TooLarge(field="body", limit=EXERCISE_BODY_LIMIT)
    uow.circulars.add(exercise)
    note(uow, env, actor.id, "exercise.draft", exercise)
    return exercise


def exercises_over(uow: UnitOfWork, env: Env) -> list[Circular]:
    """Under way, and past the evening of their day."""
    return [
        exercise
        for exercise in uow.exercises.under_way()
        if exercise.issued_at and env.now() >= exercise_ends(exercise.issued_at.astimezone(env.timezone))
    ]
