"""The outbox's way to group robots: one parcel in, what became of it out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Final

from bot.channels.http import Answer, HttpClient
from bot.channels.letters import Letter, cut, one_line, write
from bot.channels.pacing import Gate, NoTurn, Pacer, PaceRecords
from bot.channels.robots.vendor import Flood, Robot, Vendor, verdict
from casework.ports import Outcome, Parcel, Retry, Sent
from texts.catalogue import say

ROOM: Final = 64  # parcels at once: each robot has a pace of its own
_JSON: Final = {"Content-Type": "application/json; charset=utf-8"}
_LEAST_BODY: Final = 64  # bytes


class RobotSender:
    """`casework.ports.Sender`. `base` is the vendor's API address, `now` the Unix time."""

    room = ROOM

    def __init__(
        self,
        vendor: Vendor,
        *,
        http: HttpClient,
        base: str,
        now: Callable[[], float],
        base_url: str,
        tz: str,
        records: PaceRecords | None = None,
        allowed: Callable[[], bool] = lambda: True,
    ) -> None:
        self.channel = vendor.channel
        self._vendor = vendor
        self._http = http
        self._base = base.rstrip("/")
        self._now = now
        self._records = records
        self._allowed = allowed
        self._write = partial(write, base_url=base_url, tz=tz)
        self._gates: dict[str, Gate] = {}

    def closed_for(self) -> float:
        """Never as a whole: what floods is one robot."""
        return 0.0

    async def resume(self) -> None:
        """Takes over from whoever sent before, and opens the gates."""
        for gate in list(self._gates.values()):
            await gate.resume()

    def hush(self) -> None:
        """No message begins any more, until `resume`."""
        for gate in self._gates.values():
            gate.shut()

    async def send(self, parcel: Parcel) -> Outcome:
        robot, letter = Robot.read(parcel.address.reveal()), self._write(parcel)
        text = group_text(letter, locale=parcel.locale, limit=self._vendor.text_limit)
        gate = await self._gate(robot)
        try:
            async with gate.turn(robot.key, parcel.lane) as turn:
                call = self._vendor.call(self._base, robot, letter, text, parcel.locale, self._now())
                body = json.dumps(call.body, ensure_ascii=False).encode()
                answer = await self._http.send("POST", call.url, headers=_JSON, body=body)
                if not isinstance(answer, Answer):
                    if isinstance(answer, Retry):
                        turn.unsent()
                    return answer
                said = verdict(self._vendor, answer)
                if isinstance(said, Flood):
                    await turn.refused(said.after)
                    return Retry(after=said.after, reason="flood")
                turn.answered(taken=said is None)
                return Sent(external_id=parcel.message_id) if said is None else said
        except NoTurn as late:
            return Retry(after=late.after, reason="pace")

    async def _gate(self, robot: Robot) -> Gate:
        """Each robot is a credential of its own, named by a hash in records and logs."""
        name = hashlib.sha256(robot.key.encode()).hexdigest()[:16]
        if name not in self._gates:
            credential = f"{self.channel}:{name}"
            gate = Gate(Pacer(self._vendor.limits), credential=credential, records=self._records, allowed=self._allowed)
            await gate.resume()
            self._gates.setdefault(name, gate)
        return self._gates[name]


def group_text(letter: Letter, *, locale: str, limit: int) -> str:
    """Heading, words and links in at most `limit` bytes; of the words as many as there is room for."""
    heading = say(locale, "letter-group", {"heading": letter.heading})
    links = [say(locale, "letter-link", {"label": letter.label, "link": letter.link})]
    if letter.leave:
        links.append(say(locale, "letter-link", {"label": say(locale, "unsubscribe-button"), "link": letter.leave}))
    link = "\n".join(links)
    first, _, rest = letter.body.partition("\n")
    words = rest.strip() if letter.heading.endswith(one_line(first)) else letter.body
    room = limit - len("\n".join((heading, letter.repeat, "", link)).encode())
    shown = cut(words, room) if room >= _LEAST_BODY else ""
    return "\n".join(part for part in (heading, letter.repeat, shown, link) if part)
