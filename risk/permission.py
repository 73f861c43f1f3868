"""Who may do what: one table, one question, asked in use cases only (STYLE 14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from risk.assessment import Assessment
from risk.circular import Circular, CircularState, public
from risk.errors import FourEyes, NotAllowed
from risk.organisation import Level, Organisation, Person, Role


class Act(StrEnum):
    """Every act in the system."""

    # Anybody's own matters
    SUBMIT_TIP = "submit_tip"
    DECLARE_REAL_NAME = "declare_real_name"
    SEE_OWN_CASE = "see_own_case"
    ATTACH_FILE = "attach_file"
    ANSWER_OFFICER = "answer_officer"
    SUBSCRIBE = "subscribe"
    SEE_CIRCULAR = "see_circular"
    ACKNOWLEDGE_RECEIPT = "acknowledge_receipt"
    EXPORT_OWN_DATA = "export_own_data"
    ERASE_OWN_DATA = "erase_own_data"
    # Operators and laboratories
    ANSWER_CIRCULAR = "answer_circular"
    BIND_ENTERPRISE = "bind_enterprise"
    REPORT_DUTY = "report_duty"
    REPORT_MITIGATION = "report_mitigation"
    APPLY_FOR_LIFTING = "apply_for_lifting"
    RECTIFY_DANGER = "rectify_danger"
    # The office that has the case
    SEE_QUEUE = "see_queue"
    SEE_SIGNAL = "see_signal"
    ACKNOWLEDGE_SIGNAL = "acknowledge_signal"
    ASK_TIPSTER = "ask_tipster"
    REVEAL_IDENTITY = "reveal_identity"
    VERIFY_SIGNAL = "verify_signal"
    ENTER_SIGNAL = "enter_signal"
    DISMISS_SIGNAL = "dismiss_signal"
    TRANSFER_SIGNAL = "transfer_signal"
    MERGE_SIGNAL = "merge_signal"
    CORRECT_SIGNAL = "correct_signal"
    REOPEN_SIGNAL = "reopen_signal"
    DECIDE_SIGNAL = "decide_signal"
    CLOSE_SIGNAL = "close_signal"
    CONFIRM_BINDING = "confirm_binding"
    SEE_STATISTICS = "see_statistics"
    # Assessment
    COMMISSION_ASSESSMENT = "commission_assessment"
    SEE_ASSESSMENT = "see_assessment"
    ACCEPT_ASSESSMENT = "accept_assessment"
    DECLINE_ASSESSMENT = "decline_assessment"
    SUBMIT_ASSESSMENT = "submit_assessment"
    ADOPT_ASSESSMENT = "adopt_assessment"
    RETURN_ASSESSMENT = "return_assessment"
    # Circulars and filings
    DRAFT_CIRCULAR = "draft_circular"
    SUBMIT_CIRCULAR = "submit_circular"
    DISCARD_CIRCULAR = "discard_circular"
    APPROVE_CIRCULAR = "approve_circular"
    RETURN_CIRCULAR = "return_circular"
    ISSUE_CIRCULAR = "issue_circular"
    UPDATE_CIRCULAR = "update_circular"
    LIFT_CIRCULAR = "lift_circular"
    WITHDRAW_CIRCULAR = "withdraw_circular"
    ACKNOWLEDGE_FILING = "acknowledge_filing"
    REGISTER_CONFIRMATION = "register_confirmation"
    # Measures and what may follow
    IMPOSE_MEASURE = "impose_measure"
    ADJUST_MEASURE = "adjust_measure"
    LIFT_MEASURE = "lift_measure"
    REQUEST_EMERGENCY = "request_emergency"
    TAKE_EMERGENCY = "take_emergency"
    REVIEW_LIFTING = "review_lifting"
    DECIDE_LIFTING = "decide_lifting"
    CONFIRM_OBLIGATION = "confirm_obligation"
    HOLD_TALK = "hold_talk"
    ORDER_CORRECTION = "order_correction"
    IMPOSE_FINE = "impose_fine"
    FILE_DANGER = "file_danger"
    VERIFY_DANGER = "verify_danger"
    # Archive
    APPRAISE_ARCHIVE = "appraise_archive"
    HOLD_ARCHIVE = "hold_archive"
    APPROVE_DESTRUCTION = "approve_destruction"
    WITNESS_DESTRUCTION = "witness_destruction"
    # The installation itself
    ADMINISTER = "administer"
    IMPORT_ENTERPRISES = "import_enterprises"
    VERIFY_AUDIT = "verify_audit"


class Reason(StrEnum):
    """Why, or why not; a refusal's sentence is the catalogue entry `permission-<reason>`."""

    GRANTED = "granted"
    INACTIVE = "inactive"
    ROLE = "role"
    NO_SUBJECT = "no-subject"
    NOT_YOURS = "not-yours"
    OTHER_OFFICE = "other-office"
    NOT_COMMISSIONED = "not-commissioned"
    NOT_ADDRESSED = "not-addressed"
    NOT_NATIONAL = "not-national"
    FOUR_EYES = "four-eyes"


