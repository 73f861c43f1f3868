"""Links, sessions, conversations, and the updates already seen."""

from __future__ import annotations

from datetime import datetime

from casework.ports.records import Conversation, Link, Session
from storage.mapping import Mapped, table_of
from storage.repositories.records import KeptRows
from storage.rows import ConversationRow, InboxRow, LinkRow, SessionRow
from storage.work import Work

LINK = Mapped(Link, LinkRow)
SESSION = Mapped(Session, SessionRow)
CONVERSATION = Mapped(Conversation, ConversationRow)
_INBOX = table_of(InboxRow)


class Links(KeptRows[Link]):
    def by_digest(self, digest: str) -> Link | None:
        return self._first(self._c.token_digest == digest)


class Sessions(KeptRows[Session]):
    def by_digest(self, digest: str) -> Session | None:
        return self._first(self._c.token_digest == digest)


class Conversations(KeptRows[Conversation]):
    def at(self, address_id: str) -> Conversation | None:
        return self._first(self._c.address_id == address_id)


class Inbox:
    def __init__(self, work: Work) -> None:
        self._work = work

    def record(self, channel: str, update_id: str, at: datetime) -> bool:
        return self._work.add_once(_INBOX, {"channel": channel, "update_id": update_id, "at": at})
