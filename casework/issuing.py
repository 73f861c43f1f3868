"""Issuing an approved circular: number and date, a delivery per recipient and channel, the filing (Art. 16, 20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from casework.answers import tell_tipsters
from casework.circular_fields import today
from casework.circulars import keep_rendition, note, paper_of, tell_drafter
from casework.endings import replace_by
from casework.env import Env
from casework.filings import file_circular
from casework.notices import Issued, circular_notice, issued_notice, wants_answer
from casework.ports import (
    CircularPaper,
    Lane,
    Message,
    MessageState,
    Paper,
    Render,
    Reply,
    Transactions,
    UnitOfWork,
)
from casework.ports.encoding import dump_reply
from casework.recipients import recipients
from casework.reminders import first_reminder
from casework.subscriptions import quiet_until
from casework.tell import WEBCHAT
from risk.circular import CIRCULAR, Circular, CircularCommand, CircularKind, WarningLevel
from risk.delivery import DELIVERY, Delivery, DeliveryCommand, DeliveryState
from risk.errors import Conflict, DigestMismatch
from risk.identity import Secret
from risk.information import Status
from risk.organisation import AUTHORITIES, CUSTOMS, Address, Organisation, Person, Role
from risk.permission import Act, demand

_CUSTOMS_WORD = "海关"
_TRIES = 5
NO_ADDRESS = "no-address"


def number_prefix(office: Organisation, offices: Iterable[Organisation]) -> str:
    """What the office's official numbers begin with: 江门海关 -> 江关警; its whole name where two would share that."""
    short = _short_name(office)
    shared = any(other.id != office.id and _short_name(other) == short for other in offices)
    return f"{office.name}警" if shared else f"{short}警"


def official_number(prefix: str, year: int, serial: int) -> str:
    """As official documents are numbered (GB/T 9704-2012, 7.2.5): 江关警〔2026〕1号."""
    return f"{prefix}〔{year}〕{serial}号"


def prepare_issue(uow: UnitOfWork, env: Env, actor: Person, circular_id: str) -> CircularPaper:
    """What to render for the issue, with the next official number and today's date.

    Takes a number from the office's row: let the transaction come to nothing, `issue_circular` takes it for good.
    """
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.ISSUE_CIRCULAR, subject=circular)
    CIRCULAR.rule(circular.state, CircularCommand.ISSUE, circular)
    day = today(env)
    return replace(
        paper_of(uow, circular),
        official_number=_next_number(uow, circular, day.year),
        issued_on=day.isoformat(),
    )


def issue_circular(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    circular_id: str,
    final_paper: Paper,
    *,
    official_number: str,
    issued_on: str,
) -> Issued:
    """`final_paper`: `prepare_issue`'s paper, rendered. Raises `DigestMismatch` if it is not the approved text,
    and `Conflict` if the number or the date is no longer the next one: prepare again then.
    """
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.ISSUE_CIRCULAR, subject=circular)
    rule = CIRCULAR.rule(circular.state, CircularCommand.ISSUE, circular)
    if final_paper.digest != circular.approved_digest:
        raise DigestMismatch(number=circular.number)
    day = today(env)
    if issued_on != day.isoformat() or official_number != _next_number(uow, circular, day.year):
        raise Conflict(number=circular.number)
    issued = uow.circulars.save(
        replace(
            circular,
            state=rule.to,
            official_number=official_number,
            issued_by=actor.id,
            issued_at=env.now(),
        )
    )
    keep_rendition(uow, env, issued, final_paper, final=True)
    note(uow, env, actor.id, "circular.issue", issued, digest=final_paper.digest, number=official_number)
    result = _deliver(uow, env, issued, final_paper.text)
    file_circular(uow, env, issued, final_paper.text)
    _warn_tipsters(uow, env, issued)
    if issued.predecessor_id is not None:
        replace_by(uow, env, actor, issued.predecessor_id, successor=issued)
    if actor.id != issued.drafted_by:
        tell_drafter(uow, env, issued, issued_notice(result), dedupe=f"issued:{issued.id}")
    return result


def issue_now(transactions: Transactions, env: Env, render: Render, actor: Person, circular_id: str) -> Issued:
    """Prepare, render, issue; for callers without an event loop. Raises `Conflict` after a few lost races."""
    for _ in range(_TRIES - 1):
        try:
            return _issue_once(transactions, env, render, actor, circular_id)
        except Conflict:
            continue
    return _issue_once(transactions, env, render, actor, circular_id)


