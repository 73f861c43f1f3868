"""Texts of full length, each made to be dear to some part of triage."""

from __future__ import annotations

from typing import Final

LENGTH: Final = 4096
_UNITS: Final = (
    "夹手",  # a term of the word lists at every turn
    "没有起火，",
    "怕爆炸",
    "充电宝",
    "火车",  # a look-alike at every turn
    "1",
    "1 ",
    "0 0 ",
    "一",
    "A",
    "A ",
    "A1-",
    "a b ",
    "Ab Cd ",
    "“Ab Cd”牌 X1 ",
    "牌",
    "月",
    "十月",
    "2026年1月1日",
    "2026-1-1 ",
    "1/1我",
    "jan 1 ",
    "批号",
    "批号A",
    "HS 8516",
    "8516.",
    "8516799000",  # one number without an end
    "江门港",
    "三个人受伤",
    "one ",
    "the my ",
    "3岁",
    "昨天",
    "还在卖",
    "GB 4706.1-2005",
    "。",
    "“",
    "\n",
    "\u0301",
    "\u200b",
    "e\u0301",
    "ﷺ",  # eighteen characters once folded
    "臺",
    "\U0001f525",
    "<b>",
    "'; DROP TABLE tips;--",
)
HOSTILE: Final = tuple((unit * LENGTH)[:LENGTH] for unit in _UNITS)
