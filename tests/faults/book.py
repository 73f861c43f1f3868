"""The judge's own book, kept outside of the program: what arrived where, and what people were told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from texts.catalogue import say

LOCALE: Final = "zh-CN"
ISSUED, SIGNED = "已发布", "签收"
_TITLE: Final = re.compile(r"F\d{5}")
_NUMBER: Final = re.compile(r"[^\s《》（）]+〕\d+号")  # as official documents are numbered


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A message as a reader has it. `words` are without the mark of a repeat.

    `id`: the message's own name, where it shows one. `external_id`: what the program may book it under. `life`: how
    many processes had died before it came.
    """

    channel: str
    reader: str
    words: str
    repeat: bool
    id: str
    external_id: str
    life: int

    @property
    def same(self) -> tuple[str, str, str]:
        """Alike for a message and its repeats."""
        return (self.channel, self.reader, self.id or self.words)


@dataclass
class Matter:
    """One circular, from the button that issues it to the last receipt. `number` is known once it was seen."""

    title: str
    number: str = ""
    issue_pressed: bool = False
    issue_confirmed: bool = False
    told: set[tuple[str, str]] = field(default_factory=set)  # channel and reader
    pressed: set[str] = field(default_factory=set)  # readers
    confirmed: set[str] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """`unmarked` and `after_booking` must be empty: lines that say what came twice."""

    marked: int
    marked_though_first: int
    unmarked: tuple[str, ...]
    after_booking: tuple[str, ...]


class Book:
    """`life` is counted by whoever starts and kills."""

    def __init__(self) -> None:
        self.life = 0
        self.arrivals: list[Arrival] = []
        self.matters: dict[str, Matter] = {}
        self._booked: dict[tuple[str, str], int] = {}  # channel and external id -> the life after whose end it was seen

    def open(self, title: str) -> Matter:
        matter = self.matters[title] = Matter(title=title)
        return matter

    def heard(
        self, channel: str, reader: str, text: str, *, id: str = "", external_id: str, repeat: bool = False
    ) -> None:
        """Of Telegram and mail the mark of a repeat is in the text."""
        words, marks = MARK.subn("", text)
        arrival = Arrival(
            channel=channel,
            reader=reader,
            words=words.strip(),
            repeat=repeat or marks > 0,
            id=id,
            external_id=external_id,
            life=self.life,
        )
        self.arrivals.append(arrival)
        self._follow(arrival)

    def booked(self, channel_and_id: Iterable[tuple[str, str]]) -> None:
        """What the ledger says is sent, read while the program is dead."""
        for each in channel_and_id:
            self._booked.setdefault(each, self.life)

    def repeats(self) -> Repeats:
        unmarked, after = [], []
        marked = first = 0
        for came in self._by_message().values():
            first += came[0].repeat
            for earlier, later in pairwise(came):
                marked += later.repeat
                line = f"{later.channel} {later.reader} {later.id}: life {earlier.life}, again in {later.life}"
                if not later.repeat:
                    unmarked.append(f"{line}: {later.words[:60]!r}")
                if later.life == earlier.life or self._booked_before(earlier, later.life):
                    after.append(line)
        return Repeats(marked=marked, marked_though_first=first, unmarked=tuple(unmarked), after_booking=tuple(after))

    def times(self) -> Iterator[tuple[str, int]]:
        """Of every message that shows its name, how often it came."""
        for (_, _, same), came in self._by_message().items():
            if came[0].id:
                yield same, len(came)

    def _by_message(self) -> dict[tuple[str, str, str], list[Arrival]]:
        found: defaultdict[tuple[str, str, str], list[Arrival]] = defaultdict(list)
        for arrival in self.arrivals:
            found[arrival.same].append(arrival)
        return found

    def _booked_before(self, arrival: Arrival, life: int) -> bool:
        return self._booked.get((arrival.channel, arrival.external_id), life) < life

    def _follow(self, arrival: Arrival) -> None:
        title, number = _TITLE.search(arrival.words), _NUMBER.search(arrival.words)
        matter = self.matters.get(title[0]) if title else None
        if matter is not None and number:
            matter.number = number[0]
        if matter is None and number:
            matter = next((each for each in self.matters.values() if each.number == number[0]), None)
        if matter is None:
            return
        if arrival.reader == OFFICER:
            matter.issue_confirmed |= ISSUED in arrival.words
        elif title:
            matter.told.add((arrival.channel, arrival.reader))
        elif SIGNED in arrival.words:
            matter.confirmed.add(arrival.reader)


OFFICER: Final = "9001"
_MARKS = ("telegram-repeat", "letter-repeat")
MARK: Final = re.compile(
    "|".join(re.escape(say(LOCALE, key, {"number": "NUMBER"})).replace("NUMBER", r"\d+") for key in _MARKS)
)
