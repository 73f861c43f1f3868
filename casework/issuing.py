"""Issuing an approved circular: number and date, a delivery per recipient and channel, the filing (Art. 16, 20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from casework.answers import tell_tipsters
from casework.circular_fields import today
from casework.circulars import keep_rendition, note, paper_of, tell_drafter
from casework.endings import replace_by
from casework.env import Env
from casework.fanouts import fanout_of
from casework.filings import file_circular
from casework.notices import Issued, circular_notice, issued_notice
from casework.ports import CircularPaper, Paper, Render, Say, Transactions, UnitOfWork
from casework.recipients import addressees
from risk.circular import CIRCULAR, Circular, CircularCommand, CircularKind, CircularStatus
from risk.errors import Conflict, DigestMismatch
from risk.information import Status
from risk.organisation import AUTHORITIES, CUSTOMS, Organisation, Person
from risk.permission import Act, demand

_CUSTOMS_WORD, _WARNING_WORD, _EXERCISE_WORD = "海关", "警", "演练"
_TRIES = 5


def number_prefix(
    office: Organisation, offices: Iterable[Organisation], *, status: CircularStatus = CircularStatus.ACTUAL
) -> str:
    """What the office's official numbers begin with: 江门海关 -> 江关警; its whole name where two would share that.

    Exercises have a series of their own: 演练江关.
    """
    short = _short_name(office)
    shared = any(other.id != office.id and _short_name(other) == short for other in offices)
    name = office.name if shared else short
    return f"{_EXERCISE_WORD}{name}" if status is CircularStatus.EXERCISE else f"{name}{_WARNING_WORD}"


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
            valid_until=day if circular.exercise else circular.valid_until,
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
    serial = uow.circulars.next_serial(circular.org_id, year, status=circular.status)
    return official_number(number_prefix(office, offices, status=circular.status), year, serial)


def _deliver(uow: UnitOfWork, env: Env, circular: Circular, text: str) -> Issued:
    """A row per recipient and channel, each with its turn. Whoever has no channel gets a dead row, so that somebody
    looks after it."""
    to = addressees(uow, circular)

    def words(answer: bool) -> Say:
        return circular_notice(circular, text, env.timezone, answer=answer)

    reach = uow.ledger.write(to, fanout_of(uow, env, circular, words))
    return Issued(
        circular=circular,
        people=reach.people,
        unreachable=reach.unreachable,
        nobody=tuple(uow.ledger.unmanned(to)),
    )


def _warn_tipsters(uow: UnitOfWork, env: Env, circular: Circular) -> None:
    """Whoever told us learns that the public is being warned."""
    if circular.kind is not CircularKind.ANNOUNCEMENT or circular.signal_id is None:
        return
    tell_tipsters(uow, env, uow.signals.get(circular.signal_id), Status.WARNED)
