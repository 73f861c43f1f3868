"""Whom a circular is for, as statements whose cost grows with the matches and not with the register.

Enterprises are found by credit code, role and region, subscribers by the facets of their subscription, each by an
index. The facets are kept by triggers of the database (ADR 11).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, union_all

from casework.ports.ledger import ADDRESSED_ROLES, Addressees, Wanted
from risk.circular import WARNING_ORDER
from risk.organisation import Level
from risk.subscription import NotifyReason
from storage.json_texts import among, holds_any
from storage.mapping import table_of
from storage.rows import OperatorRoleRow, OrganisationRow, PersonRow, SubscriptionFacetRow, SubscriptionRow
from storage.rows.circulars import INEXACT
from storage.work import Work

# By strength: who is addressed for more than one reason is told the first.
REASONS: Final = (NotifyReason.NAMED, NotifyReason.EVERYONE, NotifyReason.SUBSCRIBED, NotifyReason.COLLEAGUE)
_NAMED, _EVERYONE, _SUBSCRIBED, COLLEAGUE = range(len(REASONS))

_ORGANISATIONS = table_of(OrganisationRow)
_ROLES = table_of(OperatorRoleRow)
_PEOPLE = table_of(PersonRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_FACETS = table_of(SubscriptionFacetRow)


def people(work: Work, to: Addressees) -> Select[Any]:
    """(person_id, rank): each person once, with the rank of the strongest reason in `REASONS`."""
    every = union_all(*_sources(work, to)).subquery("every")
    return select(every.c.person_id, func.min(every.c.rank).label("rank")).group_by(every.c.person_id)


def anybody(work: Work, to: Addressees) -> bool:
    """Whether there is one, without looking for the others."""
    return any(work.first(source.limit(1)) is not None for source in _sources(work, to))


def _sources(work: Work, to: Addressees) -> list[Select[Any]]:
    """(person_id, rank), one statement for each way of being addressed; somebody may come more than once."""
    staff = select(_PEOPLE.c.id.label("person_id"), literal(_NAMED).label("rank"))
    found = [staff.where(literal(value=False))]
    organisations = _addressed(work, to)
    if organisations:
        theirs = union_all(*organisations).subquery("theirs")
        staff = select(_PEOPLE.c.id.label("person_id"), theirs.c.rank)
        found.append(staff.join(theirs, theirs.c.org_id == _PEOPLE.c.org_id).where(_ADDRESSABLE))
    if to.subscribed is not None:
        found += _subscribers(work, to.subscribed)
    return found


def unmanned(work: Work, to: Addressees) -> Select[Any] | None:
    """Names of the organisations addressed in which there is nobody."""
    organisations = _addressed(work, to)
    if not organisations:
        return None
    found = union_all(*organisations).subquery("found")
    o = _ORGANISATIONS.c
    somebody = exists().where(_PEOPLE.c.org_id == o.id, _ADDRESSABLE)
    return (
        select(o.name)
        .join(found, found.c.org_id == o.id)
        .where(~somebody)
        .group_by(o.id, o.name, o.created_at)
        .order_by(func.min(found.c.rank), o.created_at, o.id)
    )


_ADDRESSABLE = and_(_PEOPLE.c.active, _PEOPLE.c.role.in_(sorted(ADDRESSED_ROLES)))


def _addressed(work: Work, to: Addressees) -> list[Select[Any]]:
    """(org_id, rank) of the organisations; one may come more than once."""
    o = _ORGANISATIONS.c
    enterprise = o.level == Level.ENTERPRISE
    found = []
    if to.named:
        found.append(_ranked(_NAMED, o.id.in_(among(to.named)), o.level != Level.PUBLIC))
    if to.usccs:
        found.append(_ranked(_NAMED, o.uscc.in_(among(to.usccs)), enterprise))
    if to.roles:
        of_role = select(_ROLES.c.org_id).where(_ROLES.c.role.in_(to.roles))
        found.append(_ranked(_NAMED, o.id.in_(of_role), enterprise))
    if to.regions:
        regions = _regions(work, to.regions)
        found.append(_ranked(_NAMED, o.region.in_(among(regions)), enterprise))
    if to.offices:
        found.append(_ranked(_EVERYONE, o.id.in_(among(to.offices))))
    if to.every_enterprise:
        found.append(_ranked(_EVERYONE, enterprise))
    return found


def _ranked(rank: int, *where: ColumnElement[bool]) -> Select[Any]:
    return select(_ORGANISATIONS.c.id.label("org_id"), literal(rank).label("rank")).where(*where)


def _regions(work: Work, parts: Iterable[str]) -> list[str]:
    """The regions of enterprises that a name is part of: 江门 means 广东省江门市."""
    o = _ORGANISATIONS.c
    known = _distinct(work, o.region, o.level == Level.ENTERPRISE)
    return [region for region in known if any(part in region for part in parts)]


def _distinct(work: Work, column: ColumnElement[str], *where: ColumnElement[bool]) -> list[str]:
    """The different values, by leaps through the index: the cost grows with their number, not with that of the rows."""
    leap = select(func.min(column).label("value")).where(*where).cte("leap", recursive=True)
    further = select(func.min(column)).where(column > leap.c.value, *where).correlate(leap).scalar_subquery()
    leap = leap.union_all(select(further).where(leap.c.value.is_not(None)))
    return [row.value for row in work.all(select(leap.c.value).where(leap.c.value.is_not(None)))]


def _subscribers(work: Work, wanted: Wanted) -> list[Select[Any]]:
    """(person_id, rank) of those whose subscription holds it; somebody may come more than once."""
    f, s = _FACETS.c, _SUBSCRIPTIONS.c
    rank = WARNING_ORDER.index(wanted.level)
    products = _tree(wanted.product) if wanted.product is not None else _distinct(work, f.product)
    where: list[ColumnElement[bool]] = [f.product.in_(["", *products]), f.min_rank.in_(range(rank + 1))]
    if wanted.hazards:
        where.append(f.hazard.in_(["", *wanted.hazards]))
    # Both named where both will do: a gap in the conditions would end the use of the index.
    where.append(f.enterprise.in_([True] if wanted.enterprises_only else [True, False]))
    if wanted.origin:
        where.append(f.origin.in_(["", wanted.origin]))
    where += [_PEOPLE.c.active, _PEOPLE.c.contact_withdrawn_at.is_(None)]
    found = select(f.person_id, literal(_SUBSCRIBED).label("rank")).join(_PEOPLE, _PEOPLE.c.id == f.person_id)
    # Who asks for too much to have a facet for each combination is asked themselves.
    few = found.join(_SUBSCRIPTIONS, s.person_id == f.person_id).where(*where, INEXACT, *_holds(wanted))
    return [found.where(*where, f.exact), few]


def _tree(product: str) -> list[str]:
    """`toys.magnetic` and `toys`."""
    parts = product.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _holds(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What the subscription itself says of product, hazards and origin."""
    s = _SUBSCRIPTIONS.c
    told = ((s.products, _tree(wanted.product or "")), (s.hazards, wanted.hazards), (s.origins, (wanted.origin,)))
    return [or_(func.json_array_length(column) == 0, holds_any(column, texts)) for column, texts in told if any(texts)]
