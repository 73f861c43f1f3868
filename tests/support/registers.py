"""Random registers of organisations, people and wishes, and random circulars, for Hypothesis."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from hypothesis import strategies as st

from risk.circular import Audience, Circular, CircularKind, WarningLevel
from risk.identity import Secret
from risk.organisation import Address, Level, OperatorRole, Organisation, Person, Role
from risk.subscription import Subscription
from tests.support.plain_fanout import Register
from tests.support.storage_records import CIRCULAR, LATER, NOW, ORGANISATION, TODAY

REGIONS = ("", "江门", "广东省江门市", "广州市")
# One subscription may ask for more combinations than are kept as facets.
MANY = tuple(f"p{n}" for n in range(20))
CODES = tuple(f"p{n}" for n in range(300))
PRODUCTS, HAZARDS, ORIGINS = ("toys", "toys.magnetic", "toy", "lighting"), ("fire", "choking"), ("CN", "DE")
QUIET = (None, (16, 7), (18, 17), (9, 17), (17, 18), (0, 23), (23, 18), (22, 7))  # it is 17:30
ZONES = ("America/New_York", "Asia/Kathmandu")  # 4:30 and 15:15 then
CHANNELS = ("telegram", "telegram", "webchat", "mail", "sms", "wecom", "carrier pigeon")


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    organisations = [dataclasses.replace(ORGANISATION, operator_roles=())]
    for number in range(draw(st.integers(1, 6))):
        level = draw(st.sampled_from((Level.ENTERPRISE, Level.ENTERPRISE, *Level)))
        organisations.append(
            Organisation(
                id=f"o{number}",
                name=f"第{number}家",
                level=level,
                created_at=NOW + timedelta(seconds=draw(st.integers(0, 2))),
                parent_id=draw(st.sampled_from([None, *(each.id for each in organisations)])),
                uscc=f"U{number}" if level is Level.ENTERPRISE else None,
                region=draw(st.sampled_from(REGIONS)),
                operator_roles=draw(some(tuple(OperatorRole))),
            )
        )
    people, addresses, subscriptions = [], [], []
    for number in range(draw(st.integers(4, 9))):
        person = Person(
            id=f"p{number}",
            org_id=draw(st.sampled_from(organisations)).id,
            role=draw(st.sampled_from((Role.CITIZEN, Role.ENTERPRISE, *Role))),
            created_at=NOW,
            active=draw(st.integers(0, 5)) < 5,
            contact_withdrawn_at=draw(st.sampled_from((None, None, None, LATER))),
        )
        people.append(person)
        places = draw(st.permutations((1, 2, 3, None, None)))
        for number in range(4 - draw(st.integers(0, 4))):
            address = Address(
                id=f"{person.id}a{number}",
                person_id=person.id,
                channel=draw(st.sampled_from(CHANNELS)),
                address=Secret(f"{person.id} {number}"),
                place=places[number],
                created_at=NOW + timedelta(seconds=draw(st.integers(0, 2))),
                closed_at=draw(st.sampled_from((None, None, None, None, LATER))),
            )
            addresses.append(address)
        if draw(st.integers(0, 3)) < 3:
            subscriptions.append(draw(wishes(person.id)))
    return Register(organisations=organisations, people=people, addresses=addresses, subscriptions=subscriptions)


@st.composite
def wishes(draw: st.DrawFn, person_id: str) -> Subscription:
    wide = draw(st.integers(0, 2)) == 0
    quiet = draw(st.sampled_from(QUIET))
    return Subscription(
        id=f"s{person_id}",
        person_id=person_id,
        created_at=NOW,
        products=draw(st.just(()) | some(PRODUCTS)) + (MANY if wide else ()),
        hazards=draw(st.just(()) | some(HAZARDS)) + (MANY if wide else ()),
        origins=draw(st.just(()) | some(ORIGINS)),
        min_level=draw(st.sampled_from((WarningLevel.BLUE, *WarningLevel))),
        quiet_from=quiet[0] if quiet else None,
        quiet_to=quiet[1] if quiet else None,
        digest_hour=draw(st.sampled_from((None, 17, 9))),
        bundled=draw(st.booleans()),
        zone=draw(st.sampled_from(("", *ZONES))),
        active=draw(st.integers(0, 5)) < 5,
    )


@st.composite
def circulars(draw: st.DrawFn) -> Circular:
    return dataclasses.replace(
        CIRCULAR,
        kind=draw(st.sampled_from((CircularKind.ANNOUNCEMENT, *CircularKind))),
        level=draw(st.sampled_from(WarningLevel)),
        product=draw(st.sampled_from(("toys.magnetic", *PRODUCTS, "p3", None))),
        hazards=draw(some((*HAZARDS, "p4"))),
        origin=draw(st.sampled_from(("", *ORIGINS))),
        reply_by=draw(st.sampled_from((None, TODAY))),
        signal_id=None,
        audience=Audience(
            everyone=draw(st.integers(0, 3)) == 3,
            subscribers=draw(st.booleans()),
            usccs=draw(some(("U0", "U1", "U9"))),
            roles=draw(some(tuple(OperatorRole))) if draw(st.booleans()) else (),
            regions=draw(some(("江门", "广"))) if draw(st.booleans()) else (),
            organisations=draw(some(("o0", "o2", "nobody"))),
        ),
    )