def _issue_once(transactions: Transactions, env: Env, render: Render, actor: Person, circular_id: str) -> Issued:
    paper = _peek(transactions, env, actor, circular_id)
    return transactions.run_now(
        partial(
            issue_circular,
            env=env,
            actor=actor,
            circular_id=circular_id,
            final_paper=render(paper),
            official_number=paper.official_number,
            issued_on=paper.issued_on,
        )
    )


class _Peeked(Exception):
    """Not an error: carries the paper out of a transaction that must come to nothing."""

    def __init__(self, paper: CircularPaper) -> None:
        super().__init__()
        self.paper = paper


def _peek(transactions: Transactions, env: Env, actor: Person, circular_id: str) -> CircularPaper:
    def body(uow: UnitOfWork) -> None:
        raise _Peeked(prepare_issue(uow, env, actor, circular_id))

    try:
        transactions.run_now(body)
    except _Peeked as peeked:
        return peeked.paper
    raise AssertionError("the body always raises")


def _short_name(office: Organisation) -> str:
    stem = office.name.removesuffix(_CUSTOMS_WORD)
    return f"{stem[:1]}关" if office.level in CUSTOMS and stem != office.name else office.name


def _next_number(uow: UnitOfWork, circular: Circular, year: int) -> str:
    office = uow.organisations.get(circular.org_id)
    offices = [each for level in AUTHORITIES for each in uow.organisations.all(level=level)]
    serial = uow.circulars.next_serial(circular.org_id, year)
    return official_number(number_prefix(office, offices), year, serial)


def _deliver(uow: UnitOfWork, env: Env, circular: Circular, text: str) -> Issued:
    """A row per recipient and channel. Whoever has no channel gets a dead row, so that somebody looks after it."""
    addressed = recipients(uow, circular)
    remind_at = first_reminder(uow, env, circular)
    subscriptions = {each.person_id: each for each in uow.subscriptions.active()}
    emergency = circular.level is WarningLevel.RED
    unreachable = 0
    for person, _reason in addressed.people:
        answer = wants_answer(circular, person)
        row = Delivery(
            id=env.ids.new(),
            circular_id=circular.id,
            person_id=person.id,
            org_id=person.org_id,
            channel="",
            created_at=env.now(),
            answer_due=circular.reply_by if answer else None,
        )
        channels: dict[str, Address] = {}
        for address in uow.addresses.of(person.id):
            channels.setdefault(address.channel, address)
        if not channels:
            unreachable += 1
            uow.deliveries.add(replace(row, state=DeliveryState.DEAD, reason=NO_ADDRESS, owner_id=circular.drafted_by))
            continue
        # Citizens asked to be told; nobody chases them for a receipt.
        chased = replace(row, remind_at=None if person.role is Role.CITIZEN else remind_at)
        notice = circular_notice(circular, text, person, env.timezone, answer=answer)
        rest = None if emergency else quiet_until(subscriptions.get(person.id), env.now(), env.timezone)
        for address in channels.values():
            _send(uow, env, circular, address, chased, notice, not_before=rest or env.now())
    return Issued(
        circular=circular,
        people=len(addressed.people),
        unreachable=unreachable,
        nobody=tuple(organisation.name for organisation in addressed.unreached),
    )


def _send(
    uow: UnitOfWork,
    env: Env,
    circular: Circular,
    address: Address,
    row: Delivery,
    notice: Reply,
    *,
    not_before: datetime,
) -> None:
    now = env.now()
    ours = address.channel == WEBCHAT  # what is in the table is on our page
    message_id = env.ids.new()
    delivery = replace(
        row,
        id=env.ids.new(),
        channel=address.channel,
        message_id=message_id,
        state=DELIVERY.rule(DeliveryState.QUEUED, DeliveryCommand.SENT).to if ours else DeliveryState.QUEUED,
        sent_at=now if ours else None,
    )
    uow.deliveries.add(delivery)
    uow.outbox.add(
        Message(
            id=message_id,
            address_id=address.id,
            person_id=address.person_id,
            channel=address.channel,
            created_at=now,
            reply=Secret(dump_reply(notice)),
            lane=Lane.EMERGENCY if circular.level is WarningLevel.RED else Lane.CIRCULAR,
            state=MessageState.SENT if ours else MessageState.QUEUED,
            sent_at=now if ours else None,
            next_at=None if ours else not_before,
            dedupe=f"circular:{circular.id}:{address.person_id}:{address.channel}",
            delivery_id=delivery.id,
        )
    )


def _warn_tipsters(uow: UnitOfWork, env: Env, circular: Circular) -> None:
    """Whoever told us learns that the public is being warned."""
    if circular.kind is not CircularKind.ANNOUNCEMENT or circular.signal_id is None:
        return
    tell_tipsters(uow, env, uow.signals.get(circular.signal_id), Status.WARNED)