REASONS: tuple[Reason, ...] = tuple(reason for reason in Reason if reason is not Reason.GRANTED)


@dataclass(frozen=True, kw_only=True)
class Permission:
    allowed: bool
    reason: Reason


_EVERYBODY = frozenset(Role)
_USERS = _EVERYBODY - {Role.ADMIN}  # an administrator runs the installation and touches no case
_STAFF = frozenset({Role.OFFICER, Role.SIGNER})
_OPERATORS = frozenset({Role.ENTERPRISE, Role.EXPERT})  # Art. 10: operators and laboratories
_PUBLIC_STATES = frozenset(CircularState) - {
    CircularState.DRAFT,
    CircularState.SUBMITTED,
    CircularState.APPROVED,
    CircularState.DISCARDED,
}

_Check = Callable[[Person, Organisation | None, object], Reason | None]


def _own(actor: Person, _office: Organisation | None, subject: object) -> Reason | None:
    """The actor's own matter. A colleague's is not: all citizens stand in one organisation."""
    owner = subject.id if isinstance(subject, Person) else getattr(subject, "person_id", None)
    if owner is None:
        return Reason.NO_SUBJECT
    return None if owner == actor.id else Reason.NOT_YOURS


def _own_if_given(actor: Person, office: Organisation | None, subject: object) -> Reason | None:
    return None if subject is None else _own(actor, office, subject)


def _office(actor: Person, office: Organisation | None, subject: object) -> Reason | None:
    """The matter lies with the actor's own office: by the subject's `office_id` or `org_id`, by `office`, by both."""
    named = None if office is None else office.id
    if isinstance(subject, Assessment):  # its `org_id` is the institution that assesses, not the office that asked
        if named is None:
            return None if subject.commissioned_by == actor.id else Reason.OTHER_OFFICE
        told = None
    else:
        told = getattr(subject, "office_id", None) or getattr(subject, "org_id", None)
    ids = {id_ for id_ in (named, told) if id_ is not None}
    if not ids:
        return Reason.NO_SUBJECT
    return None if ids == {actor.org_id} else Reason.OTHER_OFFICE


def _office_if_given(actor: Person, office: Organisation | None, subject: object) -> Reason | None:
    return None if office is None and subject is None else _office(actor, office, subject)


def _office_or_below(actor: Person, office: Organisation | None, subject: object) -> Reason | None:
    """The superior looks one step down its own line; everybody else at their own office."""
    if actor.role is Role.SUPERIOR and office is not None and office.parent_id == actor.org_id:
        lies_with = getattr(subject, "office_id", None) or getattr(subject, "org_id", office.id)
        return None if lies_with == office.id else Reason.OTHER_OFFICE
    return _office(actor, office, subject)


def _expert(actor: Person, _office: Organisation | None, subject: object) -> Reason | None:
    if not isinstance(subject, Assessment):
        return Reason.NO_SUBJECT
    return None if subject.expert_id == actor.id else Reason.NOT_COMMISSIONED


def _expert_or_office(actor: Person, office: Organisation | None, subject: object) -> Reason | None:
    return _expert(actor, office, subject) if actor.role is Role.EXPERT else _office(actor, office, subject)


def _other_eyes(actor: Person, _office: Organisation | None, subject: object) -> Reason | None:
    """Whoever drafted, submitted, proposed or listed it does not approve or witness it."""
    hands = {getattr(subject, name, None) for name in ("drafted_by", "submitted_by", "proposed_by", "listed_by")}
    if hands == {None}:
        return Reason.NO_SUBJECT
    return Reason.FOUR_EYES if actor.id in hands else None


def _filed_here(actor: Person, _office: Organisation | None, subject: object) -> Reason | None:
    here = getattr(subject, "to_org_id", None)
    if here is None:
        return Reason.NO_SUBJECT
    return None if here == actor.org_id else Reason.OTHER_OFFICE


