"""Short messages: what they cost, what stands in them, how gateways are described and understood."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.channels.letters import write
from bot.channels.sms.gateway import BadTemplate, Gateway, Rule, parse_headers
from bot.channels.sms.lengths import parts
from bot.channels.sms.sender import short_text
from casework.ports import Reply, Say, Text
from tests.support.echo import sentence
from tests.support.telegram_line import BASE_URL, parcel

BRIEF = Text(key="circular-brief", params={"level": "红色", "kind": "通告", "number": "江关警〔2026〕1号"})


def text_of(reply: Reply, *, most_parts: int = 3, repeat: bool = False) -> str:
    letter = write(
        parcel(reply, to=1, one_time_link="/enter/token", repeat=repeat), base_url=BASE_URL, tz="Asia/Shanghai"
    )
    return short_text(letter, locale="zh-CN", most_parts=most_parts)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("好" * 70, 1),
        ("好" * 71, 2),
        ("好" * 134, 2),
        ("好" * 135, 3),
        ("𠮷" * 35, 1),
        ("𠮷" * 36, 2),
        ("", 1),
    ],
)
def test_a_text_costs_as_many_messages_as_the_network_makes_of_it(text: str, count: int) -> None:
    assert parts(text) == count


def test_even_a_public_circular_goes_as_number_urgency_and_link_only() -> None:
    reply = replace(sentence("磁力珠会爆开"), brief=BRIEF, urgent=True)
    assert text_of(reply) == f"【烽火】【紧急】红色通告（江关警〔2026〕1号） {BASE_URL}/enter/token"


def test_a_code_goes_as_it_is() -> None:
    code = Say(text=Text(key="address-code", params={"code": "012345", "minutes": 15}))
    assert "012345" in text_of(code)


def test_where_there_is_too_little_room_words_go_and_the_link_stays() -> None:
    long = replace(BRIEF, params={**BRIEF.params, "number": "号" * 200})
    text = text_of(Say(text=BRIEF, brief=long), most_parts=2, repeat=True)
    assert parts(text) <= 2
    assert text.endswith(f"{BASE_URL}/enter/token")


def test_places_are_filled_so_that_no_value_breaks_out_of_its_place() -> None:
    gateway = Gateway(
        url="https://sms.example.org/send?to={phone}", body='{"text": "{text}", "id": "{id}"}', headers={"X-Id": "{id}"}
    )
    url, headers, body = gateway.request(phone="+85291234567", text='引"号\n{phone}\\', id_="a\r\nB: c")
    assert url == "https://sms.example.org/send?to=%2B85291234567"
    assert headers["X-Id"] == "a%0D%0AB%3A%20c"
    assert body is not None
    assert json.loads(body) == {"text": '引"号\n{phone}\\', "id": "a\r\nB: c"}


def test_a_form_and_a_get_are_escaped_as_such() -> None:
    form = Gateway(
        url="https://x.example.org", body="m={phone}&t={text}", content_type="application/x-www-form-urlencoded"
    )
    assert form.request(phone="1", text="甲&t=乙", id_="")[2] == b"m=1&t=%E7%94%B2%26t%3D%E4%B9%99"
    get = Gateway(url="https://x.example.org/?t={text}", method="GET")
    assert get.request(phone="1", text="a b&c", id_="") == ("https://x.example.org/?t=a%20b%26c", {}, None)


@pytest.mark.parametrize(
    "wrong", [{"body": '{"text": {text}}'}, {"body": '{"text": "{words}"}'}, {"url": "https://x.example.org/{secret}"}]
)
def test_a_template_that_cannot_be_filled_is_refused_at_once(wrong: dict[str, str]) -> None:
    with pytest.raises(BadTemplate):
        Gateway(**{"url": "https://x.example.org", **wrong})


@pytest.mark.parametrize(
    ("rule", "answer", "holds"),
    [
        ("code == 0", {"code": 0}, True),
        ("code == 0", {"code": "0"}, True),
        ("code == 0", {"code": False}, False),
        ("code == 0", {"code": 00, "x": 1}, True),
        ("code == 0 | OK", {"code": "OK"}, True),
        ("Status.0.Code == Ok", {"Status": [{"Code": "Ok"}]}, True),
        ("Status.1.Code == Ok", {"Status": [{"Code": "Ok"}]}, False),
        ("success == true", {"success": True}, True),
        ("code == 0", None, False),
        ("code == 0", ["code"], False),
    ],
)
def test_a_rule_reads_the_gateways_answer(rule: str, answer: object, holds: bool) -> None:
    read = Rule.read(rule)
    assert read is not None
    assert read.holds(answer) is holds


def test_headers_are_one_a_line() -> None:
    assert parse_headers("Authorization: Bearer a:b\n\nX-Key:  1 ") == {"Authorization": "Bearer a:b", "X-Key": "1"}
    with pytest.raises(BadTemplate):
        parse_headers("Authorization")
