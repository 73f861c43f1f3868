"""A circular 预警文书 on its way to approval: draft, edit, submit, approve, return, discard (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from casework.circular_fields import FIELDS, checked, today
from casework.env import Env
from casework.notices import approval_request, approved_notice, returned_notice
from casework.ports import CircularPaper, Paper, Render, Reply, Transactions, UnitOfWork
from casework.recipients import anybody
from casework.tell import tell, tell_office
from risk.circular import (
    CIRCULAR,
    Circular,
    CircularCommand,
    CircularKind,
    CircularState,
    CircularStatus,
    Rendition,
    WarningLevel,
)
from risk.errors import Conflict, DigestMismatch, EmptyAudience, ExerciseWall, Incomplete, Invalid, NotFound
from risk.organisation import Person, Role
from risk.permission import Act, demand

OFFICIAL_LOCALE = "zh-CN"
_DIGITS = 4
_EVERY_OFFICE = ""
_SERIES: Final = {CircularStatus.ACTUAL: "D", CircularStatus.EXERCISE: "E"}


def draft_circular(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    *,
    kind: CircularKind | str,
    level: WarningLevel | str,
    title: str,
    body: str,
    product: str | None = None,
    hazards: Iterable[str] = (),
    origin: str = "",
    measures: str | Iterable[str] = (),
    audience: object = (),
    reply_by: date | str | None = None,
    valid_until: date | str | None = None,
    signal_id: str | None = None,
    predecessor_id: str | None = None,
) -> Circular:
    """A draft with a number of its own, e.g. D2026-0001. Raises `Invalid` or `TooLarge` with the field.

    `audience`: see `casework.audiences.parse_audience`. `predecessor_id`: the issued circular that this one replaces.
    """
    demand(actor, Act.DRAFT_CIRCULAR)
    if signal_id is not None and uow.signals.get(signal_id).office_id != actor.org_id:
        raise NotFound(signal=signal_id)
    if predecessor_id is not None:
        predecessor = uow.circulars.get(predecessor_id)
        demand(actor, Act.UPDATE_CIRCULAR, subject=predecessor)
        if predecessor.exercise:
            raise ExerciseWall(number=predecessor.number)
    fields = checked(
        uow,
        env,
        {
            "kind": kind,
            "level": level,
            "title": title,
            "body": body,
            "product": product,
            "hazards": hazards,
            "origin": origin,
            "measures": measures,
            "audience": audience,
            "reply_by": reply_by,
            "valid_until": valid_until,
        },
    )
    circular = Circular(
        id=env.ids.new(),
        number=draft_number(uow, env),
        org_id=actor.org_id,
        drafted_by=actor.id,
        drafted_at=env.now(),
        signal_id=signal_id,
        predecessor_id=predecessor_id,
        **fields,
    )
    uow.circulars.add(circular)
    note(uow, env, actor.id, "circular.draft", circular)
    return circular


def draft_from(uow: UnitOfWork, env: Env, actor: Person, raw: Mapping[str, Any]) -> Circular:
    """From a JSON object with the fields of `draft_circular`. Raises `Invalid`, `Incomplete`, `TooLarge`."""
    for name in raw:
        if name not in FIELDS:
            raise Invalid(field=str(name))
    for name in ("kind", "level", "title", "body"):
        if not raw.get(name):
            raise Incomplete(field=name)
    return draft_circular(uow, env, actor, **raw)


def edit_draft(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, **changes: object) -> Circular:
    """Only while it is a draft (`Conflict` after); any of the fields of `draft_circular`, checked the same way."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.DRAFT_CIRCULAR, subject=circular)
    if circular.state is not CircularState.DRAFT:
        raise Conflict(number=circular.number)
    saved = uow.circulars.save(replace(circular, **checked(uow, env, changes)))
    note(uow, env, actor.id, "circular.edit", saved)
    return saved


def paper_of(uow: UnitOfWork, circular: Circular) -> CircularPaper:
    """All that a rendition shows, without the official number and the date; an exercise ends with its day."""
    return CircularPaper(
        number=circular.number,
        office=uow.organisations.get(circular.org_id).name,
        kind=circular.kind.value,
        level=circular.level.value,
        title=circular.title,
        body=circular.body,
        product=circular.product,
        hazards=circular.hazards,
        origin=circular.origin,
        measures=circular.measures,
        reply_by=circular.reply_by.isoformat() if circular.reply_by else "",
        valid_until=circular.valid_until.isoformat() if circular.valid_until and not circular.exercise else "",
        locale=OFFICIAL_LOCALE,
        exercise=circular.exercise,
    )


def submit_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, paper: Paper) -> Circular:
    """Lays the rendered text before the signing leaders of the office, who approve exactly its digest.

    `paper` is `paper_of` this circular, rendered before the transaction. Raises `Incomplete` (field "signer" if the
    office has no signing leader but the one who submits) and `EmptyAudience`.
    """
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.SUBMIT_CIRCULAR, subject=circular)
    rule = CIRCULAR.rule(circular.state, CircularCommand.SUBMIT, circular)
    if circular.kind is not CircularKind.ANNOUNCEMENT and not anybody(uow, circular):
        raise EmptyAudience(number=circular.number)
    signers = [
        signer
        for signer in uow.people.of(circular.org_id, role=Role.SIGNER)
        if signer.id not in (actor.id, circular.drafted_by)
    ]
    if not signers:
        raise Incomplete(field="signer")
    submitted = uow.circulars.save(
        replace(
            circular,
            state=rule.to,
            digest=paper.digest,
            submitted_by=actor.id,
            submitted_at=env.now(),
            approved_digest="",
            approved_by=None,
            approved_at=None,
            return_reason="",
        )
    )
    keep_rendition(uow, env, submitted, paper, final=False)
    note(uow, env, actor.id, "circular.submit", submitted, digest=paper.digest)
    for signer in signers:
        request = approval_request(submitted, paper.text)
        tell(uow, env, signer, request, dedupe=f"approval:{submitted.id}:{submitted.version}")
    return submitted


