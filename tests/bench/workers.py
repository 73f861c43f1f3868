"""One, two and four `fenghuo worker` processes on PostgreSQL send circulars to webhooks; none is sent twice.

`python -m tests.bench.workers` measures it alone.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import insert

from casework.outgoing import ACKNOWLEDGE
from casework.ports import Lane, Message, Option, Say, Text
from casework.ports.encoding import dump_reply
from casework.ports.records import Notice
from fenghuo.compose import Workshop, workshop
from risk.delivery import DeliveryState
from risk.identity import Secret
from storage.repositories.deliveries import DELIVERY
from storage.repositories.organisations import ADDRESS
from storage.repositories.outbox import LANE_RANK, MESSAGE, NOTICE
from storage.work import Work
from tests.bench.figures import Figure
from tests.bench.receiver import Receiver, Report
from tests.support import postgres
from tests.support import storage_records as records
from tests.support.installation import Installation
from tests.support.program import Program, running
from tests.support.receivers import WEBHOOK_SECRET

MESSAGES: Final = 1_200
CHANNEL: Final = "webhook"
_COUNTS: Final = (1, 2, 4)
# Seconds until a receiver answers: the first leaves the processor time to spare, the second none.
_PACES: Final = (("slow", 2.0), ("quick", 0.0))
_LIMIT: Final = 120.0  # seconds
_WORDS: Final = "磁力珠玩具可能被儿童吞食，请立即停止销售和使用。" * 8


def figures() -> Iterator[Figure]:
    """Where there is a PostgreSQL."""
    try:
        server = postgres.start()
    except postgres.NoServer:
        return
    try:
        for name, latency in _PACES:
            yield from _of(server, name, latency)
    finally:
        server.stop()


def _of(server: postgres.Server, name: str, latency: float) -> Iterator[Figure]:
    """`MESSAGES` to a receiver that takes `latency` seconds for each."""
    rates, costs, twice = {}, {}, 0
    for count in _COUNTS:
        told, costs[count] = _sent(server, count, latency)
        rates[count] = (told.distinct - 1) / (told.last - told.first)
        twice += told.taken - told.distinct
        yield Figure(
            name=f"workers_{name}_{count}",
            what=f"webhooks answered after {latency:g} s, workers: {count}",
            value=rates[count],
            unit="1/s",
        )
    for count in _COUNTS[1:]:
        ratio = rates[count] / rates[1]
        yield Figure(name=f"workers_{name}_ratio_{count}", what=f"{count} workers by one", value=ratio, unit="")
        what = f"processor time of a message with {count} workers by that with one"
        yield Figure(name=f"workers_{name}_cost_{count}", what=what, value=costs[count] / costs[1], unit="")
    yield Figure(name=f"workers_{name}_twice", what="messages sent twice in these runs", value=twice, unit="", most=0)


def _sent(server: postgres.Server, workers: int, latency: float) -> tuple[Report, float]:
    """What the receiver saw, and seconds of processor time of all workers for each message."""
    with tempfile.TemporaryDirectory() as folder, Receiver(latency=latency) as receiver:
        house = Installation(server.url(server.create()), Path(folder), webhooks=receiver.host, poll="1")
        programs = [house.program(f"worker{number}", "worker") for number in range(workers)]
        return asyncio.run(_broadcast(house, programs, receiver))


async def _broadcast(house: Installation, programs: list[Program], receiver: Receiver) -> tuple[Report, float]:
    with closing(await asyncio.to_thread(workshop, house.settings())) as shop:
        async with running(programs):
            before = _processor_time(programs)
            await asyncio.to_thread(queue, shop, receiver.url)
            async with asyncio.timeout(_LIMIT):
                while (await asyncio.to_thread(receiver.report)).distinct < MESSAGES:  # noqa: ASYNC110 # another process
                    await asyncio.sleep(0.5)
            spent = _processor_time(programs) - before
    return await asyncio.to_thread(receiver.report), spent / MESSAGES  # after the last worker has stopped


def _processor_time(programs: list[Program]) -> float:
    """Seconds, of all of them (Linux)."""
    ticks = 0
    for program in programs:
        fields = Path(f"/proc/{program.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # in the program and in the system
    return ticks / os.sysconf("SC_CLK_TCK")


def queue(shop: Workshop, url: str, count: int = MESSAGES) -> None:
    """A circular to that many webhooks, as a fan-out would have left it, in one transaction that rings."""
    shop.transactions.run_now(records.make_world)
    button = Option(label=Text(key="telegram-open"), action=ACKNOWLEDGE, subject=records.CIRCULAR.id)
    words = Say(text=Text(key="telegram-chosen", params={"label": _WORDS}), options=((button,),))
    notice = Notice(
        id="words",
        circular_id=records.CIRCULAR.id,
        created_at=shop.env.now(),
        reply=Secret(dump_reply(words)),
    )
    numbers = range(count)

    def written(work: Work) -> None:
        work.write(insert(NOTICE.table), NOTICE.to_row(notice, work.ring), kind="notices")
        work.write_many(insert(ADDRESS.table), [_address(n, url, work) for n in numbers], kind="addresses")
        work.write_many(insert(MESSAGE.table), [_message(n, notice.id, shop, work) for n in numbers], kind="messages")
        work.write_many(insert(DELIVERY.table), [_delivery(n, work) for n in numbers], kind="deliveries")
        work.ringing.add(CHANNEL)

    shop.storage.transactions.run_work(written)


def _address(number: int, url: str, work: Work) -> dict[str, object]:
    address = dataclasses.replace(
        records.ADDRESS,
        id=f"hook{number}",
        channel=CHANNEL,
        address=Secret(f"{url}?{number} {WEBHOOK_SECRET}"),
        closed_at=None,
        closed_reason="",
    )
    return ADDRESS.to_row(address, work.ring)


def _message(number: int, notice_id: str, shop: Workshop, work: Work) -> dict[str, object]:
    message = Message(
        id=f"{number:032x}",
        address_id=f"hook{number}",
        person_id=records.PERSON.id,
        channel=CHANNEL,
        created_at=shop.env.now(),
        notice_id=notice_id,
        lane=Lane.CIRCULAR,
        dedupe=f"circular:{number}",
        seq=1,
        delivery_id=f"d{number:031x}",
        next_at=shop.env.now(),
    )
    return {**MESSAGE.to_row(message, work.ring), "lane_rank": LANE_RANK[message.lane]}


def _delivery(number: int, work: Work) -> dict[str, object]:
    delivery = dataclasses.replace(
        records.DELIVERY,
        id=f"d{number:031x}",
        channel=f"{CHANNEL}{number}",  # one person here stands for many
        message_id=f"{number:032x}",
        state=DeliveryState.QUEUED,
        sent_at=None,
        acknowledged_at=None,
    )
    return DELIVERY.to_row(delivery, work.ring)


def main() -> None:
    for figure in figures():
        met = "" if not figure.aim else ("met" if figure.met else "MISSED")
        sys.stdout.write(f"{figure.what}: {figure.value:,.2f} {figure.unit} {figure.aim} {met}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
