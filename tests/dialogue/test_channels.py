"""`/channels`: an enterprise registers an address by its code, and closes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.devices import register_device
from casework.outgoing import claim_parcels
from casework.ports import Say, UnitOfWork
from casework.ports.encoding import load_reply
from risk.identity import Secret
from storage.memory import MemoryTransactions
from tests.support.circular_desk import Office
from tests.support.devices import device
from tests.support.talk import Chat


@pytest.fixture
def office() -> Office:
    office = Office(MemoryTransactions())
    office.town.env = replace(office.town.env, outgoing=frozenset({"mail", "sms"}))
    office.town.restart()
    return office


def code(office: Office, channel: str = "mail") -> str:
    """What arrives there."""
    env = office.town.env
    (parcel,) = office.town.transactions.run_now(lambda uow: claim_parcels(uow, env, channel, limit=5))
    reply = load_reply(parcel.reply.reveal())
    assert isinstance(reply, Say)
    return str(reply.text.params["code"])


async def registered(office: Office, to: str = "huang@toys.example.org") -> Chat:
    chat = office.enterprise
    await chat.says("/channels")
    await chat.presses("登记电子邮件")
    await chat.says(to)
    await chat.says(code(office))
    return chat


async def test_an_address_is_registered_by_the_code_that_goes_there(office: Office) -> None:
    chat = office.enterprise
    (menu,) = await chat.says("/channels")
    assert menu.startswith("目前文书只发到本平台对话。")
    (asked,) = await chat.presses("登记电子邮件")
    assert asked == "请写接收文书的电子邮件地址。"
    (sent,) = await chat.says("huang@toys.example.org")
    assert sent.startswith("验证码已发到 h•••@toys.example.org")
    digits = code(office)
    wrong, again = await chat.says(f"{(int(digits) + 1) % 10**6:06}")
    assert wrong == "验证码不对，请再核对一次。"
    assert again == sent
    (done,) = await chat.says("".join(chr(ord(digit) + 0xFEE0) for digit in digits))  # full-width, as some keyboards do
    assert done == "已登记 h•••@toys.example.org，今后的文书也会发到这里。"
    await office.issued()
    env = office.town.env
    (parcel,) = office.town.transactions.run_now(lambda uow: claim_parcels(uow, env, "mail", limit=5))
    assert parcel.address == Secret("huang@toys.example.org")


async def test_a_wrong_address_is_asked_for_again_and_a_mistyped_one_can_be_written_anew(office: Office) -> None:
    chat = office.enterprise
    await chat.says("/channels")
    await chat.presses("登记手机号")
    (refused,) = await chat.says("12345")
    assert "手机" in refused or "电话" in refused
    (sent,) = await chat.says("138 0013 8000")
    assert "138•••00" in sent
    (asked,) = await chat.presses("重新填写地址")
    assert asked.startswith("请写接收提醒的手机号。")
    (sent,) = await chat.says("13900139000")
    assert "139•••00" in sent


async def test_an_address_is_closed_by_its_button_unless_it_is_the_last(office: Office) -> None:
    chat = await registered(office)
    await registered(office, "second@toys.example.org")
    head, first, second = await chat.says("/channels")
    assert head == "预警文书除本平台外，还会发到以下地址："
    assert (first, second) == ("电子邮件：h•••@toys.example.org", "电子邮件：s•••@toys.example.org")
    closed, *_ = await chat.presses("停用")  # the newest
    assert closed == "已停用 s•••@toys.example.org。"
    (refused,) = await chat.presses("停用")
    assert "唯一的接收地址" in refused


async def test_where_nothing_else_is_set_up_nothing_is_offered(office: Office) -> None:
    office.town.env = replace(office.town.env, outgoing=frozenset({"dingtalk"}))
    office.town.restart()
    (menu,) = await office.enterprise.says("/channels")
    assert menu == "目前文书只发到本平台对话；本平台还没有开通其他接收方式。"


async def test_a_visitor_has_no_codes_sent(office: Office) -> None:
    visitor = office.town.visitor()
    answers = await visitor.says("/channels")
    assert not any("登记" in answer for answer in answers)


async def test_the_order_is_shown_and_changed_by_a_button(office: Office) -> None:
    chat = await registered(office)
    await chat.says("/channels")
    await chat.presses("登记手机号")
    await chat.says("13800138000")
    await chat.says(code(office, "sms"))
    menu = await chat.says("/channels")
    assert menu[1:3] == ["1. 电子邮件：h•••@toys.example.org", "2. 短信：138•••00"]
    assert menu[3].startswith("文书先发到排在第 1 的地址")
    said, _head, first, second, _order = await chat.presses("先发到这里")
    assert said == "今后文书先发到 138•••00。"
    assert (first, second) == ("1. 短信：138•••00", "2. 电子邮件：h•••@toys.example.org")


async def test_browsers_with_notices_are_listed_and_closed_here_and_added_by_themselves(office: Office) -> None:
    town = office.town
    town.env = replace(town.env, outgoing=frozenset({"push"}))
    town.restart()
    chat = office.enterprise

    def add(uow: UnitOfWork) -> None:
        register_device(uow, town.env, uow.people.get(chat.address), device("phone"))

    town.transactions.run_now(add)
    head, row = await chat.says("/channels")
    assert head.startswith("预警文书除本平台外")
    assert row == "浏览器通知：push.example.org …hone"
    closed, *_ = await chat.presses("停用")
    assert closed == "已停用 push.example.org …hone。"
