"""A fan-out with every field told, for storage tests."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from casework.ports import Lane, Notice
from casework.ports.ledger import Fanout
from casework.subscriptions import rest_at
from risk.identity import Secret
from risk.organisation import Role
from tests.support.storage_records import NOW, TODAY

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
    rest=rest_at(NOW, ZoneInfo("Asia/Shanghai")),
    owner_id="person",
    no_address="no-address",
    delivery_prefix="d",
    message_prefix="m",
)
