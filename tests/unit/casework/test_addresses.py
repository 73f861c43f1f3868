"""Addresses besides the chats: their forms, the code that proves them, closing; and what comes back from them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.address_forms import checked, mobile, shown
from casework.addresses import (
    CODES_A_DAY,
    TRIES,
    Proof,
    addresses_listed,
    close_address,
    outgoing_addresses,
    prefer_address,
    prove_address,
    register_address,
)
from casework.deliveries import record_outcome, undeliverable
from casework.outgoing import claim_parcels
from casework.ports import Dead, Parcel, Say, Sent
from casework.ports.encoding import load_reply
from casework.receipts import acknowledge_receipt
from casework.reminders import remind_receipts
from casework.returns import Returned, Way, record_return
from casework.roster import import_enterprises
from casework.subscriptions import subscribe
from casework.unsubscribing import unsubscribe_reader
from risk.circular import Circular, CircularKind
from risk.delivery import Delivery
from risk.errors import Invalid, NotFound
from risk.identity import Secret
from risk.organisation import Address
from tests.support.customs import World, world

MAIL_TO = "huang@toys.example.org"


@pytest.fixture
def here() -> World:
    here = world()
    return replace(here, env=replace(here.env, outgoing=frozenset({"mail", "sms", "dingtalk", "webhook"})))


def parcels(here: World, channel: str = "mail") -> list[Parcel]:
    return here.do(lambda uow: claim_parcels(uow, here.env, channel, limit=10))


def code_of(parcel: Parcel) -> str:
    reply = load_reply(parcel.reply.reveal())
    assert isinstance(reply, Say)
    return str(reply.text.params["code"])


def register(
    here: World, to: str = MAIL_TO, *, channel: str = "mail", who: str = "toys", vouched: bool = False
) -> Address:
    person = here.people[who]
    return here.do(lambda uow: register_address(uow, here.env, person, channel, to, vouched=vouched)).address


def prove(here: World, address: Address, code: str, *, who: str = "toys") -> Proof:
    return here.do(lambda uow: prove_address(uow, here.env, here.people[who], address.id, code))


@pytest.mark.parametrize(
    ("channel", "to", "kept"),
    [
        ("mail", " Huang@Toys.Example.ORG ", "Huang@toys.example.org"),
        ("sms", "+86 138-0013-8000", "13800138000"),
        ("sms", "+85291234567", "+85291234567"),
        ("wecom", "https://qyapi.example.org/cgi-bin/webhook/send?key=made-up-key-1", "made-up-key-1"),
        (
            "dingtalk",
            "https://evil.example.net/robot/send?access_token=madeuptoken SECsecret1",
            "madeuptoken SECsecret1",
        ),
        ("feishu", "https://open.example.org/open-apis/bot/v2/hook/made-up-uuid", "made-up-uuid"),
        (
            "webhook",
            "https://erp.example.org/hook?a=1 whsec_abcdefgh",
            "https://erp.example.org/hook?a=1 whsec_abcdefgh",
        ),
    ],
)
def test_an_address_is_kept_in_one_form(channel: str, to: str, kept: str) -> None:
    assert checked(channel, to) == kept


@pytest.mark.parametrize(
    ("channel", "to", "field"),
    [
        ("mail", "huang@toys", "email"),
        ("mail", "a@b.example\r\nBcc: c@d.example", "email"),
        ("mail", '"a b"@toys.example.org', "email"),
        ("mail", "a@b.example,c@d.example", "email"),
        ("mail", "黄@toys.example.org", "email"),
        ("mail", f"{'a' * 65}@toys.example.org", "email"),
        ("sms", "12345", "phone"),
        ("sms", "+8612345", "phone"),
        ("sms", "0750-3911234", "phone"),
        ("wecom", "made-up-key-1 secret123", "robot_secret"),
        ("dingtalk", "short", "robot"),
        ("dingtalk", "../../other?x=", "robot"),
        ("webhook", "https://erp.example.org/hook", "webhook_secret"),
        ("webhook", "https://me:pass@erp.example.org/ secret123", "webhook"),
        ("webhook", "file:///etc/passwd secret123", "webhook"),
        ("webhook", "https://erp.example.org:99999/ secret123", "webhook"),
    ],
)
def test_what_is_no_address_is_refused_with_its_field(channel: str, to: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(channel, to)
    assert refused.value.params == {"field": field}


def test_an_address_is_shown_masked() -> None:
    assert shown("mail", Secret(MAIL_TO)) == "h•••@toys.example.org"
    assert shown("sms", Secret("13800138000")) == "138•••00"
    assert shown("dingtalk", Secret("madeuptoken SECsecret1")) == "•••oken"
    assert shown("webhook", Secret("https://erp.example.org/hook?token=1 whsec_x")) == "erp.example.org"
    assert (mobile("0750-3911234"), mobile("138 0013 8000")) == ("", "13800138000")


def test_a_code_goes_to_the_address_and_nothing_else_before_it_is_proved(here: World) -> None:
    address = register(here)
    here.issued()
    (parcel,) = parcels(here)
    assert parcel.address == Secret(MAIL_TO)
    assert parcel.one_time_link == ""
    assert prove(here, address, f" {code_of(parcel)[:3]} {code_of(parcel)[3:]} ") is Proof.OPEN
    assert [each.id for each in here.do(lambda uow: outgoing_addresses(uow, here.people["toys"]))] == [address.id]
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, Sent(external_id="1")))
    here.issued()
    here.clock.pass_(hours=6)  # it is the next channel's turn
    (circular,) = parcels(here)
    assert circular.one_time_link.startswith("/acknowledge/")


def test_a_code_is_tried_a_few_times_and_for_a_quarter_of_an_hour(here: World) -> None:
    address = register(here)
    (parcel,) = parcels(here)
    wrong = f"{(int(code_of(parcel)) + 1) % 10**6:06}"
    assert [prove(here, address, wrong) for _ in range(TRIES)] == [Proof.WRONG] * TRIES
    assert prove(here, address, code_of(parcel)) is Proof.LATE
    second = register(here)
    (parcel,) = parcels(here)
    here.clock.pass_(minutes=16)
    assert prove(here, second, code_of(parcel)) is Proof.LATE


def test_nobody_can_have_many_codes_sent(here: World) -> None:
    for number in range(CODES_A_DAY):
        register(here, f"person{number}@toys.example.org")
    with pytest.raises(Invalid) as refused:
        register(here, "one-more@toys.example.org")
    assert refused.value.params == {"field": "codes_today"}
    here.clock.pass_(days=1)
    register(here, "one-more@toys.example.org")


def test_an_address_is_proved_by_its_own_person_only_and_belongs_to_one(here: World) -> None:
    address = register(here)
    (parcel,) = parcels(here)
    with pytest.raises(NotFound):
        prove(here, address, code_of(parcel), who="officer")
    rival = register(here, who="officer")
    (other,) = parcels(here)
    assert prove(here, address, code_of(parcel)) is Proof.OPEN
    assert prove(here, rival, code_of(other), who="officer") is Proof.LATE
    with pytest.raises(Invalid):
        register(here, who="officer")


def test_the_office_vouches_and_no_code_is_sent(here: World) -> None:
    address = register(here, "madeuptoken SECsecret1", channel="dingtalk", who="officer", vouched=True)
    assert parcels(here, "dingtalk") == []
    rows = here.do(lambda uow: addresses_listed(uow, here.people["officer"]))
    assert {"id": address.id, "channel": "dingtalk", "address": "•••oken"}.items() <= rows[-1].items()


def test_a_channel_that_is_off_takes_no_address(here: World) -> None:
    here = replace(here, env=replace(here.env, outgoing=frozenset()))
    with pytest.raises(Invalid) as refused:
        register(here)
    assert refused.value.params == {"field": "channel"}


def test_a_webhook_is_given_a_secret_that_only_its_holder_sees(here: World) -> None:
    done = here.do(
        lambda uow: register_address(uow, here.env, here.people["toys"], "webhook", "https://erp.example.org/hook")
    )
    assert done.secret.startswith("whsec_")
    assert done.address.address == Secret(f"https://erp.example.org/hook {done.secret}")


def test_an_enterprises_last_address_is_closed_only_after_another_is_open(here: World) -> None:
    for address in here.do(lambda uow: uow.addresses.of(here.people["toys"].id)):
        if address.channel == "telegram":
            here.do(lambda uow, address=address: uow.addresses.save(replace(address, closed_at=here.env.now())))
    address = register(here, vouched=True)
    with pytest.raises(Invalid) as refused:
        here.do(lambda uow: close_address(uow, here.env, here.people["toys"], address.id))
    assert refused.value.params == {"field": "last_address"}
    register(here, "second@toys.example.org", vouched=True)
    closed = here.do(lambda uow: close_address(uow, here.env, here.people["toys"], address.id))
    assert closed.closed_reason == "closed"
    here.issued()
    assert [each.address for each in parcels(here)] == [Secret("second@toys.example.org")]


def links(here: World, channel: str) -> list[str]:
    return [parcel.one_time_link.split("/")[1] if parcel.one_time_link else "" for parcel in parcels(here, channel)]


def test_what_is_to_be_acknowledged_leads_to_its_page_and_a_group_is_never_signed_in(here: World) -> None:
    for channel, to in (("mail", MAIL_TO), ("dingtalk", "madeuptoken SECsecret1")):
        register(here, to, channel=channel, vouched=True)
    here.issued()
    here.clock.pass_(hours=6)
    for channel in ("mail", "dingtalk"):
        (parcel,) = parcels(here, channel)
        assert parcel.one_time_link.startswith("/acknowledge/")
        here.do(lambda uow, sent=parcel.message_id: record_outcome(uow, here.env, sent, Sent(external_id="1")))  # type: ignore[misc]
    here.clock.pass_(days=3)
    here.do(lambda uow: remind_receipts(uow, here.env))
    assert (links(here, "mail"), links(here, "dingtalk")) == (["acknowledge"], [])


def test_what_stays_at_home_is_read_by_signing_in_and_in_a_group_not_at_all(here: World) -> None:
    for channel, to in (("mail", "li@xinhui.example.org"), ("dingtalk", "madeuptoken SECsecret1")):
        register(here, to, channel=channel, who="neighbour", vouched=True)
    here.issued(kind=CircularKind.BULLETIN)
    assert links(here, "mail") == ["enter"]
    assert links(here, "dingtalk") == ["acknowledge"]


def on_mail(here: World, circular: Circular) -> Delivery:
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["toys"].id))
    return next(row for row in rows if row.channel == "mail")


def mailed(here: World) -> tuple[Circular, Parcel]:
    address = register(here, vouched=True)
    here.do(lambda uow: prefer_address(uow, here.env, here.people["toys"], address.id))
    circular = here.issued()
    (parcel,) = parcels(here)
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, Sent(external_id="1")))
    return circular, parcel


def comes_back(here: World, message_id: str, way: Way, status: str = "") -> None:
    here.do(lambda uow: record_return(uow, here.env, Returned(message_id=message_id, way=way, status=status)))


def test_a_bounce_closes_an_address_that_is_none_and_the_next_channel_is_tried_before_the_office_is_troubled(
    here: World,
) -> None:
    circular, parcel = mailed(here)
    comes_back(here, parcel.message_id, Way.FAILED, "5.1.1")
    comes_back(here, parcel.message_id, Way.FAILED, "5.1.1")
    row = on_mail(here, circular)
    assert (row.state.value, row.reason, row.owner_id) == ("dead", "returned 5.1.1", circular.drafted_by)
    assert here.do(lambda uow: outgoing_addresses(uow, here.people["toys"])) == []
    assert here.do(lambda uow: undeliverable(uow, here.people["officer"])) == []
    (next_one,) = parcels(here, "telegram")
    here.do(lambda uow: record_outcome(uow, here.env, next_one.message_id, Dead(reason="blocked")))
    (listed,) = here.do(lambda uow: undeliverable(uow, here.people["officer"]))
    assert (listed.person.id, listed.silent) == (here.people["toys"].id, False)


def test_a_full_mailbox_keeps_its_address(here: World) -> None:
    circular, parcel = mailed(here)
    comes_back(here, parcel.message_id, Way.FAILED, "5.2.2")
    assert on_mail(here, circular).state.value == "dead"
    assert len(here.do(lambda uow: outgoing_addresses(uow, here.people["toys"]))) == 1


def test_a_delay_is_noted_and_a_success_is_delivered(here: World) -> None:
    circular, parcel = mailed(here)
    comes_back(here, parcel.message_id, Way.DELAYED, "4.4.1")
    assert on_mail(here, circular).state.value == "sent"
    comes_back(here, parcel.message_id, Way.DELIVERED, "2.0.0")
    row = on_mail(here, circular)
    assert row.state.value == "delivered"
    attempts = here.do(lambda uow: uow.attempts.of_delivery(row.id))
    assert [attempt.reason for attempt in attempts] == ["", "delayed 4.4.1", "delivered 2.0.0"]


def test_what_was_acknowledged_stays_so_whatever_comes_back(here: World) -> None:
    circular, parcel = mailed(here)
    person = here.people["toys"]
    here.do(lambda uow: acknowledge_receipt(uow, here.env, person, circular.id, channel="webchat"))
    comes_back(here, parcel.message_id, Way.FAILED, "5.1.1")
    assert on_mail(here, circular).state.value == "acknowledged"


def test_a_bounce_of_no_message_of_ours_is_nothing(here: World) -> None:
    assert here.do(lambda uow: record_return(uow, here.env, Returned(message_id="x", way=Way.FAILED))) is None


def test_unsubscribing_by_mail_ends_the_subscription_and_not_what_the_law_has_them_told(here: World) -> None:
    person = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, person))
    _, parcel = mailed(here)
    assert here.do(lambda uow: unsubscribe_reader(uow, here.env, parcel.message_id)) == person
    kept = here.do(lambda uow: uow.subscriptions.of(person.id))
    assert kept is not None
    assert not kept.active
    here.clock.pass_(hours=1)
    here.issued()
    assert len(parcels(here)) == 1


def test_a_roster_opens_the_addresses_that_it_vouches_for(here: World) -> None:
    head = "name,uscc,contact,phone,email\n"
    row = "新会灯饰厂,91440703MA51TABC2M,何小姐,13900139000,ho@lamps.example.org\n"

    def take(text: str) -> tuple[int, int, int]:
        done = import_enterprises(here.transactions, here.env, text.encode())
        return done.added, done.changed, done.unchanged

    assert take(head + row) == (1, 0, 0)
    opened = here.do(
        lambda uow: [uow.addresses.at("mail", "ho@lamps.example.org"), uow.addresses.at("sms", "13900139000")]
    )
    assert all(opened)
    assert take(head + row) == (0, 0, 1)
    other = row.replace("91440703MA51TABC2M", "91440703MA5DEM014K").replace("13900139000", "")
    done = import_enterprises(here.transactions, here.env, (head + other).encode())
    assert [(error.line, error.column) for error in done.errors] == [(2, "email")]
