"""Whom a circular goes to next where somebody was silent, and who is on the officer's list, as statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, MetaData, Select, Table, Update, and_, func, literal, or_, select, update

from casework.ports.ledger import BY_WISH
from casework.ports.pursuit import Handing, Listing
from risk.circular import CircularState, CircularStatus
from risk.delivery import DeliveryState
from storage.json_texts import among
from storage.mapping import table_of
from storage.repositories import matching
from storage.rows import AddressRow, CircularRow, DeliveryRow, PersonRow, SubscriptionRow
from storage.rows.columns import Words
from storage.rows.deliveries import DEAD, LISTED

_ADDRESSES = table_of(AddressRow)
_CIRCULARS = table_of(CircularRow)
_DELIVERIES = table_of(DeliveryRow)
_PEOPLE = table_of(PersonRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)

# Organisations in which everybody has let their time pass, with the colleague whose turn it is, if there is one; only
# this connection sees it.
SILENT = Table(
    "silent",
    MetaData(),
    Column("org_id", Words, primary_key=True),
    Column("next_id", Words),
    prefixes=["TEMPORARY"],
)


def silent_organisations(handing: Handing) -> Select[Any]:
    """(org_id, next_id): nobody there has acknowledged and nobody is waited for."""
    # Each question is put so that it can only be answered from the people to their rows: the other way round every row
    # of the circular would be looked at for every organisation.
    late = select(_PEOPLE.c.org_id).where(_PEOPLE.c.id.in_(among(handing.people))).distinct().subquery("late")
    theirs, rows = _PEOPLE.alias("theirs").c, _DELIVERIES.alias("rows").c
    waited_for = or_(rows.acknowledged_at.is_not(None), rows.escalate_at.is_not(None))
    settled = select(theirs.org_id).where(
        theirs.org_id.in_(select(late.c.org_id)),
        theirs.role.in_(sorted(handing.roles)),
        select(rows.id)
        .where(rows.circular_id == handing.circular_id, rows.person_id == theirs.id, waited_for)
        .exists(),
    )
    fresh = _fresh(handing, late.c.org_id).subquery("fresh")
    return (
        select(late.c.org_id, fresh.c.id.label("next_id"))
        .select_from(late.outerjoin(fresh, and_(fresh.c.org_id == late.c.org_id, fresh.c.nth == 1)))
        .where(late.c.org_id.not_in(settled))
    )


def next_colleagues() -> Select[Any]:
    """(person_id, rank), as `matching.people`."""
    colleague = literal(matching.COLLEAGUE)
    return select(SILENT.c.next_id.label("person_id"), colleague.label("rank")).where(SILENT.c.next_id.is_not(None))


def list_silent(handing: Handing) -> Update:
    """Everybody who got it where nobody is left, on one row of each: that is enough to be on the list."""
    left = select(SILENT.c.org_id).where(SILENT.c.next_id.is_(None))
    p, d, rows = _PEOPLE.c, _DELIVERIES.c, _DELIVERIES.alias("rows").c
    theirs = select(p.id).where(p.org_id.in_(left), p.role.in_(sorted(handing.roles)))
    late = select(p.id).where(p.id.in_(among(handing.people)), p.org_id.in_(left))
    first = (
        select(func.min(rows.id))
        .where(rows.circular_id == handing.circular_id, rows.person_id.in_(theirs.union(late)))
        .group_by(rows.person_id)
        .having(func.count(rows.listed_at) == 0)
    )
    told = select(func.max(rows.told_at)).where(rows.circular_id == d.circular_id, rows.person_id == d.person_id)
    return (
        update(_DELIVERIES)
        .where(d.id.in_(first))
        .values(
            listed_at=handing.at,
            owner_id=func.coalesce(d.owner_id, handing.owner_id),
            told_at=told.correlate(_DELIVERIES).scalar_subquery(),
            version=d.version + 1,
        )
    )


def owed(listing: Listing) -> Select[Any]:
    """(id) of one row of everybody on an office's list."""
    d, c = _DELIVERIES.c, _CIRCULARS.c
    ours = select(c.id).where(c.org_id == listing.office_id, c.status != CircularStatus.EXERCISE)
    known = select(d.id, d.circular_id, d.person_id, d.created_at)
    rows = _DELIVERIES.alias("rows").c
    hopeful = select(rows.id).where(
        rows.circular_id == d.circular_id,
        rows.person_id == d.person_id,
        rows.channel.not_in(["", listing.shown]),
        rows.state.not_in([DeliveryState.DEAD, DeliveryState.ACKNOWLEDGED]),
    )
    silent = known.where(LISTED, d.circular_id.in_(ours.where(c.state == CircularState.ISSUED)))
    given_up = d.reason.not_in(sorted(listing.settled))
    dead = known.where(DEAD, d.circular_id.in_(ours), given_up, ~hopeful.exists())
    found = silent.union(dead).subquery("found")
    nth = func.row_number().over(
        partition_by=(found.c.circular_id, found.c.person_id), order_by=(found.c.created_at, found.c.id)
    )
    own = select(rows.id).where(
        rows.circular_id == found.c.circular_id,
        rows.person_id == found.c.person_id,
        rows.acknowledged_at.is_not(None),
    )
    person, colleague = _PEOPLE.alias("person").c, _PEOPLE.alias("colleague").c
    theirs = select(rows.id).where(
        rows.circular_id == found.c.circular_id, rows.person_id == colleague.id, rows.acknowledged_at.is_not(None)
    )
    acknowledging = select(colleague.id).where(
        colleague.org_id == person.org_id, colleague.role.in_(sorted(listing.roles)), theirs.exists()
    )
    by_colleague = select(person.id).where(person.id == found.c.person_id, acknowledging.exists())
    each = select(found.c.id, nth.label("nth")).where(~own.exists(), ~by_colleague.exists()).subquery("each")
    return select(each.c.id).where(each.c.nth == 1)


def _fresh(handing: Handing, organisations: ColumnElement[str]) -> Select[Any]:
    """(id, org_id, nth) of colleagues who have not got it and can be reached, by how long they have been there."""
    q = _PEOPLE.alias("colleague").c
    a, rows, s = _ADDRESSES.c, _DELIVERIES.alias("had").c, _SUBSCRIPTIONS.c
    theirs, owed = _PEOPLE.alias("theirs").c, _DELIVERIES.alias("owed").c
    obliged = select(theirs.org_id).where(
        theirs.org_id.in_(select(organisations)),
        select(owed.id)
        .where(owed.circular_id == handing.circular_id, owed.person_id == theirs.id, owed.because.not_in(BY_WISH))
        .exists(),
    )
    unsubscribed = select(s.id).where(s.person_id == q.id, ~s.active)
    place = func.row_number().over(partition_by=q.org_id, order_by=(q.created_at, q.id))
    return select(q.id, q.org_id, place.label("nth")).where(
        q.org_id.in_(select(organisations)),
        q.role.in_(sorted(handing.roles)),
        q.active,
        q.contact_withdrawn_at.is_(None),
        or_(~unsubscribed.exists(), q.org_id.in_(obliged)),
        select(a.id).where(a.person_id == q.id, a.closed_at.is_(None)).exists(),
        ~select(rows.id).where(rows.circular_id == handing.circular_id, rows.person_id == q.id).exists(),
    )
