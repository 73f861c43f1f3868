"""The ledger of deliveries, written for all addressees at once by INSERT … SELECT (ADR 11)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Insert,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.schema import CreateTable, DropTable

from casework.ports.ledger import Addressees, Bundle, Fanout, Reach, Rest, Turn
from casework.ports.records import MessageState
from risk.delivery import DeliveryState
from risk.organisation import Role
from risk.subscription import NotifyReason
from storage.mapping import table_of
from storage.repositories import matching
from storage.repositories.counters import COUNTERS, bump_all
from storage.repositories.outbox import LANE_RANK, NOTICE, seq_counter
from storage.rows import AddressRow, DeliveryRow, MessageRow, PersonRow, SubscriptionRow
from storage.rows.columns import Words
from storage.work import Work

_ADDRESSES = table_of(AddressRow)
_DELIVERIES = table_of(DeliveryRow)
_MESSAGES = table_of(MessageRow)
_PEOPLE = table_of(PersonRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_PLACES: Final = 10**9
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


def fill(work: Work, table: Table, rows: Select[Any]) -> None:
    """`INSERT … SELECT`, columns by name."""
    statement: Insert = insert(table).from_select([column.name for column in rows.selected_columns], rows)
    work.write(statement, kind=table.name)


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
    f = _FANOUT.c
    nowhere = f.address_id.is_(None)
    at, state = _moment(_DELIVERIES, fanout.at), _DELIVERIES.c.state.type
    over = _by_turn([_moment(_DELIVERIES, turn.over) for turn in fanout.turns])
    chased = and_(~f.bundled, ~_one_of(f.role, fanout.spared))
    return select(
        place_id(fanout.delivery_prefix, _FANOUT.c.place).label("id"),
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
        case((~nowhere, place_id(fanout.message_prefix, _FANOUT.c.place))).label("message_id"),
        literal(0).label("attempts"),
        case((f.channel == fanout.shown, at)).label("sent_at"),
        case((f.asked, literal(fanout.answer_due, _DELIVERIES.c.answer_due.type))).label("answer_due"),
        literal(0).label("reminders"),
        case((and_(~nowhere, chased), _moment(_DELIVERIES, fanout.remind_at))).label("remind_at"),
        case((nowhere, literal(fanout.owner_id))).label("owner_id"),
        case((nowhere, literal(fanout.no_address)), else_="").label("reason"),
        f.because,
        f.turn,
        case((chased, case((nowhere, at), else_=over))).label("escalate_at"),
        case((nowhere, at)).label("told_at"),
        literal(0).label("version"),
    )


def _messages(fanout: Fanout) -> Select[Any]:
    f, m = _FANOUT.c, _MESSAGES.c
    shown = f.channel == fanout.shown
    at = _moment(_MESSAGES, fanout.at)
    tables = _FANOUT.join(COUNTERS, COUNTERS.c.name == seq_counter(f.address_id))
    if fanout.bundle is not None or any(turn.rest is not None for turn in fanout.turns):
        s = _SUBSCRIPTIONS.c
        tables = tables.outerjoin(_SUBSCRIPTIONS, and_(s.person_id == f.person_id, s.active))
    notice = literal(fanout.notice.id)
    due = _by_turn([_due(turn) for turn in fanout.turns])
    reason: ColumnElement[str] = literal("")
    if fanout.bundle is not None:
        due = case((f.bundled, _release(fanout.bundle)), else_=due)
        reason = case((and_(f.bundled, ~shown), fanout.bundle.reason), else_="")
    return (
        select(
            place_id(fanout.message_prefix, _FANOUT.c.place).label("id"),
            f.address_id,
            f.person_id,
            f.channel,
            # When it may go: the queue is read up to the present, and how late it is and who gives up counts from here.
            case((shown, at), else_=due).label("created_at"),
            literal(value=False).label("incoming"),
            literal(fanout.lane, m.lane.type).label("lane"),
            literal(LANE_RANK[fanout.lane]).label("lane_rank"),
            case(
                (shown, literal(MessageState.SENT, m.state.type)), else_=literal(MessageState.QUEUED, m.state.type)
            ).label("state"),
            (literal(f"circular:{fanout.circular_id}:") + f.person_id + ":" + f.channel).label("dedupe"),
            COUNTERS.c.value.label("seq"),
            place_id(fanout.delivery_prefix, _FANOUT.c.place).label("delivery_id"),
            literal(0).label("attempts"),
            case((~shown, due)).label("next_at"),
            literal(value=False).label("repeat"),
            literal("").label("external_id"),
            case((shown, at)).label("sent_at"),
            reason.label("reason"),
            (case((f.asked, literal(fanout.asking.id)), else_=notice) if fanout.asking else notice).label("notice_id"),
            literal(0).label("version"),
        )
        .select_from(tables)
        .where(f.address_id.is_not(None))
        .order_by(f.place)
    )


def _by_turn(values: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The value of each turn; the last one's for those beyond."""
    if len(values) == 1:
        return values[0]
    return case(*((_FANOUT.c.turn == turn, value) for turn, value in enumerate(values[:-1])), else_=values[-1])


def _due(turn: Turn) -> ColumnElement[Any]:
    at = _moment(_MESSAGES, turn.at)
    return at if turn.rest is None else func.coalesce(rest_over(turn.rest), at)


def _release(bundle: Bundle) -> ColumnElement[Any]:
    """`Bundle.release` of a subscription."""
    s = _SUBSCRIPTIONS.c

    def by_one_clock(zone: str) -> ColumnElement[Any]:
        hours = range(len(bundle.clock.ends))
        return case({hour: _moment(_MESSAGES, bundle.release(zone, hour)) for hour in hours}, value=s.digest_hour)

    elsewhere = [(s.zone == zone, by_one_clock(zone)) for zone in sorted(bundle.clock.elsewhere)]
    return case(*elsewhere, else_=by_one_clock("")) if elsewhere else by_one_clock("")


def rest_over(rest: Rest) -> ColumnElement[Any]:
    """`Rest.until` of a subscription, by the clock of its zone."""
    elsewhere = [(_SUBSCRIPTIONS.c.zone == zone, _over_here(there)) for zone, there in sorted(rest.elsewhere.items())]
    return case(*elsewhere, else_=_over_here(rest)) if elsewhere else _over_here(rest)


def _over_here(rest: Rest) -> ColumnElement[Any]:
    begins, ends = _SUBSCRIPTIONS.c.quiet_from, _SUBSCRIPTIONS.c.quiet_to
    inside = or_(
        and_(begins < ends, begins <= rest.hour, ends > rest.hour),
        and_(begins >= ends, or_(begins <= rest.hour, ends > rest.hour)),
    )
    over = {hour: _moment(_MESSAGES, end) for hour, end in enumerate(rest.ends)}
    return case((inside, case(over, value=ends)))


def place_id(prefix: str, place: ColumnElement[int]) -> ColumnElement[str]:
    """`casework.ports.ledger.row_id`."""
    return literal(prefix, Text()) + func.substr(cast(place + _PLACES, Text), 2)


def _moment(table: Table, at: object) -> ColumnElement[Any]:
    return literal(at, table.c.created_at.type)


def _one_of(column: ColumnElement[Any], roles: Collection[Role]) -> ColumnElement[bool]:
    return column.in_(sorted(roles))
