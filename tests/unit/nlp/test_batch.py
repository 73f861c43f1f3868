"""Lines through one process and through several."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest

from nlp.batch import PIECE, Answer, alone, together
from nlp.json_lines import LONGEST, Utf16, read_lines
from nlp.pipeline import TOGETHER, Pipeline, load
from nlp.score import TIPS, read_tips

_BAD = ("nonsense", "[1]", '{"text": 3}', "", '{"text": "灯漏电", "received_at": "yesterday"}')

_CUT = '{"text": "\udcff"}'  # as `read_lines` gives bytes that are no text


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


def _lines() -> list[str]:
    """More than two pieces, with bad and empty lines between, and a text that no encoding takes."""
    rows = read_tips([TIPS / "seed.jsonl"])[: 2 * PIECE]
    good = [json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False) for row in rows]
    return [*good[:PIECE], *_BAD, _CUT, '{"id": "lone", "text": "\\ud800充电宝起火"}', *good[PIECE:]]


def _flat(pieces: Iterator[list[Answer]]) -> list[Answer]:
    return [answer for piece in pieces for answer in piece]


def test_several_processes_answer_like_one_and_in_order(triage: Pipeline, tmp_path: Path) -> None:
    lines = _lines()
    one = _flat(alone(triage, lines))
    assert _flat(together(tmp_path, lines, jobs=2, fast=True)) == one
    assert [answer.number for answer in one] == sorted(answer.number for answer in one)


def test_many_texts_at_once_say_what_each_says_alone(triage: Pipeline) -> None:
    texts = [row["text"] for row in read_tips([TIPS / "seed.jsonl"])[: TOGETHER + 3]]
    tips = [*((text, None) for text in texts), ("昨天充电宝起火", datetime(2026, 3, 2, tzinfo=UTC)), ("", None)]
    assert triage.many(tips) == [triage(text, received_at=received_at) for text, received_at in tips]
    assert triage.many([]) == []


def test_several_processes_answer_a_line_before_the_next_one_is_there(tmp_path: Path) -> None:
    answered = Event()

    def lines() -> Iterator[str]:
        for _ in range(3):
            answered.clear()
            yield '{"text": "充电宝起火"}'
            assert answered.wait(60)

    found: list[int] = []
    for piece in together(tmp_path, lines(), jobs=2, fast=True):
        found += [answer.number for answer in piece]
        answered.set()
    assert found == [1, 2, 3]


def test_what_is_wrong_with_the_lines_reaches_whoever_reads_the_answers(tmp_path: Path) -> None:
    with pytest.raises(Utf16):
        list(together(tmp_path, read_lines(BytesIO("起火".encode("utf-16"))), jobs=2, fast=True))


def test_bad_lines_are_named_by_number_whatever_piece_they_are_in(triage: Pipeline) -> None:
    found = {answer.number: answer.problem for answer in _flat(alone(triage, _lines(), piece=7)) if answer.problem}
    assert found == {
        PIECE + 1: "not-json",
        PIECE + 2: "not-an-object",
        PIECE + 3: "text-no-string",
        PIECE + 5: "bad-received-at",
        PIECE + 6: "not-text",
    }


def test_every_answer_can_be_printed_and_read_again(triage: Pipeline) -> None:
    rows = [json.loads(answer.row.encode()) for answer in _flat(alone(triage, _lines())) if answer.row]
    assert [row["id"] for row in rows if row["id"] == "lone"] == ["lone"]
    assert {row["version"] for row in rows} == {triage.version}


def test_an_endless_line_is_passed_over_and_the_next_one_is_read(triage: Pipeline) -> None:
    stream = BytesIO(("x" * (9 * LONGEST) + '\n{"text": "充电宝起火"}\n' + "火" * (LONGEST + 1)).encode())
    found = _flat(alone(triage, read_lines(stream)))
    assert [(answer.number, answer.problem) for answer in found] == [(1, "too-long"), (2, ""), (3, "too-long")]
