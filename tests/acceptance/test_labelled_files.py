"""Promise: of a file of labelled tips the good lines are used and each bad one is named, with its number and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from fenghuo.cli import nlp as commands
from nlp.model import FIELDS
from nlp.score import figures
from risk.finding import ENTITIES
from tests.support.command_line import CommandLine
from texts.catalogue import keys, term

_GOOD: dict[str, Any] = {
    "text": "玩具车充电时起火\u2028没人受伤\u0085",
    "scope": "in",
    "product": "toys",
    "hazards": ["fire"],
    "harm": "near_miss",
    "injured": None,
    "vulnerable": [],
    "entities": dict.fromkeys(ENTITIES),
}
_BAD = b'[1]\n{}\n{"text": 5}\n{"text": "\xff"}\n'
_COMPLAINTS = (
    "bad.jsonl: Line 1 was passed over: it is not a JSON object.\n"
    "bad.jsonl: Line 2 was passed over: it has no “text”.\n"
    "bad.jsonl: Line 3 was passed over: the value of “text” is wrong: 5\n"
    "bad.jsonl: Line 4 was passed over: it is neither UTF-8 nor GB18030 nor Big5.\n"
)


def _line(**changes: object) -> bytes:
    return json.dumps({**_GOOD, **changes}, ensure_ascii=False).encode() + b"\n"


def test_the_good_lines_are_measured_and_the_bad_ones_named(tmp_path: Path) -> None:
    wrong = _line(product="nonsense") + _line(harm=None) + _line(entities={}) + _line(scope="out_food")
    (tmp_path / "bad.jsonl").write_bytes(_BAD + wrong + _line() + _line(text="玩具车起火"))
    ran = CommandLine(tmp_path)("nlp", "evaluate", "bad.jsonl", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["n"] == 2
    assert ran.err == (
        f"{_COMPLAINTS}"
        'bad.jsonl: Line 5 was passed over: the value of “product” is wrong: "nonsense"\n'
        "bad.jsonl: Line 6 was passed over: the value of “harm” is wrong: null\n"
        "bad.jsonl: Line 7 was passed over: the value of “entities” is wrong: {}\n"
        "bad.jsonl: Line 8 was passed over: “product” contradicts “scope”: "
        '"toys" (a product is due where “scope” is in, and null elsewhere)\n'
    )


def test_figures_are_named_in_the_readers_language_on_lines_that_a_terminal_holds(tmp_path: Path) -> None:
    styles = ("adversarial", "chat", "complaint", "foreign_alert", "formal", "report")
    (tmp_path / "good.jsonl").write_bytes(b"".join(_line(style=style) for style in styles))
    ran = CommandLine(tmp_path, LOCALE="zh-CN")("nlp", "evaluate", "good.jsonl")
    lines = ran.out.splitlines()
    assert (ran.code, lines[0].split()) == (0, ["指标", "全部", *styles[:4]])
    assert lines[1].split() == ["条数", "6", "1", "1", "1", "1"]
    assert max(map(cell_len, lines)) <= 80
    named = keys("zh-CN")
    assert [name for name in (*figures([]), *FIELDS) if term("figure", name) not in named] == []


@pytest.mark.parametrize("command", ["evaluate", "train"])
def test_files_without_any_good_line_end_the_command(tmp_path: Path, command: str) -> None:
    (tmp_path / "bad.jsonl").write_bytes(_BAD)
    (tmp_path / "empty.jsonl").touch()
    ran = CommandLine(tmp_path)("nlp", command, "bad.jsonl", "empty.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"{_COMPLAINTS}No line of these files can be used: bad.jsonl, empty.jsonl\n"
    assert not (tmp_path / "data" / "fenghuo.db").exists()


def test_training_takes_what_figures_could_not_use_and_names_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(_line(entities={}) + _line(hazards=["xx"]))
    rows, bad = commands._rows_of([file], measured=False)
    assert ([row["text"] for row in rows], bad) == ([_GOOD["text"]], 1)
    assert '["xx"]' in capsys.readouterr().err


def test_a_file_in_utf_16_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    (tmp_path / "wide.jsonl").write_text(json.dumps(_GOOD), encoding="utf-16")
    wide = cli("nlp", "evaluate", "wide.jsonl")
    assert (wide.code, wide.err.startswith("wide.jsonl is UTF-16 or UTF-32")) == (1, True)
    gone = cli("nlp", "evaluate", "gone.jsonl")
    assert gone.err == "The operating system refused: gone.jsonl: there is no such file or folder\n"