def _national(_actor: Person, office: Organisation | None, _subject: object) -> Reason | None:
    """Art. 18: in an emergency the national customs alone."""
    if office is None:
        return Reason.NO_SUBJECT
    return None if office.level is Level.NATIONAL else Reason.NOT_NATIONAL


def _readable(actor: Person, office: Organisation | None, subject: object) -> Reason | None:
    """Art. 25: an announcement that was issued is for everybody; else the issuing office, its superior, the addressee.

    The addressee shows it by the delivery: the subject is then the `Delivery`.
    """
    if isinstance(subject, Circular):
        if public(subject) and subject.state in _PUBLIC_STATES:
            return None
        inside = actor.role in _STAFF | {Role.SUPERIOR} and _office_or_below(actor, office, subject) is None
        return None if inside else Reason.NOT_ADDRESSED
    return _own(actor, office, subject)


@dataclass(frozen=True, kw_only=True)
class _Grant:
    roles: frozenset[Role]
    checks: tuple[_Check, ...] = ()


def _grant(roles: frozenset[Role] | Role, *checks: _Check) -> _Grant:
    return _Grant(roles=frozenset({roles}) if isinstance(roles, Role) else roles, checks=checks)


_GRANTS: Mapping[Act, _Grant] = {
    Act.SUBMIT_TIP: _grant(_USERS, _own_if_given),  # Art. 9: any organisation or individual
    Act.DECLARE_REAL_NAME: _grant(_USERS, _own_if_given),
    Act.SEE_OWN_CASE: _grant(_USERS, _own),
    Act.ATTACH_FILE: _grant(_USERS, _own_if_given),
    Act.ANSWER_OFFICER: _grant(_USERS, _own),
    Act.SUBSCRIBE: _grant(_USERS, _own_if_given),
    Act.SEE_CIRCULAR: _grant(_USERS, _readable),
    Act.ACKNOWLEDGE_RECEIPT: _grant(_USERS, _own),
    Act.EXPORT_OWN_DATA: _grant(_EVERYBODY, _own_if_given),
    Act.ERASE_OWN_DATA: _grant(_EVERYBODY, _own_if_given),
    Act.ANSWER_CIRCULAR: _grant(_OPERATORS, _own),
    Act.BIND_ENTERPRISE: _grant(frozenset({Role.CITIZEN, Role.ENTERPRISE}), _own_if_given),
    Act.REPORT_DUTY: _grant(_OPERATORS, _own_if_given),
    Act.REPORT_MITIGATION: _grant(Role.ENTERPRISE, _own),
    Act.APPLY_FOR_LIFTING: _grant(Role.ENTERPRISE, _own_if_given),
    Act.RECTIFY_DANGER: _grant(Role.ENTERPRISE, _own),
    Act.SEE_QUEUE: _grant(_STAFF, _office_if_given),
    Act.SEE_SIGNAL: _grant(_STAFF | {Role.SUPERIOR}, _office_or_below),
    Act.ACKNOWLEDGE_SIGNAL: _grant(Role.OFFICER, _office),
    Act.ASK_TIPSTER: _grant(Role.OFFICER, _office),
    Act.REVEAL_IDENTITY: _grant(Role.OFFICER, _office),
    Act.VERIFY_SIGNAL: _grant(Role.OFFICER, _office),
    Act.ENTER_SIGNAL: _grant(Role.OFFICER, _office),
    Act.DISMISS_SIGNAL: _grant(Role.OFFICER, _office),
    Act.TRANSFER_SIGNAL: _grant(Role.OFFICER, _office),
    Act.MERGE_SIGNAL: _grant(Role.OFFICER, _office),
    Act.CORRECT_SIGNAL: _grant(Role.OFFICER, _office),
    Act.REOPEN_SIGNAL: _grant(Role.OFFICER, _office),
    Act.DECIDE_SIGNAL: _grant(_STAFF, _office),
    Act.CLOSE_SIGNAL: _grant(Role.OFFICER, _office),
    Act.CONFIRM_BINDING: _grant(Role.OFFICER, _office),
    Act.SEE_STATISTICS: _grant(_STAFF | {Role.SUPERIOR}),
    Act.COMMISSION_ASSESSMENT: _grant(Role.OFFICER, _office),
    Act.SEE_ASSESSMENT: _grant(_STAFF | {Role.EXPERT}, _expert_or_office),
    Act.ACCEPT_ASSESSMENT: _grant(Role.EXPERT, _expert),
    Act.DECLINE_ASSESSMENT: _grant(Role.EXPERT, _expert),
    Act.SUBMIT_ASSESSMENT: _grant(Role.EXPERT, _expert),
    Act.ADOPT_ASSESSMENT: _grant(Role.OFFICER, _office),
    Act.RETURN_ASSESSMENT: _grant(Role.OFFICER, _office),
    Act.DRAFT_CIRCULAR: _grant(_STAFF, _office_if_given),
    Act.SUBMIT_CIRCULAR: _grant(_STAFF, _office),
    Act.DISCARD_CIRCULAR: _grant(_STAFF, _office),
    Act.APPROVE_CIRCULAR: _grant(Role.SIGNER, _office, _other_eyes),
    Act.RETURN_CIRCULAR: _grant(Role.SIGNER, _office),
    Act.ISSUE_CIRCULAR: _grant(_STAFF, _office),
    Act.UPDATE_CIRCULAR: _grant(_STAFF, _office),  # the successor is approved like any other
    Act.LIFT_CIRCULAR: _grant(Role.SIGNER, _office),
    Act.WITHDRAW_CIRCULAR: _grant(Role.SIGNER, _office),
    Act.ACKNOWLEDGE_FILING: _grant(Role.SUPERIOR, _filed_here),
    Act.REGISTER_CONFIRMATION: _grant(Role.OFFICER, _office_if_given),  # of a service address
    Act.IMPOSE_MEASURE: _grant(Role.SIGNER, _office, _other_eyes),
    Act.ADJUST_MEASURE: _grant(Role.SIGNER, _office),
    Act.LIFT_MEASURE: _grant(Role.SIGNER, _office),
    Act.REQUEST_EMERGENCY: _grant(Role.SIGNER, _office),
    Act.TAKE_EMERGENCY: _grant(Role.SIGNER, _office, _national),
    Act.REVIEW_LIFTING: _grant(Role.OFFICER, _office),
    Act.DECIDE_LIFTING: _grant(Role.SIGNER, _office),
    Act.CONFIRM_OBLIGATION: _grant(Role.OFFICER, _office),
    Act.HOLD_TALK: _grant(_STAFF | {Role.SUPERIOR}, _office_or_below),
    Act.ORDER_CORRECTION: _grant(Role.SIGNER, _office),
    Act.IMPOSE_FINE: _grant(Role.SIGNER, _office),
    Act.FILE_DANGER: _grant(Role.OFFICER, _office_if_given),
    Act.VERIFY_DANGER: _grant(Role.OFFICER, _office),
    Act.APPRAISE_ARCHIVE: _grant(Role.OFFICER, _office),
    Act.HOLD_ARCHIVE: _grant(_STAFF, _office),
    Act.APPROVE_DESTRUCTION: _grant(Role.SIGNER, _office, _other_eyes),
    Act.WITNESS_DESTRUCTION: _grant(_STAFF, _office, _other_eyes),
    Act.ADMINISTER: _grant(Role.ADMIN),
    Act.IMPORT_ENTERPRISES: _grant(Role.ADMIN),
    Act.VERIFY_AUDIT: _grant(Role.ADMIN),
}


