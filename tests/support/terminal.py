"""`fenghuo …` typed on a terminal: what stands there in the end, as far as lines go."""

from __future__ import annotations

import errno
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_SEQUENCE = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]")
_ERASED = re.compile(r"^.*\x1b\[2K", re.MULTILINE)


def on_terminal(
    *arguments: str, given: bytes, environment: Mapping[str, str], out: Path | None = None
) -> tuple[int, list[str]]:
    """Exit code and lines. `given`: piped in. `out`: where standard output goes in place of the terminal."""
    ours, theirs = pty.openpty()
    with out.open("wb") if out else os.fdopen(os.dup(theirs), "wb") as stdout:
        process = subprocess.Popen(
            [sys.executable, "-m", "fenghuo.cli", *arguments],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
        )
    os.close(theirs)
    assert process.stdin is not None
    with process.stdin:
        process.stdin.write(given)
    shown = _read(ours)
    os.close(ours)
    lines = _ERASED.sub("", shown.replace("\r\n", "\n")).split("\n")
    return process.wait(60), [line for line in (_SEQUENCE.sub("", line).strip("\r") for line in lines) if line]


def _read(terminal: int) -> str:
    """Until everybody has closed it, which Linux tells as an error."""
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError as ended:
            if ended.errno != errno.EIO:
                raise
            part = b""
        if not part:
            return b"".join(parts).decode()
        parts.append(part)
