"""A circular goes out by e-mail and to a group robot from the real program; the mail comes back and is listed."""

from __future__ import annotations

import asyncio
import json
from email.message import Message
from email.mime.multipart import MIMEMultipart
from pathlib import Path

from tests.support.command_line import CommandLine
from tests.support.mail_house import MailHouse, make_certificates
from tests.support.outgoing_lines import text_of
from tests.support.receivers import KEY, SECRET, Receivers
from tests.support.telegram_line import until

WARNING = {
    "kind": "advisory",
    "level": "red",
    "title": "关于磁力珠玩具的风险警示",
    "product": "toys",
    "hazards": ["choking"],
    "body": "磁力珠易被幼儿吞食。",
    "measures": ["停止销售"],
    "audience": ["91440703MA5DEM014K"],
}
ROSTER = "name,uscc,contact,email\n江门欢童贸易有限公司,91440703MA5DEM014K,黄经理,huang@toys.example.org\n"


def office(run: CommandLine) -> None:
    """江门海关 with an officer and a signer, one enterprise from the roster, its group robot vouched for."""
    org = run.json("org", "add", "江门海关", "--level", "regional", "--region", "江门", "--json")["id"]
    for name, role in (("陈值班", "officer"), ("梁签发", "signer")):
        assert run("user", "add", name, "--org", org, "--role", role).code == 0
    (run.folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    assert run("import", "enterprises", "roster.csv").code == 0
    (run.folder / "secret").write_text(SECRET)
    to = ("--channel", "dingtalk", "--to", f"https://oapi.example.org/robot/send?access_token={KEY}")
    added = run("address", "add", "黄经理", *to, "--secret-file", "secret", "--vouched")
    assert added.out.startswith("Registered: •••-key, id ")


def issued(run: CommandLine) -> str:
    (run.folder / "warning.json").write_text(json.dumps(WARNING), encoding="utf-8")
    number = json.loads(run("circular", "draft", "--file", "warning.json", "--as", "陈值班").out)["number"]
    for act, who in (("submit", "陈值班"), ("approve", "梁签发"), ("issue", "陈值班")):
        ran = run("circular", act, number, "--as", who)
        assert ran.code == 0, ran.err
    return str(number)


def bounce(envelope: str) -> str:
    mail = MIMEMultipart("report", **{"report-type": "delivery-status"})
    mail["From"], mail["To"] = "MAILER-DAEMON@mx.example.org", envelope
    one = Message()
    one["Action"], one["Status"] = "failed", "5.1.1"
    status = Message()
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([Message(), one])
    mail.attach(status)
    return mail.as_string()


async def test_from_the_roster_to_the_mailbox_to_the_robot_and_back_as_a_bounce(tmp_path: Path) -> None:
    async with MailHouse(make_certificates(tmp_path), security="none") as house, Receivers() as receivers:
        run = CommandLine(
            tmp_path / "office",
            MAIL_HOST="127.0.0.1",
            MAIL_PORT=str(house.port),
            MAIL_SECURITY="none",
            MAIL_FROM="烽火平台 <alerts@example.org>",
            DINGTALK_API_URL=receivers.url,
            BASE_URL="https://fenghuo.example.cn",
        )
        doctor = await asyncio.to_thread(run, "doctor")
        assert "! E-mail: 127.0.0.1" in doctor.out
        await asyncio.to_thread(office, run)
        number = await asyncio.to_thread(issued, run)
        with run.role("worker") as worker:
            await until(lambda: bool(house.taken and receivers.got), within=30)
            worker.terminate()
            assert await asyncio.to_thread(worker.wait, 20) == 0
        (taken,) = house.taken
        assert taken.recipient == "huang@toys.example.org"
        assert "【紧急】红色风险警示通告（江关警〔" in text_of(taken.mail)
        assert [part.get_content_type() for part in taken.mail.iter_attachments()] == ["application/pdf"]
        (got,) = receivers.got
        assert "磁力珠易被幼儿吞食" in got.text
        assert "/enter/" not in got.text
        assert receivers.refused == []
        back = await asyncio.to_thread(lambda: run("mail", "bounce", stdin=bounce(taken.sender)))
        assert (back.code, "came back (5.1.1)" in back.out) == (0, True)
        shown = await asyncio.to_thread(run.json, "circular", "show", number, "--json")
        assert shown["deliveries"] == {"dead": 1, "sent": 2}
        listed = await asyncio.to_thread(run.json, "address", "list", "黄经理", "--json")
        assert [row["channel"] for row in listed] == ["webchat", "dingtalk"]


def test_an_address_waits_for_its_code_and_a_webhook_is_given_a_secret_once(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    org = run.json("org", "add", "江门海关", "--level", "regional", "--json")["id"]
    run("user", "add", "陈值班", "--org", org, "--role", "officer")
    off = run("address", "add", "陈值班", "--channel", "mail", "--to", "chen@example.org")
    assert (off.code, off.err.strip()) == (
        1,
        "“channel (not set up here)” is not valid. Please check it and enter it again.",
    )
    added = run.json(
        "address", "add", "陈值班", "--channel", "webhook", "--to", "https://erp.example.org/hook", "--json"
    )
    assert added["waiting"] is True
    assert added["secret"].startswith("whsec_")
    wrong = run("address", "confirm", "陈值班", added["id"], "abc")
    assert (wrong.code, wrong.err.strip()) == (1, "That is not the code.")
    assert run("address", "confirm", "陈值班", "nonsense", "123456").code == 4
    other = run("mail", "bounce", stdin="Subject: hello\n\nhello")
    assert (other.code, other.out.startswith("This mail is no bounce")) == (0, True)
