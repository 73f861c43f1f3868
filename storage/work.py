"""One transaction as the repositories see it: statements in, rows out, refusals translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NoReturn

from sqlalchemy import ColumnElement, Connection, Executable, Interval, Table, func, literal
from sqlalchemy.exc import IntegrityError

from risk.errors import Conflict, DomainError, NotFound
from storage.bells import Ringing
from storage.errors import WriteInRead
from storage.rows.columns import UtcDateTime
from storage.upsert import insert_or
from storage.vault import KeyRing

_TAKEN = frozenset({"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
_ORPHAN = frozenset({"23503", "SQLITE_CONSTRAINT_FOREIGNKEY"})


class Work:
    """Core statements on one connection: no identity map, so what is read is what the database holds now."""

    def __init__(self, connection: Connection, ring: KeyRing, *, audit_key: bytes, writable: bool) -> None:
        self._connection = connection
        self._writable = writable
        self.ring = ring
        self.audit_key = audit_key
        self.refusal: DomainError | None = None
        self.audit_heads: dict[str, tuple[int, str]] = {}  # to be anchored after the commit
        self.ringing = Ringing()  # to be announced with the commit
        self.erased = False  # sealed matter was destroyed: nothing of it may stay in the log of the engine

    @property
    def on_server(self) -> bool:
        """Whether the database is a server, with a clock of its own and other machines at it."""
        return self._connection.dialect.name == "postgresql"

    def time(self, now: datetime, *, after: timedelta = timedelta()) -> ColumnElement[datetime]:
        """What the server's clock says at this moment, or `now` where there is no server; and so much later."""
        if not self.on_server:
            return literal(now + after, UtcDateTime)
        return literal(after, Interval).op("+", return_type=UtcDateTime())(func.clock_timestamp())

    def all(self, statement: Executable) -> Sequence[Any]:
        return self._connection.execute(statement).all()

    def first(self, statement: Executable) -> Any:
        """The first row, or None."""
        return self._connection.execute(statement).first()

    def write(self, statement: Executable, values: Mapping[str, Any] | None = None, *, kind: str) -> int:
        """How many rows it touched. A taken key is a `Conflict`, a missing parent `NotFound`."""
        self._must_write()
        try:
            return int(self._connection.execute(statement, values).rowcount)
        except IntegrityError as error:
            self._translate(error, kind)

    def write_many(self, statement: Executable, rows: Sequence[Mapping[str, Any]], *, kind: str) -> None:
        """The same statement for each of the rows, in one go; nothing for none."""
        self._must_write()
        if not rows:
            return
        try:
            self._connection.execute(statement, rows)
        except IntegrityError as error:
            self._translate(error, kind)

    def write_returning(self, statement: Executable, *, kind: str) -> Sequence[Any]:
        """The same for `… RETURNING`."""
        self._must_write()
        try:
            return self._connection.execute(statement).all()
        except IntegrityError as error:
            self._translate(error, kind)

    def add_once(self, table: Table, values: Mapping[str, Any]) -> bool:
        """False, and nothing is written, if a row with such a key is there already."""
        statement = insert_or(table).values(values).on_conflict_do_nothing().returning(literal(value=True))
        return bool(self.write_returning(statement, kind=table.name))

    def refuse(self, refusal: DomainError) -> NoReturn:
        """Raises it, and again at the commit: a half-done act must not be kept by a body that goes on."""
        self.refusal = refusal
        raise refusal

    def _must_write(self) -> None:
        if not self._writable:
            raise WriteInRead

    def _translate(self, error: IntegrityError, kind: str) -> NoReturn:
        cause = error.orig
        code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", "")
        if code in _TAKEN:
            self.refusal = Conflict(kind=kind)
        elif code in _ORPHAN:
            self.refusal = NotFound(kind=kind)
        else:
            raise error
        raise self.refusal from None  # the engine's own message quotes values
