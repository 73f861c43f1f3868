"""A customs office with its people, a technical institution, and tips that come in by chat."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework import tips
from casework.fakes import FixedTriage
from casework.ports import Transactions, UnitOfWork
from casework.tips import Told
from risk.finding import Evidence, Harm, Scope
from risk.identity import Secret
from risk.information import DocumentKind, NameAssurance, RealName, Source
from risk.organisation import Level, Person, Post, Role
from risk.signal import Signal
from storage.memory import MemoryTransactions
from tests.support.talk import Chat, Town

OFFICE = "江门海关"
INSTITUTE = "玩具检测中心"
BURNT = "我叫王小明，电话13812345678。进口玩具车充电时冒烟，孩子手被烫伤"
SMOKE = "进口玩具车充电时冒烟"
SCALD = "进口玩具车电池漏液，孩子烫伤住院"
_FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "trade": "import", "injured": 0}
TRIAGE = FixedTriage(
    {
        SMOKE: {
            **_FOUND,
            "harm": Harm.NEAR_MISS,
            "severity_rank": 2,
            "place": "江门新会区",
            "standards": ("GB 6675.2",),
        },
        SCALD: {**_FOUND, "hazards": ("burns",), "harm": Harm.SERIOUS, "injured": 1, "severity_rank": 5},
        BURNT: {
            **_FOUND,
            "harm": Harm.SERIOUS,
            "injured": 1,
            "severity_rank": 5,
            "evidence": (
                Evidence(start=BURNT.index("冒烟"), end=BURNT.index("冒烟") + 2, label="hazard:fire", text="冒烟"),
            ),
        },
    }
)


@dataclass
class Desk(Town):
    """`Town` with everybody who works on a case."""

    def staff(self, locale: str = "zh-CN") -> tuple[Chat, Chat]:
        """An officer of the office and an expert of the institute."""
        return (
            self.enrol(Role.OFFICER, org=OFFICE, name="陈关员", locale=locale),
            self.enrol(Role.EXPERT, org=INSTITUTE, name="何专家", locale=locale),
        )

    def with_post(self, post: Post, role: Role = Role.OFFICER, *, org: str = OFFICE) -> Chat:
        """Somebody higher up."""
        chat = self.enrol(role, org=org, name=post.value)
        self.transactions.run_now(lambda uow: _promote(uow, chat.address, post))
        return chat

    def tip(self, text: str = SMOKE, *, named: bool = False, source: Source = Source.CONSUMER) -> tuple[Chat, Signal]:
        """A tip by a new visitor, or a laboratory's report; the signal that it is on."""
        chat = self.visitor()

        def body(uow: UnitOfWork) -> Signal:
            person = uow.people.get(chat.address)
            if named:
                uow.real_names.add(self._real_name(person))
            told = Told(text=text, finding=self.triage(text), channel="webchat")
            if source is Source.CONSUMER:
                submitted = tips.submit_tip(uow, self.env, person, told)
            else:
                laboratory = uow.people.of(self.orgs[INSTITUTE].id, role=Role.EXPERT)[0]
                submitted = tips.submit_report(uow, self.env, laboratory, told, source=source)
            assert submitted.signal is not None
            return submitted.signal

        signal = self.transactions.run_now(body)
        chat.news()
        return chat, signal

    def signal(self, number: int = 1) -> Signal:
        """As it is stored now."""
        found = self.transactions.run_now(lambda uow: uow.signals.by_number(number))
        assert found is not None
        return found

    def _real_name(self, person: Person) -> RealName:
        return RealName(
            id=self.env.ids.new(),
            person_id=person.id,
            document_kind=DocumentKind.RESIDENT_ID,
            assurance=NameAssurance.FORMAT_CHECKED,
            declared_at=self.env.now(),
            name=Secret("王小明"),
        )


def desk(transactions: Transactions | None = None) -> Desk:
    """海关总署 → 江门海关 → 新会海关, and the institute. In memory, unless it is told where."""
    built = Desk(transactions=transactions or MemoryTransactions(), triage=TRIAGE)
    built.customs()
    built.found(INSTITUTE, Level.TECHNICAL)
    return built


def _promote(uow: UnitOfWork, person_id: str, post: Post) -> None:
    uow.people.save(replace(uow.people.get(person_id), post=post))
