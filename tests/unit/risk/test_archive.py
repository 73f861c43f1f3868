from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from risk.archive import (
    ARCHIVE,
    ArchiveCommand,
    ArchiveFile,
    ArchiveState,
    Disposal,
    RetentionClass,
    appraisal_due,
    disposal,
)
from risk.errors import FourEyes, IllegalTransition, Incomplete, Invalid

FILE = ArchiveFile(id="a", subject="signal:s", office_id="centre", closed_on=date(2026, 5, 10))
LISTED = replace(
    FILE,
    state=ArchiveState.LISTED,
    appraisal="No further value.",
    listed_by="archivist",
    listed_on=date(2029, 5, 10),
    approved_by="signer",
    witnesses=("one", "two"),
)


@pytest.mark.parametrize(
    ("closed", "due"),
    [(date(2026, 5, 10), date(2029, 5, 10)), (date(2028, 2, 29), date(2031, 3, 1))],
)
def test_a_file_is_appraised_three_years_after_closing(closed: date, due: date) -> None:
    assert appraisal_due(replace(FILE, closed_on=closed)) == due


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (FILE, Disposal.APPRAISE),
        (replace(FILE, closed_on=date(2026, 5, 12)), Disposal.TOO_EARLY),
        (replace(FILE, retention=RetentionClass.PERMANENT), Disposal.KEEP),
        (replace(FILE, retention=RetentionClass.LONG_TERM), Disposal.KEEP),
        (replace(FILE, state=ArchiveState.HELD), Disposal.ON_HOLD),
        (LISTED, Disposal.UNDER_WAY),
        (replace(LISTED, state=ArchiveState.DESTROYED), Disposal.GONE),
    ],
)
def test_the_day_decides_who_has_to_look_and_nothing_more(file: ArchiveFile, expected: Disposal) -> None:
    assert disposal(file, date(2029, 5, 11)) is expected


def test_no_clock_destroys_a_file() -> None:
    for state in set(ArchiveState) - {ArchiveState.APPROVED}:
        with pytest.raises(IllegalTransition):
            ARCHIVE.rule(state, ArchiveCommand.DESTROY, LISTED)


@pytest.mark.parametrize(
    ("file", "field"),
    [
        (replace(LISTED, listed_on=date(2029, 5, 9)), "listed_on"),
        (replace(LISTED, appraisal=""), "appraisal"),
        (replace(LISTED, retention=RetentionClass.PERMANENT), "retention"),
    ],
)
def test_a_file_is_listed_only_when_ripe_and_appraised(file: ArchiveFile, field: str) -> None:
    with pytest.raises((Incomplete, Invalid), match=field):
        ARCHIVE.rule(ArchiveState.KEPT, ArchiveCommand.LIST, file)


def test_a_ripe_file_goes_through_to_its_end() -> None:
    assert ARCHIVE.rule(ArchiveState.KEPT, ArchiveCommand.LIST, LISTED).to is ArchiveState.LISTED
    assert ARCHIVE.rule(ArchiveState.LISTED, ArchiveCommand.APPROVE, LISTED).to is ArchiveState.APPROVED
    assert ARCHIVE.rule(ArchiveState.APPROVED, ArchiveCommand.DESTROY, LISTED).to is ArchiveState.DESTROYED


def test_the_list_is_approved_by_another_than_who_made_it() -> None:
    with pytest.raises(FourEyes):
        ARCHIVE.rule(ArchiveState.LISTED, ArchiveCommand.APPROVE, replace(LISTED, approved_by="archivist"))


@pytest.mark.parametrize(
    ("witnesses", "refusal"),
    [((), Incomplete), (("one",), Incomplete), (("one", "one"), Incomplete), (("one", "signer"), FourEyes)],
)
def test_destruction_takes_two_witnesses_who_had_no_hand_in_it(
    witnesses: tuple[str, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ARCHIVE.rule(ArchiveState.APPROVED, ArchiveCommand.DESTROY, replace(LISTED, witnesses=witnesses))


def test_a_legal_hold_stops_an_approved_destruction() -> None:
    held = replace(LISTED, hold_reason="Court order")
    assert ARCHIVE.rule(ArchiveState.APPROVED, ArchiveCommand.HOLD, held).to is ArchiveState.HELD
    assert ARCHIVE.commands(ArchiveState.HELD) == (ArchiveCommand.RELEASE,)
