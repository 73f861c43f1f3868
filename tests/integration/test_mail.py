"""E-mail against a real mail server: what a mail looks like, who is spoken to, and what refusals mean."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.letters import write
from bot.channels.mail.compose import Enclosed, Letterhead, mail
from casework.ports import Dead, Lane, Lost, Option, Outcome, Parcel, Retry, Say, Sent, Text
from risk.identity import Secret
from tests.support.echo import sentence
from tests.support.mail_house import HANG_UP, MailHouse, make_certificates
from tests.support.outgoing_lines import HTML, PDF, TAGS, mail_sender, text_of
from tests.support.telegram_line import BASE_URL, parcel

NUMBER = "江关警〔2026〕1号"
BRIEF = Text(key="circular-brief", params={"level": "红色", "kind": "通告", "number": NUMBER})
ACKNOWLEDGE = Option(label=Text(key="circular-acknowledge"), action="circular.acknowledge", subject="c1")


def letter(reply: Say, *, to: str = "ying@example.org", **changes: object) -> Parcel:
    return replace(parcel(reply, to=1, one_time_link="/enter/t"), address=Secret(to), **changes)  # type: ignore[arg-type]


def circular(id_: str = "c1", *, urgent: bool = True) -> Say:
    pdf = Option(label=Text(key="circular-pdf"), action="circular.pdf", subject=id_)
    words = Text(key="circular-notice", params={"paper": "磁力珠会爆开，请立即停售。"})
    return Say(text=words, brief=BRIEF, urgent=urgent, options=((ACKNOWLEDGE,), (pdf,)))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(params=["starttls", "tls"])
async def house(request: pytest.FixtureRequest, certificates: Path) -> AsyncIterator[MailHouse]:
    async with MailHouse(certificates, security=request.param) as house:
        yield house


@pytest.fixture
async def plain_house(certificates: Path) -> AsyncIterator[MailHouse]:
    """For what does not hang on encryption."""
    async with MailHouse(certificates, security="none") as house:
        yield house


async def sent(house: MailHouse, *parcels: Parcel) -> list[Outcome]:
    async with mail_sender(house) as sender:
        return [await sender.send(each) for each in parcels]


async def test_a_circular_goes_as_text_html_and_pdf_with_number_and_urgency_in_its_subject(house: MailHouse) -> None:
    (outcome,) = await sent(house, letter(circular()))
    assert outcome == Sent(external_id="2.0.0 queued as 1")
    read = house.taken[0].mail
    assert read["Subject"] == f"【紧急】红色通告（{NUMBER}） [7]"
    assert read["From"] == "烽火平台 <alerts@example.org>"
    assert read["To"] == "ying@example.org"
    assert read["Importance"] == "high"
    assert read["Auto-Submitted"] == "auto-generated"
    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "磁力珠会爆开" in text.get_content()
    assert f"打开并签收\r\n{BASE_URL}/enter/t" in text.get_content().replace("\n", "\r\n").replace("\r\r", "\r")
    assert HTML in html.get_content()
    (file,) = read.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (
        f"{NUMBER}.pdf",
        "application/pdf",
        PDF,
    )


async def test_news_about_a_circular_is_the_news_and_not_the_circular_again(plain_house: MailHouse) -> None:
    await sent(plain_house, letter(replace(circular(), text=sentence("您还没有签收。").text)))
    html = plain_house.taken[0].mail.get_body(("html",))
    assert html is not None
    assert "您还没有签收" in html.get_content()
    assert HTML not in html.get_content()


async def test_return_path_and_message_id_name_the_message_alike_at_every_try(plain_house: MailHouse) -> None:
    await sent(plain_house, letter(circular()), letter(circular(), repeat=True))
    tag = TAGS.make("mail.return", "0" * 31 + "7")  # type: ignore[arg-type]
    for taken in plain_house.taken:
        assert taken.sender == f"bounce+{tag}@example.org"
        assert taken.mail["Message-ID"] == f"<{tag}@example.org>"
        assert taken.reports == ("RET=HDRS", f"ENVID={tag}", "NOTIFY=FAILURE,DELAY")


async def test_what_goes_to_many_can_be_unsubscribed_by_one_click_and_what_answers_one_cannot(
    plain_house: MailHouse,
) -> None:
    await sent(plain_house, letter(circular(), lane=Lane.CIRCULAR), letter(circular(), lane=Lane.TALK))
    many, one = (taken.mail for taken in plain_house.taken)
    tag = TAGS.make("mail.unsubscribe", "0" * 31 + "7")  # type: ignore[arg-type]
    raw = plain_house.taken[0].raw.decode("ascii", "replace")
    assert f"\r\nList-Unsubscribe: <{BASE_URL}/unsubscribe?m={tag}>\r\n" in raw
    assert many["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one["List-Unsubscribe"] is None


async def test_nobody_writes_headers_of_ours(plain_house: MailHouse) -> None:
    wicked = "好\r\nBcc: thief@example.net\r\n\r\n<script>x</script>\u2028Cc: thief@example.net"
    brief = Text(key="circular-brief", params={"level": "红色", "kind": wicked, "number": wicked})
    await sent(plain_house, letter(Say(text=sentence(wicked).text)), letter(replace(circular(), brief=brief)))
    for taken in plain_house.taken:
        assert taken.recipient == "ying@example.org"
        assert taken.mail["Bcc"] is None
        assert taken.mail["Cc"] is None
        html = taken.mail.get_body(("html",))
        assert html is not None
        assert "<script>" not in html.get_content()
        assert all(
            "thief" not in (part.get_filename() or "") or "\n" not in (part.get_filename() or "")
            for part in taken.mail.walk()
        )


@pytest.mark.parametrize(
    "to", ["ying@example.org\r\nRCPT TO:<thief@example.net>", "a b@example.org", "", "ying", "<ying@example.org>,x"]
)
async def test_a_recipient_that_is_no_address_is_not_spoken_of(plain_house: MailHouse, to: str) -> None:
    assert await sent(plain_house, letter(circular(), to=to)) == [Dead(reason="bad-address")]
    assert plain_house.taken == []


async def test_a_circular_without_its_pdf_goes_all_the_same(plain_house: MailHouse) -> None:
    (outcome,) = await sent(plain_house, letter(circular("missing")))
    assert isinstance(outcome, Sent)
    assert "磁力珠会爆开" in text_of(plain_house.taken[0].mail)


@pytest.mark.parametrize(
    ("step", "said", "outcome"),
    [
        ("MAIL", "451 4.3.0 later", Retry(after=0.0, reason="not now: 451 4.3.0")),
        ("MAIL", "550 5.7.1 not you", Retry(after=300.0, reason="sender refused: 550 5.7.1")),
        ("RCPT", "550 5.1.1 no such user ying@example.org", Dead(reason="gone")),
        ("RCPT", "550 5.7.1 refused by ying@example.org", Dead(reason="refused: 550 5.7.1")),
        ("RCPT", "450 4.7.1 come again", Retry(after=0.0, reason="not now: 450 4.7.1")),
        ("RCPT", "421 4.7.0 too much", Retry(after=60.0, reason="server-busy")),
        ("RCPT", HANG_UP, Retry(after=0.0, reason="no-connection")),
        ("DATA", "554 5.7.1 looks like spam", Dead(reason="refused: 554 5.7.1")),
        ("DATA", "552 5.3.4 too big", Dead(reason="too-large")),
        ("DATA", "452 4.3.1 full", Retry(after=0.0, reason="not now: 452 4.3.1")),
        ("DATA", HANG_UP, Lost(reason="no-answer")),
    ],
)
async def test_a_refusal_means_what_its_code_says_and_repeats_no_address(
    plain_house: MailHouse, step: str, said: str, outcome: Outcome
) -> None:
    plain_house.fail(step, said)
    assert await sent(plain_house, letter(circular())) == [outcome]
    (after,) = await sent(plain_house, letter(circular()))
    assert isinstance(after, Sent)


async def test_a_connection_is_used_again_and_a_stale_one_found_out_before_anything_is_said(
    plain_house: MailHouse,
) -> None:
    async with mail_sender(plain_house) as sender:
        for _ in range(3):
            assert isinstance(await sender.send(letter(circular())), Sent)
        assert plain_house.connections == 1
        plain_house.fail("MAIL", HANG_UP)
        assert isinstance(await sender.send(letter(circular())), Sent)
        assert plain_house.connections == 2
    assert len(plain_house.taken) == 4


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"ca_file": None}, "no-tls"), ({"password": "wrong"}, "wrong-password"), ({"security": "none"}, "no-tls")],
)
async def test_a_server_that_cannot_be_trusted_or_does_not_know_us_gets_nothing(
    certificates: Path, changes: dict[str, object], reason: str
) -> None:
    async with MailHouse(certificates, security="starttls") as house, mail_sender(house, **changes) as sender:
        assert await sender.send(letter(circular())) == Retry(after=300.0, reason=reason)
        assert house.taken == []


async def test_a_server_without_encryption_is_not_given_the_mail_unencrypted(plain_house: MailHouse) -> None:
    async with mail_sender(plain_house, security="starttls") as sender:
        assert await sender.send(letter(circular())) == Retry(after=300.0, reason="no-tls")
    assert plain_house.taken == []


def test_a_mail_can_be_read_by_the_library_that_wrote_it_whatever_the_words() -> None:
    for words in ("𠮷" * 500, "a" * 5000, "\x00\x1b[31m", "名" + "\n" * 50):
        made = write(letter(Say(text=sentence(words).text)), base_url=BASE_URL, tz="Asia/Shanghai")
        built = mail(
            made,
            Enclosed(),
            sender=Letterhead(address="a@example.org", name=words),
            to="b@example.org",
            tag="t",
            number="7",
            locale="zh-CN",
            at=datetime.now(UTC),
        )
        lines = built.as_bytes().split(b"\r\n")
        assert all(len(line) <= 998 for line in lines)
        assert "\n" not in built["Subject"]
