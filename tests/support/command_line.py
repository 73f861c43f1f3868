"""`fenghuo …` as somebody types it: a process of its own for each command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_COMMAND = (sys.executable, "-m", "fenghuo.cli")
_PATIENCE = 60.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Ran:
    """Exit code and both streams of a command that has ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """`environment`: settings without FENGHUO_, in capitals. English, so that sentences can be told apart."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        settings = {"DATA_DIR": str(folder / "data"), "LOCALE": "en", **environment}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("FENGHUO_")}
        self._environment = {
            **clean,
            **{f"FENGHUO_{name}": value for name, value in settings.items()},
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "TERM": "dumb",
        }

    def __call__(self, *arguments: str, stdin: str | bytes | None = "") -> Ran:
        """`stdin`: None = closed."""
        closed = ("sh", "-c", 'exec "$@" <&-', "sh") if stdin is None else ()
        done = subprocess.run(
            [*closed, *_COMMAND, *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.folder,
            env=self._environment,
            timeout=_PATIENCE,
            check=False,
        )
        ran = Ran(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        return ran

    def json(self, *arguments: str) -> Any:
        """What a command that succeeds prints."""
        ran = self(*arguments)
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    @contextmanager
    def role(self, name: str) -> Iterator[subprocess.Popen[str]]:
        """A role that has come up; told to stop at the end, if it has not been before."""
        log = self.folder / f"{name}.log"
        with log.open("w") as err:
            process = subprocess.Popen(
                [*_COMMAND, name],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=err,
                text=True,
                cwd=self.folder,
                env=self._environment,
            )
        began = time.monotonic()
        try:
            while "action=serve" not in log.read_text(encoding="utf-8"):
                assert process.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() - began < _PATIENCE, log.read_text(encoding="utf-8")
                time.sleep(0.05)
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(_PATIENCE)
