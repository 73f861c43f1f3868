from __future__ import annotations

import re
from pathlib import Path

import pytest

from fenghuo.pictures import pages, write
from risk.lifecycles import LIFECYCLES, captions
from risk.mermaid import articles, picture

DOCS = Path(__file__).parents[3] / "docs" / "lifecycles"


def test_the_pages_in_docs_are_those_of_the_tables() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert kept == pages(), "run: python -m fenghuo.pictures"


def test_writing_the_pages_leaves_none_of_a_lifecycle_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("old", encoding="utf-8")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_a_picture_has_exactly_the_edges_of_its_table(lifecycle) -> None:  # type: ignore[no-untyped-def]
    drawn = picture(lifecycle, captions()[lifecycle.name])
    edges = re.findall(r"^    (\w+) --> (\w+): (.*)$", drawn, re.MULTILINE)
    labels = [(at, to, label) for at, to, several in edges for label in several.split("<br/>")]
    told = captions()[lifecycle.name]
    expected = [
        (state, rule.to, f"{told.commands[command]} {command.replace('_', ' ')} ({articles(rule.article)})")
        for (state, command), rule in lifecycle.rules.items()
    ]
    assert sorted(labels) == sorted(expected)
    assert set(re.findall(r"^    (\w+) --> \[\*\]$", drawn, re.MULTILINE)) == set(lifecycle.final)


@pytest.mark.parametrize(
    ("cited", "shown"),
    [("16", "Art. 16"), ("16, 22", "Art. 16, 22"), ("Plan 17", "Plan 17"), ("23, Plan 11", "Art. 23, Plan 11")],
)
def test_articles_and_tasks_are_told_apart(cited: str, shown: str) -> None:
    assert articles(cited) == shown
