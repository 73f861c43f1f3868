"""What an exercise can never be, have or do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from risk.circular import (
    CIRCULAR as LIFECYCLE,
)
from risk.circular import (
    EXERCISE_BODY_LIMIT,
    Audience,
    Circular,
    CircularCommand,
    CircularKind,
    CircularState,
    CircularStatus,
    WarningLevel,
    emergency,
    exercise_ends,
    public,
)
from risk.errors import ExerciseWall, TooLarge
from tests.support.storage_records import CIRCULAR, NOW, TODAY

ZONE = ZoneInfo("Asia/Shanghai")
EXERCISE = Circular(
    id="exercise",
    number="E2026-0001",
    org_id="org",
    kind=CircularKind.ADVISORY,
    level=WarningLevel.RED,
    title="演练",
    body="请签收。",
    drafted_by="person",
    drafted_at=NOW,
    audience=Audience(everyone=True),
    status=CircularStatus.EXERCISE,
)


@pytest.mark.parametrize(
    "real",
    [
        {"kind": CircularKind.ANNOUNCEMENT},
        {"signal_id": "signal"},
        {"predecessor_id": "circular"},
        {"measures": ("stop_use",)},
        {"reply_by": TODAY},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_an_exercise_cannot_even_be_made_with_what_only_a_real_circular_has(real: dict[str, object]) -> None:
    with pytest.raises(ExerciseWall):
        replace(EXERCISE, **real)  # type: ignore[arg-type]


def test_a_real_circular_cannot_be_made_an_exercise_with_what_it_has() -> None:
    with pytest.raises(ExerciseWall):
        replace(CIRCULAR, status=CircularStatus.EXERCISE)


def test_no_exercise_is_public_or_an_emergency_whatever_level_it_plays() -> None:
    assert (public(EXERCISE), emergency(EXERCISE)) == (False, False)
    red = replace(CIRCULAR, level=WarningLevel.RED)
    assert (public(red), emergency(red)) == (True, True)


@pytest.mark.parametrize("command", [CircularCommand.UPDATE, CircularCommand.LIFT])
def test_an_exercise_is_not_replaced_and_not_lifted(command: CircularCommand) -> None:
    with pytest.raises(ExerciseWall):
        LIFECYCLE.rule(CircularState.ISSUED, command, EXERCISE)
    assert LIFECYCLE.rule(CircularState.ISSUED, command, CIRCULAR).to is not CircularState.ISSUED


def test_an_exercise_fits_into_one_message() -> None:
    long = replace(EXERCISE, body="长" * (EXERCISE_BODY_LIMIT + 1))
    with pytest.raises(TooLarge):
        LIFECYCLE.rule(CircularState.DRAFT, CircularCommand.SUBMIT, long)


@pytest.mark.parametrize(
    ("issued", "over"),
    [
        ("2026-03-02T09:00", "2026-03-02T18:00"),
        ("2026-03-02T15:59", "2026-03-02T18:00"),
        ("2026-03-02T17:30", "2026-03-02T19:30"),
        ("2026-03-02T23:15", "2026-03-03T00:00"),
    ],
)
def test_an_exercise_ends_on_its_day_while_people_are_at_work_if_it_can(issued: str, over: str) -> None:
    began = datetime.fromisoformat(issued).replace(tzinfo=ZONE)
    assert exercise_ends(began) == datetime.fromisoformat(over).replace(tzinfo=ZONE)
