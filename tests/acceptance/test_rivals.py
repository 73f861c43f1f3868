"""Two who press at the same instant: one act, and each of them a clear answer. On every engine."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace

from bot.dialogue.incoming import Incoming
from casework.fakes import FixedTriage
from casework.ports import Transactions, UnitOfWork
from fenghuo.ground import RandomIds
from risk.circular import CircularState
from risk.finding import Harm, Scope
from risk.organisation import Level
from risk.signal import Signal
from tests.support.circular_desk import CODE, Office
from tests.support.desk import INSTITUTE, SMOKE, TRIAGE, Desk
from tests.support.talk import Chat, Town
from texts.catalogue import say

_SERIAL = itertools.count(1)
TIP = "网上买的进口玩具车，充电时冒烟了"
TIPS = FixedTriage({TIP: {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS}})


async def at_once(chat: Chat, *presses: str) -> list[str]:
    """Updates of their own that arrive together; the answers."""
    chat.news()
    updates = [
        Incoming(channel=chat.channel, address=chat.address, update_id=f"rival-{next(_SERIAL)}", press=press)
        for press in presses
    ]
    await asyncio.gather(*(chat.town.engine.handle(update) for update in updates))
    return chat.news()


def busy(town: Town) -> None:
    """Ids that two threads may draw at once."""
    town.env = replace(town.env, ids=RandomIds())
    town.restart()


def house(transactions: Transactions) -> Office:
    office = Office(transactions)
    busy(office.town)
    return office


async def test_of_two_officers_one_takes_the_signal_and_the_other_hears_of_it(transactions: Transactions) -> None:
    desk = Desk(transactions=transactions, triage=TRIAGE)
    desk.customs()
    desk.found(INSTITUTE, Level.TECHNICAL)
    busy(desk)
    first, _ = desk.staff()
    second, _ = desk.staff()
    _, signal = desk.tip(SMOKE)
    answers = await asyncio.gather(first.presses("认领"), second.presses("认领"))
    taken = [say("zh-CN", "error-taken", {"number": signal.number})]
    assert answers.count(taken) == 1
    (won,) = [answer for answer in answers if answer != taken]
    assert won[0] == say("zh-CN", "officer-acknowledged", {"number": signal.number})
    assert len(acts(transactions, signal, "signal.acknowledge")) == 1


def acts(transactions: Transactions, signal: Signal, act: str) -> list[str]:
    def body(uow: UnitOfWork) -> list[str]:
        entries = uow.audit.of(signal.office_id)
        return [entry.actor_id for entry in entries if entry.act == act and entry.subject == f"signal:{signal.id}"]

    return transactions.run_now(body)


async def test_an_answer_pressed_twice_at_once_is_one_answer(transactions: Transactions) -> None:
    town = Town(transactions=transactions, triage=TIPS)
    town.customs()
    busy(town)
    visitor = town.visitor()
    await visitor.says(TIP)
    button = visitor.button("跨境电商")
    answers = await at_once(visitor, button, button)
    assert answers.count(say("zh-CN", "engine-stale-button")) == 1
    assert say("zh-CN", "citizen-ask-harm") in answers


async def test_messages_sent_at_once_all_stand_in_the_tip(transactions: Transactions) -> None:
    town = Town(transactions=transactions, triage=TIPS)
    town.customs()
    busy(town)
    visitor = town.visitor()
    await visitor.says(TIP)
    said = ["日本买的", "没有人受伤吧", "照片明天发"]
    await asyncio.gather(*(visitor.says(words) for words in said))
    for _ in range(3):
        await visitor.says("跳过")
    (tip,) = transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    assert sorted(tip.text.reveal().split("\n")) == sorted([TIP, *said])


async def test_approved_twice_at_once_is_approved_once(transactions: Transactions) -> None:
    office = house(transactions)
    await office.submitted()
    button = office.signer.button("同意")
    answers = await at_once(office.signer, button, button)
    assert len(answers) == 2
    assert sum(answer.startswith("已同意") for answer in answers) == 1
    assert sum("已获同意" in news for news in office.officer.news()) == 1


async def test_issued_twice_at_once_has_one_number_and_reaches_everybody_once(transactions: Transactions) -> None:
    office = house(transactions)
    await office.approved()
    button = office.officer.button("签发")
    await at_once(office.officer, button, button)
    notices = [news for news in office.enterprise.news() if "磁力珠会爆开。" in news]
    assert len(notices) == 1
    circular = transactions.run_now(lambda uow: uow.circulars.by_number("D2026-0001"))
    assert circular is not None
    assert (circular.state, circular.official_number) == (CircularState.ISSUED, "江关警〔2026〕1号")


async def test_two_receipts_at_once_are_one(transactions: Transactions) -> None:
    office = house(transactions)
    await office.issued()
    button = office.enterprise.button("签收")
    answers = await at_once(office.enterprise, button, button)
    assert len(answers) == 2
    assert sum("不用再签" in answer for answer in answers) == 1

    def receipts(uow: UnitOfWork) -> int:
        circular = uow.circulars.by_number("D2026-0001")
        assert circular is not None
        return len(uow.receipts.of_circular(circular.id))

    assert transactions.run_now(receipts) == 1


async def test_an_enterprise_that_answers_twice_has_both_answers_on_record(transactions: Transactions) -> None:
    office = house(transactions)
    await office.issued(reply="7 天后（2026年3月9日）")
    button = office.enterprise.button("答复")
    for action in ("已停售", "已召回"):
        await office.enterprise.presses_at(button)
        await office.enterprise.presses("涉及")
        for words in ("A1", "10 件", action):
            await office.enterprise.says(words)
        await office.enterprise.presses("跳过")
        await office.enterprise.presses("提交")

    def given(uow: UnitOfWork) -> list[str]:
        circular = uow.circulars.by_number("D2026-0001")
        company = uow.organisations.by_uscc(CODE)
        assert circular is not None
        assert company is not None
        return [a.action for a in uow.answers.of_circular(circular.id) if a.org_id == company.id]

    assert transactions.run_now(given) == ["已停售", "已召回"]
    assert await office.enterprise.says("/due") == [say("zh-CN", "due-nothing")]
