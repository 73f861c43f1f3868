"""Promise: a tip in the web chat becomes a warning that was received — the program as it is run, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from fenghuo import demonstration
from fenghuo.demo import story
from fenghuo.demo.tipsters import load_tips
from tests.support.killing import House
from tests.support.program import Program, running
from texts.catalogue import say

pytestmark = pytest.mark.timeout(180)

LASTING = 60.0  # the house keeps its usual limits: a request too many is repeated when it says so
TIPS = load_tips()[:8]  # about one toy, from eight citizens


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
async def test_a_tip_becomes_a_warning_that_was_received(database_url: str, tmp_path: Path, locale: str) -> None:
    program = Program(tmp_path, locale=locale, DATABASE_URL=database_url)
    steps: Counter[str] = Counter()
    async with running([program]):
        links = program.ways_in()
        await story.play(
            program.url,
            links,
            TIPS,
            locale=locale,
            progress=lambda step: steps.update([step]),
            lasting=LASTING,
        )
    assert steps == Counter({"tips": 1, "tip": len(TIPS), **dict.fromkeys(story.STEPS, 1)})


def test_the_demonstration_plays_the_story_and_ends_with_one_line_of_json(tmp_path: Path) -> None:
    done = _demonstration(tmp_path)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    summary = json.loads(line)
    assert list(summary) == ["tips", "signals", "circular", "delivered", "acknowledged"]
    assert summary["tips"] >= 30
    assert 1 < summary["signals"] < summary["tips"]
    assert summary["acknowledged"] == summary["delivered"] == 2


def test_the_demonstration_says_what_is_wrong_and_fails_when_it_cannot_be_played(tmp_path: Path) -> None:
    with House(tmp_path / "kept").workshop() as shop:
        shop.transactions.run_now(partial(demonstration.settle, env=shop.env))
    done = _demonstration(tmp_path, "--keep", str(tmp_path / "kept"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == say("en", "demo-folder-used", {"folder": str(tmp_path / "kept")})


def _demonstration(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FENGHUO_")}
    return subprocess.run(
        [sys.executable, "-m", "fenghuo.cli", "demo", *arguments],
        cwd=folder,
        env={**clean, "FENGHUO_LOCALE": "en", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
