"""What a person did, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One update. `press` is `<message id>:<row>:<column>` of a button that we sent; `files` are attachment ids.

    `update_id` is unique per channel, so that the same update twice is one act. `start` is the payload of a deep link.
    """

    channel: str
    address: str
    update_id: str
    text: str = ""
    press: str = ""
    files: tuple[str, ...] = ()
    contact_phone: str = ""
    start: str = ""
    language: str = ""
