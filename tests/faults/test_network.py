"""Faults between us and the other side: lost answers, a server that is down, floods, names that do not resolve."""

from __future__ import annotations

import socket
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import time

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.channels.http import HttpClient
from bot.channels.webhook.guard import Allowed, PublicResolver
from bot.channels.webhook.sender import WebhookSender
from casework.ports import Retry, Sent
from risk.identity import Secret
from tests.faults.house import House, housed, until
from tests.support.botapi import Fault
from tests.support.botapi.refusal import flooded
from tests.support.echo import sentence
from tests.support.outgoing_lines import TZ
from tests.support.receivers import WEBHOOK_SECRET, Receivers
from tests.support.telegram_line import BASE_URL, parcel

pytestmark = pytest.mark.timeout(180)


async def test_an_answer_lost_after_delivery_is_unknown_and_its_repeat_says_so(
    tmp_path: Path, database_url: str
) -> None:
    async with housed(tmp_path, database_url) as house, house.working():
        first, *others = house.chats
        house.telegram.fail("sendMessage", Fault(drop="after", chat=first))
        circular = await house.issue("F00001")
        await until(lambda: house.told("F00001") == house.once())
        await until(lambda: [each.outcome for each in house.attempts(first, circular)] == ["unknown"])
        house.clock.pass_(minutes=1)
        await until(lambda: len(house.attempts(first, circular)) == 2)
        assert house.told("F00001") == Counter({first: 2, **dict.fromkeys(others, 1)})
        assert house.marked("F00001") == Counter({first: 1})
        assert [each.outcome for each in house.attempts(first, circular)] == ["unknown", "sent"]


async def test_a_server_that_is_down_for_an_hour_gets_everything_once_when_it_is_back(
    tmp_path: Path, database_url: str
) -> None:
    """The hour passes on a moved clock, ten minutes at a time; the waits between the attempts are the real ones."""
    async with housed(tmp_path, database_url) as house, house.working():
        await house.telegram.die()
        circular = await house.issue("F00001")
        for _ in range(6):
            await _tried_once_more(house, circular)
            house.clock.pass_(minutes=10)
        await _tried_once_more(house, circular)
        assert {each.outcome for chat in house.chats for each in house.attempts(chat, circular)} == {"retry"}
        await house.telegram.listen()
        house.clock.pass_(minutes=2)  # it is tried once a minute
        await until(lambda: house.told("F00001") == house.once())
        await until(lambda: all(house.attempts(chat, circular)[-1].outcome == "sent" for chat in house.chats))
        assert house.marked("F00001") == Counter()


async def test_storms_of_refusals_double_nothing_and_lose_nothing(tmp_path: Path, database_url: str) -> None:
    async with housed(tmp_path, database_url, chats=24) as house, house.working():
        house.telegram.floods.limit(overall=30, in_a_chat=1, burst=8)
        for place, chat in enumerate(house.chats):
            if place % 3 == 0:
                house.telegram.fail("sendMessage", Fault(refusal=flooded(1), times=2, chat=chat))
        house.telegram.fail("sendMessage", Fault(refusal=flooded(2), skip=12))
        await house.issue("F00001")
        await until(lambda: house.told("F00001") == house.once(), within=90)
        assert house.marked("F00001") == Counter()


async def test_a_name_that_does_not_resolve_is_tried_again_and_found_later() -> None:
    async with Receivers() as receivers:
        port = int(receivers.url.rpartition(":")[2])
        host = f"receiver.example.org:{port}"
        allowed, names = Allowed([host]), _Names()
        http = HttpClient(connections=4, resolver=PublicResolver(allowed, names), proxies=False)
        sender = WebhookSender(http=http, allowed=allowed, now=time, base_url=BASE_URL, tz=TZ)
        letter = replace(parcel(sentence("您好"), to=1), address=Secret(f"http://{host}/hook {WEBHOOK_SECRET}"))
        assert await sender.send(letter) == Retry(after=5.0, reason="no-connection")
        names.work = True
        assert await sender.send(letter) == Sent(external_id=letter.message_id)
        await http.close()
        assert len(receivers.got) == 1


class _Names(AbstractResolver):
    """A name server that knows nothing until it works."""

    work = False

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if not self.work:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None: ...


async def _tried_once_more(house: House, circular: str) -> None:
    """Everybody."""
    before = {chat: len(house.attempts(chat, circular)) for chat in house.chats}
    await until(lambda: all(len(house.attempts(chat, circular)) > times for chat, times in before.items()))
