"""The web chat's `Sender`: a message in the table is on the page already; all that is left is to wake the page."""

from __future__ import annotations

from collections.abc import Callable

from casework.ports import Outcome, Parcel, Sent
from casework.tell import WEBCHAT


class WebSender:
    """`ring` wakes the pages of the person with that id, which is also the web-chat address."""

    channel = WEBCHAT

    def __init__(self, ring: Callable[[str], None]) -> None:
        self._ring = ring

    async def send(self, parcel: Parcel) -> Outcome:
        """Always `Sent`; delivered is what the page reports itself."""
        self._ring(parcel.address.reveal())
        return Sent(external_id=parcel.message_id)
