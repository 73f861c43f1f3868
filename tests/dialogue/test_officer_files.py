"""The files of tips at the officer's desk: numbered alike on the chip, in what was read, and when one is opened."""

from __future__ import annotations

import pytest

from bot.channels.webchat.files import serve_file
from casework.ports import SendFile
from casework.ports.encoding import load_reply
from risk.organisation import Role
from risk.reading import WORD
from tests.dialogue.test_citizen_files import SMOKE, TRIAGE
from tests.support.darkroom import KETTLE, PAPER, Darkroom, case, darkroom, sends
from tests.support.talk import Chat


@pytest.fixture
def town() -> Darkroom:
    return darkroom(TRIAGE)


async def reported(town: Darkroom) -> tuple[Chat, Chat]:
    """An officer, and the second of two tipsters who sent a photo each, and a paper a minute later."""
    officer = town.enrol(Role.OFFICER, org="江门海关")
    for _ in range(2):
        mother = town.visitor()
        await mother.says(SMOKE)
        await sends(mother, KETTLE)
        await town.too_slow(mother)
        town.clock.pass_(minutes=1)
        await sends(mother, PAPER, media_type=WORD)
        await mother.presses(f"补充线索 {case(mother).number}")
        await town.develop(mother)
    return officer, mother


def chips(chat: Chat, since: int) -> list[SendFile]:
    replies = [load_reply(message.reply.reveal()) for message in chat._messages() if message.seq > since]
    return [reply for reply in replies if isinstance(reply, SendFile)]


async def test_an_officer_never_gets_the_name_that_the_tipster_gave_a_file(town: Darkroom) -> None:
    officer, mother = await reported(town)
    await officer.says("/signal 1")
    since = officer.seen
    await officer.presses("详情")
    found = chips(officer, since)
    assert [chip.file_name.rpartition("-")[2] for chip in found] == ["1.jpg", "2.docx"] * 2
    for chip in found:
        answer = await serve_file(town.transactions, town.env, chip.document, officer.person())
        assert answer.headers["Content-Disposition"].endswith(f"''{chip.file_name}")
    own = await serve_file(town.transactions, town.env, found[1].document, mother.person())
    assert own.headers["Content-Disposition"].endswith("''IMG.jpg.docx")
