"""`kill -9` at boundaries of commits and requests and at random instants; `make faults` does a thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.campaign import campaigning
from tests.faults.plan import SHORT, carry_out
from tests.faults.verdict import Verdict, judge

pytestmark = pytest.mark.timeout(300)
SEED = 20_260_302


async def test_kills_under_sqlite_lose_nothing_and_double_nothing_unmarked(tmp_path: Path) -> None:
    _is_clean(await _killed("sqlite", "", tmp_path))


@pytest.mark.postgres
async def test_kills_under_postgresql_lose_nothing_and_double_nothing_unmarked(
    tmp_path: Path, postgres_url: str
) -> None:
    _is_clean(await _killed("postgres", postgres_url, tmp_path))


async def _killed(engine: str, url: str, folder: Path) -> Verdict:
    async with campaigning(engine, url, folder, seed=SEED) as campaign:
        await carry_out(campaign, SHORT)
        return judge(campaign)


def _is_clean(verdict: Verdict) -> None:
    assert (verdict.lost, verdict.doubled, verdict.unsound) == ((), (), ())
    assert sum(verdict.kills.values()) >= SHORT.kills
