"""Verification 调查核实 by the office or by a technical institution on its behalf (Art. 11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.answers import tell_tipsters
from casework.clocks import stop_clock
from casework.env import Env
from casework.ports import UnitOfWork
from casework.signals import dismissed, move
from risk.deadline import DeadlineKind
from risk.errors import Incomplete, Invalid
from risk.information import Status
from risk.organisation import Level, Organisation, Person
from risk.permission import Act, demand
from risk.signal import Signal, SignalCommand, Verification

# In the catalogue as verification-method-<code>. DELEGATE also needs the institution.
METHODS = ("site_check", "sampling_test", "document_check", "interview", "foreign_notice", "delegate")
DELEGATE = "delegate"


@dataclass(frozen=True, kw_only=True)
class VerificationForm:
    """What the short form asks. `holds`: whether what the tip says is so."""

    method: str
    checks: str
    finding: str
    holds: bool
    evidence: str = ""
    delegate_org_id: str | None = None


def institutions(uow: UnitOfWork) -> list[Organisation]:
    """The technical institutions that may investigate or assess for an office (Art. 11, 12)."""
    return uow.organisations.all(level=Level.TECHNICAL)


def begin_verification(uow: UnitOfWork, env: Env, actor: Person, signal_id: str) -> Signal:
    """The tipsters hear that it is being looked into."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.VERIFY_SIGNAL, subject=signal)
    signal = move(uow, env, actor, signal, SignalCommand.BEGIN_VERIFICATION)
    tell_tipsters(uow, env, signal, Status.VERIFYING)
    return signal


def verify_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str, form: VerificationForm) -> Verification:
    """Records what was done and found. What does not hold is dismissed by it, and the tipsters are told so."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.VERIFY_SIGNAL, subject=signal)
    _check(uow, form)
    verification = Verification(
        id=env.ids.new(),
        signal_id=signal.id,
        method=form.method,
        checks=form.checks.strip(),
        finding=form.finding.strip(),
        evidence=form.evidence.strip(),
        investigator_id=actor.id,
        holds=form.holds,
        at=env.now(),
        delegate_org_id=form.delegate_org_id,
    )
    uow.verifications.add(verification)
    if form.holds:
        owner = signal.owner_id or actor.id
        signal = move(uow, env, actor, replace(signal, owner_id=owner), SignalCommand.VERIFY)
        stop_clock(uow, env, DeadlineKind.VERIFY, subject_id=signal.id)
        tell_tipsters(uow, env, signal, Status.VERIFIED)
    else:
        dismissed(uow, env, actor, signal, reason=verification.finding, status=Status.NOT_VERIFIED)
    return verification


def _check(uow: UnitOfWork, form: VerificationForm) -> None:
    if form.method not in METHODS:
        raise Invalid(field="method")
    for field in ("checks", "finding"):
        if not getattr(form, field).strip():
            raise Incomplete(field=field)
    if form.delegate_org_id is not None and form.delegate_org_id not in {org.id for org in institutions(uow)}:
        raise Invalid(field="delegate")
    if form.method == DELEGATE and form.delegate_org_id is None:
        raise Incomplete(field="delegate")
