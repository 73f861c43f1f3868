"""Which message keys the code refers to, found by reading it, not by running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Calls whose first argument, or `key`/`keys`, is a message key.
_CALLS = frozenset({"Text", "Key", "Keys", "say", "_say", "_text", "_key", "t", "_t", "text", "Named"})
_NOT_OURS = frozenset({"str", "sa", "sqlalchemy", "sqlmodel", "session", "web", "response", "console"})
_REFUSALS = frozenset({"Incomplete", "Invalid"})  # their `field` is shown as field-<name>
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_TEMPLATE_CALL = re.compile(r"""(?<![\w.])(?:say|t|_t)\(\s*(?P<quote>['"])(?P<key>[a-z][a-z0-9-]*)(?P=quote)\s*[,)]""")
_TEMPLATE_ATTRIBUTE = re.compile(r"""data-(?:say|text|key)=(?P<quote>['"])(?P<key>[a-z][a-z0-9-]*)(?P=quote)""")


@dataclass(frozen=True, kw_only=True)
class Reference:
    """`key`, or, where only its beginning is known (an f-string), `key` with `prefix`."""

    key: str
    file: Path
    line: int
    prefix: bool = False


def references(root: Path, packages: tuple[str, ...]) -> Iterator[Reference]:
    """Every reference in the Python, JavaScript and HTML files of the packages under `root`."""
    for package in packages:
        for file in sorted((root / package).rglob("*")):
            if file.suffix == ".py":
                yield from _in_python(file)
            elif file.suffix in (".js", ".html"):
                yield from _in_template(file)


def _in_python(file: Path) -> Iterator[Reference]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        named = {word.arg: word.value for word in node.keywords}
        if name in _REFUSALS and isinstance(field := named.get("field"), ast.Constant):
            key = f"field-{field.value!s}".replace("_", "-")
            yield Reference(key=key, file=file, line=node.lineno)
        if name not in _CALLS:
            continue
        for argument in (named.get("key"), named.get("keys"), *node.args[:2]):
            if argument is not None:
                yield from _keys_of(argument, file)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and not (
        isinstance(function.value, ast.Name) and function.value.id in _NOT_OURS
    ):
        return function.attr
    return ""


def _keys_of(node: ast.expr, file: Path) -> Iterator[Reference]:
    match node:
        case ast.Constant(value=str(text)) if "-" in text and _KEY.match(text):
            yield Reference(key=text, file=file, line=node.lineno)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if text.endswith("-"):
            yield Reference(key=text, file=file, line=node.lineno, prefix=True)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _keys_of(body, file)
            yield from _keys_of(orelse, file)
        case ast.Tuple(elts=items) | ast.List(elts=items):
            for item in items:
                yield from _keys_of(item, file)
        case _:
            return


def _in_template(file: Path) -> Iterator[Reference]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        for pattern in (_TEMPLATE_CALL, _TEMPLATE_ATTRIBUTE):
            for found in pattern.finditer(line):
                yield Reference(key=found["key"], file=file, line=number)
