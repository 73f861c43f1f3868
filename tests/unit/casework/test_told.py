"""What a card says of urgency, place and standards, and that it is stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.fakes import EPOCH, NOTHING_FOUND
from casework.findings import open_part, sealed_part, stored_finding
from casework.terms import term
from casework.told import told
from risk.finding import Finding, Harm, Scope, Urgency
from risk.identity import Secret
from risk.information import InformationState, RiskInformation, Source
from risk.urgency import UrgencyReason
from tests.support.desk import SMOKE, Desk, desk
from texts.catalogue import LOCALES, say

FOUND = replace(
    NOTHING_FOUND,
    scope=Scope.IN,
    product="toys",
    hazards=("fire",),
    harm=Harm.NEAR_MISS,
    severity_rank=3,
    urgency=Urgency.EMERGENCY,
    urgency_reason="danger-now",
    standards=("GB 6675.2",),
    place="江门新会区",
    entities={"brand": "VOLTIX"},
)


def _stored(finding: Finding) -> RiskInformation:
    return RiskInformation(
        id="1",
        number="T-1",
        source=Source.CONSUMER,
        person_id="p",
        channel="webchat",
        locale="zh-CN",
        submitted_at=EPOCH,
        state=InformationState.TRIAGED,
        text=Secret("江门新会区买的玩具还在冒烟，不符合GB 6675.2"),
        product=finding.product,
        hazards=finding.hazards,
        harm=finding.harm.value,
        severity_rank=finding.severity_rank,
        finding=open_part(finding),
        finding_texts=sealed_part(finding),
    )


def test_what_is_stored_is_what_was_found_and_words_are_sealed() -> None:
    information = _stored(FOUND)
    again = stored_finding(information)
    assert (again.urgency, again.urgency_reason) == (Urgency.EMERGENCY, "danger-now")
    assert (again.standards, again.place, again.entities) == (("GB 6675.2",), "江门新会区", {"brand": "VOLTIX"})
    assert "新会" not in str(information.finding)
    assert "6675" not in str(information.finding)


def test_findings_of_earlier_releases_are_routine_without_a_place() -> None:
    old = replace(_stored(FOUND), finding={"scope": "in"}, finding_texts=Secret('{"brand": "VOLTIX"}'))
    again = stored_finding(old)
    assert (again.urgency, again.standards, again.place) == (Urgency.ROUTINE, (), None)


def test_a_card_takes_the_most_urgent_tip_and_the_newest_place() -> None:
    quiet = replace(FOUND, urgency=Urgency.ROUTINE, urgency_reason="none", place="台山", standards=())
    params = told([_stored(FOUND), _stored(quiet)])
    assert params == {
        "urgency": term("urgency", "emergency"),
        "placed": 1,
        "place": "台山",
        "cited": 1,
        "standards": "GB 6675.2",
    }


def test_an_officer_who_finds_grave_harm_makes_it_an_emergency_and_the_other_way_round() -> None:
    quiet = _stored(replace(FOUND, urgency=Urgency.ROUTINE, urgency_reason="none"))
    grave = replace(quiet, harm=Harm.SERIOUS.value, severity_rank=5)
    assert told([grave])["urgency"] == term("urgency", "emergency")
    hurt = replace(FOUND, harm=Harm.SERIOUS, severity_rank=5, urgency_reason="grave-harm")
    mended = replace(_stored(hurt), harm=Harm.NONE.value, severity_rank=3)
    assert told([mended])["urgency"] == term("urgency", "routine")


def test_personal_data_in_a_place_is_masked() -> None:
    assert "13812345678" not in str(told([_stored(replace(FOUND, place="新会区13812345678"))])["place"])


@pytest.fixture
def town() -> Desk:
    return desk()


@pytest.mark.parametrize("locale", LOCALES)
async def test_the_card_of_every_language_shows_them(town: Desk, locale: str) -> None:
    officer = town.staff(locale)[0]
    town.tip(SMOKE)
    (card,) = officer.news()
    assert "江门新会区" in card
    assert "GB 6675.2" in card
    assert say(locale, "urgency-routine") in card


def test_every_reason_has_a_name() -> None:
    for locale in LOCALES:
        assert all(say(locale, term("urgency-reason", reason.value).key) for reason in UrgencyReason)
