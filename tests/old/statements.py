"""What the releases before this one say to the database, as `tests.old.recorder` wrote it down."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from psycopg.types.json import Json
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Told:
    """Of one test: statements with their parameters, in order."""

    test: str
    statements: tuple[tuple[str, Any], ...]


def recorded(schema: str, engine: str) -> list[Told]:
    """`engine`: sqlite or postgresql."""
    lines = gzip.decompress((FOLDER / schema / f"{engine}.jsonl.gz").read_bytes()).decode().splitlines()
    told = map(json.loads, lines)
    return [
        Told(test=each["test"], statements=tuple((said, _read(given)) for said, given in each["statements"]))
        for each in told
    ]


def replay(connection: Connection, told: Told) -> list[object]:
    """What the database answers to each: rows in any order, how many were touched, or the kind of its refusal."""
    answers: list[object] = []
    for said, given in told.statements:
        point = connection.begin_nested()
        try:
            result = connection.exec_driver_sql(said, given)
            answer: object = sorted(map(repr, result.all())) if result.returns_rows else result.rowcount
        except DBAPIError as refused:
            point.rollback()
            answers.append(f"{type(refused).__name__}: {str(refused.orig).splitlines()[0]}")
        else:
            point.commit()
            answers.append(answer)
    return answers


def unlike(told: Told, before: Sequence[object], after: Sequence[object]) -> list[str]:
    """Sentences about the statements that were answered otherwise."""
    triples = zip(told.statements, before, after, strict=True)
    return [
        f"{told.test}: {said[:300]}\n  {was!r:.300}\n  {is_!r:.300}" for (said, _), was, is_ in triples if was != is_
    ]


def _read(value: Any) -> Any:
    match value:
        case {"dict": parts}:
            return {name: _read(part) for name, part in parts.items()}
        case {"bytes": text}:
            return base64.b64decode(text)
        case {"datetime": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"json": document}:
            return Json(document)
        case list():
            return tuple(_read(part) for part in value)
    return value
