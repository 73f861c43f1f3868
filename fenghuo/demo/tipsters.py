"""Citizens who tell us something: their words, and how each answers what is asked back."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from stdnum.cn import ric

from fenghuo.demo.browser import Browser, Missing, Shown, Upload
from risk.information import DocumentKind
from texts.catalogue import say, term

_MOST_TURNS: Final = 10
_ENDED: Final = "done"
_PERSON: Final = {"kind": DocumentKind.RESIDENT_ID.value, "phone": "13800138000", "consent": "yes"}


@dataclass(frozen=True, kw_only=True)
class Tip:
    """`more` answers what and which; `trade`, `harm`: codes of the buttons; `named`: gives their real name after.

    `correction` is what they say if something else than `product` was understood.
    """

    locale: str
    text: str
    trade: str
    harm: str
    more: str
    named: bool = False
    photo: bool = False
    product: str = ""
    correction: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the citizen was told at the end: the sentence with the case number, and the link to the real-name page."""

    ending: Shown
    real_name: str = ""


def load_tips() -> tuple[Tip, ...]:
    """The thirty-six that ship with the program."""
    lines = resources.files("fenghuo.demo").joinpath("tips.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Tip(**json.loads(line)) for line in lines)


async def tell(browser: Browser, tip: Tip) -> Told:
    """From the first words to the case number. Raises `Missing` if it does not come to an end."""
    shown = await browser.say(tip.text)
    meant = say(browser.locale, term("product", tip.product)) if tip.product else ""
    if tip.correction and not any(meant in message.text for message in shown):
        shown = await browser.say(tip.correction)
    for _ in range(_MOST_TURNS):
        ending = next((message for message in shown if message.kind == _ENDED), None)
        if ending is not None:
            return Told(ending=ending, real_name=next((message.link for message in shown if message.link), ""))
        if not shown:
            break
        shown = await _answer(browser, tip, shown)
    raise Missing(f"no case number for {tip.text[:20]!r}; last: {browser.messages[-1].text[:80]!r}")


async def give_name(browser: Browser, path: str, *, serial: int) -> None:
    """Fills in the real-name page for an invented person."""
    stem = f"44070319900101{serial:03d}"
    number = stem + ric.calc_check_digit(f"{stem}0")  # it reads all but the last place
    await browser.fill_in(path, {**_PERSON, "name": "林小舟", "number": number})


def photo(side: int = 32) -> bytes:
    """A small PNG, of one colour."""
    rows = (b"\0" + b"\xc0\x60\x20" * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


async def _looked_at(browser: Browser, shown: list[Shown]) -> list[Shown]:
    """Where the house looks at the photo first: what it says then."""
    last = shown[-1]
    if last.text != say(browser.locale, "citizen-reading"):
        return shown
    await browser.wait_for(lambda message: message.seq > last.seq and not message.own)
    await browser.news()
    return [message for message in browser.messages if message.seq > last.seq and not message.own]


async def _answer(browser: Browser, tip: Tip, shown: Sequence[Shown]) -> list[Shown]:
    """The open question is the last one with something to press or to write."""
    question = shown[-1]
    for key in ("citizen-refer-agreed", term("trade", tip.trade), term("citizen-harm", tip.harm)):
        label = say(browser.locale, key)
        for button in question.buttons:
            if button.label == label:
                return await browser.press_button(button)
    if question.text == say(browser.locale, "citizen-ask-photo") and tip.photo:
        return await _looked_at(browser, await browser.upload(Upload(name="photo.png", content=photo())))
    skip = next((button for button in question.buttons if button.role == "skip"), None)
    asks_words = question.text in (say(browser.locale, key) for key in ("citizen-ask-product", "citizen-ask-what"))
    if skip is not None and not asks_words:
        return await browser.press_button(skip)
    return await browser.say(tip.more)
