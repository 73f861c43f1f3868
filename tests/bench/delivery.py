"""Sending at the permitted pace to a strict server in a process of its own; `--full` at the real length.

`python -m tests.bench.delivery [--full]` measures it alone.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import aiohttp

from bot.channels.pacing import Limits, Rate
from bot.channels.telegram.pacer import telegram_limits
from bot.channels.telegram.sender import TelegramSender
from casework.ports import Lane, Parcel, Sent
from risk.identity import Secret
from tests.bench import broadcast
from tests.bench.figures import Figure
from tests.support.botapi.apart import BotApiApart, Plan, Report

_NAME: Final = "tests.bench.delivery"
_BURST: Final = {"burst": 5.0, "ban": 5.0}
_PAID_LATENCY: Final = 0.06
_ROUNDS, _CALLS, _AT_ONCE = 4, 1_000, 58
_WAITING: Final = 100_000
_FEW: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Length:
    """Windows of `second` seconds instead of one, and answers that take a like part of 60 ms."""

    recipients: int
    second: float
    paid: int

    @property
    def latency(self) -> float:
        return 0.06 * self.second

    def limits(self, a_second: int) -> Limits:
        return replace(telegram_limits(a_second), overall=(Rate(count=a_second, seconds=self.second),))


SHORT: Final = Length(recipients=1_000, second=1.0, paid=6_000)
FULL: Final = Length(recipients=10_000, second=1.0, paid=20_000)


def figures(length: Length = SHORT) -> Iterator[Figure]:
    rate, refused = asyncio.run(_free(length))
    yield Figure(
        name="pace",
        what=f"{length.recipients:,} recipients: share of the permitted rate",
        value=rate,
        unit="",
        least=0.93,
    )
    yield Figure(name="pace_refused", what="refusals for too much in that run", value=refused, unit="", most=0)
    rate, refused, cpu = asyncio.run(_paid(length))
    yield Figure(name="paid_pace", what="paid limit, from one process", value=rate, unit="1/s", least=900)
    yield Figure(
        name="engine_rate", what="the same by processor time: claim, send, book", value=1 / cpu, unit="1/s", least=900
    )
    yield Figure(name="paid_refused", what="refusals for too much in that run", value=refused, unit="", most=0)
    bare, ours = asyncio.run(_cpu())
    yield Figure(name="send_cost", what="CPU of a send by that of a bare POST", value=ours / bare, unit="", most=2)
    yield Figure(name="engine_cost", what="the same with claim and booking in SQLite", value=cpu / bare, unit="")
    yield from _waiting()


async def _free(length: Length) -> tuple[float, int]:
    limits = length.limits(30)
    floods = {"overall": 30.0, "second": length.second, **_BURST}
    plan = Plan(people=length.recipients, latency=length.latency, floods=floods)
    told, _ = await _run(plan, limits, room=64)
    return _rate(told) * length.second / 30, told.refused


async def _paid(length: Length) -> tuple[float, int, float]:
    """(messages a second, refusals, CPU seconds of each)."""
    floods = {"overall": 1000.0, **_BURST}
    plan = Plan(people=length.paid, latency=_PAID_LATENCY, floods=floods)
    told, cpu = await _run(plan, telegram_limits(1000), room=500)
    return _rate(told), told.refused, cpu / length.paid


async def _run(plan: Plan, limits: Limits, *, room: int) -> tuple[Report, float]:
    """To everybody; what the server saw, and CPU seconds of this process."""
    with tempfile.TemporaryDirectory() as folder, BotApiApart(plan) as server, broadcast.house(Path(folder)) as shop:
        broadcast.queue(shop, plan.people)
        began = time.process_time()
        async with broadcast.broadcasting(shop, server, limits, room=room) as (sending, _):
            await sending.reach(plan.people, within=60 + 2 * plan.people / limits.overall[0].count)
        return server.report(), time.process_time() - began


def _rate(told: Report) -> float:
    return (told.taken - 1) / (told.last - told.first)


async def _cpu() -> tuple[float, float]:
    """CPU seconds of a bare POST and of a send, the least of several rounds by turns."""
    people = 2 * _ROUNDS * _CALLS
    plan = Plan(people=people, latency=_PAID_LATENCY, floods={"overall": 1000.0, **_BURST})
    least = {"bare": float("inf"), "ours": float("inf")}
    with BotApiApart(plan) as server:
        async with (
            broadcast.sender(server, telegram_limits(1000), room=500) as sender,
            aiohttp.ClientSession() as session,
        ):
            ways = {"bare": (partial(_post, session, server), _AT_ONCE), "ours": (partial(_send, sender), 500)}
            chats = iter(range(1, people + 1))
            for _ in range(_ROUNDS):
                for name, (way, at_once) in ways.items():
                    least[name] = min(least[name], await _round(way, chats, at_once=at_once))
                    await asyncio.sleep(1.1)  # the window is empty again
    return least["bare"], least["ours"]


async def _round(way: Callable[[int], Awaitable[None]], chats: Iterator[int], *, at_once: int) -> float:
    mine = iter([next(chats) for _ in range(_CALLS)])

    async def one_after_the_other() -> None:
        for chat in mine:
            await way(chat)

    began = time.process_time()
    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    return (time.process_time() - began) / _CALLS


async def _post(session: aiohttp.ClientSession, server: BotApiApart, chat: int) -> None:
    keyboard = {"inline_keyboard": [[{"text": "打开查看", "callback_data": f"b:{chat:032x}:0:0"}]]}
    values = {
        "chat_id": chat,
        "text": "磁力珠玩具可能被儿童吞食，请立即停止销售和使用。" * 8,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": keyboard,
        "allow_paid_broadcast": True,
    }
    async with session.post(f"{server.url}/bot{server.token}/sendMessage", json=values) as answer:
        told = await answer.json()
        assert told["ok"], told


async def _send(sender: TelegramSender, chat: int) -> None:
    parcel = Parcel(
        message_id=f"{chat:032x}",
        number="7",
        address=Secret(str(chat)),
        reply=broadcast.reply(),
        locale="zh-CN",
        repeat=False,
        lane=Lane.CIRCULAR,
    )
    outcome = await sender.send(parcel)
    assert isinstance(outcome, Sent), outcome


def _waiting() -> Iterator[Figure]:
    """With a whole city in the queue: how soon what is urgent goes, and how much memory is held."""
    few, many = _apart(_FEW), _apart(_WAITING)
    yield Figure(
        name="emergency",
        what=f"emergency in the middle of {_WAITING:,} circulars: out after",
        value=many["emergency"],
        unit="s",
        most=5,
    )
    yield Figure(name="answer", what="answer to a person talking then: out after", value=many["talk"], unit="s", most=5)
    for name, what, told in (("few", f"{_FEW:,}", few), ("many", f"{_WAITING:,}", many)):
        yield Figure(
            name=f"memory_{name}", what=f"memory of sending, {what} queued", value=told["megabytes"], unit="MB"
        )
    growth = many["megabytes"] / few["megabytes"]
    yield Figure(name="memory_growth", what="memory, many per few", value=growth, unit="", most=1.2)


def _apart(queued: int) -> dict[str, float]:
    """In a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        with broadcast.house(Path(folder)) as shop:
            broadcast.queue(shop, queued)
        command = [sys.executable, "-m", _NAME, "apart", folder, str(queued)]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(told.stdout)
    return result


