"""`fenghuo triage` over several processes, and over whatever people give it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.terminal import on_terminal

_TIP = json.dumps({"id": "a", "text": "充电宝充电时起火"}, ensure_ascii=False) + "\n"


def test_findings_of_several_processes_come_in_order_and_bad_lines_by_number(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "text": f"第{number}台电热水壶漏电"}) for number in range(200)]
    lines[150] = "nonsense"
    ran = CommandLine(tmp_path)("triage", "--fast", "--jobs", "2", stdin="\n".join(lines))
    assert ran.code == 1
    assert ran.err == "Line 151 was passed over: it is not JSON.\n"
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [str(n) for n in range(200) if n != 150]


def test_gbk_beside_utf_8_is_read_and_what_is_neither_is_named(tmp_path: Path) -> None:
    lines = [f"\ufeff{_TIP}".encode(), _TIP.encode("gbk"), b'{"text": "\xff\x80"}\n', _TIP.encode()]
    for jobs in ("1", "2"):
        ran = CommandLine(tmp_path)("triage", "--fast", "--jobs", jobs, stdin=b"".join(lines))
        assert ran.code == 1
        assert ran.err == "Line 3 was passed over: it is neither UTF-8 nor GB18030 nor Big5.\n"
        rows = [json.loads(line) for line in ran.out.splitlines()]
        assert [(row["product"], row["hazards"]) for row in rows] == [("batteries_power", ["fire"])] * 3


def test_a_line_is_told_what_is_wrong_with_it(tmp_path: Path) -> None:
    lines = ('{"text": 5}', '{"text": "x", "received_at": "1989-12-31"}', '{"id": NaN, "text": "x"}')
    ran = CommandLine(tmp_path)("triage", "--fast", stdin="\n".join(lines))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "Line 1 was passed over: “text” must be a string.\n"
        "Line 2 was passed over: “received_at” must lie between 1990 and 2100.\n"
        "Line 3 was passed over: it holds NaN, Infinity, or a number that is too large.\n"
    )


@pytest.mark.parametrize("command", ["triage", "compare"])
def test_utf_16_and_a_closed_input_are_each_a_sentence(tmp_path: Path, command: str) -> None:
    cli = CommandLine(tmp_path)
    wide = cli(command, stdin=_TIP.encode("utf-16"))
    assert (wide.code, wide.out) == (1, "")
    assert wide.err == "The input is UTF-16 or UTF-32, which cannot be read. Please save it as UTF-8 or GB18030.\n"
    closed = cli(command, stdin=None)
    assert (closed.code, closed.out) == (1, "")
    assert closed.err == "There is no standard input: it is closed. Use a pipe, or < with a file.\n"


def test_there_is_nothing_to_explain_in_an_empty_text(tmp_path: Path) -> None:
    for words in ("", " "):
        ran = CommandLine(tmp_path)("triage", "--explain", words, stdin=_TIP)
        assert (ran.code, ran.out, ran.err) == (1, "", "There is no text after --explain.\n")


def test_what_is_explained_cannot_command_the_terminal(tmp_path: Path) -> None:
    ran = CommandLine(tmp_path)("triage", "--explain", "\x1b]0;x\x07玩具车\r\x9b31m起火")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "␛]0;x␇玩具车␍\ufffd31m起火"
    assert "  起火  Fire" in ran.out.splitlines()


@pytest.mark.parametrize(
    ("locale", "first"),
    [({"LC_ALL": "POSIX"}, "toy car on fire 火"), ({"PYTHONIOENCODING": "latin-1"}, "toy car on fire ?")],
)
def test_a_text_is_explained_whatever_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], first: str
) -> None:
    for name, value in {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **locale}.items():
        monkeypatch.setenv(name, value)
    ran = CommandLine(tmp_path, LOCALE="zh-CN")("triage", "--explain", "toy car on fire 火")
    assert (ran.code, ran.out.splitlines()[0]) == (0, first)


def test_a_full_disk_is_told_in_the_language_of_the_settings(tmp_path: Path) -> None:
    environment = {**os.environ, "FENGHUO_DATA_DIR": str(tmp_path), "FENGHUO_LOCALE": "zh-CN"}
    command = [sys.executable, "-m", "fenghuo.cli", "triage", "--fast"]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, input=_TIP.encode(), stdout=full, stderr=subprocess.PIPE, env=environment)
    assert (ran.returncode, ran.stderr.decode()) == (1, "操作系统拒绝了：磁盘空间不足\n")


def test_a_killed_working_process_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "FENGHUO_DATA_DIR": str(tmp_path), "FENGHUO_LOCALE": "en"}
    command = [sys.executable, "-m", "fenghuo.cli", "triage", "--fast", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdin is not None
    process.stdin.write(_TIP)
    process.stdin.flush()
    os.kill(_first_child(process.pid), signal.SIGKILL)
    _, err = process.communicate(_TIP * 1000, timeout=60)
    assert process.returncode == 1
    assert err.startswith("A working process ended before its work was done (exit -9)")


def _first_child(parent: int) -> int:
    """As soon as there is one."""
    table = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(600):
        if children := table.read_text().split():
            return int(children[0])
        time.sleep(0.1)
    raise AssertionError("no child came up")


def test_ctrl_c_while_it_starts_ends_it_without_a_word(tmp_path: Path) -> None:
    environment = {**os.environ, "FENGHUO_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-X", "importtime", "-m", "fenghuo.cli", "triage"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr is not None
        said = iter(process.stderr)
        assert any(line.endswith(" typer\n") for line in said)
        process.send_signal(signal.SIGINT)
        rest = [line for line in said if not line.startswith("import time:")]
    assert (process.returncode, rest) == (130, [])


def test_ctrl_c_while_working_processes_start_ends_all_without_a_word(tmp_path: Path) -> None:
    environment = {**os.environ, "FENGHUO_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "fenghuo.cli", "triage", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, process_group=0
    )
    child = _first_child(process.pid)
    time.sleep(0.1)  # until it imports
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize("to_file", [False, True])
def test_on_a_terminal_answers_and_complaints_have_lines_of_their_own(tmp_path: Path, *, to_file: bool) -> None:
    out = tmp_path / "out.jsonl" if to_file else None
    environment = {"FENGHUO_DATA_DIR": str(tmp_path), "FENGHUO_LOCALE": "en"}
    given = f'{_TIP}{{"text": 5}}\n{_TIP}'.encode()
    code, lines = on_terminal("triage", "--fast", given=given, environment=environment, out=out)
    told = [line for line in lines if not line.startswith("Triage ")]  # the bar, which the next line erases
    complaint = "Line 2 was passed over: “text” must be a string."
    assert (code, complaint in told) == (1, True)
    told.remove(complaint)
    rows = out.read_text(encoding="utf-8").splitlines() if out else told
    assert [json.loads(row)["id"] for row in rows] == ["a", "a"]
    assert (told == []) == to_file
