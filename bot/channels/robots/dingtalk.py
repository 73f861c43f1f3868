"""DingTalk 钉钉 custom robots: plain text; time and signature stand in the address."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final
from urllib.parse import urlencode

from bot.channels.letters import Letter
from bot.channels.pacing import Limits, Rate
from bot.channels.robots.vendor import Call, Meaning, Robot, Vendor
from casework.address_forms import DINGTALK

API_URL: Final = "https://oapi.dingtalk.com"


def signature(timestamp: str, secret: str) -> str:
    """HMAC-SHA256 with the secret over time and secret, in base64; `timestamp` in milliseconds."""
    words = f"{timestamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), words, hashlib.sha256).digest()).decode()


def call(base: str, robot: Robot, letter: Letter, text: str, locale: str, at: float) -> Call:
    query = {"access_token": robot.key}
    if robot.secret:
        timestamp = str(int(at * 1000))
        query |= {"timestamp": timestamp, "sign": signature(timestamp, robot.secret)}
    return Call(
        url=f"{base}/robot/send?{urlencode(query)}",
        body={"msgtype": "text", "text": {"content": text}, "at": {"isAtAll": False}},
    )


VENDOR: Final = Vendor(
    channel=DINGTALK,
    text_limit=9_000,  # the whole body may have 20,000 bytes, and what JSON escapes counts twice
    limits=Limits(overall=(Rate(count=20, seconds=60.0),)),
    rest=600.0,  # whoever sends more is shut out for ten minutes
    number="errcode",
    meanings={
        0: Meaning.TAKEN,
        -1: Meaning.BUSY,
        130101: Meaning.FLOOD,
        410100: Meaning.FLOOD,
        90030: Meaning.FLOOD,
        300001: Meaning.GONE,  # the token is not known
        300005: Meaning.GONE,
        400101: Meaning.GONE,
        400013: Meaning.GONE,  # the group is dissolved
        400102: Meaning.GONE,  # the robot is stopped
        400106: Meaning.GONE,  # there is no such robot
        310000: Meaning.OURS,  # signature, keyword or sender's address
        40035: Meaning.REFUSED,
        400105: Meaning.REFUSED,
        430101: Meaning.REFUSED,
        430102: Meaning.REFUSED,
        430104: Meaning.REFUSED,
    },
    call=call,
)
