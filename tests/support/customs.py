"""A small customs world in memory: offices in their line, enterprises, people, and a circular on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from casework.circulars import approve_circular, draft_circular, submit_now
from casework.enrolment import add_organisation, add_person, open_address
from casework.env import Env
from casework.fakes import CountingIds, FrozenClock, PatternCompare, PlainRender, WeekdayCalendar
from casework.issuing import issue_now
from casework.notices import Issued
from casework.ports import Message, Transactions, UnitOfWork
from risk.circular import Circular, CircularKind, WarningLevel
from risk.competence import default_competence
from risk.organisation import Level, Organisation, Person, Post, Role
from storage.memory import MemoryTransactions

R = TypeVar("R")
TOYS_USCC, LAMPS_USCC, NOBODYS_USCC = "91440700MA4UKAE10G", "91440705MA4UQEX39F", "91440703MA51TABC2M"


@dataclass(frozen=True, kw_only=True)
class World:
    transactions: Transactions
    env: Env
    clock: FrozenClock
    offices: dict[str, Organisation]
    people: dict[str, Person]

    def do(self, body: Callable[[UnitOfWork], R]) -> R:
        return self.transactions.run_now(body)

    def draft(self, **fields: object) -> Circular:
        given: dict[str, object] = {
            "kind": CircularKind.ADVISORY,
            "level": WarningLevel.ORANGE,
            "title": "关于磁力珠玩具的风险警示",
            "body": "磁力珠可能被儿童吞食。",
            "product": "toys",
            "hazards": ("choking",),
            "audience": "all",
            **fields,
        }
        return self.do(lambda uow: draft_circular(uow, self.env, self.people["officer"], **given))  # type: ignore[arg-type]

    def submit(self, circular: Circular) -> Circular:
        return submit_now(self.transactions, self.env, PlainRender(), self.people["officer"], circular.id)

    def approve(self, circular: Circular) -> Circular:
        signer = self.people["signer"]
        return self.do(lambda uow: approve_circular(uow, self.env, signer, circular.id, digest=circular.digest))

    def issue(self, circular: Circular) -> Issued:
        return issue_now(self.transactions, self.env, PlainRender(), self.people["officer"], circular.id)

    def issued(self, **fields: object) -> Circular:
        """Drafted, submitted, approved, issued."""
        return self.issue(self.approve(self.submit(self.draft(**fields)))).circular

    def told(self, name: str, channel: str = "webchat") -> list[Message]:
        """What was sent to somebody, in order."""

        def body(uow: UnitOfWork) -> list[Message]:
            return [
                message
                for address in uow.addresses.of(self.people[name].id)
                if address.channel == channel
                for message in uow.outbox.latest(address.id)
                if not message.incoming
            ]

        return self.do(body)


def world(transactions: Transactions | None = None) -> World:
    """海关总署 → 江门海关 → 新会海关; a toy importer with two channels, a lamp exporter with one; a citizen."""
    clock = FrozenClock()
    env = Env(
        clock=clock,
        ids=CountingIds(),
        calendar=WeekdayCalendar(),
        timezone=ZoneInfo("Asia/Shanghai"),
        competence=default_competence(),
        compare=PatternCompare(),
    )
    transactions = transactions or MemoryTransactions()

    def build(uow: UnitOfWork) -> tuple[dict[str, Organisation], dict[str, Person]]:
        national = add_organisation(uow, env, name="海关总署", level=Level.NATIONAL)
        regional = add_organisation(uow, env, name="江门海关", level=Level.REGIONAL, parent_id=national.id)
        local = add_organisation(uow, env, name="新会海关", level=Level.SUBORDINATE, parent_id=regional.id)
        toys = add_organisation(
            uow,
            env,
            name="江门好玩具有限公司",
            level=Level.ENTERPRISE,
            uscc=TOYS_USCC,
            region="江门市蓬江区",
            operator_roles=("importer",),
        )
        lamps = add_organisation(
            uow,
            env,
            name="新会明灯有限公司",
            level=Level.ENTERPRISE,
            uscc=LAMPS_USCC,
            region="江门市新会区",
            operator_roles=("exporter",),
        )
        public = add_organisation(uow, env, name="公众", level=Level.PUBLIC)
        offices = {
            "national": national,
            "regional": regional,
            "local": local,
            "toys": toys,
            "lamps": lamps,
            "public": public,
        }
        staff = {
            "officer": (regional, Role.OFFICER, "陈关员"),
            "signer": (regional, Role.SIGNER, "林关长"),
            "superior": (national, Role.SUPERIOR, "总署王"),
            "neighbour": (local, Role.OFFICER, "新会李"),
            "toys": (toys, Role.ENTERPRISE, "黄经理"),
            "lamps": (lamps, Role.ENTERPRISE, "梁经理"),
            "citizen": (public, Role.CITIZEN, "何女士"),
        }
        people = {
            key: add_person(uow, env, org_id=office.id, role=role, name=name, post=Post.STAFF)
            for key, (office, role, name) in staff.items()
        }
        open_address(uow, env, people["toys"], "telegram", "4001")
        return offices, people

    offices, people = transactions.run_now(build)
    return World(transactions=transactions, env=env, clock=clock, offices=offices, people=people)
