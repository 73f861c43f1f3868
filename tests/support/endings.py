"""The end of a circular with every field told, for storage tests."""

from __future__ import annotations

import dataclasses
from typing import Final
from zoneinfo import ZoneInfo

from casework.ports import Lane, Notice
from casework.ports.encoding import dump_reply
from casework.ports.endings import Ending
from casework.subscriptions import rest_at
from risk.delivery import DeliveryState
from risk.identity import Secret
from tests.support.echo import sentence
from tests.support.storage_records import NOW

HOME: Final = ZoneInfo("Asia/Shanghai")
AWAY: Final = "America/New_York"
WORDS = Notice(id="over", circular_id="circular", created_at=NOW, reply=Secret(dump_reply(sentence("已解除"))))
ENDING = Ending(
    circular_id="circular",
    name="lifted",
    at=NOW,
    lane=Lane.CIRCULAR,
    notice=WORDS,
    had={DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.ACKNOWLEDGED, DeliveryState.UNKNOWN},
    to_come={DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN},
    buried=DeliveryState.DEAD,
    reason="overtaken",
    shown="webchat",
    rest=dataclasses.replace(rest_at(NOW, HOME), elsewhere={AWAY: rest_at(NOW, ZoneInfo(AWAY))}),
    message_prefix="e",
)
