"""A town whose people send photos: what a photo says is in a table, and it is read when the test says so."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from bot.channels.uploads import Received, keep
from bot.reading_desk import ReadingDesk
from casework.fake_reader import TableReader
from casework.ports import FileReader, Triage
from risk.information import RiskInformation
from risk.organisation import Person
from risk.reading import Facts, FileReading, Reading
from storage.memory import MemoryTransactions
from tests.support.talk import Chat, Town

KETTLE, BACK, DRYER, ODD, BLANK, PAPER = b"kettle", b"back", b"dryer", b"odd", b"blank", b"paper"
TABLE: Mapping[bytes, Reading] = {
    KETTLE: Reading(
        text="小熊牌电热水壶\n型号：KT-2200\n批号：B2503\n产地：越南\n客服电话 13812345678",
        facts=Facts(
            product="电热水壶",
            brand="小熊",
            model="KT-2200",
            batch="B2503",
            origin="越南",
            origin_code="VN",
            gtin="6901234567892",
        ),
    ),
    BACK: Reading(text="型号：KT 2200\nHS 8516.79", facts=Facts(model="KT 2200", hs_code="8516.79")),
    DRYER: Reading(text="Norvik HD-7200X CE", facts=Facts(brand="Norvik", model="HD-7200X", marks=("CE",))),
    ODD: Reading(text="型号：0O-1l", facts=Facts(model="0O-1l")),
    PAPER: Reading(text="检验报告", facts=Facts(certificate="A-77", brand="小熊")),
    BLANK: Reading(),
}
_UPLOADS = itertools.count(1)


@dataclass
class Darkroom(Town):
    """`Town` with a reading desk before its engine. Nothing is read before `develop`."""

    reader: FileReader = field(default_factory=lambda: TableReader(TABLE))

    def restart(self) -> None:
        super().restart()
        self.desk = ReadingDesk(engine=self.engine, transactions=self.transactions, env=self.env, reader=self.reader)
        self.engine = self.desk

    def keep(self, person: Person, *contents: bytes, media_type: str = "image/jpeg") -> tuple[str, ...]:
        """Uploaded files, as both channels store them."""
        files = [Received(name="IMG.jpg", media_type=media_type, content=content) for content in contents]
        upload = f"upload{next(_UPLOADS)}"
        return self.transactions.run_now(partial(keep, env=self.env, person=person, update_id=upload, files=files))

    def reading(self, id_: str) -> FileReading:
        return self.transactions.run_now(lambda uow: uow.readings.get(id_))

    async def develop(self, chat: Chat) -> list[str]:
        """Reads all that waits; what the person is told then."""
        chat.news()
        await self.desk.read_all()
        return chat.news()

    async def too_slow(self, chat: Chat) -> list[str]:
        """A dialogue's patience with the reader ends."""
        chat.news()
        address = self.transactions.run_now(lambda uow: uow.addresses.at(chat.channel, chat.address))
        await self.desk.wake_dialogue(address.id, cause=self.env.ids.new())
        return chat.news()


def darkroom(triage: Triage) -> Darkroom:
    """With a customs house."""
    town = Darkroom(transactions=MemoryTransactions(), triage=triage)
    town.customs()
    return town


def case(chat: Chat) -> RiskInformation:
    """The only one of the person."""
    person_id = chat.person().id
    (found,) = chat.town.transactions.run_now(lambda uow: uow.informations.of_person(person_id))
    return found


async def sends(chat: Chat, *contents: bytes, text: str = "", media_type: str = "image/jpeg") -> list[str]:
    """Files with or without words."""
    files = chat.town.keep(chat.person(), *contents, media_type=media_type)
    return await chat.says(text, files=files)
