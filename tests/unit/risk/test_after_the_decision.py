"""Measures, lifting, obligations, talks, orders, fines, hidden dangers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from risk.danger import DANGER, DangerCommand, DangerState, HiddenDanger
from risk.errors import FourEyes, Incomplete, Invalid
from risk.lifting import LIFTING, LiftingApplication, LiftingCommand, LiftingState
from risk.measure import (
    MEASURE,
    SOURCES,
    Force,
    LeadAuthority,
    Measure,
    MeasureCommand,
    MeasureKind,
    MeasureState,
    force,
    lead_authority,
)
from risk.obligation import OBLIGATION, Obligation, ObligationCommand, ObligationKind, ObligationState, standing
from risk.talk import (
    CORRECTION_ORDER,
    MAXIMUM_FINE,
    Breach,
    CorrectionOrder,
    FineVerdict,
    OrderCommand,
    OrderState,
    fine_permitted,
)

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
STOP = Measure(
    id="m",
    kind=MeasureKind.STOP_SALE,
    office_id="xinhui",
    decision_id="d",
    proposed_by="officer",
    imposed_by="signer",
    imposed_at=NOW,
    starts_on=date(2026, 3, 3),
    ends_on=date(2026, 3, 31),
)
APPLICATION = LiftingApplication(
    id="l",
    subject="measure:m",
    org_id="acme",
    person_id="p",
    office_id="xinhui",
    submitted_at=NOW,
    mitigation_report="All chargers were exchanged.",
)
OWED = Obligation(
    id="o",
    kind=ObligationKind.REPORT,
    org_id="acme",
    office_id="xinhui",
    cause="circular:c",
    due_at=NOW,
    created_at=NOW - timedelta(days=3),
)
ORDER = CorrectionOrder(
    id="k",
    breach=Breach.NOT_MITIGATED,
    org_id="acme",
    office_id="xinhui",
    facts="Still on sale.",
    due_at=NOW,
    issued_by="signer",
    issued_at=NOW,
    state=OrderState.REFUSED,
    serious_consequences="A house burned down.",
    fine=20_000,
)
DANGER_FILE = HiddenDanger(
    id="h",
    number="1",
    office_id="market",
    org_id="acme",
    description="Leaking tank",
    found_by="inspector",
    found_at=NOW,
)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 2), Force.NOT_YET),
        (date(2026, 3, 3), Force.IN_FORCE),
        (date(2026, 3, 31), Force.IN_FORCE),
        (date(2026, 4, 1), Force.OVER),
    ],
)
def test_a_measure_binds_from_its_first_to_its_last_day_whatever_a_job_did(today: date, expected: Force) -> None:
    assert force(STOP, today) is expected


def test_a_measure_without_an_end_binds_until_it_is_lifted() -> None:
    forever = replace(STOP, ends_on=None)
    assert force(forever, date(2046, 1, 1)) is Force.IN_FORCE
    assert force(replace(forever, state=MeasureState.LIFTED), date(2026, 3, 4)) is Force.ENDED
    assert force(replace(forever, state=MeasureState.EXPIRED), date(2026, 3, 4)) is Force.OVER


def test_the_market_regulator_leads_recalls_and_nothing_else() -> None:
    led = {kind for kind in MeasureKind if lead_authority(kind) is LeadAuthority.MARKET_REGULATOR}
    assert led == {MeasureKind.RECALL}


def test_every_kind_of_measure_has_its_source() -> None:
    assert set(SOURCES) == set(MeasureKind)
    assert {source for source in SOURCES.values() if source.startswith("17")} == {f"17 ({n})" for n in range(1, 6)}


def test_a_measure_is_not_lifted_without_a_reason() -> None:
    with pytest.raises(Incomplete, match="end_reason"):
        MEASURE.rule(MeasureState.ACTIVE, MeasureCommand.LIFT, replace(STOP, end_reason="  "))
    given = MEASURE.rule(MeasureState.ACTIVE, MeasureCommand.LIFT, replace(STOP, end_reason="Goods destroyed."))
    assert given.to is MeasureState.LIFTED


def test_an_application_without_a_report_is_not_reviewed() -> None:
    with pytest.raises(Incomplete, match="mitigation_report"):
        LIFTING.rule(LiftingState.SUBMITTED, LiftingCommand.REVIEW, replace(APPLICATION, mitigation_report=""))


@pytest.mark.parametrize(("authentic", "conforming"), [(None, None), (True, None), (True, False), (False, True)])
def test_lifting_is_granted_only_on_an_authentic_and_conforming_report(
    authentic: bool | None, conforming: bool | None
) -> None:
    reviewed = replace(APPLICATION, authentic=authentic, conforming=conforming)
    with pytest.raises(Incomplete):
        LIFTING.rule(LiftingState.UNDER_REVIEW, LiftingCommand.GRANT, reviewed)


def test_a_good_report_is_granted_and_a_refusal_says_why() -> None:
    good = replace(APPLICATION, authentic=True, conforming=True)
    assert LIFTING.rule(LiftingState.UNDER_REVIEW, LiftingCommand.GRANT, good).to is LiftingState.GRANTED
    with pytest.raises(Incomplete, match="reason"):
        LIFTING.rule(LiftingState.UNDER_REVIEW, LiftingCommand.REFUSE, APPLICATION)


def test_an_obligation_is_overdue_by_the_clock_before_any_job_says_so() -> None:
    assert standing(OWED, NOW) is ObligationState.DUE
    assert standing(OWED, NOW + timedelta(seconds=1)) is ObligationState.OVERDUE
    done = replace(OWED, state=ObligationState.FULFILLED)
    assert standing(done, NOW + timedelta(days=9)) is ObligationState.FULFILLED


def test_late_fulfilment_is_taken_and_remembered_as_late() -> None:
    told = replace(OWED, evidence="Report of 1 March")
    assert OBLIGATION.rule(ObligationState.DUE, ObligationCommand.FULFIL, told).event == "obligation_fulfilled"
    late = OBLIGATION.rule(ObligationState.OVERDUE, ObligationCommand.FULFIL, told)
    assert (late.to, late.event) == (ObligationState.FULFILLED, "obligation_fulfilled_late")


@pytest.mark.parametrize(
    ("order", "amount", "verdict"),
    [
        (ORDER, MAXIMUM_FINE, FineVerdict.PERMITTED),
        (ORDER, 1, FineVerdict.PERMITTED),
        (ORDER, MAXIMUM_FINE + 1, FineVerdict.ABOVE_MAXIMUM),
        (ORDER, 0, FineVerdict.NO_AMOUNT),
        (None, 100, FineVerdict.NO_ORDER),
        (replace(ORDER, state=OrderState.ISSUED), 100, FineVerdict.NOT_REFUSED),
        (replace(ORDER, state=OrderState.FINED), 100, FineVerdict.NOT_REFUSED),
        (replace(ORDER, serious_consequences=" "), 100, FineVerdict.NO_SERIOUS_CONSEQUENCES),
    ],
)
def test_a_fine_needs_an_order_a_refusal_and_serious_consequences(
    order: CorrectionOrder | None, amount: int, verdict: FineVerdict
) -> None:
    assert fine_permitted(order, amount=amount) is verdict


def test_the_table_lets_no_other_fine_pass() -> None:
    assert CORRECTION_ORDER.rule(OrderState.REFUSED, OrderCommand.FINE, ORDER).to is OrderState.FINED
    with pytest.raises(Invalid, match="above_maximum"):
        CORRECTION_ORDER.rule(OrderState.REFUSED, OrderCommand.FINE, replace(ORDER, fine=30_001))


def test_a_hidden_danger_is_not_verified_by_who_put_it_right() -> None:
    put_right = replace(DANGER_FILE, action="Tank welded", rectified_by="owner", verified_by="owner")
    with pytest.raises(FourEyes):
        DANGER.rule(DangerState.RECTIFIED, DangerCommand.VERIFY, put_right)
    seen = replace(put_right, verified_by="inspector")
    assert DANGER.rule(DangerState.RECTIFIED, DangerCommand.VERIFY, seen).to is DangerState.VERIFIED


def test_a_hidden_danger_is_assigned_to_somebody_by_a_date() -> None:
    with pytest.raises(Incomplete, match="due"):
        DANGER.rule(DangerState.FOUND, DangerCommand.ASSIGN, replace(DANGER_FILE, person_id="owner"))
