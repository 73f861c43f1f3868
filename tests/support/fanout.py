"""A fan-out with every field told, for storage tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casework.ports import Lane, Notice
from casework.ports.ledger import Bundle, Fanout, Rest, Turn
from casework.subscriptions import rest_at
from risk.identity import Secret
from risk.organisation import Role
from tests.support.registers import ZONES
from tests.support.storage_records import NOW, TODAY

ZONE = ZoneInfo("Asia/Shanghai")


def clocks(at: datetime) -> Rest:
    """Here, and where the registers have people besides."""
    return replace(rest_at(at, ZONE), elsewhere={zone: rest_at(at, ZoneInfo(zone)) for zone in ZONES})


PLAIN = Notice(id="plain", circular_id="circular", created_at=NOW, reply=Secret('{"_":"Say","for":"all"}'))
ASKING = Notice(id="asking", circular_id="circular", created_at=NOW, reply=Secret('{"_":"Say","for":"操作者"}'))
FANOUT = Fanout(
    circular_id="circular",
    at=NOW,
    lane=Lane.CIRCULAR,
    notice=PLAIN,
    asking=ASKING,
    answering={Role.ENTERPRISE, Role.EXPERT},
    answer_due=TODAY,
    remind_at=NOW + timedelta(days=3),
    spared={Role.CITIZEN},
    shown="webchat",
    turns=tuple(
        Turn(
            at=NOW + timedelta(hours=5 * turn),  # 17:30, 22:30, 3:30
            over=NOW + timedelta(hours=5 * turn + 8),
            rest=clocks(NOW + timedelta(hours=5 * turn)),
            over_after=clocks(NOW + timedelta(hours=5 * turn)).then(lambda end: end + timedelta(hours=8)),
        )
        for turn in range(3)
    ),
    order=("telegram", "mail", "sms"),
    together=frozenset({"webchat", "wecom"}),
    owner_id="person",
    no_address="no-address",
    delivery_prefix="d",
    message_prefix="m",
    bundle=Bundle(reason="bundled", clock=clocks(NOW)),
)
