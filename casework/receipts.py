"""Receipt 签收 and answer 答复 of those who received a circular (Art. 16, 22)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.circulars import tell_drafter
from casework.deliveries import spare_the_rest
from casework.env import Env
from casework.notices import full_name_of
from casework.ports import Option, Say, Text, UnitOfWork
from casework.ports.digests import calls_for_receipt
from casework.receipt_signing import sign_earlier, sign_receipt
from casework.terms import term
from risk.circular import Circular, CircularState
from risk.delivery import DELIVERY, Answer, Delivery, DeliveryCommand, Receipt
from risk.errors import ExerciseWall, Incomplete, Invalid, NotFound, TooLarge
from risk.organisation import Person, Role
from risk.permission import Act, demand
from risk.receipt import Capacity, Means, SignedReceipt

FIELD_LIMIT = 2_000  # characters


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """`first` is False where this person had acknowledged before, at `at`. `receipt`: signed and chained."""

    circular: Circular
    at: datetime
    first: bool
    receipt: SignedReceipt


@dataclass(frozen=True, kw_only=True)
class Due:
    """What a recipient still owes: a receipt, an answer by a date, or both."""

    circular: Circular
    receipt: bool
    answer_due: date | None


def acknowledge_receipt(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    circular_id: str,
    *,
    channel: str,
    capacity: Capacity | None = None,
    means: Means = Means.BUTTON,
) -> Acknowledged:
    """Of the exact text (its digest), once for all channels of the person; late is fine, again changes nothing.

    `capacity`: what they declared; None = as who they are enrolled.
    """
    circular, rows = _received(uow, actor, circular_id)
    for row in rows:
        demand(actor, Act.ACKNOWLEDGE_RECEIPT, subject=row)
    earlier = next((row.acknowledged_at for row in rows if row.acknowledged_at), None)
    if earlier is not None:
        return Acknowledged(circular=circular, at=earlier, first=False, receipt=_signed(uow, env, circular, actor))
    now = env.now()
    used = next((row for row in rows if row.channel == channel), rows[0])
    receipt = Receipt(
        id=env.ids.new(),
        delivery_id=used.id,
        circular_id=circular.id,
        person_id=actor.id,
        org_id=actor.org_id,
        channel=channel,
        digest=circular.approved_digest,
        at=now,
        capacity=capacity or enrolled_capacity(actor),
        means=means,
    )
    uow.receipts.add(receipt)
    signed = sign_receipt(uow, env, receipt)
    for row in rows:
        rule = DELIVERY.rule(row.state, DeliveryCommand.ACKNOWLEDGE)
        uow.deliveries.save(replace(row, state=rule.to, acknowledged_at=now, remind_at=None, escalate_at=None))
    spare_the_rest(uow, rows)
    # The hash here ties the chain of receipts to the audit log, whose head is anchored outside the database.
    _note(uow, env, actor, "receipt.acknowledge", circular, receipt=signed.hash, number=str(signed.number))
    return Acknowledged(circular=circular, at=now, first=True, receipt=signed)


def enrolled_capacity(actor: Person) -> Capacity:
    """As whom a button in the chat acknowledges: nothing was declared there."""
    return Capacity.SELF if actor.role is Role.CITIZEN else Capacity.ENROLLED


def answer_circular(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    circular_id: str,
    *,
    involved: bool,
    batches: str = "",
    quantity_sold: str = "",
    action: str = "",
    evidence_ids: Iterable[str] = (),
    channel: str = "",
) -> Answer:
    """Also acknowledges receipt. A further answer stands beside the first. `action` is needed where involved.

    Raises `ExerciseWall` for an exercise, which asks nothing of anybody.
    """
    circular, rows = _received(uow, actor, circular_id)
    if circular.exercise:
        raise ExerciseWall(number=circular.official_number)
    for row in rows:
        demand(actor, Act.ANSWER_CIRCULAR, subject=row)
    texts = {"batches": batches.strip(), "quantity_sold": quantity_sold.strip(), "action": action.strip()}
    for name, text in texts.items():
        if len(text) > FIELD_LIMIT:
            raise TooLarge(field=name, limit=FIELD_LIMIT)
    if involved and not texts["action"]:
        raise Incomplete(field="action")
    acknowledge_receipt(uow, env, actor, circular_id, channel=channel)
    used = next((row for row in rows if row.channel == channel), rows[0])
    answer = Answer(
        id=env.ids.new(),
        delivery_id=used.id,
        circular_id=circular.id,
        person_id=actor.id,
        org_id=actor.org_id,
        involved=involved,
        at=env.now(),
        evidence_ids=tuple(_evidence(uow, actor, circular, evidence_ids)),
        **texts,
    )
    uow.answers.add(answer)
    for row in uow.deliveries.between(circular.id, actor.id):
        uow.deliveries.save(replace(row, answered_at=answer.at))
    _note(uow, env, actor, "circular.answer", circular, answer=answer.id)
    tell_drafter(uow, env, circular, answer_card(uow, circular, answer), dedupe=f"answer:{answer.id}")
    return answer


def answer_card(uow: UnitOfWork, circular: Circular, answer: Answer) -> Say:
    """For the office: what the operator answered, with its evidence by button."""
    evidence = Option(label=Text(key="circular-answer-evidence"), action="circular.evidence", subject=answer.id)
    return Say(
        text=Text(
            key="circular-answer-received",
            params={
                **full_name_of(circular),
                "company": uow.organisations.get(answer.org_id).name,
                "involved": term("circular-involved", "yes" if answer.involved else "no"),
                "batches": answer.batches or "—",
                "quantity": answer.quantity_sold or "—",
                "action": answer.action or "—",
                "files": len(answer.evidence_ids),
            },
        ),
        options=((evidence,),) if answer.evidence_ids else (),
        confidential=True,
        brief=Text(key="circular-answer-brief", params={"number": circular.official_number}),
    )


def due_list(uow: UnitOfWork, actor: Person) -> list[Due]:
    """What the actor owes on circulars in force; answers first, by date."""
    latest: dict[str, list[Delivery]] = {}
    for row in uow.deliveries.of_person(actor.id):
        latest.setdefault(row.circular_id, []).append(row)
    found = []
    for circular_id, rows in latest.items():
        circular = uow.circulars.get(circular_id)
        asked = circular.exercise or any(calls_for_receipt(row) for row in rows)
        receipt = asked and not any(row.acknowledged_at for row in rows)
        answered = any(row.answered_at for row in rows)
        answer_due = None if answered else next((row.answer_due for row in rows if row.answer_due), None)
        if circular.state is CircularState.ISSUED and actor.role is not Role.CITIZEN and (receipt or answer_due):
            found.append(Due(circular=circular, receipt=receipt, answer_due=answer_due))
    return sorted(found, key=lambda due: due.answer_due or date.max)


def _signed(uow: UnitOfWork, env: Env, circular: Circular, actor: Person) -> SignedReceipt:
    """Of a receipt that was given before; also by a release that did not sign."""
    found = uow.receipt_book.between(circular.id, actor.id)
    if found is None:
        sign_earlier(uow, env, circular.org_id)
        found = uow.receipt_book.between(circular.id, actor.id)
    if found is None:
        raise NotFound(kind="receipt")
    return found


def _received(uow: UnitOfWork, actor: Person, circular_id: str) -> tuple[Circular, list[Delivery]]:
    circular = uow.circulars.find(circular_id)
    rows = uow.deliveries.between(circular_id, actor.id)
    if circular is None or not rows:
        raise NotFound(circular=circular_id[:40])
    return circular, rows


def _evidence(uow: UnitOfWork, actor: Person, circular: Circular, ids: Iterable[str]) -> Iterable[str]:
    """The actor's own uploads; they become part of the case that the circular came from."""
    for id_ in dict.fromkeys(ids):
        attachment = uow.attachments.find(id_)
        if attachment is None or attachment.person_id != actor.id:
            raise Invalid(field="evidence")
        if attachment.signal_id is None and circular.signal_id is not None:
            uow.attachments.save(replace(attachment, signal_id=circular.signal_id))
        yield id_


def _note(uow: UnitOfWork, env: Env, actor: Person, act: str, circular: Circular, **detail: str) -> None:
    uow.audit.append(
        org_id=circular.org_id,
        at=env.now(),
        actor_id=actor.id,
        act=act,
        subject=f"circular:{circular.id}",
        **detail,
    )
