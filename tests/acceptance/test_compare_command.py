"""`fenghuo compare` as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command_line import CommandLine


def test_pairs_are_compared_in_order_and_bad_lines_named(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    lines = [
        '{"id": "x", "a": "温特牌WK-1500电热水壶底座冒烟", "b": "溫特 WK1500 電熱水煲個底座冒煙"}',
        "{",
        '{"id": 2, "a": "温特WK-1500电热水壶起火", "b": "温特WK-1800电热水壶起火"}',
    ]
    ran = cli("compare", "--json", stdin="\n".join(lines))
    assert ran.code == 1
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {"id": "x", "same": True, "reason": "same_model"},
        {"id": 2, "same": False, "reason": "different_model"},
    ]
    assert "2" in ran.err
    assert "JSON" in ran.err


def test_gbk_byte_order_marks_and_lone_surrogates_cost_no_line(tmp_path: Path) -> None:
    pair = '{"id": "1", "a": "温特WK-1500电热水壶起火", "b": "温特WK-1800电热水壶起火"}\n'
    lone = pair.replace('"1"', '"\\ud83d"')
    lines = [f"\ufeff{pair}".encode(), lone.encode(), pair.encode("gbk"), b'{"a": "\xff", "b": "x"}\n', pair.encode()]
    ran = CommandLine(tmp_path)("compare", stdin=b"".join(lines))
    assert ran.code == 1
    assert ran.err == "Line 4 was passed over: it is neither UTF-8 nor GB18030 nor Big5.\n"
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == ["1", "\ud83d", "1", "1"]
    assert {row["reason"] for row in rows} == {"different_model"}


def test_without_any_decision_of_officers_there_are_no_cases(tmp_path: Path) -> None:
    ran = CommandLine(tmp_path)("compare", "--cases")
    assert (ran.code, ran.out) == (0, "")
