"""Bad input and bad will: a clear sentence in the reader's language, and nothing that is not theirs."""

from __future__ import annotations

import json

import pytest

from bot.dialogue.flows import FLOWS
from casework.fakes import FixedTriage, FrozenClock
from casework.ports import LinkPurpose, Transactions, UnitOfWork
from casework.ports.encoding import load_reply
from fenghuo.ground import RandomIds
from risk.finding import Harm, Scope
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.circular_desk import Office
from tests.support.desk import SMOKE, Desk, desk
from tests.support.talk import Chat, Town
from tests.support.web_client import Client, client
from tests.support.web_house import web_env, web_house
from texts.catalogue import LOCALES, say

TIP = "网上买的进口玩具车，充电时冒烟了"
TRIAGE = FixedTriage({TIP: {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS}})
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 64
NONSENSE = (
    "'; DROP TABLE people; --",
    "<img src=x onerror=alert(1)>",
    "{ $number } { }} %s %(x)s {0}",
    "\u202e\u2066反\u200f",
    "\x00\ud800",
    "９" * 5000,
    "-1e309",
    "page:99999999999999999999",
    "tick:²",
    "/",
    "/nosuch ' OR 1=1",
    "😂",
)
SIGNS = ("😂", "……", "\u202e\u200f", "//", "？！")  # no reason for anything, and no question


def town(locale: str = "zh-CN") -> tuple[Town, Chat]:
    built = Town(transactions=MemoryTransactions(), triage=TRIAGE)
    built.customs()
    return built, built.visitor(locale=locale)


async def hears(chat: Chat, text: str) -> None:
    """An answer comes, of catalogue sentences whose every parameter is there."""
    answers = await chat.says(text)
    assert answers
    assert all(answer.strip() and "{$" not in answer and "???" not in answer for answer in answers)


@pytest.mark.parametrize("locale", LOCALES)
async def test_nonsense_at_every_question_of_a_tip_is_answered_and_the_tip_goes_on(locale: str) -> None:
    for text in NONSENSE:
        built, visitor = town(locale)
        await visitor.says(TIP)
        for _ in range(4):
            await hears(visitor, text)
            if cases := built.transactions.run_now(lambda uow, id_=visitor.address: uow.informations.of_person(id_)):
                assert cases[0].text.reveal().startswith(TIP)
            await hears(visitor, "跳过" if locale != "en" else "skip")


@pytest.mark.parametrize(("act", "nonsense"), [("不予立案", SIGNS), ("问提供人", SIGNS), ("移送", NONSENSE)])
async def test_nonsense_in_an_officers_form_decides_nothing(act: str, nonsense: tuple[str, ...]) -> None:
    built = desk()
    officer, _ = built.staff()
    tipster, _ = built.tip(SMOKE)
    before = built.signal()
    await officer.presses(act)
    for text in nonsense:
        await hears(officer, text)
    assert built.signal() == before
    assert tipster.news() == []


@pytest.mark.parametrize("question", ["level", "product", "hazards", "title", "audience", "reply_by", "valid_until"])
async def test_nonsense_in_a_draft_is_answered(question: str) -> None:
    for text in NONSENSE:
        office = Office(MemoryTransactions())
        await office.draft_to(question)
        await hears(office.officer, text)


COMMANDS = [
    (role, name)
    for role in Role
    for name in sorted({command for flow in FLOWS for command in flow.commands})
    if not any(role in flow.roles and name in flow.commands for flow in FLOWS)
]


@pytest.mark.parametrize(("role", "command"), COMMANDS)
async def test_a_command_of_another_role_is_refused_kindly_and_leaves_no_trace(role: Role, command: str) -> None:
    built, _ = town()
    chat = built.enrol(role, org="江门海关")
    before = len(built.transactions.run_now(lambda uow: uow.audit.of(built.orgs["江门海关"].id)))
    assert await chat.says(f"/{command} 1") == [say("zh-CN", "engine-not-for-your-role")]
    assert len(built.transactions.run_now(lambda uow: uow.audit.of(built.orgs["江门海关"].id))) == before


async def test_a_press_on_somebody_elses_message_or_beside_its_buttons_does_nothing() -> None:
    built = desk()
    officer, _ = built.staff()
    visitor, _ = built.tip(SMOKE)
    theirs = officer.button("认领")
    message = theirs.split(":")[0]
    unknown = [say("zh-CN", "engine-unknown-button")]
    assert await visitor.presses_at(theirs) == unknown
    for press in (
        f"{message}:99:0",
        f"{message}:-1:0",
        f"{message}:0:²",
        f"{message}:٠:0",
        f"{message}",
        "::",
        "x:0:0",
    ):
        assert await officer.presses_at(press) == unknown
    assert built.signal().acknowledged_at is None


async def test_an_officer_of_another_office_can_neither_open_nor_guess_a_signal() -> None:
    built = desk()
    built.staff()
    other = built.enrol(Role.OFFICER, org="新会海关")
    _, signal = built.tip(SMOKE)
    assert await other.says(f"/signal {signal.number}") == [say("zh-CN", "permission-other-office")]
    assert await other.says("/signal 4711") == [say("zh-CN", "error-not-found")]
    assert await other.says("/signal 99999999999999999999") == [say("zh-CN", "officer-signal-which")]
    assert await other.says("/queue") == [say("zh-CN", "officer-queue-empty")]


