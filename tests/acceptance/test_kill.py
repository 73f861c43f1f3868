"""Promise: after `kill -9` at any commit nothing that was confirmed is lost, and nothing is done twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from casework.enrolment import open_address
from casework.ports import UnitOfWork
from casework.ports.encoding import load_reply
from fenghuo.demo import officials, story
from fenghuo.demo.browser import Browser, Refused
from fenghuo.demo.performance import ways_in
from fenghuo.demo.tipsters import Tip, give_name, tell
from risk.circular import Circular, CircularState
from risk.delivery import DeliveryState
from risk.information import RiskInformation
from risk.organisation import Person, Role
from tests.support.botapi import BotApiServer
from tests.support.killing import Death, House, copied

pytestmark = pytest.mark.timeout(300)

TIP = Tip(
    locale="zh-CN", text="进口玩具车充电时冒烟", trade="import", harm="none", more="玩具车冒烟", named=True, photo=True
)
LASTING = 20.0  # seconds for which a browser repeats a request that got no answer
LOOK = 0.1  # seconds between two looks
LINK_SPENT = 410
CHATS = (4001, 4002)
REPEAT = "可能重复发送"
Cookies = dict[str, Mapping[str, str]]
Party = dict[str, Browser]
Scene = Callable[[House, Party], Awaitable[None]]
Check = Callable[[UnitOfWork], None]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A house as it stood at a moment of the story, down, and everybody's cookies."""

    house: House
    cookies: Cookies


async def test_a_tip_survives_a_kill_at_every_commit_of_its_intake(tmp_path: Path) -> None:
    moment = await _signed_in(tmp_path / "signed-in")

    async def tip(house: House, _party: Party) -> None:
        async with story.opened(house.url, locale=TIP.locale, path="", lasting=LASTING) as citizen:
            told = await tell(citizen, TIP)
            try:
                await give_name(citizen, told.real_name, serial=1)
            except Refused as spent:  # the name was kept, and only the page that says so was lost
                if spent.status != LINK_SPENT:
                    raise
            await _nothing_is_lost(citizen)

    await _killed_everywhere(moment, (), tmp_path, tip, _one_tip)


async def test_approval_and_fan_out_survive_a_kill_at_every_commit(tmp_path: Path) -> None:
    moment = await _signed_in(tmp_path / "signed-in")
    await _played(moment, tip_and_draft)

    async def approve_and_issue(_house: House, party: Party) -> None:
        await officials.submit(party["officer"])
        await officials.approve(party["signer"])
        await officials.issue(party["officer"])

    await _killed_everywhere(moment, ("officer", "signer"), tmp_path, approve_and_issue, _one_circular)


async def test_receipts_survive_a_kill_at_every_commit(tmp_path: Path) -> None:
    moment = await _signed_in(tmp_path / "signed-in")
    await _played(moment, tip_and_draft)
    await _played(moment, _issue)

    async def receive(_house: House, party: Party) -> None:
        await officials.acknowledge(party["enterprise"])
        await officials.answer(party["enterprise"], involved=True)
        await officials.acknowledge_filing(party["superior"])

    await _killed_everywhere(moment, ("enterprise", "superior"), tmp_path, receive, _one_receipt)


async def test_every_addressee_gets_the_circular_though_the_deliverer_is_killed_at_every_commit(tmp_path: Path) -> None:
    moment = await _signed_in(tmp_path / "signed-in")
    await _played(moment, tip_and_draft)
    _given_telegram(moment.house)
    await _played(moment, _issue)
    for commit in range(3, len(CHATS) + 4):  # after those of two leases: one to claim, one for each outcome
        for after in (False, True):
            async with BotApiServer() as server:
                house = copied(
                    moment.house,
                    tmp_path / f"{commit}-{after}",
                    roles=frozenset({"worker"}),
                    telegram_token=server.token,
                    telegram_api_url=server.url,
                )
                people = [server.user(chat) for chat in CHATS]
                async with house.running(Death(commit=commit, after=after)):
                    await _until_sent_and_restarted(house)
                for person in people:
                    _, *others = [message.text for message in person.chat.messages]
                    assert all(REPEAT in text for text in others)


async def tip_and_draft(house: House, party: Party) -> None:
    """Up to the draft, before it is submitted."""
    async with story.opened(house.url, locale=TIP.locale, path="") as citizen:
        await give_name(citizen, (await tell(citizen, TIP)).real_name, serial=1)
    officer = party["officer"]
    await officials.verify(officer, product="toys", hazard="fire")
    await officials.commission(officer, product="toys")
    await officials.assess(party["expert"])
    await officials.decide(officer)
    await officials.draft(officer)


async def _issue(_house: House, party: Party) -> None:
    await officials.submit(party["officer"])
    await officials.approve(party["signer"])
    await officials.issue(party["officer"])


async def _killed_everywhere(moment: Moment, parts: Sequence[str], root: Path, scene: Scene, check: Check) -> None:
    """Plays the scene with a death before and after its first, second, … commit, until it has no more commits."""
    cookies = {part: moment.cookies[part] for part in parts}
    for commit in count(1):
        for after in (False, True):
            house = copied(moment.house, root / f"{commit}-{after}")
            async with house.running(Death(commit=commit, after=after)), _party(house, cookies) as party:
                await scene(house, party)
                for browser in party.values():
                    await _nothing_is_lost(browser)
            with house.workshop() as shop:
                assert shop.storage.verify_audit() == [], f"commit {commit}, after={after}"
                shop.transactions.run_now(_nothing_twice)
                shop.transactions.run_now(check)
            if house.deaths == 0:
                assert commit > 1, "the scene made no commit at all"
                return


