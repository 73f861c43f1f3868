"""Promise: a tip in the web chat becomes a warning that was received — the program as it is run, on both databases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fenghuo.demo import story
from fenghuo.demo.tipsters import load_tips
from tests.support.program import Program, running

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
