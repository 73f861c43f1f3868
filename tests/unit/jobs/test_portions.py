"""Work for very many people is done in one short transaction after another."""

from __future__ import annotations

import pytest

from casework.env import Env
from casework.ports import UnitOfWork
from jobs.scheduler import Job, run_job
from jobs.wake import Wake
from tests.support.customs import world


@pytest.mark.parametrize(("in_portions", "done"), [(True, [400, 400, 7, 0]), (False, [400])])
async def test_a_job_in_portions_goes_on_until_nobody_is_left(in_portions: bool, done: list[int]) -> None:
    here, left, portions = world(), [400, 400, 7, 0], []

    def act(uow: UnitOfWork, env: Env) -> int:
        portions.append(left.pop(0))
        return portions[-1]

    job = Job(name="many", seconds=60, act=act, in_portions=in_portions)
    assert await run_job(job, here.transactions, here.env, Wake()) == sum(done)
    assert await run_job(job, here.transactions, here.env, Wake()) is None
    assert portions == done
