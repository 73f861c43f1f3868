"""Who is woken by which news, and what falls due by itself."""

from __future__ import annotations

import asyncio

from casework.ports.bells import News
from jobs.alarm import Alarm
from jobs.wake import Wake


async def test_news_of_a_channel_wake_its_carrier_and_who_hears_all_but_no_other() -> None:
    wake = Wake()
    mail, sms, all_ = wake.bell("mail"), wake.bell("sms"), wake.bell()
    wake.ring(News(channel="mail"))
    assert [bell.is_set() for bell in (mail, sms, all_)] == [True, False, True]


async def test_news_on_one_persons_page_are_told_by_name_and_ring_nobody_else() -> None:
    wake, told = Wake(), list[str]()
    page = wake.bell("webchat")
    wake.tell("webchat", told.append)
    wake.ring(News(channel="webchat", person_id="ying"))
    assert (told, page.is_set()) == (["ying"], False)
    wake.ring(News(channel="webchat"))
    assert (told, page.is_set()) == (["ying"], True)


async def test_after_silence_everybody_looks() -> None:
    wake = Wake()
    bells = [wake.bell("mail"), wake.bell()]
    wake.ring(News())
    assert all(bell.is_set() for bell in bells)


async def test_a_bell_that_was_given_back_is_not_rung_and_the_others_are() -> None:
    wake = Wake()
    bells = [wake.bell("mail"), wake.bell("mail"), wake.bell("sms"), wake.bell()]
    for gone in (bells[0], bells[2], bells[2]):
        wake.give_back(gone)
    wake.set()
    assert [bell.is_set() for bell in bells] == [False, True, False, True]


async def test_an_alarm_rings_once_for_each_time_and_not_before_it() -> None:
    loop, bell = asyncio.get_running_loop(), asyncio.Event()
    alarm, began, rung = Alarm(bell), asyncio.get_running_loop().time(), []
    for seconds in (0.5, 0.1, 0.1):
        alarm.ring_in(seconds)
    for _ in range(2):
        await bell.wait()
        bell.clear()
        rung.append(loop.time() - began)
    assert (rung[0] >= 0.1, rung[1] >= 0.5) == (True, True)


async def test_a_stopped_alarm_is_silent() -> None:
    bell = asyncio.Event()
    alarm = Alarm(bell)
    alarm.ring_in(0.0)
    alarm.stop()
    await asyncio.sleep(0.25)
    assert not bell.is_set()
