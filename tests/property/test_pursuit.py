"""Any interleaving of sends, failures, receipts and ticks: nobody is bothered in vain, and nobody is forgotten."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.chase import CHANNELS, STEPS, Chase, Step

_STEP: st.SearchStrategy[Step] = st.one_of(
    *(st.tuples(st.just(name), st.sampled_from(values)) for name, values in STEPS.items())
)


@settings(max_examples=150)
@given(steps=st.lists(_STEP, max_size=50), level=st.sampled_from(("orange", "red")))
def test_nobody_who_acknowledged_is_bothered_again_and_whoever_has_not_is_tried_or_listed(
    steps: list[Step], level: str
) -> None:
    chase = Chase.begun(level=level)
    for step in steps:
        chase.does(step)
        assert chase.bothered == []
        assert chase.forgotten() == []


@settings(max_examples=60)
@given(steps=st.lists(_STEP, max_size=30))
def test_in_the_end_everybody_has_acknowledged_or_is_on_the_list_and_nothing_is_left_to_send(steps: list[Step]) -> None:
    chase = Chase.begun()
    for step in steps:
        chase.does(step)
    for _ in range(30):
        chase.wait(hours=12)
        for channel in CHANNELS:
            chase.goes(channel)
    listed = {each.person.id for each in chase.listed()}
    people = chase.recipients()
    done = {person.org_id for person in people if person.id in chase.acknowledged}
    assert all(person.id in chase.acknowledged | listed or person.org_id in done for person in people)
    assert [chase.carry(channel) for channel in CHANNELS] == [[], [], []]
    assert len({card.dedupe for card in chase.cards()}) == len(chase.cards()) <= 3
