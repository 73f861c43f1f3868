"""A circular from draft to issue: who may, what is refused, and what stands in the books after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.circulars import approve_circular, describe, draft_from, edit_draft, return_circular
from casework.endings import announce_expiry, lift_circular, withdraw_circular
from casework.fakes import PlainRender
from casework.filings import acknowledge_filing
from casework.issuing import issue_circular, issue_now, number_prefix, prepare_issue
from casework.ports.encoding import load_reply
from risk.circular import CircularKind, CircularState
from risk.errors import (
    Conflict,
    DigestMismatch,
    EmptyAudience,
    FourEyes,
    IllegalTransition,
    Incomplete,
    Invalid,
    NotAllowed,
)
from risk.organisation import Level, Organisation
from tests.support.customs import LAMPS_USCC, NOBODYS_USCC, World, world


@pytest.fixture
def here() -> World:
    return world()


def test_a_draft_gets_a_number_of_its_own(here: World) -> None:
    assert [here.draft().number, here.draft().number] == ["D2026-0001", "D2026-0002"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "letter"),
        ("level", "purple"),
        ("product", "food"),
        ("hazards", ["boredom"]),
        ("origin", "China"),
        ("audience", ["火星"]),
        ("audience", [NOBODYS_USCC]),
        ("audience", [LAMPS_USCC[:-1] + "0"]),
        ("audience", 5),
        ("reply_by", "soon"),
        ("reply_by", "2020-01-01"),
        ("surprise", "x"),
    ],
)
def test_a_bad_field_is_refused_by_its_name(here: World, field: str, value: object) -> None:
    raw = {"kind": "advisory", "level": "red", "title": "题", "body": "文", field: value}
    with pytest.raises(Invalid) as refused:
        here.do(lambda uow: draft_from(uow, here.env, here.people["officer"], raw))
    assert refused.value.params["field"] == field


def test_only_staff_draft(here: World) -> None:
    with pytest.raises(NotAllowed):
        here.do(
            lambda uow: draft_from(
                uow, here.env, here.people["toys"], {"kind": "advisory", "level": "red", "title": "题", "body": "文"}
            )
        )


def test_a_circular_without_an_audience_is_not_submitted(here: World) -> None:
    with pytest.raises(EmptyAudience):
        here.submit(here.draft(audience=[]))


def test_an_audience_of_subscribers_that_nobody_subscribed_to_is_empty(here: World) -> None:
    with pytest.raises(EmptyAudience):
        here.submit(here.draft(audience="subscribers"))


def test_an_announcement_must_list_its_measures(here: World) -> None:
    with pytest.raises(Incomplete) as refused:
        here.submit(here.draft(kind="announcement", audience=[]))
    assert refused.value.params["field"] == "measures"


def test_the_signing_leader_sees_exactly_what_was_rendered(here: World) -> None:
    submitted = here.submit(here.draft())
    (message,) = here.told("signer")
    reply = load_reply(message.reply.reveal())
    assert reply.text.params["paper"] == "D2026-0001 关于磁力珠玩具的风险警示\n磁力珠可能被儿童吞食。"
    assert submitted.digest in repr(reply)


def test_another_digest_than_the_one_shown_is_not_approved(here: World) -> None:
    circular = here.submit(here.draft())
    with pytest.raises(DigestMismatch):
        here.approve(replace(circular, digest="0" * 64))


def test_nobody_approves_their_own(here: World) -> None:
    signer = here.people["signer"]
    raw = {"kind": "advisory", "level": "red", "title": "题", "body": "文", "audience": "all"}
    mine = here.do(lambda uow: draft_from(uow, here.env, signer, raw))
    submitted = here.do(lambda uow: uow.circulars.save(replace(mine, state=CircularState.SUBMITTED, digest="d")))
    with pytest.raises(FourEyes):
        here.do(lambda uow: approve_circular(uow, here.env, signer, submitted.id, digest="d"))


def test_an_office_without_another_signing_leader_is_told_at_submission(here: World) -> None:
    signer = here.people["signer"]
    here.do(lambda uow: uow.people.save(replace(signer, active=False)))
    with pytest.raises(Incomplete) as refused:
        here.submit(here.draft())
    assert refused.value.params["field"] == "signer"


def test_a_returned_circular_is_edited_and_submitted_anew(here: World) -> None:
    circular = here.submit(here.draft())
    returned = here.do(
        lambda uow: return_circular(uow, here.env, here.people["signer"], circular.id, reason="请写明批次")
    )
    assert returned.state is CircularState.DRAFT
    here.do(lambda uow: edit_draft(uow, here.env, here.people["officer"], circular.id, body="批次 A1。"))
    again = here.submit(returned)
    assert again.digest != circular.digest
    assert len(here.told("signer")) == 2


def test_a_submitted_circular_is_not_edited(here: World) -> None:
    circular = here.submit(here.draft())
    with pytest.raises(Conflict):
        here.do(lambda uow: edit_draft(uow, here.env, here.people["officer"], circular.id, body="别的"))


def test_issue_adds_the_number_and_reaches_everybody_on_every_channel_once(here: World) -> None:
    circular = here.issued()
    rows = here.do(lambda uow: uow.deliveries.of_circular(circular.id))
    names = {person.id: name for name, person in here.people.items()}
    assert circular.official_number == "江关警〔2026〕1号"
    assert sorted((names[row.person_id], row.channel, row.state.value) for row in rows) == [
        ("lamps", "webchat", "sent"),
        ("toys", "telegram", "queued"),
        ("toys", "webchat", "sent"),
    ]
    assert [len(here.told("toys")), len(here.told("toys", "telegram")), len(here.told("lamps"))] == [1, 1, 1]


def test_what_was_not_approved_is_not_issued(here: World) -> None:
    circular = here.approve(here.submit(here.draft()))
    officer = here.people["officer"]
    paper = replace(PlainRender()(_prepared(here, circular.id)), digest="f" * 64)
    with pytest.raises(DigestMismatch):
        here.do(
            lambda uow: issue_circular(
                uow, here.env, officer, circular.id, paper, official_number="江关警〔2026〕1号", issued_on="2026-03-02"
            )
        )


def test_a_number_that_somebody_else_took_is_a_conflict(here: World) -> None:
    first, second = (here.approve(here.submit(here.draft())) for _ in range(2))
    prepared = _prepared(here, first.id)
    assert here.issue(second).circular.official_number == prepared.official_number
    with pytest.raises(Conflict):
        here.do(
            lambda uow: issue_circular(
                uow,
                here.env,
                here.people["officer"],
                first.id,
                PlainRender()(prepared),
                official_number=prepared.official_number,
                issued_on=prepared.issued_on,
            )
        )
    assert here.issue(first).circular.official_number == "江关警〔2026〕2号"


def test_issued_twice_is_refused(here: World) -> None:
    circular = here.issued()
    with pytest.raises(IllegalTransition):
        issue_now(here.transactions, here.env, PlainRender(), here.people["officer"], circular.id)


def test_the_superior_gets_the_filing_and_acknowledges_it_once(here: World) -> None:
    circular = here.issued()
    filing = here.do(lambda uow: uow.filings.of_circular(circular.id))
    assert filing is not None
    assert [message.reply.reveal().count("filing-received") for message in here.told("superior")] == [1]
    acknowledge = lambda uow: acknowledge_filing(uow, here.env, here.people["superior"], filing.id)  # noqa: E731
    first = here.do(acknowledge)
    here.clock.pass_(hours=1)
    assert here.do(acknowledge) == first


def test_an_advisory_to_a_region_needs_no_subscription(here: World) -> None:
    circular = here.issued(audience=["新会"])
    rows = here.do(lambda uow: uow.deliveries.of_circular(circular.id))
    assert {row.person_id for row in rows} == {here.people["lamps"].id}


def test_whoever_is_named_twice_gets_it_once(here: World) -> None:
    circular = here.issued(audience=[LAMPS_USCC, "新会", "exporter", "新会明灯有限公司", "all"])
    rows = here.do(lambda uow: uow.deliveries.of_circular(circular.id))
    assert sum(row.person_id == here.people["lamps"].id for row in rows) == 1


def test_a_bulletin_goes_to_the_offices_below_and_stays_confidential(here: World) -> None:
    circular = here.issued(kind=CircularKind.BULLETIN)
    rows = here.do(lambda uow: uow.deliveries.of_circular(circular.id))
    assert {row.person_id for row in rows} == {here.people["neighbour"].id}
    assert '"confidential":true' in here.told("neighbour")[-1].reply.reveal()


def test_somebody_without_any_channel_is_listed_with_an_owner(here: World) -> None:
    def close(uow: object) -> None:
        for address in uow.addresses.of(here.people["lamps"].id):  # type: ignore[attr-defined]
            uow.addresses.save(replace(address, closed_at=here.env.now(), closed_reason="gone"))  # type: ignore[attr-defined]

    here.do(close)
    circular = here.issued()
    (row,) = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["lamps"].id))
    assert (row.state.value, row.channel, row.owner_id) == ("dead", "", here.people["officer"].id)


def test_a_withdrawal_is_told_to_exactly_those_who_had_it(here: World) -> None:
    circular = here.issued(audience=[LAMPS_USCC])
    before = len(here.told("toys"))
    here.do(lambda uow: withdraw_circular(uow, here.env, here.people["signer"], circular.id, reason="误发"))
    assert "circular-ended-withdrawn" in here.told("lamps")[-1].reply.reveal()
    assert len(here.told("toys")) == before


def test_what_had_not_been_sent_is_stopped_and_nobody_is_told_of_its_end(here: World) -> None:
    circular = here.issued()
    here.do(lambda uow: lift_circular(uow, here.env, here.people["signer"], circular.id, reason="风险已消除"))
    (telegram,) = here.told("toys", "telegram")
    assert (telegram.state.value, telegram.reason) == ("dead", "overtaken")


def test_a_successor_ends_its_predecessor(here: World) -> None:
    old = here.issued()
    new = here.issued(predecessor_id=old.id)
    assert here.do(lambda uow: uow.circulars.get(old.id)).state is CircularState.UPDATED
    assert new.official_number in here.told("lamps")[-1].reply.reveal()


def test_a_successor_is_issued_also_after_its_predecessor_was_lifted(here: World) -> None:
    old = here.issued()
    new = here.approve(here.submit(here.draft(predecessor_id=old.id)))
    here.do(lambda uow: lift_circular(uow, here.env, here.people["signer"], old.id, reason="已消除"))
    here.issue(new)
    assert here.do(lambda uow: uow.circulars.get(old.id)).state is CircularState.LIFTED


def test_expiry_is_announced_once(here: World) -> None:
    here.issued(valid_until="2026-03-05")
    here.clock.pass_(days=4)
    assert [here.do(lambda uow: announce_expiry(uow, here.env)) for _ in range(2)] == [1, 0]


def test_the_description_counts_deliveries_by_state(here: World) -> None:
    circular = here.issued()
    assert here.do(lambda uow: describe(uow, circular))["deliveries"] == {"sent": 2, "queued": 1}


def test_two_offices_never_share_a_number() -> None:
    def office(name: str, level: Level = Level.REGIONAL) -> Organisation:
        return Organisation(id=name, name=name, level=level, created_at=world().env.now())

    jiangmen, jiangyin, market = (
        office("江门海关"),
        office("江阴海关"),
        office("江门市市场监督管理局", Level.DEPARTMENT),
    )
    assert number_prefix(jiangmen, [jiangmen, market]) == "江关警"
    assert number_prefix(jiangmen, [jiangmen, jiangyin]) == "江门海关警"
    assert number_prefix(market, [jiangmen, market]) == "江门市市场监督管理局警"


class _Stop(Exception):
    pass


def _prepared(here: World, circular_id: str):  # type: ignore[no-untyped-def]
    """What `prepare_issue` says, in a transaction that comes to nothing."""
    found = []

    def body(uow: object) -> None:
        found.append(prepare_issue(uow, here.env, here.people["officer"], circular_id))  # type: ignore[arg-type]
        raise _Stop

    with pytest.raises(_Stop):
        here.do(body)
    return found[0]
