"""All roles × all acts, and whose matter it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from risk.assessment import Assessment
from risk.circular import Circular, CircularKind, CircularState, Filing, WarningLevel
from risk.delivery import Delivery
from risk.errors import FourEyes, NotAllowed
from risk.information import RiskInformation, Source
from risk.organisation import Level, Organisation, Person, Role
from risk.permission import REASONS, Act, Reason, could, demand, may
from risk.signal import Signal

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
NATIONAL = Organisation(id="national", name="海关总署", level=Level.NATIONAL, created_at=NOW)
JIANGMEN = Organisation(id="jiangmen", name="江门海关", level=Level.REGIONAL, created_at=NOW, parent_id="national")
XINHUI = Organisation(id="xinhui", name="新会海关", level=Level.SUBORDINATE, created_at=NOW, parent_id="jiangmen")


def person(role: Role, *, id_: str = "", org_id: str = "xinhui") -> Person:
    return Person(id=id_ or role.value, org_id=org_id, role=role, created_at=NOW)


SIGNAL = Signal(
    id="s", number=1, office_id="xinhui", pattern="toys|fire", product="toys", hazards=("fire",), opened_at=NOW
)
CIRCULAR = Circular(
    id="c",
    number="D-1",
    org_id="xinhui",
    kind=CircularKind.ADVISORY,
    level=WarningLevel.RED,
    title="t",
    body="b",
    drafted_by="drafter",
    drafted_at=NOW,
    submitted_by="submitter",
    state=CircularState.SUBMITTED,
)
ASSESSMENT = Assessment(
    id="a",
    signal_id="s",
    commissioned_by="officer",
    org_id="institute",
    expert_id="expert",
    due=date(2026, 4, 1),
    commissioned_at=NOW,
)
TIP = RiskInformation(
    id="i",
    number="T",
    source=Source.CONSUMER,
    person_id="citizen",
    channel="webchat",
    locale="zh-CN",
    submitted_at=NOW,
    office_id="xinhui",
)
DELIVERY = Delivery(id="d", circular_id="c", person_id="enterprise", org_id="acme", channel="webchat", created_at=NOW)
FILING = Filing(id="f", circular_id="c", from_org_id="xinhui", to_org_id="jiangmen", filed_at=NOW)

# C citizen, E enterprise, O officer, X expert, S signer, U superior, A admin.
LETTERS = dict(zip("CEOXSUA", Role, strict=True))
TABLE = """
submit_tip CEOXSU              declare_real_name CEOXSU       see_own_case CEOXSU
attach_file CEOXSU             answer_officer CEOXSU          subscribe CEOXSU
see_circular CEOXSU            acknowledge_receipt CEOXSU     export_own_data CEOXSUA
erase_own_data CEOXSUA         answer_circular EX             bind_enterprise CE
report_duty EX                 report_mitigation E            apply_for_lifting E
rectify_danger E               see_queue OS                   see_signal OSU
acknowledge_signal O           ask_tipster O                  reveal_identity O
verify_signal O                enter_signal O                 dismiss_signal O
transfer_signal O              merge_signal O                 reopen_signal O
decide_signal OS               close_signal O                 confirm_binding O
see_statistics OSU             commission_assessment O        see_assessment OXS
accept_assessment X            decline_assessment X           submit_assessment X
adopt_assessment O             return_assessment O            draft_circular OS
submit_circular OS             discard_circular OS            approve_circular S
return_circular S              issue_circular OS              update_circular OS
lift_circular S                withdraw_circular S            acknowledge_filing U
impose_measure S               adjust_measure S               lift_measure S
request_emergency S            take_emergency S               review_lifting O
decide_lifting S               confirm_obligation O           hold_talk OSU
order_correction S             impose_fine S                  file_danger O
verify_danger O                appraise_archive O             hold_archive OS
approve_destruction S          witness_destruction OS         administer A
import_enterprises A           verify_audit A                 register_confirmation O
correct_signal O
"""
WORDS = TABLE.split()
ROLES = {
    Act(act): {LETTERS[letter] for letter in letters} for act, letters in zip(WORDS[::2], WORDS[1::2], strict=True)
}


def test_the_table_has_every_act_once() -> None:
    assert len(WORDS) == 2 * len(Act)
    assert set(ROLES) == set(Act)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_its_acts_and_no_others(role: Role, act: Act) -> None:
    expected = role in ROLES[act]
    assert could(person(role), act).allowed == expected
    if not expected:
        assert may(person(role), act, office=XINHUI, subject=SIGNAL).reason is Reason.ROLE


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_somebody_who_has_left_may_do_nothing(role: Role, act: Act) -> None:
    assert may(replace(person(role), active=False), act).reason is Reason.INACTIVE


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_nobody_gets_at_a_matter_of_another_office_or_person(role: Role, act: Act) -> None:
    unbound = {Act.SEE_STATISTICS, Act.ADMINISTER, Act.IMPORT_ENTERPRISES, Act.VERIFY_AUDIT}
    if act in unbound:
        return
    stranger = person(role, id_="stranger", org_id="elsewhere")
    for subject in (SIGNAL, CIRCULAR, ASSESSMENT, TIP, DELIVERY, FILING):
        assert not may(stranger, act, subject=subject).allowed
        assert not may(stranger, act, office=XINHUI, subject=subject).allowed


def test_an_act_on_a_matter_is_refused_without_the_matter() -> None:
    assert may(person(Role.OFFICER), Act.ACKNOWLEDGE_SIGNAL).reason is Reason.NO_SUBJECT
    assert may(person(Role.CITIZEN), Act.SEE_OWN_CASE).reason is Reason.NO_SUBJECT
    assert may(person(Role.EXPERT), Act.SUBMIT_ASSESSMENT).reason is Reason.NO_SUBJECT
    assert may(person(Role.SIGNER), Act.APPROVE_CIRCULAR, office=XINHUI).reason is Reason.NO_SUBJECT


@pytest.mark.parametrize(
    "act", [Act.ACKNOWLEDGE_SIGNAL, Act.VERIFY_SIGNAL, Act.CLOSE_SIGNAL, Act.COMMISSION_ASSESSMENT]
)
def test_an_officer_works_the_signals_of_the_own_office_only(act: Act) -> None:
    assert may(person(Role.OFFICER), act, subject=SIGNAL).allowed
    assert may(person(Role.OFFICER, org_id="jiangmen"), act, subject=SIGNAL).reason is Reason.OTHER_OFFICE


def test_naming_the_own_office_does_not_open_a_matter_of_another() -> None:
    officer = person(Role.OFFICER, org_id="jiangmen")
    assert may(officer, Act.VERIFY_SIGNAL, office=JIANGMEN, subject=SIGNAL).reason is Reason.OTHER_OFFICE


@pytest.mark.parametrize("hand", ["drafter", "submitter"])
def test_nobody_approves_what_they_drafted_or_submitted(hand: str) -> None:
    signer = person(Role.SIGNER, id_=hand)
    assert may(signer, Act.APPROVE_CIRCULAR, subject=CIRCULAR).reason is Reason.FOUR_EYES
    with pytest.raises(FourEyes):
        demand(signer, Act.APPROVE_CIRCULAR, subject=CIRCULAR)


def test_only_the_leader_of_the_issuing_organisation_approves() -> None:
    assert may(person(Role.SIGNER), Act.APPROVE_CIRCULAR, subject=CIRCULAR).allowed
    above = person(Role.SIGNER, org_id="jiangmen")
    assert may(above, Act.APPROVE_CIRCULAR, subject=CIRCULAR).reason is Reason.OTHER_OFFICE


def test_officer_and_signer_issue_what_was_approved_even_their_own_draft() -> None:
    assert may(person(Role.OFFICER, id_="drafter"), Act.ISSUE_CIRCULAR, subject=CIRCULAR).allowed
    assert may(person(Role.SIGNER), Act.ISSUE_CIRCULAR, subject=CIRCULAR).allowed


def test_an_expert_touches_only_the_own_commission() -> None:
    assert may(person(Role.EXPERT), Act.SUBMIT_ASSESSMENT, subject=ASSESSMENT).allowed
    colleague = person(Role.EXPERT, id_="colleague", org_id="institute")
    assert may(colleague, Act.SUBMIT_ASSESSMENT, subject=ASSESSMENT).reason is Reason.NOT_COMMISSIONED


def test_a_report_is_adopted_by_the_office_that_commissioned_it() -> None:
    other = person(Role.OFFICER, id_="other")
    assert may(other, Act.ADOPT_ASSESSMENT, office=XINHUI, subject=ASSESSMENT).allowed
    assert may(person(Role.OFFICER), Act.ADOPT_ASSESSMENT, subject=ASSESSMENT).allowed
    assert may(other, Act.ADOPT_ASSESSMENT, subject=ASSESSMENT).reason is Reason.OTHER_OFFICE
    institute = person(Role.OFFICER, id_="boss", org_id="institute")
    assert may(institute, Act.ADOPT_ASSESSMENT, subject=ASSESSMENT).reason is Reason.OTHER_OFFICE


def test_a_tip_is_its_sender_s_and_nobody_else_s_in_the_same_organisation() -> None:
    assert may(person(Role.CITIZEN), Act.SEE_OWN_CASE, subject=TIP).allowed
    neighbour = person(Role.CITIZEN, id_="neighbour")
    assert may(neighbour, Act.SEE_OWN_CASE, subject=TIP).reason is Reason.NOT_YOURS


def test_identities_are_shown_to_officers_of_the_office_alone() -> None:
    assert may(person(Role.OFFICER), Act.REVEAL_IDENTITY, subject=TIP).allowed
    for role in set(Role) - {Role.OFFICER}:
        assert not may(person(role), Act.REVEAL_IDENTITY, subject=TIP).allowed


def test_an_advisory_is_read_by_its_addressee_its_office_and_the_office_above() -> None:
    enterprise = person(Role.ENTERPRISE, org_id="acme")
    assert may(enterprise, Act.SEE_CIRCULAR, subject=DELIVERY).allowed
    assert may(person(Role.OFFICER), Act.SEE_CIRCULAR, subject=CIRCULAR).allowed
    superior = person(Role.SUPERIOR, org_id="jiangmen")
    assert may(superior, Act.SEE_CIRCULAR, office=XINHUI, subject=CIRCULAR).allowed
    for reader in (person(Role.CITIZEN), enterprise, person(Role.SUPERIOR, org_id="elsewhere")):
        assert may(reader, Act.SEE_CIRCULAR, office=XINHUI, subject=CIRCULAR).reason is Reason.NOT_ADDRESSED


@pytest.mark.parametrize("state", CircularState)
def test_everybody_reads_an_announcement_once_it_was_issued(state: CircularState) -> None:
    before = {CircularState.DRAFT, CircularState.SUBMITTED, CircularState.APPROVED, CircularState.DISCARDED}
    announcement = replace(CIRCULAR, kind=CircularKind.ANNOUNCEMENT, state=state)
    reader = person(Role.CITIZEN, org_id="public")
    assert may(reader, Act.SEE_CIRCULAR, subject=announcement).allowed == (state not in before)


def test_a_filing_is_acknowledged_by_the_superior_it_went_to() -> None:
    assert may(person(Role.SUPERIOR, org_id="jiangmen"), Act.ACKNOWLEDGE_FILING, subject=FILING).allowed
    beyond = person(Role.SUPERIOR, org_id="national")
    assert may(beyond, Act.ACKNOWLEDGE_FILING, subject=FILING).reason is Reason.OTHER_OFFICE


def test_emergency_measures_are_the_national_customs_own() -> None:
    signer = person(Role.SIGNER, org_id="national")
    assert may(signer, Act.TAKE_EMERGENCY, office=NATIONAL, subject=replace(SIGNAL, office_id="national")).allowed
    assert may(person(Role.SIGNER), Act.TAKE_EMERGENCY, office=XINHUI, subject=SIGNAL).reason is Reason.NOT_NATIONAL


def test_a_refusal_names_act_and_reason() -> None:
    with pytest.raises(NotAllowed) as refused:
        demand(person(Role.CITIZEN), Act.ADMINISTER)
    assert refused.value.params == {"act": "administer", "reason": "role"}


def test_every_reason_can_be_a_catalogue_key() -> None:
    assert all(reason.value.replace("-", "").isalpha() and reason.value.islower() for reason in REASONS)
    assert set(REASONS) == set(Reason) - {Reason.GRANTED}
