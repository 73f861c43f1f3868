"""Promise: no migration takes away what the release before it still uses: expand, migrate, contract.

The schemas themselves are compared in `test_old_code_new_schema`; this reads the migrations, and so also sees what no
recorded statement happens to touch.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import storage.migrations.versions
from tests.integration.test_old_code_new_schema import OLD

# Steps that take something away from the release before: what, and the release that stopped using it.
CONTRACTED: Final[dict[tuple[str, str], str]] = {}
_TAKES_AWAY: Final = frozenset({"drop_column", "drop_table", "rename_table", "alter_column", "batch_alter_table"})
_NARROWS: Final = frozenset({"create_unique_constraint", "create_check_constraint", "create_foreign_key"})


def steps(source: str) -> Iterator[tuple[str, ast.Call]]:
    """The calls of `op` in `upgrade`, and in what it calls."""
    for function in ast.parse(source).body:
        if not isinstance(function, ast.FunctionDef) or function.name == "downgrade":
            continue
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="op"), attr=step)):
                    yield step, node


def harm(source: str) -> list[str]:
    """Steps of a migration after which the release before it would fail."""
    found, made = [], set()
    for step, call in steps(source):
        table = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else "?"
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        if step == "create_table":
            made.add(table)
        elif step in _TAKES_AWAY or step in _NARROWS:
            found.append(f"{step} {table}")
        elif step == "add_column" and _must_be_filled(call):
            found.append(f"add_column {table}: NOT NULL without a server default")
        elif step == "create_index" and _true(given.get("unique")) and _about(call) not in made:
            found.append(f"create_index {table}: unique")
        elif step == "execute" and _says(call, "drop ", "rename ", "set not null"):
            found.append("execute: takes something away")
    return found


def _must_be_filled(call: ast.Call) -> bool:
    column = next((part for part in call.args[1:] if isinstance(part, ast.Call)), None)
    given = {} if column is None else {keyword.arg: keyword.value for keyword in column.keywords}
    nullable = given.get("nullable")
    refuses_null = isinstance(nullable, ast.Constant) and nullable.value is False
    return refuses_null and "server_default" not in given


def _true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def _about(call: ast.Call) -> object:
    return call.args[1].value if len(call.args) > 1 and isinstance(call.args[1], ast.Constant) else "?"


def _says(call: ast.Call, *words: str) -> bool:
    texts = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return any(word in " ".join(texts).lower() for word in words)


def newer_migrations() -> list[tuple[str, str]]:
    """(revision, source) of what came after the old schema."""
    folder = Path(storage.migrations.versions.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    by_revision = {_revision(source): source for source in sources if "revision =" in source}
    return [(revision, by_revision[revision]) for revision in sorted(by_revision) if revision > OLD]


def _revision(source: str) -> str:
    names = {
        target.id: node.value.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return str(names["revision"])


def test_no_migration_takes_away_what_the_release_before_it_uses() -> None:
    found = {(revision, step) for revision, source in newer_migrations() for step in harm(source)}
    assert found - CONTRACTED.keys() == set(), "expand first; contract in a later release, and list it in CONTRACTED"
    assert newer_migrations()


@pytest.mark.parametrize(
    "step",
    [
        'op.drop_column("people", "locale")',
        'op.drop_table("people")',
        'op.rename_table("people", "persons")',
        'op.alter_column("people", "locale", new_column_name="language")',
        'op.add_column("people", sa.Column("must", sa.Text(), nullable=False))',
        'op.create_index("uq_people", "people", ["org_id"], unique=True)',
        'op.create_check_constraint("ck", "people", "1 = 1")',
        'op.execute("ALTER TABLE people RENAME COLUMN locale TO language")',
    ],
)
def test_a_step_without_expansion_is_caught_before_any_database_sees_it(step: str) -> None:
    assert harm(f"def upgrade() -> None:\n    {step}\n")


@pytest.mark.parametrize(
    "step",
    [
        'op.add_column("people", sa.Column("may", sa.Text(), nullable=True))',
        'op.add_column("people", sa.Column("has", sa.Text(), nullable=False, server_default=""))',
        'op.create_table("news", sa.Column("id", sa.Text()))\n    op.create_index("u", "news", ["id"], unique=True)',
        'op.create_index("ix", "people", ["locale"], unique=False)',
    ],
)
def test_a_step_that_only_adds_is_let_through(step: str) -> None:
    assert harm(f"def upgrade() -> None:\n    {step}\n") == []
