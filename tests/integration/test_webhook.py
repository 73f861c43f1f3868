"""Signed webhooks against a receiver that checks the signature, and the guard before our own network."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from ipaddress import ip_address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.channels.http import HttpClient
from bot.channels.webhook.guard import Allowed, PublicResolver, is_public
from bot.channels.webhook.sender import WebhookSender
from casework.ports import Dead, Lost, Outcome, Retry, Sent
from risk.identity import Secret
from tests.support.echo import sentence
from tests.support.outgoing_lines import TZ, http_sender
from tests.support.receivers import WEBHOOK_SECRET, Receivers
from tests.support.telegram_line import BASE_URL, parcel


@pytest.fixture
async def receivers() -> AsyncIterator[Receivers]:
    async with Receivers() as receivers:
        yield receivers


class Names(AbstractResolver):
    """Every name leads to these addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in self.addresses
        ]

    async def close(self) -> None: ...


async def said(
    receivers: Receivers, *, to: str = "", message_id: str = "0" * 31 + "7", repeat: bool = False
) -> Outcome:
    async with http_sender("webhook", receivers) as (sender, right):
        made = parcel(sentence("您好"), to=1, message_id=message_id, repeat=repeat)
        return await sender.send(replace(made, address=Secret(to or right)))


async def test_the_receiver_knows_a_repeat_by_the_id(receivers: Receivers) -> None:
    await said(receivers)
    await said(receivers, repeat=True)
    first, second = receivers.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == "0" * 31 + "7"
    told = json.loads(second.body)
    assert (told["id"], told["may_be_a_repeat"], told["text"]) == ("0" * 31 + "7", True, "✓ 您好")


async def test_a_wrong_secret_is_refused_for_good(receivers: Receivers) -> None:
    assert await said(receivers, to=f"{receivers.url}/hook whsec_bWFkZS11cA==") == Dead(reason="refused: 401")
    assert receivers.refused == ["signature"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Sent(external_id="0" * 31 + "7")),
        (302, Dead(reason="refused: 302")),
        (307, Dead(reason="refused: 307")),
        (400, Dead(reason="refused: 400")),
        (410, Dead(reason="gone")),
        (429, Retry(after=60.0, reason="flood")),
        (500, Retry(after=0.0, reason="server answered 500")),
        (502, Lost(reason="gateway answered 502")),
        (503, Retry(after=60.0, reason="flood")),
    ],
)
async def test_a_status_means_what_it_says_and_no_redirect_is_followed(
    receivers: Receivers, status: int, outcome: Outcome
) -> None:
    receivers.answers.append(status)
    assert await said(receivers) == outcome
    assert receivers.redirected == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "https://127.0.0.1/hook",
        "https://127.1/hook",
        "https://2130706433/hook",
        "https://0x7f.0.0.1/hook",
        "https://[::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://[64:ff9b::a00:1]/hook",
        "https://10.1.2.3/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://１２７.0.0.1/hook",
        "ftp://example.org/hook",
        "https:///hook",
        "https://example.org:99999/hook",
        "nonsense",
    ],
)
async def test_what_is_not_public_https_is_not_called(url: str) -> None:
    assert not Allowed().url(url)
    http = HttpClient(connections=1, resolver=PublicResolver(Allowed()), proxies=False)
    sender = WebhookSender(http=http, allowed=Allowed(), now=lambda: 0.0, base_url=BASE_URL, tz=TZ)
    outcome = await sender.send(replace(parcel(sentence("您好"), to=1), address=Secret(f"{url} {WEBHOOK_SECRET}")))
    await http.close()
    assert outcome == Dead(reason="forbidden-host")


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"])
async def test_a_public_name_that_leads_inside_is_not_called(receivers: Receivers, inside: str) -> None:
    port = receivers.url.rpartition(":")[2]
    http = HttpClient(connections=1, resolver=PublicResolver(Allowed(), Names(inside)), proxies=False)
    sender = WebhookSender(http=http, allowed=Allowed(), now=lambda: 0.0, base_url=BASE_URL, tz=TZ)
    to = f"https://erp.example.org:{port}/hook {WEBHOOK_SECRET}"
    assert await sender.send(replace(parcel(sentence("您好"), to=1), address=Secret(to))) == Dead(
        reason="forbidden-host"
    )
    await http.close()


async def test_of_a_name_with_addresses_inside_and_outside_only_those_outside_count() -> None:
    resolver = PublicResolver(Allowed(), Names("10.0.0.8", "93.184.216.34"))
    assert [each["host"] for each in await resolver.resolve("example.org", 443)] == ["93.184.216.34"]


async def test_the_operator_allows_hosts_by_name_and_port() -> None:
    allowed = Allowed(["erp.example.org:8443", "10.0.0.8"])
    assert allowed.url("https://erp.example.org:8443/hook")
    assert allowed.url("http://10.0.0.8:81/hook")
    assert not allowed.url("http://erp.example.org/hook")
    inside = PublicResolver(allowed, Names("10.1.1.1"))
    assert [each["host"] for each in await inside.resolve("erp.example.org", 8443)] == ["10.1.1.1"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 # nothing is bound
        ("::", False),
    ],
)
def test_an_address_that_stands_for_another_is_judged_by_that_other(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public
