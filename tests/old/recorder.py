"""Writes down the statements that a release sends to its database, to be tried on later schemas.

Loaded by pytest in a checkout of that release (docs/operations.md, "Migrations without downtime"):
`pytest tests/contract -p tests.old.recorder --statements FOLDER`. Of each test that asks something new it keeps all
statements that were committed, in order, with their parameters; one file for each engine.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

# What sets up a connection or the schema is no business of the repositories.
_SETUP = re.compile(
    r"\s*(PRAGMA|BEGIN|CREATE|ALTER|DROP|SET|SHOW)\b|.*alembic_version|.*pg_(advisory|catalog)", re.I | re.S
)
_TEMPORARY = re.compile(r"\s*CREATE TEMP\w* TABLE (\w+)", re.I)
_DROPPED = re.compile(r"\s*DROP TABLE (\w+)", re.I)
_LIST = re.compile(r"\((?:\?|%\(\w+\)s(?:::\w+)?)(?:, (?:\?|%\(\w+\)s(?:::\w+)?))*\)")
_MOST_BYTES = 1000  # of one value: what it is does not matter
_LONGEST = 200_000  # characters; what is longer tries thousands of the same
Statement = tuple[str, Any]


class Recorder:
    """Statements of the running test by engine; those of a transaction count when it is committed."""

    def __init__(self) -> None:
        self.committed: dict[str, list[Statement]] = {}
        self._open: dict[int, list[Statement]] = {}
        self._temporary: set[str] = set()

    def sent(self, connection: Connection, statement: str, parameters: Any) -> None:
        if made := _TEMPORARY.match(statement):
            self._temporary.add(made[1])
        dropped = _DROPPED.match(statement)
        if made or (dropped and dropped[1] in self._temporary) or not _SETUP.match(statement):
            self._open.setdefault(id(connection), []).append((statement, _written(parameters)))

    def committing(self, connection: Connection) -> None:
        self.committed.setdefault(connection.dialect.name, []).extend(self._open.pop(id(connection), []))

    def rolling_back(self, connection: Connection) -> None:
        self._open.pop(id(connection), None)


def _written(value: Any) -> Any:
    """As JSON; `read_value` turns it back."""
    if isinstance(value, dict):
        return {"dict": {name: _written(part) for name, part in value.items()}}
    if isinstance(value, list | tuple):
        return [_written(part) for part in value]
    if isinstance(value, bytes | memoryview | bytearray):
        return {"bytes": base64.b64encode(bytes(value)[:_MOST_BYTES]).decode()}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    match type(value).__name__:  # the driver's wrappers
        case "Binary":
            return _written(value.obj)
        case "Json" | "Jsonb":
            return {"json": value.obj}
    return value


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--statements", type=Path, required=True, help="Folder for the recorded statements.")


def pytest_configure(config: pytest.Config) -> None:
    recorder = Recorder()
    config.stash[_RECORDER] = recorder
    config.stash[_KEPT] = {}
    event.listen(
        Engine, "after_cursor_execute", lambda c, _cursor, said, given, _context, _many: recorder.sent(c, said, given)
    )
    event.listen(Engine, "commit", recorder.committing)
    event.listen(Engine, "rollback", recorder.rolling_back)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    recorder, kept = item.config.stash[_RECORDER], item.config.stash[_KEPT]
    recorder.committed.clear()
    result = yield
    for engine, statements in recorder.committed.items():
        kept.setdefault(engine, []).append(json.dumps({"test": item.nodeid, "statements": statements}))
    return result


def pytest_unconfigure(config: pytest.Config) -> None:
    folder: Path = config.getoption("--statements")
    folder.mkdir(parents=True, exist_ok=True)
    for engine, lines in config.stash[_KEPT].items():
        told = "".join(f"{line}\n" for line in _saying_it_all(lines))
        (folder / f"{engine}.jsonl.gz").write_bytes(gzip.compress(told.encode(), mtime=0))


def _saying_it_all(lines: list[str]) -> Iterator[str]:
    """The shortest ones in which every statement occurs; how many values a list has makes no other statement."""
    known: set[str] = set()
    for line in sorted((line for line in lines if len(line) < _LONGEST), key=lambda line: (len(line), line)):
        said = {_LIST.sub("(…)", text) for text, _ in json.loads(line)["statements"]}
        if not said <= known:
            known |= said
            yield line


_RECORDER = pytest.StashKey[Recorder]()
_KEPT = pytest.StashKey[dict[str, list[str]]]()
