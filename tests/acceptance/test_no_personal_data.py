"""STYLE 37: a whole case at log level DEBUG; nobody's data in logs, exceptions, the audit log or on the disk."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bot.dialogue.flows import FLOWS
from casework.fakes import FixedTriage
from casework.ports import UnitOfWork
from jobs.scheduler import JOBS, run_job
from jobs.wake import Wake
from nlp import pipeline
from risk.finding import Harm, Scope
from risk.organisation import Role
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support.raw import at_rest
from tests.support.web_client import Client, client
from tests.support.web_house import WebHouse, web_house

HOUSE = Path(__file__).parents[2]
OURS = tuple(f"{HOUSE / part}/" for part in ("risk", "casework", "nlp", "storage", "bot", "web", "jobs", "texts"))
NAME, PHONE, IDENTITY = "欧阳震华", "13987654321", "11010519491231002X"
TIP = f"我叫{NAME}，电话{PHONE}，身份证{IDENTITY}，网上买的进口玩具车充电时冒烟了"
ANSWER = "我住在江门市白沙大道西37号"
FILE = "欧阳家的门牌.png"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 64
PERSONAL = (NAME, PHONE, IDENTITY, TIP, "充电时冒烟了", ANSWER, "白沙大道", FILE, "欧阳家")
TRIAGE = FixedTriage(
    {
        TIP: {
            "scope": Scope.IN,
            "product": "toys",
            "hazards": ("fire",),
            "harm": Harm.NEAR_MISS,
            "injured": 0,
            "trade": "import",
        }
    }
)


@contextmanager
def exceptions_heard(heard: list[str]) -> Iterator[None]:
    """The text of every exception that passes a frame of ours, in every thread started meanwhile, caught or not."""

    def watch(frame: FrameType, event: str, told: Any) -> Any:
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "exception" and not issubclass(told[0], StopIteration | StopAsyncIteration):
            heard.append(f"{told[0].__name__} {told[1]!s} {told[1]!r}")
        return watch

    before = sys.gettrace()
    threading.settrace(watch)
    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)
        threading.settrace(None)  # type: ignore[arg-type] # None ends it, as the manual says


async def press(browser: Client, label: str) -> None:
    """The newest button of that label."""
    async with browser.session.get("/chat/history") as response:
        messages = (await response.json())["messages"]
    buttons = [one for m in messages for row in m.get("options", ()) for one in row if one["label"] == label]
    status, _ = await browser.post(
        "/chat/press", {"id": f"press-{label.encode().hex()}", "press": buttons[-1]["press"]}
    )
    assert status == 200


async def play(house: WebHouse) -> None:
    """A tip with a photo, a name wrongly and rightly given, a question and its answer, an export, strangers' tries."""
    officer = house.person(Role.OFFICER)
    async with client(house) as desk, client(house) as citizen, client(house) as stranger:
        await desk.enter(house.link(officer))
        await citizen.visit()
        await stranger.visit()
        _, answer = await citizen.upload((FILE, PNG), text=TIP)
        (photo,) = [file["href"] for message in answer["messages"] for file in message.get("files", ())]
        (link,) = [message["link"]["href"] for message in answer["messages"] if "link" in message]
        await citizen.page(link)
        fields = {"kind": "resident_id", "name": NAME, "phone": PHONE, "consent": "yes"}
        assert (await citizen.form(link, **fields, number=IDENTITY[:-1] + "1"))[0] == 422
        assert (await citizen.form(link, **fields, number=IDENTITY))[0] == 200
        assert (await citizen.form(link, **fields, number=IDENTITY))[0] == 410
        await press(desk, "认领")
        await press(desk, "问提供人")
        await desk.say("请问事情发生在哪里？")
        await press(citizen, "回答")
        await citizen.say(ANSWER)
        for path in (photo, "/chat/file/attachment:nobody", f"/warnings/{PHONE}", f"/nosuch/{NAME}"):
            async with stranger.session.get(path) as response:
                assert response.status == 404
        await stranger.say(f"/signal {PHONE}")
        await stranger.post("/chat/press", {"id": "x" * 8, "press": "nobody:0:0"})
        await desk.say(f"/signal {PHONE}")
        await press(desk, "不予立案")
        await desk.say("已由其他部门处理")
        await press(desk, "提交")
        await citizen.say("/privacy")


@pytest.fixture
def storage(sqlite_url: str, tmp_path: Path) -> Iterator[Storage]:
    """Opened where the watch is on already, so that its threads are watched too."""
    heard: list[str] = []
    with exceptions_heard(heard):
        opened = open_storage(sqlite_url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
        yield opened
    opened.close()
    assert any("not-found" in text for text in heard), "the watch heard nothing"
    for personal in PERSONAL:
        assert [text for text in heard if personal in text] == []


async def test_a_case_leaves_nobodys_data_in_logs_exceptions_audit_or_files(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with web_house(storage.transactions, flows=FLOWS, triage=TRIAGE) as house:
        await play(house)
        for job in JOBS:
            await run_job(job, house.transactions, house.env, Wake())
    pipeline.load()(TIP)
    disk = at_rest(storage.url)
    audit = storage.transactions.run_now(_audit)
    lines = [f"{record.name} {record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records]
    assert lines
    assert "signal.acknowledge" in audit
    assert "relay.answer" in audit
    assert b"signal.acknowledge" in disk
    for personal in PERSONAL:
        assert [line for line in lines if personal in line] == []
        assert personal not in audit
        assert personal.encode() not in disk
        assert personal.encode("ascii", "backslashreplace") not in disk


def _audit(uow: UnitOfWork) -> str:
    return "\n".join(str(entry) for org_id in uow.audit.organisations() for entry in uow.audit.of(org_id))
