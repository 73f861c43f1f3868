"""What a receipt says and may be called, and the link that leads to one where no button exists."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date

import pytest

from casework.acknowledgement import (
    LINK_DAYS,
    LinkState,
    Looked,
    acknowledge_by_link,
    acknowledgement_link,
    look_at_link,
)
from casework.address_confirmations import (
    confirmations_of_office,
    register_confirmation,
    withdraw_confirmation,
)
from casework.privacy import erase_own_data
from casework.reading import open_receipt_pdf
from casework.receipts import acknowledge_receipt
from casework.subscriptions import subscribe
from risk.circular import Circular
from risk.delivery import Delivery
from risk.errors import Incomplete, Invalid, LinkSpent, NotAllowed, NotFound
from risk.receipt import AddressConfirmation, Capacity, SignedReceipt
from tests.support.customs import World, world


@pytest.fixture
def here() -> World:
    return world()


def acknowledged(here: World, circular: Circular, name: str = "toys", *, channel: str = "telegram") -> SignedReceipt:
    person = here.people[name]
    return here.do(lambda uow: acknowledge_receipt(uow, here.env, person, circular.id, channel=channel)).receipt


def content(receipt: SignedReceipt) -> dict[str, object]:
    told: dict[str, object] = json.loads(receipt.content)
    return told


def confirmed(here: World, name: str = "toys", **fields: object) -> AddressConfirmation:
    given: dict[str, object] = {"signed_on": date(2026, 3, 1), "reference": "送确2026-7", **fields}
    officer = here.people["officer"]
    return here.do(lambda uow: register_confirmation(uow, here.env, officer, here.offices[name].id, **given))  # type: ignore[arg-type]


def delivery(here: World, circular: Circular, name: str = "toys") -> Delivery:
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, here.people[name].id))
    return next(row for row in rows if row.channel == "webchat")


def token_of(here: World, circular: Circular, name: str = "toys") -> str:
    row = delivery(here, circular, name)
    return here.do(lambda uow: acknowledgement_link(uow, here.env, row)).removeprefix("/acknowledge/")


def looked(here: World, token: str, *, reader: str = "") -> Looked:
    return here.do(lambda uow: look_at_link(uow, here.env, token, reader=here.people.get(reader)))


def test_it_says_who_when_as_whom_over_what_and_of_which_text(here: World) -> None:
    circular = here.issued()
    receipt = acknowledged(here, circular)
    told = content(receipt)
    assert told["acknowledged_at"] == "2026-03-02T01:00:00.000000Z"
    assert (told["capacity"], told["channel"], told["means"]) == ("enrolled", "telegram", "button")
    assert told["circular"]["digest"] == circular.approved_digest  # type: ignore[index]
    assert told["recipient"]["person"] == here.people["toys"].id  # type: ignore[index]
    assert told["recipient"]["organisation"]["name"] == "江门好玩具有限公司"  # type: ignore[index]
    assert receipt.name.reveal() == "黄经理"
    assert "黄经理" not in receipt.content


def test_pressed_again_it_is_the_same_receipt(here: World) -> None:
    circular = here.issued()
    assert acknowledged(here, circular) == acknowledged(here, circular, channel="webchat")


def test_without_a_confirmation_it_is_a_reading_receipt(here: World) -> None:
    told = content(acknowledged(here, here.issued()))
    assert (told["title"], told["confirmation"]) == ("reading", None)


def test_with_a_confirmation_on_file_it_is_a_certificate_of_service(here: World) -> None:
    confirmation = confirmed(here)
    told = content(acknowledged(here, here.issued()))
    assert told["title"] == "service"
    assert told["confirmation"] == {
        "id": confirmation.id,
        "signed_on": "2026-03-01",
        "reference": "送确2026-7",
        "channels": [],
    }


def test_a_confirmation_covers_its_own_addressee_and_channels_only(here: World) -> None:
    confirmed(here, channels=("mail",))
    circular = here.issued()
    assert content(acknowledged(here, circular))["title"] == "reading"
    assert content(acknowledged(here, circular, "lamps", channel="webchat"))["title"] == "reading"


def test_a_confirmation_given_to_another_office_does_not_count(here: World) -> None:
    neighbour, toys = here.people["neighbour"], here.offices["toys"]
    day = date(2026, 3, 1)
    here.do(lambda uow: register_confirmation(uow, here.env, neighbour, toys.id, signed_on=day, reference="x"))
    assert content(acknowledged(here, here.issued()))["title"] == "reading"


def test_a_withdrawn_confirmation_counts_no_more_and_undoes_nothing(here: World) -> None:
    confirmation = confirmed(here)
    first = acknowledged(here, here.issued())
    officer = here.people["officer"]
    here.clock.pass_(hours=1)
    here.do(lambda uow: withdraw_confirmation(uow, here.env, officer, confirmation.id, reason="书面撤回"))
    assert content(acknowledged(here, here.issued()))["title"] == "reading"
    assert here.do(lambda uow: uow.receipt_book.find(first.id)) == first
    acts = [entry.act for entry in here.do(lambda uow: uow.audit.of(officer.org_id))]
    assert [act for act in acts if act.startswith("confirmation.")] == [
        "confirmation.register",
        "confirmation.withdraw",
    ]


def test_a_newer_paper_takes_the_place_of_the_one_on_file(here: World) -> None:
    confirmed(here)
    newer = confirmed(here, reference="送确2026-9")
    listed = here.do(lambda uow: confirmations_of_office(uow, here.people["officer"]))
    assert [each.confirmation.id for each in listed] == [newer.id]
    whole = here.do(lambda uow: confirmations_of_office(uow, here.people["officer"], all_=True))
    assert len(whole) == 2


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"signed_on": date(2026, 3, 3)}, Invalid),
        ({"reference": "  "}, Incomplete),
        ({"channels": ("pigeon",)}, Invalid),
    ],
)
def test_a_confirmation_that_cannot_be_is_refused(
    here: World, fields: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        confirmed(here, **fields)


def test_the_public_and_the_office_itself_confirm_no_address(here: World) -> None:
    for name in ("public", "regional"):
        with pytest.raises(Invalid):
            confirmed(here, name)


def test_only_an_officer_of_the_office_touches_its_confirmations(here: World) -> None:
    confirmation = confirmed(here)
    for name in ("signer", "toys", "neighbour"):
        person = here.people[name]
        with pytest.raises(NotAllowed):
            here.do(lambda uow, p=person: withdraw_confirmation(uow, here.env, p, confirmation.id, reason="x"))  # type: ignore[misc]


def announced_to_citizen(here: World) -> Circular:
    """An announcement that a citizen has subscribed to."""
    here.do(lambda uow: subscribe(uow, here.env, here.people["citizen"]))
    return here.issued(kind="announcement", measures=("停止销售",))


def test_a_citizen_acknowledges_in_person(here: World) -> None:
    receipt = acknowledged(here, announced_to_citizen(here), "citizen", channel="webchat")
    assert content(receipt)["capacity"] == "self"


def test_an_erased_citizen_is_no_longer_named_in_the_book(here: World) -> None:
    receipt = acknowledged(here, announced_to_citizen(here), "citizen", channel="webchat")
    assert receipt.name.reveal() == "何女士"
    here.do(lambda uow: erase_own_data(uow, here.env, here.people["citizen"]))
    kept = here.do(lambda uow: uow.receipt_book.find(receipt.id))
    assert kept is not None
    assert (kept.name.reveal(), kept.hash) == ("", receipt.hash)


def test_a_link_is_open_and_looking_at_it_changes_nothing(here: World) -> None:
    circular = here.issued()
    token = token_of(here, circular)
    for _ in range(3):
        assert looked(here, token).state is LinkState.OPEN
    assert here.do(lambda uow: uow.receipts.of_circular(circular.id)) == []


def test_the_same_day_gives_the_same_link(here: World) -> None:
    circular = here.issued()
    first = token_of(here, circular)
    here.clock.pass_(hours=3)
    assert token_of(here, circular) == first
    here.clock.pass_(days=1)
    assert token_of(here, circular) != first


def test_a_link_acknowledges_once_in_the_capacity_declared(here: World) -> None:
    circular = here.issued()
    token = token_of(here, circular)
    given = here.do(lambda uow: acknowledge_by_link(uow, here.env, token, "receiver"))
    told = content(given.receipt)
    assert (given.first, told["capacity"], told["means"], told["channel"]) == (True, "receiver", "link", "webchat")
    again = here.do(lambda uow: acknowledge_by_link(uow, here.env, token, "agent"))
    assert (again.first, again.receipt) == (False, given.receipt)
    assert looked(here, token).state is LinkState.ACKNOWLEDGED


def test_a_link_of_what_was_acknowledged_in_the_chat_says_so(here: World) -> None:
    circular = here.issued()
    token = token_of(here, circular)
    receipt = acknowledged(here, circular)
    found = looked(here, token)
    assert (found.state, found.shown and found.shown.receipt) == (LinkState.ACKNOWLEDGED, receipt)


def test_a_link_runs_out_and_its_receipt_does_not(here: World) -> None:
    circular = here.issued()
    token, other = token_of(here, circular), token_of(here, circular, "lamps")
    here.do(lambda uow: acknowledge_by_link(uow, here.env, other, "receiver"))
    here.clock.pass_(days=LINK_DAYS)
    assert looked(here, token).state is LinkState.OPEN
    here.clock.pass_(days=1)
    assert looked(here, token).state is LinkState.EXPIRED
    assert looked(here, other).state is LinkState.ACKNOWLEDGED
    with pytest.raises(LinkSpent):
        here.do(lambda uow: acknowledge_by_link(uow, here.env, token, "receiver"))


def test_a_link_of_somebody_who_has_left_is_gone(here: World) -> None:
    token = token_of(here, here.issued())
    here.do(lambda uow: uow.people.save(replace(uow.people.get(here.people["toys"].id), active=False)))
    assert looked(here, token).state is LinkState.GONE


def test_every_changed_or_cut_link_is_foreign(here: World) -> None:
    token = token_of(here, here.issued())
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    changed = [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in range(len(raw))]
    cut = [raw[:size] for size in range(len(raw))]
    for other in (*changed, *cut, raw + b"\x00"):
        given = base64.urlsafe_b64encode(other).decode().rstrip("=")
        assert looked(here, given).state is LinkState.FOREIGN


@pytest.mark.parametrize("token", ["", "x", "é", "../../x", "=" * 8, "A" * 5000])
def test_what_is_no_link_is_foreign(here: World, token: str) -> None:
    assert looked(here, token).state is LinkState.FOREIGN


@pytest.mark.parametrize("capacity", ["", "enrolled", "self", "designated", "king"])
def test_a_capacity_that_was_not_offered_is_refused(here: World, capacity: str) -> None:
    circular = here.issued()
    token = token_of(here, circular)
    with pytest.raises(Invalid):
        here.do(lambda uow: acknowledge_by_link(uow, here.env, token, capacity))
    assert here.do(lambda uow: uow.receipts.of_circular(circular.id)) == []


def test_a_designated_receiver_is_offered_where_a_confirmation_names_one(here: World) -> None:
    confirmed(here)
    found = looked(here, token_of(here, here.issued()))
    assert found.shown is not None
    assert Capacity.DESIGNATED in found.shown.capacities


def test_a_bulletin_is_whole_only_for_its_signed_in_addressee(here: World) -> None:
    bulletin = here.issued(kind="bulletin", audience=["新会海关"])
    token = token_of(here, bulletin, "neighbour")
    whole = [looked(here, token, reader=name).shown for name in ("", "toys", "neighbour")]
    assert [shown.whole for shown in whole if shown] == [False, False, True]


def test_a_receipt_pdf_is_only_for_whose_receipt_it_is(here: World) -> None:
    receipt = acknowledged(here, here.issued())
    toys, lamps = here.people["toys"], here.people["lamps"]
    with pytest.raises(NotFound):
        here.do(lambda uow: open_receipt_pdf(uow, receipt.id, toys))  # not made yet
    here.do(lambda uow: uow.receipt_book.keep_paper(receipt.id, b"%PDF-"))
    assert here.do(lambda uow: open_receipt_pdf(uow, receipt.id, toys)) == ("江关警〔2026〕1号-1.pdf", b"%PDF-")
    with pytest.raises(NotFound):
        here.do(lambda uow: open_receipt_pdf(uow, receipt.id, lamps))