def approve_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, digest: str) -> Circular:
    """Of the text with that digest and of no other (`DigestMismatch`); never by who drafted it (`FourEyes`)."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.APPROVE_CIRCULAR, subject=circular)
    rule = CIRCULAR.rule(circular.state, CircularCommand.APPROVE, circular)
    if digest != circular.digest:
        raise DigestMismatch(number=circular.number)
    approved = uow.circulars.save(
        replace(circular, state=rule.to, approved_digest=digest, approved_by=actor.id, approved_at=env.now())
    )
    note(uow, env, actor.id, "circular.approve", approved, digest=digest)
    tell_drafter(uow, env, approved, approved_notice(approved), dedupe=f"approved:{approved.id}:{approved.version}")
    return approved


def return_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, reason: str) -> Circular:
    """Back to the drafter, with what to change; also after an approval, while it is not issued."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.RETURN_CIRCULAR, subject=circular)
    rule = CIRCULAR.rule(circular.state, CircularCommand.RETURN, circular)
    if not reason.strip():
        raise Incomplete(field="reason")
    returned = uow.circulars.save(
        replace(
            circular,
            state=rule.to,
            return_reason=reason.strip(),
            approved_digest="",
            approved_by=None,
            approved_at=None,
        )
    )
    note(uow, env, actor.id, "circular.return", returned)
    tell_drafter(uow, env, returned, returned_notice(returned), dedupe=f"returned:{returned.id}:{returned.version}")
    return returned


def discard_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str) -> Circular:
    """A draft that will not be needed."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.DISCARD_CIRCULAR, subject=circular)
    rule = CIRCULAR.rule(circular.state, CircularCommand.DISCARD, circular)
    discarded = uow.circulars.save(replace(circular, state=rule.to))
    note(uow, env, actor.id, "circular.discard", discarded)
    return discarded


def circular_numbered(uow: UnitOfWork, number: str) -> Circular:
    """By the draft's number or the official one; raises `NotFound`."""
    circular = uow.circulars.by_number(number.strip())
    if circular is None:
        raise NotFound(circular=number.strip()[:40])
    return circular


def describe(uow: UnitOfWork, circular: Circular) -> dict[str, object]:
    """For JSON; `deliveries` counts them by state."""
    return {
        "number": circular.number,
        "official_number": circular.official_number,
        "kind": circular.kind.value,
        "level": circular.level.value,
        "status": circular.status.value,
        "state": circular.state.value,
        "title": circular.title,
        "product": circular.product,
        "hazards": list(circular.hazards),
        "origin": circular.origin,
        "body": circular.body,
        "measures": list(circular.measures),
        "reply_by": circular.reply_by.isoformat() if circular.reply_by else None,
        "valid_until": circular.valid_until.isoformat() if circular.valid_until else None,
        "audience": asdict(circular.audience),
        "digest": circular.digest,
        "approved_digest": circular.approved_digest,
        "issued_at": circular.issued_at.isoformat() if circular.issued_at else None,
        "deliveries": dict(uow.deliveries.counts(circular.id)),
        "receipts": len({receipt.person_id for receipt in uow.receipts.of_circular(circular.id)}),
        "answers": len({answer.person_id for answer in uow.answers.of_circular(circular.id)}),
    }


def submit_now(transactions: Transactions, env: Env, render: Render, actor: Person, circular_id: str) -> Circular:
    """Render, then submit; for callers without an event loop."""
    paper = render(transactions.run_now(lambda uow: paper_of(uow, uow.circulars.get(circular_id))))
    return transactions.run_now(lambda uow: submit_circular(uow, env, actor, circular_id, paper))


def keep_rendition(uow: UnitOfWork, env: Env, circular: Circular, paper: Paper, *, final: bool) -> None:
    """What was rendered, kept for good."""
    uow.renditions.add(
        Rendition(
            id=env.ids.new(),
            circular_id=circular.id,
            final=final,
            text=paper.text,
            html=paper.html,
            pdf=paper.pdf,
            digest=paper.digest,
            locale=OFFICIAL_LOCALE,
            created_at=env.now(),
        )
    )


def note(uow: UnitOfWork, env: Env, actor_id: str, act: str, circular: Circular, **detail: str) -> None:
    """The audit entry of an act on a circular."""
    uow.audit.append(
        org_id=circular.org_id,
        at=env.now(),
        actor_id=actor_id,
        act=act,
        subject=f"circular:{circular.id}",
        **detail,
    )


def tell_drafter(uow: UnitOfWork, env: Env, circular: Circular, reply: Reply, *, dedupe: str) -> None:
    """To whoever drafted it; if they have left, to the officers of the office."""
    drafter = uow.people.get(circular.drafted_by)
    if drafter.active and drafter.org_id == circular.org_id:
        tell(uow, env, drafter, reply, dedupe=dedupe)
    else:
        tell_office(uow, env, circular.org_id, Role.OFFICER, reply, dedupe=dedupe)


def draft_number(uow: UnitOfWork, env: Env, *, status: CircularStatus = CircularStatus.ACTUAL) -> str:
    """One series for the installation: two offices may not both have a D2026-0001. Exercises have E2026-0001."""
    year = today(env).year
    number = uow.circulars.next_draft(_EVERY_OFFICE, year, status=status)
    return f"{_SERIES[status]}{year}-{number:0{_DIGITS}d}"