async def _signed_in(folder: Path) -> Moment:
    house = House(folder)
    with house.workshop() as shop:
        links = shop.transactions.run_now(partial(ways_in, env=shop.env))
    cookies: Cookies = {}
    async with house.running():
        for part in ("officer", "expert", "signer", "superior", "enterprise"):
            async with story.opened(house.url, locale="zh-CN", path=links[part][0], lasting=LASTING) as browser:
                cookies[part] = browser.cookies()
    return Moment(house=house, cookies=cookies)


async def _played(moment: Moment, scene: Scene) -> None:
    async with moment.house.running(), _party(moment.house, moment.cookies) as party:
        await scene(moment.house, party)


@asynccontextmanager
async def _party(house: House, cookies: Cookies) -> AsyncIterator[Party]:
    """Everybody in front of their browsers again."""
    async with AsyncExitStack() as stack:
        party = {}
        for part, worn in cookies.items():
            browser = Browser(house.url, lasting=LASTING)
            stack.push_async_callback(browser.close)
            browser.wear(worn)
            await browser.open()
            party[part] = browser
        yield party


async def _nothing_is_lost(browser: Browser) -> None:
    """All that the page has shown is still there, once."""
    ids = [message.id for message in await browser.history()]
    assert len(ids) == len(set(ids))
    assert {message.id for message in browser.messages} <= set(ids)


def _nothing_twice(uow: UnitOfWork) -> None:
    """Every act on a subject by a person stands in the audit log once."""
    for org_id in uow.audit.organisations():
        acts = Counter((entry.act, entry.subject, entry.actor_id) for entry in uow.audit.of(org_id))
        assert [act for act, times in acts.items() if times > 1] == []


def _one_tip(uow: UnitOfWork) -> None:
    (information,) = _tips(uow)
    assert information.signal_id is not None
    signal = uow.signals.get(information.signal_id)
    assert (signal.tips, signal.named_tips) == (1, 1)
    assert len(uow.attachments.of_information(information.id)) == 1
    assert len(uow.status_events.of(information.id)) == 1
    officers = uow.people.of(signal.office_id, role=Role.OFFICER)
    assert [_told(uow, officer, action="signal.acknowledge") for officer in officers] == [1] * len(officers)


def _one_circular(uow: UnitOfWork) -> None:
    circular = _issued(uow)
    assert circular.official_number.endswith("〕1号")
    assert circular.digest == circular.approved_digest
    filing = uow.filings.of_circular(circular.id)
    assert filing is not None
    assert [waiting.id for waiting in uow.filings.waiting(filing.to_org_id)] == [filing.id]
    rows = uow.deliveries.of_circular(circular.id)
    assert len(rows) == len({(row.person_id, row.channel) for row in rows})
    enterprises = uow.people.all(role=Role.ENTERPRISE)
    assert {row.person_id for row in rows} == {person.id for person in enterprises}
    assert [_told(uow, person, action="circular.acknowledge") for person in enterprises] == [1] * len(enterprises)


def _one_receipt(uow: UnitOfWork) -> None:
    circular = _issued(uow)
    assert len(uow.receipts.of_circular(circular.id)) == 1
    assert len(uow.answers.of_circular(circular.id)) == 1
    filing = uow.filings.of_circular(circular.id)
    assert filing is not None
    assert filing.acknowledged_at is not None


def _all_sent(uow: UnitOfWork) -> bool:
    rows = uow.deliveries.of_circular(_issued(uow).id)
    sent = [row for row in rows if row.channel == "telegram" and row.state is DeliveryState.SENT]
    assert all(uow.attempts.of_delivery(row.id) for row in sent)
    return len(sent) == len(CHATS)


async def _until_sent_and_restarted(house: House) -> None:
    with house.workshop() as shop:
        for _ in range(int(LASTING / LOOK)):
            if house.deaths == 1 and await shop.transactions.read(_all_sent):
                return
            await asyncio.sleep(LOOK)
    raise AssertionError(f"after {house.deaths} deaths not everything was sent")


def _given_telegram(house: House) -> None:
    """The enterprises' people are reached on Telegram too."""
    with house.workshop() as shop:

        def body(uow: UnitOfWork) -> None:
            for person, chat in zip(uow.people.all(role=Role.ENTERPRISE), CHATS, strict=True):
                open_address(uow, shop.env, person, "telegram", str(chat))

        shop.transactions.run_now(body)


def _tips(uow: UnitOfWork) -> Sequence[RiskInformation]:
    return [tip for citizen in uow.people.all(role=Role.CITIZEN) for tip in uow.informations.of_person(citizen.id)]


def _issued(uow: UnitOfWork) -> Circular:
    (circular,) = [
        circular for office in uow.organisations.all() for circular in uow.circulars.of(office.id, CircularState.ISSUED)
    ]
    return circular


def _told(uow: UnitOfWork, person: Person, *, action: str) -> int:
    """How many messages with a button of that act the person has got."""
    (address,) = uow.addresses.of(person.id)
    replies = [
        load_reply(message.reply.reveal()) for message in uow.outbox.after(address.id, 0) if not message.incoming
    ]
    return sum(
        any(option.action == action for row in getattr(reply, "options", ()) for option in row) for reply in replies
    )
