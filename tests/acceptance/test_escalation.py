"""A circular to an enterprise with two people and three channels, by a moved clock: chased to the end, not beyond."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.addresses import prefer_address
from casework.deliveries import ELSEWHERE
from risk.circular import WarningLevel
from risk.delivery import DeliveryState
from tests.support.chase import CHANNELS, Chase


@pytest.fixture
def chase() -> Chase:
    """It is Monday, nine o'clock; the office works from 9 to 12 and from 13:30 to 17:30."""
    return Chase.begun()


def due(chase: Chase) -> dict[str, int]:
    """How many messages leave now on each channel; all of them arrive."""
    return {channel: count for channel in CHANNELS if (count := chase.goes(channel))}


def at(chase: Chase, *, hours: float) -> dict[str, int]:
    """`hours` later."""
    chase.wait(hours=hours)
    return due(chase)


def test_silence_leads_from_channel_to_channel_to_the_colleague_and_to_the_officers_list(chase: Chase) -> None:
    assert due(chase) == {"telegram": 1}
    assert at(chase, hours=5.4) == {}
    assert at(chase, hours=0.1) == {"mail": 1}  # 14:30, after four working hours
    assert at(chase, hours=19.5) == {"sms": 1}  # Tuesday, 10:00
    assert at(chase, hours=7.5) == {"sms": 1}  # 17:30: a working day has passed, they are reminded where it last went
    assert chase.rows("deputy") == {}
    assert at(chase, hours=17.5) == {"telegram": 1}  # Wednesday, 11:00, eight working hours after the last channel
    assert {row.because for row in chase.rows("deputy").values()} == {"colleague"}
    toys = chase.here.people["toys"]
    assert toys.id not in {each.person.id for each in chase.listed()}
    chase.wait(hours=25)  # Thursday, 12:00
    assert {each.person.id for each in chase.listed()} >= {toys.id, chase.here.people["deputy"].id}
    assert "江门好玩具有限公司" in chase.cards()[-1].reply.reveal()


def test_a_blocked_chat_sends_the_mail_at_once_and_the_office_is_not_troubled(chase: Chase) -> None:
    chase.goes("telegram", "blocked")
    assert chase.goes("mail") == 1
    assert chase.goes("sms") == 0
    assert chase.cards(key="circular-undeliverable-told") == []
    assert chase.listed() == []


def test_with_every_channel_dead_the_colleague_has_it_at_the_next_tick(chase: Chase) -> None:
    for channel in CHANNELS:
        assert chase.goes(channel, "blocked") == 1
    assert len(chase.cards(key="circular-undeliverable-told")) == 1
    (listed,) = chase.listed()
    assert (listed.person.id, listed.silent) == (chase.here.people["toys"].id, False)
    chase.ticks()
    assert chase.goes("telegram") == 1
    assert chase.rows("deputy")["telegram"].state is DeliveryState.SENT


def test_after_the_receipt_nothing_more_goes_out(chase: Chase) -> None:
    due(chase)
    chase.acknowledge("toys")
    chase.acknowledge("lamps")
    for _ in range(10):
        assert at(chase, hours=24) == {}
    assert chase.listed() == chase.cards() == []
    (sms,) = chase.here.told("toys", "sms")
    assert sms.reason == ELSEWHERE


def test_an_emergency_goes_to_all_channels_at_once() -> None:
    chase = Chase.begun(level="red")
    assert due(chase) == {"telegram": 1, "mail": 1, "sms": 1}


def test_a_level_from_which_the_office_wants_it_goes_to_all_channels_too() -> None:
    chase = Chase.begun()
    here = chase.here
    ours = here.people["officer"].org_id
    here.do(
        lambda uow: uow.clocks.put(replace(uow.clocks.of(ours), all_channels_from=WarningLevel.ORANGE)),
    )
    here.issued(audience="subscribers", level="yellow")
    assert due(chase) == {"telegram": 2}
    here.issued(audience="subscribers")
    assert due(chase) == {"telegram": 1, "mail": 1, "sms": 1}


def test_people_choose_what_is_tried_first(chase: Chase) -> None:
    here = chase.here
    boss = here.people["toys"]
    mail = next(a for a in here.do(lambda uow: uow.addresses.of(boss.id)) if a.channel == "mail")
    here.do(lambda uow: prefer_address(uow, here.env, boss, mail.id))
    here.issued(audience="subscribers")
    assert due(chase) == {"telegram": 1, "mail": 1}  # the first circular went by the old order
    assert at(chase, hours=5.5) == {"telegram": 1, "mail": 1}
