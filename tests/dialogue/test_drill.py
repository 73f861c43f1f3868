"""An exercise as it is lived: drafted in a few presses, approved, acknowledged, and what it has measured."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from casework.endings import announce_expiry
from casework.ports import Message, UnitOfWork
from casework.ports.encoding import load_reply
from storage.memory import MemoryTransactions
from tests.support.circular_desk import Office
from tests.support.talk import Chat
from texts.catalogue import LOCALES, keys, say

NUMBER, DRAFT = "演练江关〔2026〕1号", "E2026-0001"
ROOT = Path(__file__).parents[2]


@pytest.fixture(params=LOCALES)
def office(request: pytest.FixtureRequest) -> Office:
    return Office(MemoryTransactions(), locale=request.param)


@pytest.fixture
def here() -> Office:
    return Office(MemoryTransactions())


async def drafted(office: Office) -> list[str]:
    await office.officer.says("/drill")
    await office.officer.presses(office.label("draft-kind-advisory"))
    await office.officer.presses(office.label("draft-audience-all"))
    return await office.officer.presses(office.label("form-submit"))


async def issued(office: Office) -> list[str]:
    await drafted(office)
    await office.officer.presses(office.label("circular-submit"))
    await office.signer.presses(office.label("circular-approve"))
    return await office.officer.presses(office.label("circular-issue"))


async def test_two_presses_and_the_words_are_there(here: Office) -> None:
    (kind,) = await here.officer.says("/drill")
    assert kind.startswith("演练哪一种文书？")
    await here.officer.presses("通告（发给企业、机构）")
    (review,) = await here.officer.presses("全部企业")
    assert review.startswith("【演练】请核对：")
    assert "标题：关于检验预警文书送达情况的演练" in review
    saved, card = await here.officer.presses("提交")
    assert saved.startswith("【演练】")
    assert DRAFT in card


async def test_there_is_no_button_for_an_announcement(here: Office) -> None:
    await here.officer.says("/drill")
    with pytest.raises(AssertionError, match="no button"):
        here.officer.button("公告（向社会发布）")


async def test_the_prefilled_words_can_be_changed_before_and_after(here: Office) -> None:
    await here.officer.says("/drill")
    await here.officer.presses("通告（发给企业、机构）")
    await here.officer.presses("全部企业")
    await here.officer.presses("修改")
    await here.officer.presses("正文")
    refused, _ = await here.officer.says("长" * 1001)
    assert "1000" in refused
    (review,) = await here.officer.says("请立即签收。")
    assert "正文：请立即签收。" in review
    await here.officer.presses("提交")
    await here.officer.presses("修改")
    await here.officer.presses("修改")
    await here.officer.presses("级别")
    (review,) = await here.officer.presses("橙色")
    assert "级别：橙色" in review
    _, card = await here.officer.presses("提交")
    assert "橙色" in card


async def test_four_eyes_approve_it_like_any_other(here: Office) -> None:
    await drafted(here)
    await here.officer.presses("送签")
    (request,) = here.signer.news()
    assert request.startswith("【演练】")
    (done,) = await here.signer.presses("同意")
    assert done.startswith("【演练】已同意")
    assert here.superior.news() == []


async def test_an_enterprise_reads_the_mark_acknowledges_and_is_asked_nothing_else(here: Office) -> None:
    await issued(here)
    (notice,) = here.enterprise.news()
    assert notice.startswith("【演练】这是一次送达演练，不是真实警示")
    with pytest.raises(AssertionError, match="no button"):
        here.enterprise.button("答复")
    (done,) = await here.enterprise.presses("签收")
    assert done.startswith("【演练】已签收演练文书")
    (again,) = await here.enterprise.presses("签收")
    assert again.startswith("【演练】")
    (pdf,) = await here.enterprise.presses("回执 PDF")
    assert pdf.startswith("【演练】阅知回执")


async def test_the_officer_reads_whom_it_reached_and_how_soon(here: Office) -> None:
    here.on_telegram(here.enterprise, "7001")
    await issued(here)
    here.town.clock.pass_(seconds=75)
    await here.enterprise.presses("签收")
    (report,) = await here.officer.presses("演练结果")
    assert report.startswith(f"【演练】{NUMBER}")
    assert "应送 1，已发出 1，已知送到 1，已签收 1，无法送达 0" in report
    assert "发布到签收：半数 1 分 15 秒，九成 1 分 15 秒，九成九 1 分 15 秒，最后 1 分 15 秒" in report
    assert "· 网页对话：" in report
    assert "· Telegram：" in report
    assert "· 好玩具公司：" in report
    (again,) = await here.officer.presses("刷新")
    assert again.startswith("【演练】")


async def test_exercises_have_a_list_of_their_own(here: Office) -> None:
    assert await here.officer.says("/drills") == ["本单位还没有做过送达演练。"]
    await issued(here)
    assert await here.officer.says("/circulars") == ["本单位还没有预警文书。"]
    (listed,) = await here.officer.says("/drills")
    assert listed == "本单位共有 1 次演练："
    (card,) = await here.officer.presses(f"【演练】{NUMBER}《关于检验预警文书送达情况的演练》· 已发布")
    assert card.startswith("【演练】")


async def test_the_card_offers_neither_a_successor_nor_lifting(here: Office) -> None:
    await issued(here)
    await here.signer.says("/drills")
    await here.signer.presses(f"【演练】{NUMBER}《关于检验预警文书送达情况的演练》· 已发布")
    assert here.signer.button("撤回")
    for label in ("另发新文书代替", "解除"):
        with pytest.raises(AssertionError, match="no button"):
            here.signer.button(label)


async def test_nobody_from_the_public_finds_it(here: Office) -> None:
    await issued(here)
    visitor = here.town.visitor()
    (none,) = await visitor.says("/warnings 演练")
    assert none == say("zh-CN", "citizen-no-warnings-found")


async def test_whatever_anybody_is_told_of_it_begins_with_the_mark(office: Office) -> None:
    """From the draft to the end, in every language: found in what was really written into the outbox."""
    await issued(office)
    await office.enterprise.says("/due")
    await office.enterprise.presses(office.label("circular-acknowledge"))
    await office.enterprise.presses(office.label("circular-pdf"))
    await office.officer.presses(office.label("drill-report"))
    office.town.clock.pass_(hours=12)
    office.town.transactions.run_now(lambda uow: announce_expiry(uow, office.town.env))
    await office.officer.says("/drills")
    mark = say(office.locale, "exercise-mark").strip()
    told = [words for chat in (office.officer, office.signer, office.enterprise) for words in _all(chat)]
    about_it = [words for words in told if DRAFT in words or NUMBER in words or "演练" in words]
    assert len(about_it) > 12
    assert [words for words in about_it if not words.startswith(mark) and not _heads_a_list(words, office)] == []


def _heads_a_list(words: str, office: Office) -> bool:
    """It speaks of exercises in general."""
    return words in {say(office.locale, "drill-ask-kind"), say(office.locale, "drills-list", {"count": 1})}


def _all(chat: Chat) -> list[str]:
    person = chat.person()

    def body(uow: UnitOfWork) -> list[Message]:
        return [m for a in uow.addresses.of(person.id) for m in uow.outbox.after(a.id, 0, limit=10_000)]

    replies = [load_reply(m.reply.reveal()) for m in chat.town.transactions.run_now(body) if not m.incoming]
    return [say(person.locale, reply.text.key, reply.text.params) for reply in replies]


def test_every_sentence_that_can_be_marked_has_its_marked_form() -> None:
    """What is said of an exercise without such a form would fail when it is sent."""
    marked = {
        key
        for folder in ("casework", "bot")
        for file in (ROOT / folder).rglob("*.py")
        for key in _marked_keys(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert {"circular-card", "circular-notice", "circular-reminder", "draft-preview", "circular-row"} <= marked
    assert {key for key in marked if f"exercise-{key}" not in keys("zh-CN")} == set()


def _marked_keys(tree: ast.Module) -> set[str]:
    """The keys of the texts that are given to `marked`, on the spot or by a name in the same function."""
    found: set[str] = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            calls = [n for n in ast.walk(function) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "marked"]
            if calls:
                texts = [
                    n for n in ast.walk(function) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Text"
                ]
                named = {a.args[1].id for a in calls if len(a.args) > 1 and isinstance(a.args[1], ast.Name)}
                inside = {id(n) for call in calls for n in ast.walk(call)}
                assigned = {
                    id(n)
                    for a in ast.walk(function)
                    if isinstance(a, ast.Assign) and any(isinstance(t, ast.Name) and t.id in named for t in a.targets)
                    for n in ast.walk(a.value)
                }
                for text in texts:
                    if id(text) in inside | assigned:
                        found |= {
                            str(c.value)
                            for word in text.keywords
                            if word.arg == "key"
                            for c in ast.walk(word.value)
                            if isinstance(c, ast.Constant) and isinstance(c.value, str) and c.value in keys("zh-CN")
                        }
    return found - {"circular-notice-reply"}  # an exercise asks for no answer
