"""The ledger of deliveries, written for all addressees at once by INSERT … SELECT (ADR 11)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    Table,
    and_,
    case,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.schema import CreateTable, DropTable

from casework.ports.ledger import Addressees, Bundle, Fanout, Reach
from risk.delivery import DeliveryState
from risk.organisation import Role
from risk.subscription import NotifyReason
from storage.mapping import table_of
from storage.repositories import matching
from storage.repositories.counters import bump_all
from storage.repositories.in_bulk import fill, message_rows, moment, place_id, when_rested
from storage.repositories.outbox import NOTICE, seq_counter
from storage.rows import AddressRow, DeliveryRow, MessageRow, PersonRow, SubscriptionRow
from storage.rows.columns import Words
from storage.work import Work

_ADDRESSES = table_of(AddressRow)
_DELIVERIES = table_of(DeliveryRow)
_MESSAGES = table_of(MessageRow)
_PEOPLE = table_of(PersonRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_BEHIND: Final = 10**6  # no place that a person sets is as large

# The addressees of the circular that is being issued, by place; only this connection sees it. It fixes who they are:
# on PostgreSQL each further statement sees the register as it has become meanwhile.
_FANOUT = Table(
    "fanout",
    MetaData(),
    Column("place", Integer, primary_key=True),
    Column("person_id", Words, nullable=False),
    Column("org_id", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("because", Words, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("address_id", Words),
    Column("channel", Words),
    Column("turn", Integer, nullable=False),
    Column("bundled", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
)


class Ledger:
    def __init__(self, work: Work) -> None:
        self._work = work

    def addressed(self, to: Addressees) -> list[tuple[str, NotifyReason]]:
        found = matching.people(self._work, to).order_by("person_id")
        return [(row.person_id, matching.REASONS[row.rank]) for row in self._work.all(found)]

    def anybody(self, to: Addressees) -> bool:
        return matching.anybody(self._work, to)

    def unmanned(self, to: Addressees) -> list[str]:
        statement = matching.unmanned(self._work, to)
        return [] if statement is None else [row.name for row in self._work.all(statement)]

    def write(self, to: Addressees, fanout: Fanout) -> Reach:
        return spread(self._work, matching.people(self._work, to), fanout)


def spread(work: Work, picked: Select[Any], fanout: Fanout) -> Reach:
    """To everybody in `picked`, as (person_id, rank of the reason in `matching.REASONS`)."""
    for notice in (fanout.notice, fanout.asking):
        if notice is not None:
            work.write(insert(NOTICE.table).values(NOTICE.to_row(notice, work.ring)), kind=NOTICE.table.name)
    work.write(CreateTable(_FANOUT), kind=_FANOUT.name)
    fill(work, _FANOUT, _addressees(picked, fanout))
    fill(work, _DELIVERIES, _deliveries(fanout))
    bump_all(work, select(seq_counter(_FANOUT.c.address_id)).where(_FANOUT.c.address_id.is_not(None)))
    fill(work, _MESSAGES, _messages(fanout))
    for row in work.all(select(_FANOUT.c.channel).where(_FANOUT.c.channel.is_not(None)).distinct()):
        work.ringing.add(row.channel)
    people, unreachable = work.all(
        select(func.count(_FANOUT.c.person_id.distinct()), func.count().filter(_FANOUT.c.address_id.is_(None)))
    )[0]
    work.write(DropTable(_FANOUT), kind=_FANOUT.name)
    return Reach(people=people, unreachable=unreachable)


def _addressees(picked_people: Select[Any], fanout: Fanout) -> Select[Any]:
    """Everybody, once for each channel, on the address that comes first there; the channels in their order."""
    picked = picked_people.subquery("picked")
    p, a = _PEOPLE.c, _ADDRESSES.c
    on_channel = func.row_number().over(
        partition_by=(p.id, a.channel), order_by=(func.coalesce(a.place, _BEHIND), a.created_at, a.id)
    )
    house = {channel: _BEHIND + number for number, channel in enumerate(fanout.order)}
    every = (
        select(
            p.id.label("person_id"),
            p.org_id,
            p.role,
            picked.c.rank,
            a.id.label("address_id"),
            a.channel,
            func.coalesce(a.channel.in_(sorted(fanout.together)), literal(value=True)).label("apart"),
            func.coalesce(a.place, case(house, value=a.channel, else_=_BEHIND + len(house))).label("key"),
            on_channel.label("nth"),
        )
        .select_from(
            picked.join(_PEOPLE, p.id == picked.c.person_id).outerjoin(
                _ADDRESSES, and_(a.person_id == p.id, a.closed_at.is_(None))
            )
        )
        .subquery("every")
    )
    order = (every.c.apart, every.c.key, every.c.channel)
    turn = func.row_number().over(partition_by=every.c.person_id, order_by=order)
    return select(
        every.c.person_id,
        every.c.org_id,
        every.c.role,
        case(dict(enumerate(matching.REASONS)), value=every.c.rank).label("because"),
        (_one_of(every.c.role, fanout.answering) if fanout.asking else literal(value=False)).label("asked"),
        every.c.address_id,
        every.c.channel,
        case((every.c.apart, 0), else_=turn - 1).label("turn"),
        _bundled(every, fanout).label("bundled"),
    ).where(every.c.nth == 1)


def _bundled(every: Any, fanout: Fanout) -> ColumnElement[bool]:
    """Whether it waits for this person's digest."""
    if fanout.bundle is None:
        return literal(value=False)
    s = _SUBSCRIPTIONS.c
    so_wanted = select(s.person_id).where(s.active, s.bundled, s.digest_hour.is_not(None))
    by_subscription = every.c.rank == matching.REASONS.index(NotifyReason.SUBSCRIBED)
    return and_(by_subscription, every.c.person_id.in_(so_wanted))


