"""Browsers with notices: whose they are, how many, and when nothing goes there any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.address_forms import checked, shown
from casework.addresses import addresses_listed, close_address, register_address
from casework.deliveries import record_outcome
from casework.devices import MOST, close_device, device_state, register_device
from casework.enrolment import open_address
from casework.outgoing import claim_parcels
from casework.ports import Dead, Say, Text
from casework.privacy import erase_own_data
from casework.tell import tell
from risk.errors import Invalid
from risk.identity import Secret
from risk.organisation import Address
from tests.support.customs import World, world
from tests.support.devices import device

NEWS = Say(text=Text(key="telegram-open"))


@pytest.fixture
def here() -> World:
    here = world()
    return replace(here, env=replace(here.env, outgoing=frozenset({"push"})))


def add(here: World, name: str = "phone", *, who: str = "citizen", former: str = "") -> Address:
    return here.do(lambda uow: register_device(uow, here.env, here.people[who], device(name), former=former))


def devices(here: World, who: str = "citizen") -> list[str]:
    rows = here.do(lambda uow: uow.addresses.of(here.people[who].id))
    return [row.id for row in rows if row.channel == "push"]


def state(here: World, address: Address, *, who: str = "citizen") -> str:
    return here.do(lambda uow: device_state(uow, here.people[who], address.id)).value


def reason(here: World, address: Address) -> str:
    return here.do(lambda uow: uow.addresses.get(address.id)).closed_reason


def test_the_same_browser_twice_is_one_address(here: World) -> None:
    first = add(here)
    assert add(here).id == first.id
    assert add(here, former=first.id).id == first.id
    assert devices(here) == [first.id]


def test_another_person_at_the_same_browser_takes_it_over(here: World) -> None:
    before = add(here)
    after = add(here, who="lamps")
    assert devices(here) == []
    assert devices(here, "lamps") == [after.id]
    assert reason(here, before) == "moved"


def test_a_browser_whose_subscription_has_changed_is_still_one(here: World) -> None:
    before = add(here, "phone")
    after = add(here, "phone-renewed", former=before.id)
    assert devices(here) == [after.id]
    assert reason(here, before) == "replaced"


def test_knowing_the_endpoint_alone_takes_nobodys_browser_away(here: World) -> None:
    theirs = add(here)
    endpoint, point, _, key = device("phone").split(" ")
    secret = device("somebody").split(" ")[2]
    forged = f"{endpoint} {point} {secret} {key}"
    here.do(lambda uow: register_device(uow, here.env, here.people["lamps"], forged))
    assert devices(here) == [theirs.id]


def test_ten_browsers_are_enough_for_one_person(here: World) -> None:
    for number in range(MOST):
        add(here, f"browser-{number}")
    with pytest.raises(Invalid) as refused:
        add(here, "one-more")
    assert refused.value.params["field"] == "devices"
    assert len(devices(here)) == MOST == 10


def test_one_that_is_renewed_counts_once(here: World) -> None:
    last = [add(here, f"browser-{number}") for number in range(MOST)][-1]
    add(here, "renewed", former=last.id)
    assert len(devices(here)) == MOST


def test_signing_out_closes_the_browser_alone(here: World) -> None:
    phone, desk = add(here, "phone"), add(here, "desk")
    here.do(lambda uow: close_device(uow, here.env, phone.id))
    assert devices(here) == [desk.id]
    assert reason(here, phone) == "signed-out"
    assert state(here, desk) == "on"
    assert state(here, phone) == "off"
    assert state(here, desk, who="lamps") == "off"


def test_a_browser_that_its_push_service_has_given_up_is_lost_until_it_subscribes_anew(here: World) -> None:
    phone = add(here)
    here.do(lambda uow: tell(uow, here.env, here.people["citizen"], NEWS, dedupe="news"))
    (parcel,) = here.do(lambda uow: claim_parcels(uow, here.env, "push", limit=1))
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, Dead(reason="gone")))
    assert devices(here) == []
    assert state(here, phone) == "lost"
    assert state(here, phone, who="lamps") == "off"
    assert state(here, add(here, "renewed", former=phone.id)) == "on"


def test_who_comes_back_to_their_own_browser_keeps_it(here: World) -> None:
    phone = add(here)
    here.do(lambda uow: close_device(uow, here.env, phone.id, unless=here.people["citizen"].id))
    assert devices(here) == [phone.id]


def test_nothing_but_a_browser_is_closed_that_way(here: World) -> None:
    mail = here.do(lambda uow: open_address(uow, here.env, here.people["lamps"], "mail", "liang@lamps.example.org"))
    for id_ in (mail.id, "", "made-up"):
        here.do(lambda uow, id_=id_: close_device(uow, here.env, id_))
    assert here.do(lambda uow: uow.addresses.get(mail.id)).closed_at is None


def test_it_is_closed_again_in_the_list_of_addresses(here: World) -> None:
    """Also by an enterprise whose only address it is: it never counted as one."""
    phone = add(here, who="lamps")
    here.do(lambda uow: close_address(uow, here.env, here.people["lamps"], phone.id))
    assert devices(here, "lamps") == []


def test_a_browser_is_no_way_by_which_an_enterprise_can_be_reached(here: World) -> None:
    here = replace(here, env=replace(here.env, outgoing=frozenset({"push", "mail"})))
    add(here, who="lamps")
    lamps = here.people["lamps"]
    mail = here.do(lambda uow: open_address(uow, here.env, lamps, "mail", "liang@lamps.example.org"))
    with pytest.raises(Invalid) as refused:
        here.do(lambda uow: close_address(uow, here.env, lamps, mail.id))
    assert refused.value.params["field"] == "last_address"


def test_nobody_registers_a_browser_but_the_browser_itself(here: World) -> None:
    with pytest.raises(Invalid) as refused:
        here.do(lambda uow: register_address(uow, here.env, here.people["lamps"], "push", device("x"), vouched=True))
    assert refused.value.params["field"] == "channel"


def test_where_notices_are_off_no_browser_is_taken(here: World) -> None:
    here = replace(here, env=replace(here.env, outgoing=frozenset()))
    with pytest.raises(Invalid) as refused:
        add(here)
    assert refused.value.params["field"] == "channel"


def test_every_change_is_in_the_audit_log_by_ids(here: World) -> None:
    phone = add(here)
    here.do(lambda uow: close_device(uow, here.env, phone.id))
    everything = here.do(lambda uow: uow.audit.of(here.people["citizen"].org_id))
    entries = [entry for entry in everything if entry.subject == f"address:{phone.id}"]
    assert [entry.act for entry in entries] == ["address.open", "address.close"]
    assert "push.example.org" not in str(entries)


def test_whoever_erases_their_data_is_sent_no_more_words(here: World) -> None:
    add(here)
    here.do(lambda uow: erase_own_data(uow, here.env, here.people["citizen"]))
    rows = here.do(lambda uow: uow.addresses.of(here.people["citizen"].id))
    assert all(not message.reply for row in rows for message in here.do(lambda uow, row=row: uow.outbox.latest(row.id)))


GOOD = device("phone")


@pytest.mark.parametrize(
    "to",
    [
        "",
        GOOD.rpartition(" ")[0],
        f"{GOOD} more",
        GOOD.replace("https://", "ftp://"),
        GOOD.replace("https://push", "https://user:word@push"),
        GOOD.replace("/phone", "/phone#part"),
        GOOD.replace("/phone", f"/{'x' * 2000}"),
        GOOD.replace("/phone", "/电话"),
        GOOD.replace("push.example.org", "[push"),
        GOOD.replace(GOOD.split(" ")[1], GOOD.split(" ")[1][:-4]),  # a point that is too short
        GOOD.replace(GOOD.split(" ")[1], "A" * 87),  # not an uncompressed point
        GOOD.replace(GOOD.split(" ")[2], GOOD.split(" ")[2] + "AAAA"),  # a secret that is too long
        GOOD.replace(GOOD.split(" ")[2], GOOD.split(" ")[2] + "=="),
        GOOD.replace(GOOD.split(" ")[2], "!" * 22),
        GOOD.replace("0a1b2c3d", "not-a-key"),
    ],
)
def test_what_no_browser_can_have_given_us_is_refused(to: str) -> None:
    with pytest.raises(Invalid):
        checked("push", to)


def test_one_browser_is_told_from_another_without_showing_its_address(here: World) -> None:
    assert checked("push", GOOD) == GOOD
    assert shown("push", Secret(GOOD)) == "push.example.org …hone"
    add(here)
    (row,) = [
        each for each in here.do(lambda uow: addresses_listed(uow, here.people["citizen"])) if each["channel"] == "push"
    ]
    assert row["address"] == "push.example.org …hone"
