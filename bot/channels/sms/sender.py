"""The outbox's way to short messages: one parcel in, what became of it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Final

from bot.channels.http import GATEWAY_LOST_IT, SERVER_ERROR_AFTER, Answer, HttpClient, retry_after
from bot.channels.letters import Letter, one_line, write
from bot.channels.pacing import Gate, Limits, NoTurn, Pacer, PaceRecords, Rate
from bot.channels.sms.gateway import Gateway, json_of
from bot.channels.sms.lengths import parts
from casework.address_forms import SMS
from casework.ports import Dead, Lost, Outcome, Parcel, Retry, Sent
from texts.catalogue import say

ROOM: Final = 32  # parcels at once
OURS_AFTER: Final = 300.0  # seconds; somebody has to put key or template right
BUSY_AFTER: Final = 60.0
_AT_ONCE: Final = 16
_TAKEN: Final = range(200, 300)
_OURS: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN})


def sms_gate(
    *,
    a_second: int,
    credential: str,
    records: PaceRecords | None = None,
    allowed: Callable[[], bool] = lambda: True,
) -> Gate:
    """`a_second`: messages that the gateway takes from us; `allowed`: whether this process may send now."""
    limits = Limits(overall=(Rate(count=a_second, seconds=1.0),), at_once=_AT_ONCE, kept_for_talk=2)
    return Gate(Pacer(limits), credential=f"sms:{credential}", records=records, allowed=allowed)


class SmsSender:
    """`casework.ports.Sender`. Whatever the kind, only number, urgency and a link go out; a code goes as it is."""

    channel = SMS
    room = ROOM

    def __init__(self, *, gateway: Gateway, http: HttpClient, gate: Gate, base_url: str, tz: str) -> None:
        self._gateway = gateway
        self._http = http
        self._gate = gate
        self._write = partial(write, base_url=base_url, tz=tz)

    def closed_for(self) -> float:
        """Seconds during which nothing at all may be sent."""
        return self._gate.closed_for()

    async def resume(self) -> None:
        """Takes over from whoever sent before, and opens the gate."""
        await self._gate.resume()

    def hush(self) -> None:
        """No message begins any more, until `resume`."""
        self._gate.shut()

    async def send(self, parcel: Parcel) -> Outcome:
        phone = parcel.address.reveal()
        text = short_text(self._write(parcel), locale=parcel.locale, most_parts=self._gateway.most_parts)
        url, headers, body = self._gateway.request(phone=phone, text=text, id_=parcel.message_id)
        try:
            async with self._gate.turn(phone, parcel.lane) as turn:
                answer = await self._http.send(self._gateway.method, url, headers=headers, body=body)
                if not isinstance(answer, Answer):
                    if isinstance(answer, Retry):
                        turn.unsent()
                    return answer
                if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                    after = retry_after(answer, default=BUSY_AFTER)
                    await turn.refused(after)
                    return Retry(after=after, reason="flood")
                outcome = self._outcome(answer, parcel.message_id)
                turn.answered(taken=isinstance(outcome, Sent))
                return outcome
        except NoTurn as late:
            return Retry(after=late.after, reason="pace")

    def _outcome(self, answer: Answer, message_id: str) -> Outcome:
        """What is no yes was not sent; without a rule for the answer, the status alone counts."""
        if answer.status in GATEWAY_LOST_IT:
            return Lost(reason=f"gateway answered {answer.status}")
        told = json_of(answer.body)
        if self._gateway.dead is not None and self._gateway.dead.holds(told):
            return Dead(reason="gone")
        if answer.status in _TAKEN:
            if self._gateway.success is None or self._gateway.success.holds(told):
                return Sent(external_id=message_id)
            if told is None:
                return Lost(reason="unreadable-answer")
            return Retry(after=0.0, reason="refused by the gateway")
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Retry(after=SERVER_ERROR_AFTER, reason=f"server answered {answer.status}")
        if answer.status in _OURS:
            return Retry(after=OURS_AFTER, reason=f"server answered {answer.status}")
        return Dead(reason=f"refused: {answer.status}")


def short_text(letter: Letter, *, locale: str, most_parts: int) -> str:
    """In at most so many short messages; where there is too little room, words go before the link does."""
    if letter.code:
        return say(locale, "letter-sms-code", {"body": one_line(letter.body)})
    for words in _shorter_and_shorter(letter):
        text = say(locale, "letter-sms", {"short": words, "link": letter.link})
        if parts(text) <= most_parts:
            break
    return text


def _shorter_and_shorter(letter: Letter) -> Iterator[str]:
    """The sentence about a repeat goes first, then the words from their end; the mark of an exercise is kept."""
    if letter.repeat:
        yield f"{letter.short} {letter.repeat}"
    for length in range(len(letter.short), len(letter.mark) - 1, -1):
        yield letter.short[:length]
