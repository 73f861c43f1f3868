"""What an expert sees of a commission, and what the office sees of the report; tips masked, no names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from casework.harm_told import harm_of
from casework.masking import cut, mask
from casework.ports import Moment, Option, Say, Text, UnitOfWork
from casework.ports.replies import Param
from casework.terms import term, terms
from risk.assessment import Assessment, AssessmentMethod, AssessmentState

_QUOTE_LIMIT = 600  # characters of one tip
_QUOTES = 3  # the newest tips that are quoted


def commission_card(uow: UnitOfWork, assessment: Assessment) -> Say:
    """The task with all that the office knows, its buttons by state; case details stay on our own pages (Art. 25)."""
    signal = uow.signals.get(assessment.signal_id)
    tips = uow.informations.of_signal(signal.id)
    checks = [verification for verification in uow.verifications.of(signal.id) if verification.holds]
    quotes = [cut(mask(tip.text.reveal()), _QUOTE_LIMIT) for tip in tips[-_QUOTES:]]
    params: dict[str, Param] = {
        "number": signal.number,
        "state": term("assessment-state", assessment.state.value),
        "office": uow.organisations.get(signal.office_id).name,
        "product": term("product", signal.product),
        "hazards": terms("hazard", signal.hazards),
        "harm": harm_of(uow, signal),
        "tips": signal.tips,
        "quotes": "\n".join(f"“{quote}”" for quote in quotes),
        "checked": len(checks),
        "finding": checks[-1].finding if checks else "",
        "asked": int(bool(assessment.question)),
        "question": assessment.question,
        "returned": int(assessment.state is AssessmentState.RETURNED),
        "reason": assessment.reason,
        "due": day(assessment.due),
    }
    return Say(
        text=Text(key="expert-commission", params=params),
        options=_options(assessment),
        confidential=True,
        brief=Text(key="expert-commission-brief", params={"number": signal.number, "due": day(assessment.due)}),
    )


def report_card(uow: UnitOfWork, assessment: Assessment) -> Say:
    """The report with adopt and return, while it waits for the office."""
    signal = uow.signals.get(assessment.signal_id)
    options: tuple[Option, ...] = ()
    if assessment.state is AssessmentState.SUBMITTED:
        options = (
            Option(label=Text(key="officer-button-adopt"), action="assessment.adopt", subject=assessment.id),
            Option(label=Text(key="officer-button-return"), action="assessment.return", subject=assessment.id),
        )
    show = Option(label=Text(key="officer-button-show"), action="signal.show", subject=signal.id)
    return Say(
        text=Text(key="assessment-report", params={"number": signal.number, **report_params(assessment)}),
        options=((*options, show),),
        confidential=True,
        brief=Text(key="assessment-report-brief", params={"number": signal.number}),
    )


def report_params(assessment: Assessment) -> dict[str, Param]:
    """The fields of Art. 13 as parameters of `assessment-report` and `expert-review`."""
    return {
        "method": term("assessment-method", (assessment.method or AssessmentMethod.INJURY).value),
        "injury": int(assessment.method is AssessmentMethod.INJURY),
        "category": term("risk-category", assessment.category or None),
        "level": term("risk-level", assessment.level.value if assessment.level else None),
        "severity": assessment.severity or 0,
        "probability": assessment.probability,
        "scenario": assessment.scenario,
        "reasoned": int(bool(assessment.level_reason)),
        "reason": assessment.level_reason,
        "hazards": terms("hazard", assessment.hazards),
        "harm": assessment.harm_described,
        "scope": assessment.scope,
        "residual": assessment.residual_risk,
        "disposal": assessment.disposal,
    }


def day(value: date) -> Moment:
    """A date for the reader: 04:00 UTC is that same day in China and wherever the house may run in Asia and Europe."""
    return Moment(at=datetime.combine(value, time(4), UTC), day_only=True)


def _options(assessment: Assessment) -> tuple[tuple[Option, ...], ...]:
    def option(key: str, action: str) -> Option:
        return Option(label=Text(key=key), action=action, subject=assessment.id)

    if assessment.state is AssessmentState.COMMISSIONED:
        return (
            (
                option("expert-button-accept", "assessment.accept"),
                option("expert-button-decline", "assessment.decline"),
            ),
        )
    if assessment.state in (AssessmentState.ACCEPTED, AssessmentState.RETURNED):
        return ((option("expert-button-write", "assessment.write"),),)
    return ()
