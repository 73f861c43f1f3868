"""A JSON list of texts as rows of one column, `value`, on both engines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class JsonTexts(FunctionElement[Any]):
    inherit_cache = True


@compiles(JsonTexts)
def _as_on_sqlite(element: JsonTexts, compiler: Any, **kwargs: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kwargs)})"


@compiles(JsonTexts, "postgresql")
def _postgres(element: JsonTexts, compiler: Any, **kwargs: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kwargs)} AS JSON))"


def among(texts: Iterable[str]) -> Select[Any]:
    """For `IN`, however many there are: one parameter."""
    listed = JsonTexts(literal(json.dumps(list(texts)), Text())).table_valued("value")
    return select(listed.c.value)


def holds_any(column: ColumnElement[Any], texts: Iterable[str]) -> ColumnElement[bool]:
    """Whether a JSON column lists one of the texts."""
    listed = JsonTexts(column).table_valued("value")
    return select(listed.c.value).where(listed.c.value.in_(list(texts))).exists()
