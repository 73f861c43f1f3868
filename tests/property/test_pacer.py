"""Whatever is asked, in whatever order, and however late answers come: the other side never counts too much."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.pacing import ChatLimits, Limits, Pacer, Rate
from casework.ports import Lane
from tests.support.pacing import Town, Went, Wish, most_in, overdrawn

OVERALL = Rate(count=5, seconds=1.0)
PRIVATE = ChatLimits(every=1.0, burst=3)
GROUP = ChatLimits(every=1.0, burst=2, within=Rate(count=4, seconds=10.0))
LIMITS = Limits(overall=(OVERALL,), chats={"private": PRIVATE, "group": GROUP}, at_once=12, kept_for_talk=2)
CHATS = ("1", "2", "3", "-1", "-2")


def kind(chat: str) -> str:
    return "group" if chat.startswith("-") else "private"


def pacer(limits: Limits = LIMITS) -> Pacer:
    return Pacer(limits, kind_of=kind)


def fresh(wishes: list[Wish]) -> list[Wish]:
    """The same, each to a chat of its own, so that only the lanes decide."""
    return [
        Wish(at=wish.at, chat=str(100 + number), lane=wish.lane, latency=wish.latency, share=wish.share)
        for number, wish in enumerate(wishes)
    ]


WISHES = st.lists(
    st.builds(
        Wish,
        at=st.floats(0, 12),
        chat=st.sampled_from(CHATS),
        lane=st.sampled_from(list(Lane)),
        latency=st.one_of(st.floats(0, 0.2), st.floats(0, 4.9)),
        share=st.floats(0, 1),
        parts=st.integers(1, 3),
    ),
    max_size=60,
)


@given(WISHES)
def test_no_window_of_the_credential_ever_holds_more_than_it_may(wishes: list[Wish]) -> None:
    went = Town(pacer()).play(wishes)
    assert most_in([one.counted for one in went], OVERALL.seconds) <= OVERALL.count


@given(st.floats(0, 4.9), st.integers(1, 15), st.integers(1, 15))
def test_late_counts_before_early_ones_still_fit_the_window(latency: float, late: int, early: int) -> None:
    crowd = [Wish(at=0.0, chat=f"late {n}", latency=latency, share=1.0) for n in range(late)]
    crowd += [Wish(at=0.0, chat=f"early {n}", latency=latency, share=0.0) for n in range(early)]
    went = Town(pacer(Limits(overall=(OVERALL,)))).play(crowd)
    assert most_in([one.counted for one in went], OVERALL.seconds) <= OVERALL.count


@given(WISHES)
def test_no_chat_ever_gets_more_than_it_may(wishes: list[Wish]) -> None:
    went = Town(pacer()).play(wishes)
    for chat in CHATS:
        times = [one.counted for one in went if one.wish.chat == chat]
        own = GROUP if kind(chat) == "group" else PRIVATE
        assert not overdrawn(times, every=own.every, burst=own.burst)
        assert own.within is None or most_in(times, own.within.seconds) <= own.within.count


@given(WISHES)
def test_a_chat_has_one_message_under_way_and_its_parts_stay_together(wishes: list[Wish]) -> None:
    went = Town(pacer()).play(wishes)
    for chat in CHATS:
        mine = [one for one in went if one.wish.chat == chat]
        assert all(before.answered <= after.at for before, after in pairwise(mine))
        switches = sum(before.wish is not after.wish for before, after in pairwise(mine))
        assert switches == max(len({id(one.wish) for one in mine}) - 1, 0)


@given(WISHES)
def test_everything_that_is_asked_goes_in_the_end(wishes: list[Wish]) -> None:
    here = Town(pacer())
    went = here.play(wishes)
    assert Counter(id(one.wish) for one in went) == {id(wish): wish.parts for wish in wishes}
    assert (here.pacer.waiting, here.pacer.under_way) == (0, 0)


@given(WISHES)
def test_no_more_calls_are_under_way_than_there_are_connections(wishes: list[Wish]) -> None:
    went = Town(pacer()).play(fresh(wishes))
    moments = sorted([(one.at, 1) for one in went] + [(one.answered, -1) for one in went], key=lambda m: (m[0], m[1]))
    under_way, most = 0, 0
    for _, change in moments:
        under_way += change
        most = max(most, under_way)
    assert most <= LIMITS.at_once


@given(WISHES)
def test_messages_to_many_never_go_before_an_answer_or_an_emergency_that_waits(wishes: list[Wish]) -> None:
    town = Town(pacer())
    start = town.now
    went = town.play(fresh(wishes))
    for one in went:
        if one.wish.lane in (Lane.TALK, Lane.EMERGENCY):
            continue
        for other in went:
            waited = start + other.wish.at <= one.at < other.at
            assert not (waited and other.wish.lane is Lane.TALK), (one, other)
            assert not (waited and other.wish.lane is Lane.EMERGENCY), (one, other)


@given(WISHES)
def test_a_digest_never_goes_before_a_circular_that_waits(wishes: list[Wish]) -> None:
    town = Town(pacer())
    start = town.now
    went = town.play(fresh(wishes))
    digests = [one for one in went if one.wish.lane is Lane.DIGEST]
    circulars = [one for one in went if one.wish.lane is Lane.CIRCULAR]
    assert not any(start + c.wish.at <= d.at < c.at for d in digests for c in circulars)


@given(WISHES)
def test_one_lane_goes_in_the_order_of_asking(wishes: list[Wish]) -> None:
    went = Town(pacer()).play(sorted(fresh(wishes), key=lambda wish: wish.at))
    for lane in Lane:
        times = [one.wish.at for one in went if one.wish.lane is lane]
        assert times == sorted(times)


@given(WISHES)
def test_behind_a_crowd_of_answers_every_fourth_place_is_the_emergencys(wishes: list[Wish]) -> None:
    limits = Limits(overall=(OVERALL,), at_once=1000)
    crowd = [Wish(at=0.0, chat=str(number), lane=Lane.TALK) for number in range(40)]
    urgent = [Wish(at=wish.at / 4, chat=f"u{n}", lane=Lane.EMERGENCY) for n, wish in enumerate(wishes)]
    town = Town(pacer(limits))
    start = town.now
    went = town.play(crowd + urgent)
    for one in went:
        if one.wish.lane is Lane.EMERGENCY:
            ahead = [
                other.wish.lane
                for other in went[: went.index(one)]
                if other.at >= start + one.wish.at and other.wish.lane is Lane.TALK
            ]
            in_line = [wish for wish in urgent if start + wish.at <= start + one.wish.at]
            assert len(ahead) <= 3 * len(in_line)


@given(WISHES, st.integers(0, 30), st.floats(1, 90))
def test_a_refusal_that_nothing_explains_stops_everything_for_that_long(
    wishes: list[Wish], at: int, seconds: float
) -> None:
    refused: list[Went] = []

    def refuse(one: Went) -> float:
        if refused or len(town.went) <= at:
            return 0.0
        refused.append(one)
        return seconds

    limits = Limits(overall=(OVERALL,), at_once=12)
    town = Town(pacer(limits), refuse=refuse)  # no chat has a limit of its own: nothing can be explained
    went = town.play(wishes)
    for halted in refused:
        assert not [one for one in went if halted.answered < one.at < halted.answered + seconds]


@given(WISHES, st.sampled_from(CHATS))
def test_a_refusal_that_the_chat_explains_stops_that_chat_alone(wishes: list[Wish], chat: str) -> None:
    refused: list[Went] = []

    def refuse(one: Went) -> float:
        earlier = [other for other in town.went if other.wish.chat == chat and other.answered < one.at]
        if refused or one.wish.chat != chat or not earlier or one.answered - earlier[-1].answered > 0.5:
            return 0.0
        refused.append(one)
        return 1.4

    town = Town(pacer(), refuse=refuse)
    went = town.play(wishes)
    assert town.pacer.halted_until() == float("-inf")
    for halted in refused:
        mine = [one for one in went if one.wish.chat == chat]
        assert not [one for one in mine if halted.answered < one.at < halted.answered + 1.4]


@settings(max_examples=30)
@given(st.floats(0.5, 40), st.lists(st.floats(0, 60), min_size=1, max_size=40))
def test_after_another_process_all_windows_are_waited_out(ago: float, asks: list[float]) -> None:
    here = pacer()
    town = Town(here)
    taken_over = town.now - ago
    here.used_by_another(taken_over)
    went = town.play([Wish(at=at, chat="-1", latency=0.0) for at in asks])
    others = [taken_over] * 4  # what the former holder may have sent at the last moment
    assert most_in(others + [one.counted for one in went], 10.0) <= 4
