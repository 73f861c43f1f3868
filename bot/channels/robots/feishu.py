"""Feishu 飞书 custom robots: a post whose parts are literal, so that no words of ours are read as a mention."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from bot.channels.letters import Letter
from bot.channels.pacing import Limits, Rate
from bot.channels.robots.vendor import Call, Meaning, Robot, Vendor
from casework.address_forms import FEISHU

API_URL: Final = "https://open.feishu.cn"
_LINES: Final = 100  # each costs forty bytes of its own; what is beyond goes as one
_LOCALES: Final = {"zh-CN": "zh_cn", "zh-HK": "zh_hk", "en": "en_us"}


def signature(timestamp: str, secret: str) -> str:
    """HMAC-SHA256 of nothing, with time and secret as its key, in base64; `timestamp` in seconds."""
    key = f"{timestamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()


def call(base: str, robot: Robot, letter: Letter, text: str, locale: str, at: float) -> Call:
    heading, *rest = (line for line in text.split("\n") if line and letter.link not in line)
    parts = [*rest[:_LINES], *(["\n".join(rest[_LINES:])] if rest[_LINES:] else [])]
    lines: list[list[Mapping[str, str]]] = [[{"tag": "text", "text": part}] for part in parts]
    post = {"title": heading, "content": [*lines, [{"tag": "a", "text": letter.label, "href": letter.link}]]}
    body: dict[str, Any] = {"msg_type": "post", "content": {"post": {_LOCALES.get(locale, "zh_cn"): post}}}
    if robot.secret:
        timestamp = str(int(at))
        body |= {"timestamp": timestamp, "sign": signature(timestamp, robot.secret)}
    return Call(url=f"{base}/open-apis/bot/v2/hook/{quote(robot.key, safe='')}", body=body)


VENDOR: Final = Vendor(
    channel=FEISHU,
    text_limit=7_000,  # the whole body may have 20 KB, and what JSON escapes counts twice
    limits=Limits(overall=(Rate(count=100, seconds=60.0), Rate(count=5, seconds=1.0))),
    rest=60.0,
    number="code",
    meanings={
        0: Meaning.TAKEN,
        11232: Meaning.FLOOD,
        99991400: Meaning.FLOOD,
        19001: Meaning.GONE,  # the token is not known
        19021: Meaning.OURS,  # signature or clock
        19022: Meaning.OURS,  # the sender's address
        19024: Meaning.OURS,  # keyword
        9499: Meaning.REFUSED,
    },
    call=call,
)
