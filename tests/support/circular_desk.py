"""江门海关 with an officer, a signing leader, its superior and one enterprise; shortcuts along a circular's way."""

from __future__ import annotations

from dataclasses import replace

from casework.enrolment import add_organisation, add_person, open_address
from casework.ports import Transactions, UnitOfWork
from risk.organisation import Level, Role
from tests.support.talk import Chat, Town
from texts.catalogue import say

CODE = "91440700MA4UKAE10G"


class Office:
    """All in the web chat, all reading the same language."""

    def __init__(self, transactions: Transactions, *, locale: str = "zh-CN") -> None:
        self.locale = locale
        self.town = Town(transactions)
        self.town.customs()
        self.officer = self.town.enrol(Role.OFFICER, org="江门海关", name="陈关员", locale=locale)
        self.signer = self.town.enrol(Role.SIGNER, org="江门海关", name="林关长", locale=locale)
        self.superior = self.town.enrol(Role.SUPERIOR, org="海关总署", name="王处长", locale=locale)
        self.enterprise = self._enterprise()

    def _enterprise(self) -> Chat:
        env = self.town.env

        def body(uow: UnitOfWork) -> str:
            company = add_organisation(uow, env, name="好玩具公司", level=Level.ENTERPRISE, uscc=CODE, region="江门")
            person = add_person(uow, env, org_id=company.id, role=Role.ENTERPRISE, name="黄经理", locale=self.locale)
            return person.id

        return Chat(town=self.town, channel="webchat", address=self.town.transactions.run_now(body))

    def done(self, count: int) -> str:
        """The label of the button that ends a list of ticks."""
        return say(self.locale, "form-done", {"count": count})

    def label(self, key: str) -> str:
        """A catalogue entry in the language of the office."""
        return say(self.locale, key)

    def on_telegram(self, chat: Chat, number: str) -> Chat:
        """The same person on a foreign channel."""
        env, channel = self.town.env, "telegram"
        self.town.transactions.run_now(
            lambda uow: open_address(uow, env, uow.people.get(chat.address), channel, number)
        )
        return Chat(town=self.town, channel=channel, address=number)

    def close_addresses(self, chat: Chat) -> None:
        """Whoever it is can no longer be reached."""

        def body(uow: UnitOfWork) -> None:
            for address in uow.addresses.of(chat.address):
                uow.addresses.save(replace(address, closed_at=self.town.env.now(), closed_reason="gone"))

        self.town.transactions.run_now(body)

    async def draft_to(self, question: str, *, kind: str = "通告（发给企业、机构）", reply: str = "不要求答复") -> str:
        """The officer's draft up to a question; that question."""
        officer = self.officer
        (last,) = await officer.says("/draft")
        steps = [
            ("level", officer.presses, kind),
            ("product", officer.presses, "橙色"),
            ("hazards", officer.presses, "玩具"),
            ("hazards", officer.presses, "爆炸"),
            ("title", officer.presses, self.done(1)),
            ("body", officer.presses, "用建议的标题"),
            ("measures", officer.says, "磁力珠会爆开。"),
            ("audience", officer.presses, "不列措施"),
            ("reply_by", officer.presses, "全部企业"),
            ("valid_until", officer.presses, reply),
            ("review", officer.presses, "长期有效"),
        ]
        for arrives, act, words in steps:
            (last,) = await act(words)
            if arrives == question:
                break
        return last

    async def draft_to_review(self, *, reply: str = "不要求答复") -> str:
        return await self.draft_to("review", reply=reply)

    async def submitted(self, *, reply: str = "不要求答复") -> None:
        await self.draft_to_review(reply=reply)
        await self.officer.presses("提交")
        await self.officer.presses("送签")

    async def approved(self, *, reply: str = "不要求答复") -> None:
        await self.submitted(reply=reply)
        await self.signer.presses("同意")

    async def issued(self, *, reply: str = "不要求答复") -> None:
        await self.approved(reply=reply)
        await self.officer.presses("签发")