async def test_a_circular_that_nobody_would_receive_is_not_laid_before_the_leader() -> None:
    office = Office(MemoryTransactions())
    await office.draft_to("audience")
    for label in ("订阅的企业", "不要求答复", "长期有效", "提交"):
        await office.officer.presses(label)
    assert await office.officer.presses("送签") == [say("zh-CN", "error-empty-audience")]
    assert office.signer.news() == []


async def test_a_leader_who_drafted_it_cannot_be_its_only_reader() -> None:
    office = Office(MemoryTransactions())
    office.officer = office.signer
    await office.draft_to_review()
    await office.signer.presses("提交")
    field = say("zh-CN", "field-signer")
    assert await office.signer.presses("送签") == [say("zh-CN", "error-incomplete", {"field": field})]


async def test_a_clock_that_jumps_loses_no_open_question() -> None:
    built, visitor = town()
    await visitor.says(TIP)
    built.clock.pass_(days=-2)
    (harm,) = await visitor.presses("跨境电商")
    built.clock.pass_(days=800)
    (photo,) = await visitor.presses("没有人受伤")
    assert (harm, photo[:4]) == (say("zh-CN", "citizen-ask-harm"), "有照片吗")
    assert "T-" in (await visitor.says("跳过"))[0]


@pytest.mark.parametrize("locale", LOCALES)
async def test_an_expired_link_says_so_and_signs_nobody_in(locale: str) -> None:
    clock = FrozenClock()
    async with web_house(MemoryTransactions(), env=web_env(clock)) as house, client(house, language=locale) as browser:
        paths = [house.link(house.person(Role.OFFICER)), house.link(house.person(Role.CITIZEN), LinkPurpose.REAL_NAME)]
        clock.pass_(hours=25)
        for path in paths:
            status, page = await browser.get(path, Accept="text/html")
            assert (status, say(locale, "web-error-410-text") in page) == (410, True)
        await browser.page("/chat")
        status, _ = await browser.form(paths[0])
        assert status == 410
        assert (await browser.get("/chat/history"))[0] == 401


async def test_malformed_uploads_are_refused_with_a_sentence() -> None:
    async with web_house(MemoryTransactions(), flows=FLOWS) as house, client(house) as browser:
        await browser.visit()
        headers = {"X-CSRF-Token": browser.csrf, "Accept": "application/json"}
        for body in (b"--x\r\nbroken", b"--x\r\n\r\n", b"", b"--x--\r\n"):
            kind = {"Content-Type": "multipart/form-data; boundary=x"}
            async with browser.session.post("/chat/upload", data=body, headers={**headers, **kind}) as response:
                answer = json.loads(await response.text())
            assert response.status == 400
            assert answer["error"]["text"] == say("zh-CN", "web-error-400-text")
        status, answer = await browser.upload(("a.png", PNG), text="长" * 50_000)
        assert (status, answer["error"]["text"]) == (413, say("zh-CN", "web-error-413-text"))


async def test_files_are_served_to_those_whose_they_are_and_to_nobody_else(transactions: Transactions) -> None:
    env = web_env()
    async with web_house(transactions, env=env, flows=FLOWS, triage=TRIAGE) as house:
        officer = house.person(Role.OFFICER)
        async with client(house) as mother, client(house) as stranger, client(house) as passer_by:
            await mother.visit()
            await stranger.visit()
            status, answer = await mother.upload(("孩子.png", PNG), text=TIP)
            assert status == 200
            (own,) = [f["href"] for m in answer["messages"] for f in m.get("files", ())]
            mine = house.transactions.run_now(lambda uow: _sender(uow, own))
            wanted = [own, f"/chat/file/export:{mine}", f"/chat/file/circular-pdf:{mine}", "/chat/file/..%2f..%2fkey"]
            for path in wanted:
                for other in (stranger, passer_by):
                    assert await status_of(other, path) == 404
            assert await status_of(mother, f"/chat/file/export:{mine}") == 200
            await stranger.enter(house.link(officer))
            assert await status_of(stranger, own) == 404  # not part of any case of the office yet
            for _ in range(4):
                await mother.say("跳过")
            assert await status_of(stranger, own) == 200


async def status_of(browser: Client, path: str) -> int:
    async with browser.session.get(path) as response:
        return response.status


def _sender(uow: UnitOfWork, path: str) -> str:
    return uow.attachments.get(path.rpartition(":")[2].rpartition("%3A")[2]).person_id


async def test_what_the_enterprise_reads_names_neither_tipster_nor_tip() -> None:
    """From a tip by name to the circular about it, whatever reaches the enterprise holds nothing of who told."""
    office = Office(MemoryTransactions())
    built = Desk(transactions=office.town.transactions, triage=FixedTriage())
    built.env, built.orgs = office.town.env, office.town.orgs
    built.restart()
    told = "我叫王小明，电话13812345678，我的孩子被玩具烫伤"
    built.tip(told, named=True)
    await office.issued()

    def read(uow: UnitOfWork) -> list[str]:
        (address,) = uow.addresses.of(office.enterprise.address)
        return [str(load_reply(m.reply.reveal())) for m in uow.outbox.after(address.id, 0, limit=1000)]

    replies = "\n".join(office.town.transactions.run_now(read))
    assert "磁力珠会爆开" in replies
    for secret in ("王小明", "13812345678", "我的孩子", "T-"):
        assert secret not in replies


def test_tokens_are_too_many_to_guess() -> None:
    ids = RandomIds()
    assert len({ids.token() for _ in range(100)}) == 100
    assert min(len(ids.token()) for _ in range(100)) >= 32
