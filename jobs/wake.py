"""Something was put into the outbox: whoever sends or shows it should look now, not at the next full second."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

from casework.ports.bells import News

_EVERY_CHANNEL = ""


class Wake:
    """Many wait, each with a bell of its own, so that none takes another's call. All of it in the event loop."""

    def __init__(self) -> None:
        self._bells: defaultdict[str, list[asyncio.Event]] = defaultdict(list)
        self._readers: defaultdict[str, list[Callable[[str], None]]] = defaultdict(list)

    def set(self) -> None:
        """Rings all bells."""
        for bells in self._bells.values():
            for bell in bells:
                bell.set()

    def ring(self, news: News) -> None:
        """Rings those whom it concerns."""
        if not news.channel:
            self.set()
            return
        readers = self._readers.get(news.channel)
        if news.person_id and readers:
            for reader in readers:
                reader(news.person_id)
            return
        for channel in (news.channel, _EVERY_CHANNEL):
            for bell in self._bells.get(channel, ()):
                bell.set()

    def bell(self, channel: str = _EVERY_CHANNEL) -> asyncio.Event:
        """A new one, to be cleared by its owner, and given back at the end; rung for that channel alone, or for all."""
        bell = asyncio.Event()
        self._bells[channel].append(bell)
        return bell

    def give_back(self, bell: asyncio.Event) -> None:
        """It is not rung any more."""
        for channel, bells in list(self._bells.items()):
            self._bells[channel] = [other for other in bells if other is not bell]
            if not self._bells[channel]:
                del self._bells[channel]

    def tell(self, channel: str, reader: Callable[[str], None]) -> None:
        """What is on one person's page alone is told to `reader` by the person's id, instead of ringing the channel."""
        self._readers[channel].append(reader)
