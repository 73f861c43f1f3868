"""`fenghuo triage` over several processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.command_line import CommandLine

_TIP = json.dumps({"id": "a", "text": "充电宝充电时起火"}, ensure_ascii=False) + "\n"


def test_findings_of_several_processes_come_in_order_and_bad_lines_by_number(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "text": f"第{number}台电热水壶漏电"}) for number in range(200)]
    lines[150] = "nonsense"
    ran = CommandLine(tmp_path)("triage", "--fast", "--jobs", "2", stdin="\n".join(lines))
    assert ran.code == 1
    assert ran.err == "Line 151 was passed over: it is not JSON.\n"
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [str(n) for n in range(200) if n != 150]


def test_a_killed_working_process_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "FENGHUO_DATA_DIR": str(tmp_path), "FENGHUO_LOCALE": "en"}
    command = [sys.executable, "-m", "fenghuo.cli", "triage", "--fast", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdin is not None
    process.stdin.write(_TIP)  # less than a piece: it waits for more, and its children for it
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
