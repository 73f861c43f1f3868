"""WeCom 企业微信 group robots (developer.work.weixin.qq.com, path 91770): plain text, no signature."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from bot.channels.letters import Letter
from bot.channels.pacing import Limits, Rate
from bot.channels.robots.vendor import Call, Meaning, Robot, Vendor
from casework.address_forms import WECOM

API_URL: Final = "https://qyapi.weixin.qq.com"


def call(base: str, robot: Robot, letter: Letter, text: str, locale: str, at: float) -> Call:
    return Call(
        url=f"{base}/cgi-bin/webhook/send?key={quote(robot.key, safe='')}",
        body={"msgtype": "text", "text": {"content": text}},
    )


VENDOR: Final = Vendor(
    channel=WECOM,
    text_limit=2048,
    limits=Limits(overall=(Rate(count=20, seconds=60.0),)),
    rest=60.0,
    number="errcode",
    meanings={
        0: Meaning.TAKEN,
        -1: Meaning.BUSY,
        45009: Meaning.FLOOD,
        93000: Meaning.GONE,  # no such key, or the robot was taken out of the group
        93004: Meaning.GONE,  # switched off
        93008: Meaning.GONE,  # not in the group
        40008: Meaning.REFUSED,
        40058: Meaning.REFUSED,
    },
    call=call,
)
