"""What comes back by mail: reports of several mail servers, forgeries, the folder, and the unsubscribe page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.channels.mail.folder import BounceFolder
from bot.channels.mail.pages import unsubscribe_routes
from bot.channels.mail.reports import read_report
from bot.channels.mail.tags import Use
from casework.addresses import register_address
from casework.deliveries import record_outcome
from casework.outgoing import claim_parcels
from casework.ports import Sent
from casework.returns import Returned, Way
from casework.subscriptions import subscribe
from fenghuo.channels import mail_tags
from storage.vault import KeyRing
from tests.support.customs import World, world

ID = "0123456789abcdef" * 2
RING = KeyRing.ephemeral()
TAGS = mail_tags(RING)
TAG = TAGS.make(Use.RETURN, ID)


def report(*, to: str = "", action: str = "failed", status: str = "5.1.1", envelope: str = "", sent: str = "") -> bytes:
    """As Postfix writes it."""
    mail = MIMEMultipart("report", **{"report-type": "delivery-status"})
    mail["From"], mail["To"], mail["Auto-Submitted"] = "MAILER-DAEMON@mx.example.org", to, "auto-replied"
    mail["Subject"] = "Undelivered Mail Returned to Sender"
    mail.attach(MIMEText("I'm sorry to have to inform you …"))
    about = Message()
    about["Reporting-MTA"] = "dns; mx.example.org"
    if envelope:
        about["Original-Envelope-Id"] = envelope
    one = Message()
    one["Final-Recipient"] = "rfc822; huang@toys.example.org"
    one["Action"], one["Status"] = action, status
    status_part = Message()
    status_part["Content-Type"] = "message/delivery-status"
    status_part.set_payload([about, one])
    mail.attach(status_part)
    if sent:
        mail.attach(MIMEText(f"Message-ID: <{sent}@example.org>\nSubject: x\n", "rfc822-headers"))
    return mail.as_bytes()


def plain(words: str, *, sender: str = "MAILER-DAEMON@mx.example.org", **headers: str) -> bytes:
    """As qmail and others do, without a report."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, f"bounce+{TAG}@example.org"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(words)
    return mail.as_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        report(to=f"bounce+{TAG}@example.org"),
        report(to=f"BOUNCE+{TAG.upper()}@EXAMPLE.ORG"),
        report(envelope=TAG),
        report(sent=TAG),
    ],
)
def test_a_report_names_the_message_by_address_envelope_or_message_id(raw: bytes) -> None:
    assert read_report(raw, TAGS) == Returned(message_id=ID, way=Way.FAILED, status="5.1.1")


@pytest.mark.parametrize(
    ("action", "status", "way"),
    [("failed", "5.2.2", Way.FAILED), ("delayed", "4.4.1", Way.DELAYED), ("delivered", "2.0.0", Way.DELIVERED)],
)
def test_the_action_says_what_happened(action: str, status: str, way: Way) -> None:
    assert read_report(report(envelope=TAG, action=action, status=status), TAGS) == Returned(
        message_id=ID, way=way, status=status
    )


@pytest.mark.parametrize(
    ("words", "returned"),
    [
        ("<h@x>:\n550 5.1.1 no such user", Returned(message_id=ID, way=Way.FAILED, status="5.1.1")),
        ("Remote host said: 552 mailbox full", Returned(message_id=ID, way=Way.FAILED)),
        ("smtp; 451 4.7.1 try later", Returned(message_id=ID, way=Way.DELAYED, status="4.7.1")),
        ("Something went wrong.", None),
    ],
)
def test_a_bounce_in_plain_words_is_read_by_its_code(words: str, returned: Returned | None) -> None:
    assert read_report(plain(words), TAGS) == returned


@pytest.mark.parametrize(
    "raw",
    [
        plain("I am on holiday until 5.1.1", sender="huang@toys.example.org", Auto_Submitted="auto-replied"),
        plain("550 5.1.1 I am a person", sender="huang@toys.example.org"),
        report(to=f"bounce+{ID}.0123456789ab@example.org"),
        report(to=f"bounce+{TAGS.make(Use.UNSUBSCRIBE, ID)}@example.org"),
        report(to="bounce@example.org"),
        report(envelope=TAG, action="relayed"),
        report(envelope=TAG, action="nonsense"),
        b"",
        b"\xff\xfe\x00" * 1000,
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nnonsense",
    ],
)
def test_holiday_replies_forgeries_and_nonsense_are_nothing(raw: bytes) -> None:
    assert read_report(raw, TAGS) is None