def _deliveries(fanout: Fanout) -> Select[Any]:
    f, s = _FANOUT.c, _SUBSCRIPTIONS.c
    nowhere = f.address_id.is_(None)
    at, state = moment(fanout.at), _DELIVERIES.c.state.type
    # Our own page shows it in quiet hours too.
    over = case(
        (f.channel == fanout.shown, moment(fanout.turns[0].over)),
        else_=_by_turn([when_rested(turn.over, turn.over_after) for turn in fanout.turns]),
    )
    chased = and_(~f.bundled, ~_one_of(f.role, fanout.spared))
    return select(
        place_id(fanout.delivery_prefix, f.place).label("id"),
        literal(fanout.circular_id).label("circular_id"),
        f.person_id,
        f.org_id,
        func.coalesce(f.channel, "").label("channel"),
        at.label("created_at"),
        case(
            (nowhere, literal(DeliveryState.DEAD, state)),
            (f.channel == fanout.shown, literal(DeliveryState.SENT, state)),
            else_=literal(DeliveryState.QUEUED, state),
        ).label("state"),
        case((~nowhere, place_id(fanout.message_prefix, f.place))).label("message_id"),
        literal(0).label("attempts"),
        case((f.channel == fanout.shown, at)).label("sent_at"),
        case((f.asked, literal(fanout.answer_due, _DELIVERIES.c.answer_due.type))).label("answer_due"),
        literal(0).label("reminders"),
        case((and_(~nowhere, chased), moment(fanout.remind_at))).label("remind_at"),
        case((nowhere, literal(fanout.owner_id))).label("owner_id"),
        case((nowhere, literal(fanout.no_address)), else_="").label("reason"),
        f.because,
        f.turn,
        case((chased, case((nowhere, at), else_=over))).label("escalate_at"),
        case((nowhere, at)).label("told_at"),
        literal(0).label("version"),
    ).select_from(_FANOUT.outerjoin(_SUBSCRIPTIONS, and_(s.person_id == f.person_id, s.active)))


def _messages(fanout: Fanout) -> Select[Any]:
    f = _FANOUT.c
    notice = literal(fanout.notice.id)
    due = _by_turn([when_rested(turn.at, turn.rest) for turn in fanout.turns])
    reason: ColumnElement[str] = literal("")
    if fanout.bundle is not None:
        due = case((f.bundled, _release(fanout.bundle)), else_=due)
        reason = case((and_(f.bundled, f.channel != fanout.shown), fanout.bundle.reason), else_="")
    return message_rows(
        _FANOUT,
        prefix=fanout.message_prefix,
        at=fanout.at,
        due=due,
        shown=fanout.shown,
        lane=fanout.lane,
        dedupe=literal(f"circular:{fanout.circular_id}:") + f.person_id + ":" + f.channel,
        notice_id=case((f.asked, literal(fanout.asking.id)), else_=notice) if fanout.asking else notice,
        by_subscription=fanout.bundle is not None or any(turn.rest is not None for turn in fanout.turns),
        delivery_id=place_id(fanout.delivery_prefix, f.place),
        reason=reason,
    ).where(f.address_id.is_not(None))


def _by_turn(values: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The value of each turn; the last one's for those beyond."""
    if len(values) == 1:
        return values[0]
    return case(*((_FANOUT.c.turn == turn, value) for turn, value in enumerate(values[:-1])), else_=values[-1])


def _release(bundle: Bundle) -> ColumnElement[Any]:
    """`Bundle.release` of a subscription."""
    s = _SUBSCRIPTIONS.c

    def by_one_clock(zone: str) -> ColumnElement[Any]:
        hours = range(len(bundle.clock.ends))
        return case({hour: moment(bundle.release(zone, hour)) for hour in hours}, value=s.digest_hour)

    elsewhere = [(s.zone == zone, by_one_clock(zone)) for zone in sorted(bundle.clock.elsewhere)]
    return case(*elsewhere, else_=by_one_clock("")) if elsewhere else by_one_clock("")


def _one_of(column: ColumnElement[Any], roles: Collection[Role]) -> ColumnElement[bool]:
    return column.in_(sorted(roles))