async def _interrupted(folder: Path, queued: int) -> dict[str, float]:
    plan = Plan(people=queued, latency=0.06, floods={"overall": 30.0, **_BURST}, urgent=broadcast.URGENT)
    seconds = {}
    with BotApiApart(plan) as server, broadcast.house(folder) as shop:
        async with broadcast.broadcasting(shop, server, telegram_limits(), room=64) as (sending, ring):
            await sending.reach(90, within=30)
            for name, say in (("emergency", broadcast.urgent), ("talk", broadcast.talk)):
                server.clear()
                began = time.monotonic()
                await ring(partial(say, shop=shop, chat=queued))
                await sending.reach(sending.sent + 60, within=30)
                told = server.report()
                assert told.urgent, f"{name} did not arrive"
                seconds[name] = told.urgent - began
            await sending.reach(400, within=60)
    return {**seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    if sys.argv[1:2] == ["apart"]:
        sys.stdout.write(json.dumps(asyncio.run(_interrupted(Path(sys.argv[2]), int(sys.argv[3])))))
        return
    for figure in figures(FULL if "--full" in sys.argv else SHORT):
        met = "" if not figure.aim else ("met" if figure.met else "MISSED")
        sys.stdout.write(f"{figure.what}: {figure.value:.3f} {figure.unit} {figure.aim} {met}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
