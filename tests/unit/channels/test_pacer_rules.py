"""What single refusals and answers do to the pace; the clock is moved by hand."""

from __future__ import annotations

import pytest

from bot.channels.pacing import Limits, Pacer, Rate
from bot.channels.pacing.chat import Ticket
from bot.channels.telegram.pacer import GROUP, PAID, PRIVATE, credential_of, kind_of, telegram_limits, telegram_pacer
from casework.ports import Lane
from tests.support.pacing import Town, Wish, most_in

NOW = 1000.0


def going(pacer: Pacer, chat: str, now: float, *, lane: Lane = Lane.CIRCULAR) -> Ticket:
    """Let go at once."""
    ticket = pacer.ask(chat, lane, now)
    assert pacer.grant(now) is ticket
    return ticket


def taken(pacer: Pacer, chat: str, now: float) -> None:
    ticket = going(pacer, chat, now)
    pacer.answered(ticket, now)
    pacer.leave(ticket, now)


def refused(pacer: Pacer, chat: str, seconds: float, now: float) -> str:
    """What was halted: a chat, or "" for everything."""
    ticket = going(pacer, chat, now)
    halt = pacer.refused(ticket, seconds, now)
    pacer.leave(ticket, now)
    return halt.chat


def test_a_refusal_out_of_the_blue_is_about_everything() -> None:
    assert refused(telegram_pacer(), "1", 5, NOW) == ""


def test_a_refusal_just_after_another_message_to_the_chat_is_about_the_chat() -> None:
    pacer = telegram_pacer()
    taken(pacer, "1", NOW)
    assert refused(pacer, "1", 1, NOW + 0.2) == "1"


def test_a_refusal_for_longer_than_the_chats_window_is_about_everything() -> None:
    pacer = telegram_pacer()
    taken(pacer, "1", NOW)
    assert refused(pacer, "1", 30, NOW + 0.2) == ""


def test_in_a_group_half_a_minute_is_explained_by_the_groups_own_minute() -> None:
    pacer = telegram_pacer()
    taken(pacer, "-1", NOW)
    assert refused(pacer, "-1", 30, NOW + 5) == "-1"


def test_a_chat_that_alone_is_refused_again_after_a_halt_halts_no_others() -> None:
    pacer = telegram_pacer()
    halts = [refused(pacer, "-1", 100, NOW)]
    taken(pacer, "2", NOW + 101)
    halts.append(refused(pacer, "-1", 100, NOW + 102))
    assert halts == ["", "-1"]


def test_a_chat_that_is_refused_again_before_anybody_was_served_may_stand_for_all() -> None:
    pacer = telegram_pacer()
    halts = [refused(pacer, "-1", 100, NOW), refused(pacer, "-1", 100, NOW + 101)]
    assert halts == ["", ""]


def test_refusals_of_what_was_already_under_way_are_learned_from_once() -> None:
    pacer = telegram_pacer()
    tickets = [going(pacer, str(chat), NOW, lane=Lane.TALK) for chat in range(10)]
    for ticket in tickets:
        pacer.refused(ticket, 10, NOW + 0.1)
    assert pacer.share(NOW + 10) == pytest.approx(0.8)


def test_the_rate_falls_by_a_fifth_and_comes_back_in_five_minutes() -> None:
    pacer = telegram_pacer()
    refused(pacer, "1", 10, NOW)
    over = pacer.halted_until()
    shares = [round(pacer.share(over + minutes * 60), 2) for minutes in (0, 1, 2.5, 5, 60)]
    assert shares == [0.8, 0.84, 0.9, 1.0, 1.0]


def test_a_lower_share_is_a_smaller_window() -> None:
    pacer = Pacer(Limits(overall=(Rate(count=10, seconds=1.0),)))
    refused(pacer, "1", 10, NOW)
    now = pacer.halted_until() + 2
    for chat in range(20):
        pacer.ask(str(chat), Lane.TALK, now)
    granted = 0
    while pacer.grant(now) is not None:
        granted += 1
    assert granted == 8


def test_a_call_that_never_left_costs_no_place() -> None:
    pacer = Pacer(Limits(overall=(Rate(count=1, seconds=1.0),)))
    ticket = going(pacer, "1", NOW, lane=Lane.TALK)
    pacer.unsent(ticket)
    pacer.leave(ticket, NOW)
    assert going(pacer, "2", NOW, lane=Lane.TALK).chat == "2"


def test_a_call_that_hangs_holds_its_place_for_a_bounded_time() -> None:
    pacer = Pacer(Limits(overall=(Rate(count=1, seconds=1.0),), margin=0.0, arrives_within=5.0))
    going(pacer, "1", NOW)
    pacer.ask("2", Lane.TALK, NOW)
    assert [pacer.grant(NOW + 5.5), pacer.grant(NOW + 5.999)] == [None, None]
    assert pacer.grant(NOW + 6.6) is not None


def test_messages_to_many_are_spread_and_answers_are_not() -> None:
    pacer = telegram_pacer()
    for chat in range(1, 11):
        pacer.ask(str(chat), Lane.CIRCULAR, NOW)
        pacer.ask(str(100 + chat), Lane.TALK, NOW)
    lanes = []
    while (ticket := pacer.grant(NOW)) is not None:
        lanes.append(ticket.lane)
    assert (lanes.count(Lane.TALK), lanes.count(Lane.CIRCULAR)) == (10, 3)


def test_after_a_delay_of_our_own_a_third_of_a_second_is_caught_up_at_once() -> None:
    pacer = telegram_pacer()
    for chat in range(1, 31):
        pacer.ask(str(chat), Lane.CIRCULAR, NOW)
    counts = []
    for now in (NOW, NOW + 0.5, NOW + 0.5001):
        counts.append(0)
        while pacer.grant(now) is not None:
            counts[-1] += 1
    assert counts == [3, 9, 0]


@pytest.mark.parametrize(("a_second", "recipients"), [(30, 10_000), (PAID, 10_000)])
def test_a_broadcast_at_60_ms_keeps_94_of_100_places_filled_and_never_one_too_many(
    a_second: int, recipients: int
) -> None:
    crowd = [Wish(at=0.0, chat=str(chat), latency=0.06) for chat in range(1, recipients + 1)]
    counted = sorted(went.counted for went in Town(telegram_pacer(a_second)).play(crowd))
    assert (recipients - 1) / (counted[-1] - counted[0]) >= 0.94 * a_second
    assert most_in(counted, 1.0) <= a_second


def test_chats_at_rest_are_forgotten() -> None:
    pacer = telegram_pacer(PAID)
    now = NOW
    for number in range(3 * 4096):
        now += 0.01
        taken(pacer, str(number + 1), now)
    assert len(pacer._chats) <= 4096 + 200


@pytest.mark.parametrize(("chat", "kind"), [("123", PRIVATE), ("-5", GROUP), ("-1001", GROUP), ("@portal", GROUP)])
def test_groups_and_channels_are_known_by_their_number(chat: str, kind: str) -> None:
    assert kind_of(chat) == kind


@pytest.mark.parametrize("a_second", [0, PAID + 1])
def test_a_rate_that_telegram_never_permits_is_refused(a_second: int) -> None:
    with pytest.raises(ValueError, match="1 to 1000"):
        telegram_limits(a_second)


def test_a_credential_is_named_without_its_secret() -> None:
    assert credential_of("123:AAsecret") == "telegram:123"