def test_a_tag_made_before_the_keys_were_rotated_still_counts() -> None:
    ring = KeyRing.ephemeral()
    before = mail_tags(ring).make(Use.RETURN, ID)
    ring.add_key()
    after = mail_tags(ring).make(Use.RETURN, ID)
    assert before != after
    assert [mail_tags(ring).read(Use.RETURN, tag) for tag in (before, after)] == [ID, ID]


@pytest.fixture
def here() -> World:
    here = world()
    return replace(here, env=replace(here.env, outgoing=frozenset({"mail"})))


def mailed(here: World) -> str:
    """A circular went out by mail; the message's id."""
    person = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, person))
    here.do(lambda uow: register_address(uow, here.env, person, "mail", "huang@toys.example.org", vouched=True))
    here.issued()
    here.clock.pass_(days=1)  # its turn comes after the chat's
    (parcel,) = here.do(lambda uow: claim_parcels(uow, here.env, "mail", limit=5))
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, Sent(external_id="1")))
    return parcel.message_id


async def test_a_folder_is_read_booked_and_moved_on_by_two_at_once(here: World, tmp_path: Path) -> None:
    message_id = mailed(here)
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1.bounce").write_bytes(report(envelope=TAGS.make(Use.RETURN, message_id)))
    (tmp_path / "new" / "2.spam").write_bytes(b"Subject: win\n\nwin")
    folders = [BounceFolder(tmp_path, transactions=here.transactions, env=here.env, tags=TAGS) for _ in range(2)]
    await asyncio.gather(*(folder.look() for folder in folders))
    assert here.do(lambda uow: uow.outbox.get(message_id)).state.value == "dead"
    assert list((tmp_path / "new").iterdir()) == []
    assert sorted(file.name for file in (tmp_path / "cur").iterdir()) == ["1.bounce:2,S", "2.spam:2,S"]
    assert await folders[0].look() == 0


@pytest.fixture
async def page(here: World) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes(unsubscribe_routes(transactions=here.transactions, env=here.env, tags=TAGS, style="/site.css"))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/unsubscribe"  # type: ignore[attr-defined]
    await runner.cleanup()


async def test_a_link_preview_unsubscribes_nobody_one_click_does_and_another_takes_it_back(
    here: World, page: str
) -> None:
    url = f"{page}?m={TAGS.make(Use.UNSUBSCRIBE, mailed(here))}"

    def active() -> bool:
        kept = here.do(lambda uow: uow.subscriptions.of(here.people["toys"].id))
        return kept is not None and kept.active

    async with ClientSession() as browser:
        async with browser.get(url) as asked:
            assert asked.status == 200
            assert "确认退订" in await asked.text()
        assert active()
        async with browser.post(url, data={"List-Unsubscribe": "One-Click"}) as done:
            assert done.status == 200
            assert "已退订" in await done.text()
        assert not active()
        async with browser.get(url) as again:
            assert "恢复订阅" in await again.text()
        async with browser.post(url, data={"return": "1"}) as back:
            assert "已恢复订阅" in await back.text()
        assert active()
        async with browser.post(url, data={"List-Unsubscribe": "One-Click"}) as done:
            assert done.status == 200
        assert not active()
        async with browser.post(url, data={"List-Unsubscribe": "One-Click"}) as again:
            assert again.status == 200


@pytest.mark.parametrize(
    "forged", ["", "x", f"{ID}.0123456789ab", TAG], ids=["empty", "short", "made-up", "of-a-bounce"]
)
async def test_a_forged_link_finds_nobody(page: str, forged: str) -> None:
    async with ClientSession() as browser:
        for ask in (browser.get, browser.post):
            async with ask(page, params={"m": forged}) as answer:
                assert answer.status == 404
