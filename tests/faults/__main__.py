"""All faults in full, with a progress bar; at the end a certificate. `python -m tests.faults --help`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from storage.migrate import migrate
from tests.bench.__main__ import machine
from tests.faults.campaign import Unsettled, campaigning
from tests.faults.certificate import Certificate, Tried
from tests.faults.plan import Plan, carry_out
from tests.faults.verdict import Verdict, judge
from tests.support import postgres

_ROOT: Final = Path(__file__).parents[2]
_ENOUGH: Final = 800  # kills that are enough to meet every boundary of both engines
_PER_BOUNDARY: Final = 40
_OTHERS: Final = ("tests/faults", "tests/integration/test_leases.py")


def main() -> int:
    given = _arguments()
    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        killing = progress.add_task("kill -9", total=given.kills)
        boundaries = None if given.kills >= _ENOUGH else max(given.kills // _PER_BOUNDARY, 1)
        plan = Plan(kills=(given.kills + 1) // 2, boundaries=boundaries)
        verdicts = asyncio.run(_killed(plan, given.seed, lambda count: progress.advance(killing, count)))
        progress.update(killing, total=progress.tasks[killing].completed)
        rest = progress.add_task("other faults", total=None)
        others = _others()
        progress.update(rest, total=len(others), completed=len(others))
    certificate = Certificate(
        seed=given.seed,
        machine=machine(),
        at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        minutes=(time.monotonic() - began) / 60,
        verdicts=verdicts,
        others=others,
    )
    sys.stdout.write(certificate.text())
    if given.certificate is not None:
        given.certificate.write_text(certificate.text(), encoding="utf-8")
    return 0 if certificate.clean else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "--kills",
        type=int,
        default=1000,
        help=f"on both engines together; from {_ENOUGH} on every boundary is met, else a sample",
    )
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9), help="of the random instants")
    parser.add_argument("--certificate", type=Path, help="a file for what is also printed")
    return parser.parse_args()


async def _killed(plan: Plan, seed: int, told: Callable[[int], None]) -> list[Verdict]:
    """Both engines side by side: each waits most of the time."""
    server = await asyncio.to_thread(postgres.start)
    database = server.create()
    try:
        await asyncio.to_thread(migrate, server.url(database))
        both = (("sqlite", ""), ("postgres", server.url(database)))
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_on(engine, url, plan, seed, told)) for engine, url in both]
        return [task.result() for task in tasks]
    finally:
        server.drop(database)
        server.stop()


async def _on(engine: str, url: str, plan: Plan, seed: int, told: Callable[[int], None]) -> Verdict:
    with tempfile.TemporaryDirectory(prefix="fh-faults-") as folder:
        async with campaigning(engine, url, Path(folder), seed=seed, told=told) as campaign:
            with contextlib.suppress(Unsettled):  # the judgement says what it waits for
                await carry_out(campaign, plan)
            return judge(campaign)


def _others() -> list[Tried]:
    """Each fault that has a test of its own, without a skip."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        there = [each for each in _OTHERS if (_ROOT / each).exists()]
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                f"--junit-xml={report}",
                "--ignore=tests/faults/test_kills.py",
                *there,
            ],
            cwd=_ROOT,
            env={**os.environ, "FENGHUO_NO_SKIP": "1"},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        tried = []
        with contextlib.suppress(FileNotFoundError):
            for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 # written by our own test run
                failed = any(case.find(kind) is not None for kind in ("failure", "error", "skipped"))
                promise = case.get("name", "").removeprefix("test_").replace("_", " ")
                tried.append(Tried(promise=promise, outcome="FAILED" if failed else "passed"))
        return tried or [Tried(promise="the tests could not be run", outcome="FAILED")]


if __name__ == "__main__":
    sys.exit(main())
