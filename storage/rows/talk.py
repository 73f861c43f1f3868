"""The conversation side: links, sessions, dialogue states, messages both ways, shared notices, updates seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Dialect, Enum, Index, TypeDecorator, UniqueConstraint, text
from sqlmodel import Field

from casework.ports.records import Lane, LinkPurpose, MessageState
from storage.rows.columns import LONGEST_CHOICE, Row, Sealed, choice, key, moment, serial, whole, words, yes_no


class LaneName(TypeDecorator[Lane]):
    """Exercises came later than the column's CHECK, which SQLite cannot widen, and than releases that may still run
    beside this one: they stand as digests here, and the rank tells them apart.
    """

    impl = Enum(
        *(lane.value for lane in Lane if lane is not Lane.EXERCISE),
        native_enum=False,
        create_constraint=True,
        length=LONGEST_CHOICE,
        name="lane",
    )
    cache_ok = True

    def process_bind_param(self, value: Lane | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return Lane.DIGEST.value if value is Lane.EXERCISE else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Lane | None:
        return None if value is None else Lane(value)


class LinkRow(Row, table=True):
    __tablename__ = "links"

    id: str = key()
    token_digest: str = words(unique=True)
    person_id: str = words(to="people.id")
    purpose: LinkPurpose = choice(LinkPurpose, "purpose")
    expires_at: datetime = moment()
    created_at: datetime = moment()
    subject: str = words()
    spent_at: datetime | None = moment()
    version: int = whole()


class SessionRow(Row, table=True):
    __tablename__ = "sessions"

    id: str = key()
    token_digest: str = words(unique=True)
    person_id: str = words(to="people.id")
    csrf: str = words()
    created_at: datetime = moment()
    expires_at: datetime = moment()
    ended_at: datetime | None = moment()
    version: int = whole()


class ConversationRow(Sealed, table=True):
    __tablename__ = "conversations"

    id: str = key()
    address_id: str = words(to="addresses.id", unique=True)
    person_id: str = words(to="people.id")
    updated_at: datetime = moment()
    version: int = whole()


WAITING = text("NOT incoming AND state IN ('queued', 'sending', 'failed', 'unknown')")


class MessageRow(Sealed, table=True):
    """`lane_rank` is the lane's place in the queue, so that an index can order it. `fence`: number of the lease that it
    was claimed under."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("address_id", "seq"),
        Index(
            "ix_messages_waiting",
            "channel",
            "lane_rank",
            "created_at",
            "seq",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index("ix_messages_person_id", "person_id"),
    )

    id: str = key()
    address_id: str = words(to="addresses.id")
    person_id: str = words(to="people.id")
    channel: str = words()
    created_at: datetime = moment()
    incoming: bool = yes_no()
    lane: Lane = Field(sa_type=LaneName)
    lane_rank: int = whole()
    state: MessageState = choice(MessageState, "state")
    dedupe: str = words(unique=True)
    seq: int = serial()
    delivery_id: str | None = words()
    attempts: int = whole()
    next_at: datetime | None = moment()
    lease_until: datetime | None = moment()
    repeat: bool = yes_no()
    fence: int | None = serial()
    external_id: str = words()
    sent_at: datetime | None = moment()
    delivered_at: datetime | None = moment()
    reason: str = words()
    notice_id: str | None = words()
    version: int = whole()


class NoticeRow(Sealed, table=True):
    """The words of a circular, sealed once; messages refer to them."""

    __tablename__ = "notices"

    id: str = key()
    circular_id: str = words(to="circulars.id")
    created_at: datetime = moment()
    version: int = whole()


class InboxRow(Row, table=True):
    __tablename__ = "inbox"

    channel: str = key()
    update_id: str = key()
    at: datetime = moment()
