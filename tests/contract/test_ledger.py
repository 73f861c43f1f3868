"""The ledger of deliveries: written at once, as if by hand for each; its words shared, numbered and erasable."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from casework.deliveries import record_outcome
from casework.outgoing import claim_parcels
from casework.ports import Lost, Message, MessageState, Outcome, Parcel, Retry, Sent, Transactions, UnitOfWork
from casework.ports.ledger import Addressees, Reach, Wanted
from casework.recipients import addressees
from risk.circular import Circular, WarningLevel
from risk.delivery import Delivery, DeliveryState
from risk.identity import NOTHING
from risk.organisation import Level, Role
from risk.subscription import NotifyReason
from tests.support.customs import world
from tests.support.fanout import ASKING, FANOUT, PLAIN
from tests.support.plain_fanout import Line, Register, lines, unmanned
from tests.support.registers import CODES, MANY, circulars, registers
from tests.support.storage_records import (
    CIRCULAR,
    LATER,
    MESSAGE,
    NOW,
    ORGANISATION,
    PERSON,
    SIGNAL,
    SUBSCRIPTION,
    make_person,
)

ZONE = ZoneInfo("Asia/Shanghai")


class _Undo(Exception):
    pass


def fill(uow: UnitOfWork, register: Register, circular: Circular) -> None:
    for organisation in register.organisations:
        uow.organisations.add(organisation)
    for person in register.people:
        uow.people.add(person)
    for address in register.addresses:
        uow.addresses.add(address)
    for subscription in register.subscriptions:
        uow.subscriptions.add(subscription)
    uow.circulars.add(circular)


def line_of(uow: UnitOfWork, row: Delivery) -> Line:
    message = uow.outbox.get(row.message_id) if row.message_id else None
    if message is not None:
        assert (message.delivery_id, message.person_id, message.channel) == (row.id, row.person_id, row.channel)
        assert message.state.value == row.state.value
        assert message.sent_at == row.sent_at
        assert message.reply == (ASKING if row.answer_due else PLAIN).reply
        assert message.next_at == (None if message.created_at == NOW else message.created_at)
    return Line(
        person_id=row.person_id,
        channel=row.channel,
        because=row.because,
        state=row.state.value,
        address_id=message.address_id if message else None,
        asked=row.answer_due is not None,
        reminded=row.remind_at is not None,
        due=message.created_at if message and message.state is MessageState.QUEUED else None,
        turn=row.turn,
        waited_for=row.escalate_at,
        kept=message is not None and message.reason == "bundled",
    )


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(register=registers(), circular=circulars())
def test_everybody_gets_what_plain_rules_say(
    transactions: Transactions, register: Register, circular: Circular
) -> None:
    expected = lines(register, circular, NOW, ZONE)
    fanout = dataclasses.replace(
        FANOUT,
        asking=ASKING if circular.reply_by else None,
        answer_due=circular.reply_by,
        turns=tuple(
            dataclasses.replace(turn, rest=None, over_after=None) if circular.level is WarningLevel.RED else turn
            for turn in FANOUT.turns
        ),
        bundle=None if circular.level is WarningLevel.RED or circular.reply_by else FANOUT.bundle,
    )

    def body(uow: UnitOfWork) -> None:
        fill(uow, register, circular)
        to = addressees(uow, circular)
        told = {(line.person_id, NotifyReason(line.because)) for line in expected}
        assert set(uow.ledger.addressed(to)) == told
        assert uow.ledger.anybody(to) is bool(told)
        assert set(uow.ledger.unmanned(to)) == unmanned(register, circular)
        reach = uow.ledger.write(to, fanout)
        written = [line_of(uow, row) for row in uow.deliveries.of_circular(circular.id)]
        assert sorted(written, key=repr) == sorted(expected, key=repr)
        assert reach == Reach(people=len(told), unreachable=sum(line.channel == "" for line in expected))
        raise _Undo  # the next example begins with an empty house

    with pytest.raises(_Undo):
        transactions.run_now(body)


TO = Addressees(named=("org",))


def issued(transactions: Transactions, circular_id: str = "circular", to: Addressees = TO) -> list[Message]:
    """Written; the messages of the one address, in order."""
    fanout = dataclasses.replace(
        FANOUT,
        circular_id=circular_id,
        delivery_prefix=f"d-{circular_id}-",
        message_prefix=f"m-{circular_id}-",
        notice=dataclasses.replace(PLAIN, id=f"plain-{circular_id}", circular_id=circular_id),
        asking=None,
        answer_due=None,
    )

    def body(uow: UnitOfWork) -> list[Message]:
        uow.ledger.write(to, fanout)
        return uow.outbox.after("address", 0)

    return transactions.run_now(body)


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    def body(uow: UnitOfWork) -> None:
        make_person(uow)
        uow.signals.add(SIGNAL)
        for id_ in ("circular", "next"):
            uow.circulars.add(dataclasses.replace(CIRCULAR, id=id_, number=id_, official_number=id_))

    transactions.run_now(body)
    return transactions


def test_messages_of_a_circular_go_on_with_the_numbers_of_their_address(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.outbox.add(MESSAGE))
    issued(kept)
    kept.run_now(lambda uow: uow.outbox.add(dataclasses.replace(MESSAGE, id="between", dedupe="between")))
    assert [(m.id, m.seq) for m in issued(kept, "next")] == [
        ("message", 1),
        ("m-circular-000000001", 2),
        ("between", 3),
        ("m-next-000000001", 4),
    ]


def test_the_words_are_read_wherever_the_message_is_and_stay_when_it_is_saved(kept: Transactions) -> None:
    issued(kept)

    def body(uow: UnitOfWork) -> list[Message | None]:
        (claimed,) = uow.outbox.claim("telegram", now=NOW, lease_until=LATER, limit=5)
        saved = uow.outbox.save(dataclasses.replace(claimed, state=MessageState.SENT))
        found = uow.outbox.find(claimed.id)
        return [claimed, saved, found, *uow.outbox.after("address", 0), *uow.outbox.latest("address")]

    told = kept.run_now(body)
    assert [message.reply for message in told if message] == [PLAIN.reply] * 5
    assert kept.run_now(lambda uow: uow.outbox.get("m-circular-000000001")).reply == PLAIN.reply


def test_erasing_a_person_takes_their_chat_and_leaves_the_circular_to_all(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.outbox.add(dataclasses.replace(MESSAGE, delivery_id=None, state=MessageState.SENT)))
    issued(kept)
    kept.run_now(lambda uow: uow.outbox.erase_of("person"))
    found = kept.run_now(lambda uow: uow.outbox.after("address", 0))
    assert [(m.reply, m.state) for m in found] == [(NOTHING, MessageState.SENT), (PLAIN.reply, MessageState.QUEUED)]


def test_a_fan_out_that_fails_leaves_nothing(kept: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        uow.ledger.write(TO, FANOUT)
        raise _Undo

    with pytest.raises(_Undo):
        kept.run_now(body)
    assert kept.run_now(lambda uow: uow.deliveries.of_circular("circular")) == []
    assert kept.run_now(lambda uow: uow.outbox.after("address", 0)) == []
    assert [m.seq for m in issued(kept)] == [1]


def test_two_circulars_may_be_issued_in_one_transaction(kept: Transactions) -> None:
    def body(uow: UnitOfWork) -> list[int]:
        uow.ledger.write(TO, dataclasses.replace(FANOUT, asking=None))
        notice = dataclasses.replace(PLAIN, id="second", circular_id="next")
        second = dataclasses.replace(FANOUT, circular_id="next", notice=notice, asking=None)
        uow.ledger.write(TO, dataclasses.replace(second, delivery_prefix="e", message_prefix="n"))
        return [message.seq for message in uow.outbox.after("address", 0)]

    assert kept.run_now(body) == [1, 2]


@pytest.mark.parametrize(
    ("quiet", "over"),
    [((16, 7), 7 + 24), ((23, 18), 18), ((18, 17), None), ((9, 17), None), ((17, 18), 18), ((0, 23), 23), (None, None)],
)
def test_quiet_hours_are_over_before_anything_goes_out(
    kept: Transactions, quiet: tuple[int, int] | None, over: int | None
) -> None:
    begins, ends = quiet or (None, None)
    theirs = dataclasses.replace(SUBSCRIPTION, quiet_from=begins, quiet_to=ends)
    kept.run_now(lambda uow: uow.subscriptions.add(theirs))
    midnight = NOW.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)  # it is 17:30
    assert issued(kept)[0].created_at == (NOW if over is None else midnight + timedelta(hours=over))
    kept.run_now(lambda uow: uow.subscriptions.save(dataclasses.replace(theirs, active=False)))
    assert issued(kept, "next")[1].next_at is None


def subscribers(transactions: Transactions, *, enterprises_only: bool = False) -> list[str]:
    wanted = Wanted(
        product="toys.magnetic",
        hazards=("fire",),
        origin="CN",
        level=WarningLevel.RED,
        enterprises_only=enterprises_only,
    )
    to = Addressees(subscribed=wanted)
    return [id_ for id_, _reason in transactions.run_now(lambda uow: uow.ledger.addressed(to))]


@pytest.fixture
def subscribed(kept: Transactions) -> Transactions:
    def body(uow: UnitOfWork) -> None:
        uow.people.save(dataclasses.replace(PERSON, role=Role.CITIZEN, contact_withdrawn_at=None))
        uow.subscriptions.add(SUBSCRIPTION)

    kept.run_now(body)
    return kept


@pytest.mark.parametrize(
    "change",
    [
        {"products": ("lighting",)},
        {"hazards": ("noise",)},
        {"origins": ("DE",)},
        {"active": False},
    ],
    ids=str,
)
def test_a_changed_subscription_is_found_by_what_it_asks_for_now(
    subscribed: Transactions, change: dict[str, object]
) -> None:
    assert subscribers(subscribed) == ["person"]
    changed = dataclasses.replace(SUBSCRIPTION, **change)  # type: ignore[arg-type]
    saved = subscribed.run_now(lambda uow: uow.subscriptions.save(changed))
    assert subscribers(subscribed) == []
    subscribed.run_now(lambda uow: uow.subscriptions.save(dataclasses.replace(SUBSCRIPTION, version=saved.version)))
    assert subscribers(subscribed) == ["person"]


@pytest.mark.parametrize(
    ("change", "found"),
    [({}, True), ({"hazards": MANY}, False), ({"origins": MANY}, False), ({"products": CODES}, False)],
    ids=["all", "other hazards", "other origins", "other products"],
)
def test_whoever_asks_for_very_much_is_told_of_that_and_nothing_else(
    kept: Transactions, change: dict[str, tuple[str, ...]], found: bool
) -> None:
    much = {"products": ("toys", *MANY), "hazards": ("fire", *MANY), "origins": ("CN", *MANY), **change}
    person = dataclasses.replace(PERSON, contact_withdrawn_at=None)
    kept.run_now(lambda uow: uow.people.save(person))
    kept.run_now(lambda uow: uow.subscriptions.add(dataclasses.replace(SUBSCRIPTION, **much)))  # type: ignore[arg-type]
    assert subscribers(kept) == (["person"] if found else [])


def test_a_citizen_who_comes_to_act_for_an_enterprise_is_found_as_such(subscribed: Transactions) -> None:
    assert subscribers(subscribed, enterprises_only=True) == []
    person = subscribed.run_now(lambda uow: uow.people.get("person"))
    subscribed.run_now(lambda uow: uow.people.save(dataclasses.replace(person, role=Role.ENTERPRISE)))
    assert subscribers(subscribed, enterprises_only=True) == ["person"]


def test_an_enterprise_is_found_by_the_trade_roles_it_has_now(kept: Transactions) -> None:
    def body(uow: UnitOfWork) -> list[list[tuple[str, NotifyReason]]]:
        company = uow.organisations.get("org")
        found = []
        for roles in (("importer",), ("exporter", "agent"), ()):
            company = uow.organisations.save(dataclasses.replace(company, level=Level.ENTERPRISE, operator_roles=roles))
            found.append(uow.ledger.addressed(Addressees(roles=("exporter", "producer"))))
        return found

    assert kept.run_now(body) == [[], [("person", NotifyReason.NAMED)], []]


def test_thousands_may_be_named_by_credit_code(kept: Transactions) -> None:
    def body(uow: UnitOfWork) -> list[tuple[str, NotifyReason]]:
        uow.organisations.save(dataclasses.replace(ORGANISATION, level=Level.ENTERPRISE))
        codes = (*(f"code {n}" for n in range(70_000)), ORGANISATION.uscc or "")
        return uow.ledger.addressed(Addressees(usccs=codes))

    assert kept.run_now(body) == [("person", NotifyReason.NAMED)]


def test_every_attempt_is_kept_and_a_repeat_after_a_lost_answer_carries_its_number_and_says_so(
    transactions: Transactions,
) -> None:
    here = world(transactions)
    circular = here.issued(audience=["江门好玩具有限公司"])

    def tries(outcome: Outcome) -> Parcel:
        (parcel,) = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5))
        here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, outcome))
        here.clock.pass_(hours=1)
        return parcel

    parcels = [
        tries(outcome) for outcome in (Lost(reason="no-answer"), Retry(after=1, reason="busy"), Sent(external_id="7"))
    ]
    assert [parcel.repeat for parcel in parcels] == [False, True, True]
    assert {parcel.number for parcel in parcels} == {"1"}
    (row,) = [d for d in here.do(lambda uow: uow.deliveries.of_circular(circular.id)) if d.channel == "telegram"]
    attempts = here.do(lambda uow: uow.attempts.of_delivery(row.id))
    assert [(a.number, a.outcome) for a in attempts] == [(1, "unknown"), (2, "retry"), (3, "sent")]
    assert (row.state, row.attempts, row.because) == (DeliveryState.SENT, 3, "named")
