"""The offices' side of the story, each step as its person does it in the chat: buttons by catalogue key, own words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from fenghuo.demo.browser import Browser, Button, Missing, Shown
from risk.assessment import AssessmentMethod
from risk.circular import CircularKind, WarningLevel
from risk.measure import MeasureKind
from texts.catalogue import say, term


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who plays. All are signed in."""

    officer: Browser
    expert: Browser
    signer: Browser
    superior: Browser
    enterprises: tuple[Browser, ...]


def words_in(locale: str) -> Mapping[str, str]:
    """What they write, in Chinese or in English."""
    text = resources.files("fenghuo.demo").joinpath("words.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table["en" if locale == "en" else "zh-CN"]


async def verify(officer: Browser, *, product: str, hazard: str) -> None:
    """The card on the desk: acknowledged, verified, entered (Art. 11)."""
    words = words_in(officer.locale)
    named = say(officer.locale, term("product", product))
    about = say(officer.locale, term("hazard", hazard))

    def waits(message: Shown) -> bool:
        told = named in message.text and about in message.text
        return told and _offers(officer, message, "officer-button-acknowledge")

    card = await officer.wait_for(waits)
    await officer.news()
    if len([message for message in officer.messages if waits(message)]) > 1:
        card = await _opened(officer, named)
    await _press_on(officer, card, "officer-button-acknowledge")
    await officer.press("officer-button-begin", within=named)
    await officer.press("officer-button-verify", within=named)
    await officer.press("verification-method-sampling-test")
    await officer.press("officer-investigator-self")
    for answer in ("checks", "finding", "evidence"):
        await officer.say(words[answer])
    await officer.press("verify-holds")
    await officer.press("form-submit")
    await officer.press("officer-button-enter", within=named)


async def _opened(officer: Browser, product: str) -> Shown:
    """The card of the signal on that product with the most tips, from the list of what waits."""
    rows: dict[str, Button] = {}
    page, more = 1, True
    while more:
        listed = await officer.say(f"/queue {page}")
        found = {button.label: button for message in listed for button in message.buttons if " · " in button.label}
        page, more = page + 1, not found.keys() <= rows.keys()  # behind the last page comes the last page again
        rows |= found
    own = [button for label, button in rows.items() if product in label]
    if not own:
        raise Missing(f"no signal on {product!r} waits, only {list(rows)}")
    await officer.press_button(max(own, key=lambda row: _tips_of(row.label)))
    return await officer.wait_for_button("officer-button-acknowledge", within=product)


def _tips_of(row: str) -> int:
    """#12 product · harm · 6 tips · state."""
    _, _, tips, *_ = row.split(" · ")
    return int("".join(filter(str.isdigit, tips)))


async def commission(officer: Browser, *, product: str) -> None:
    """The first expert of the list, three working days, a question (Art. 12)."""
    await officer.press("officer-button-commission", within=say(officer.locale, term("product", product)))
    await officer.press_button(officer.messages[-1].buttons[0])
    await officer.press_button(officer.messages[-1].buttons[0])
    await officer.say(words_in(officer.locale)["question"])


async def assess(expert: Browser) -> None:
    """Accepts, and writes the report of Art. 13."""
    words = words_in(expert.locale)
    await expert.wait_for_button("expert-button-accept")
    await expert.press("expert-button-accept")
    await expert.press("expert-button-write")
    await expert.press(term("assessment-method", AssessmentMethod.INJURY.value))
    await expert.press_button(expert.messages[-1].buttons[0])
    await expert.say(words["scenario"])
    await expert.press("severity-3")
    await expert.say(words["probability"])
    await expert.press_button(expert.messages[-1].buttons[0])
    await expert.press("form-done", count=1)
    for answer in ("harm", "scope", "residual", "disposal"):
        await expert.say(words[answer])
    await expert.press("form-submit")


async def decide(officer: Browser) -> None:
    """Adopts the report; decides to warn the public and to stop the sale (Art. 15)."""
    await officer.wait_for_button("officer-button-adopt")
    await officer.press("officer-button-adopt")
    await officer.press("officer-button-decide")
    await officer.press(term("circular-kind", CircularKind.ANNOUNCEMENT.value))
    await officer.press("form-done", count=1)
    await officer.press(term("measure-kind", MeasureKind.STOP_SALE.value))
    await officer.press("form-done", count=1)
    await officer.press("form-submit")


async def draft(officer: Browser) -> None:
    """An announcement to the public that also goes to all enterprises, to be answered (Art. 16)."""
    words = words_in(officer.locale)
    await officer.press("officer-button-draft")
    await officer.press(term("draft-kind", CircularKind.ANNOUNCEMENT.value))
    await officer.press(term("warning-level", WarningLevel.ORANGE.value))
    for answer in ("title", "body", "measures"):
        await officer.say(words[answer])
    await officer.press("draft-audience-all")
    await officer.press_button(officer.messages[-1].buttons[0])
    await officer.press("draft-valid-none")
    await officer.press("form-submit")


async def submit(officer: Browser) -> None:
    """Lays the draft before the signing leader."""
    await officer.press("circular-submit")


async def approve(signer: Browser) -> None:
    """Reads exactly what was rendered, and approves that (four eyes)."""
    await signer.wait_for_button("circular-approve")
    await signer.press("circular-approve")


async def issue(officer: Browser) -> None:
    """Number and date are added; it goes out."""
    await officer.wait_for_button("circular-issue")
    await officer.press("circular-issue")


async def acknowledge(enterprise: Browser) -> None:
    """Opens the PDF, then 签收."""
    await enterprise.wait_for_button("circular-acknowledge")
    await enterprise.seen()
    (sent,) = await enterprise.press("circular-pdf")
    if not (await enterprise.fetch(sent.files[0])).startswith(b"%PDF"):
        raise Missing("the circular's PDF is not one")
    await enterprise.press("circular-acknowledge")


async def answer(enterprise: Browser, *, involved: bool) -> None:
    """答复: whether they are concerned, and what they do about it."""
    words = words_in(enterprise.locale)
    await enterprise.press("circular-answer")
    if involved:
        await enterprise.press("answer-involved-yes")
        for name in ("batches", "quantity", "action"):
            await enterprise.say(words[name])
    else:
        await enterprise.press("answer-involved-no")
    await enterprise.press("button-skip")
    await enterprise.press("form-submit")


async def acknowledge_filing(superior: Browser) -> None:
    """备案: the superior is told, and says so (Art. 20)."""
    await superior.wait_for_button("filing-acknowledge")
    await superior.press("filing-acknowledge")


def _offers(browser: Browser, message: Shown, key: str) -> bool:
    return any(button.label == say(browser.locale, key) for button in message.buttons)


async def _press_on(browser: Browser, message: Shown, key: str) -> list[Shown]:
    label = say(browser.locale, key)
    return await browser.press_button(next(button for button in message.buttons if button.label == label))
