"""What a person can erase, and what must stay: drafts go, evidence and the register do not. On every engine."""

from __future__ import annotations

from datetime import timedelta

from casework.fakes import EPOCH, FixedTriage
from casework.ports import Transactions, UnitOfWork
from casework.privacy import erase_own_data
from casework.reading import open_attachment
from risk.delivery import Answer
from risk.errors import NotFound
from risk.finding import Harm, Scope
from risk.identity import Secret
from risk.information import Attachment
from risk.organisation import Role
from tests.support.circular_desk import Office
from tests.support.talk import Chat, Town
from texts.catalogue import say

TIP = "网上买的进口玩具车，充电时冒烟了"
TRIAGE = FixedTriage({TIP: {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS}})
REPORT = b"%PDF-1.7 test report"


def uploaded(chat: Chat, id_: str) -> str:
    """A file that is not part of anything yet."""

    def body(uow: UnitOfWork) -> None:
        uow.attachments.put(
            Attachment(
                id=id_,
                person_id=chat.address,
                file_name=Secret("检测报告.pdf"),
                media_type="application/pdf",
                size=len(REPORT),
                sha256="0" * 64,
                created_at=chat.town.env.now(),
            ),
            REPORT,
        )

    chat.town.transactions.run_now(body)
    return id_


async def test_erasing_in_the_middle_of_a_tip_takes_the_draft_and_the_chat(transactions: Transactions) -> None:
    town = Town(transactions=transactions, triage=TRIAGE)
    town.customs()
    visitor = town.visitor()
    await visitor.says(TIP)
    await visitor.says("/tip")
    loose = uploaded(visitor, "loose")
    await visitor.says("/privacy")
    await visitor.presses("删除可以删除的内容")
    (erased,) = await visitor.presses("确定删除")
    assert erased.startswith("已删除")
    assert await visitor.says("取消") == [say("zh-CN", "engine-nothing-to-cancel")]

    def left(uow: UnitOfWork) -> tuple[bytes, str]:
        (address,) = uow.addresses.of(visitor.address)
        words = [message.reply.reveal() for message in uow.outbox.after(address.id, 0, limit=1000)]
        return uow.attachments.content(loose), "".join(words)

    content, words = transactions.run_now(left)
    assert content == b""
    assert "充电时冒烟" not in words


async def answered(office: Office) -> Answer:
    """An answer with evidence to a circular that came from no signal; the enterprise also has a loose file."""
    enterprise = office.enterprise
    await office.issued(reply="7 天后（2026年3月9日）")
    await enterprise.presses("答复")
    await enterprise.presses("不涉及")
    await enterprise.says(files=(uploaded(enterprise, "evidence"),))
    await enterprise.presses("发完了（1 份）")
    await enterprise.presses("提交")
    uploaded(enterprise, "loose")

    def body(uow: UnitOfWork) -> Answer:
        (answer,) = uow.answers.of_person(enterprise.address)
        return answer

    answer = office.town.transactions.run_now(body)
    assert answer.evidence_ids == ("evidence",)
    return answer


async def test_evidence_of_an_answer_outlives_its_senders_wish_to_erase(transactions: Transactions) -> None:
    office = Office(transactions)
    await answered(office)

    def body(uow: UnitOfWork) -> tuple[bytes, bytes, str]:
        person = uow.people.get(office.enterprise.address)
        erase_own_data(uow, office.town.env, person)
        name = uow.people.get(person.id).name.reveal()
        return uow.attachments.content("evidence"), uow.attachments.content("loose"), name

    assert transactions.run_now(body) == (REPORT, b"", "黄经理")


async def test_the_office_that_issued_the_circular_reads_the_evidence_and_nobody_else_does(
    transactions: Transactions,
) -> None:
    office = Office(transactions)
    await answered(office)
    stranger = office.town.enrol(Role.OFFICER, org="新会海关")
    citizen = office.town.visitor()

    def reads(uow: UnitOfWork, chat: Chat, id_: str) -> bool:
        try:
            return open_attachment(uow, office.town.env, id_, uow.people.get(chat.address)).content == REPORT
        except NotFound:
            return False

    seen = {
        (name, id_): transactions.run_now(lambda uow, c=chat, i=id_: reads(uow, c, i))
        for name, chat in (("officer", office.officer), ("stranger", stranger), ("citizen", citizen))
        for id_ in ("evidence", "loose")
    }
    assert [key for key, allowed in seen.items() if allowed] == [("officer", "evidence")]


def test_old_ticks_are_forgotten_and_stay_claimed_while_they_matter(transactions: Transactions) -> None:
    week = timedelta(days=7)
    for day in range(10):
        at = EPOCH + timedelta(days=day)
        assert transactions.run_now(lambda uow, a=at, d=day: uow.ticks.claim("clocks", str(d), a))
    now = EPOCH + timedelta(days=9)
    assert transactions.run_now(lambda uow: uow.ticks.forget(now - week)) == 2
    assert transactions.run_now(lambda uow: uow.ticks.forget(now - week)) == 0
    again = [transactions.run_now(lambda uow, d=day: uow.ticks.claim("clocks", str(d), now)) for day in range(10)]
    assert again == [True, True] + [False] * 8