def could(actor: Person, act: Act) -> Permission:
    """By role alone, for menus and buttons; never enough to do it."""
    if not actor.active:
        return Permission(allowed=False, reason=Reason.INACTIVE)
    if actor.role not in _GRANTS[act].roles:
        return Permission(allowed=False, reason=Reason.ROLE)
    return Permission(allowed=True, reason=Reason.GRANTED)


def may(actor: Person, act: Act, *, office: Organisation | None = None, subject: object = None) -> Permission:
    """`subject` is the matter itself; `office` the organisation that it lies with, where the subject does not tell.

    Fails closed: an act on a matter, asked without the matter, is refused with `no-subject`.
    """
    permission = could(actor, act)
    if not permission.allowed:
        return permission
    for check in _GRANTS[act].checks:
        reason = check(actor, office, subject)
        if reason is not None:
            return Permission(allowed=False, reason=reason)
    return permission


def demand(actor: Person, act: Act, *, office: Organisation | None = None, subject: object = None) -> None:
    """Raises `FourEyes`, or `NotAllowed` with the act and the reason code."""
    permission = may(actor, act, office=office, subject=subject)
    if permission.reason is Reason.FOUR_EYES:
        raise FourEyes(act=act.value)
    if not permission.allowed:
        raise NotAllowed(act=act.value, reason=permission.reason.value)
