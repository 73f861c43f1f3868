"""The whole story in Telegram, on the running program: our Bot API server at one end, the real library at the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from casework.access import link_path
from fenghuo.demo.officials import words_in
from risk.circular import CircularKind, WarningLevel
from tests.support.botapi import BotApiServer, User
from tests.support.program import Program, running
from texts.catalogue import say, term

pytestmark = pytest.mark.timeout(180)

TIP: Final = {
    "zh-CN": "海淘的进口玩具车充电时冒烟，没人受伤",
    "en": "My son's imported toy robot started smoking and the plastic melted. Nobody was hurt.",
}
PATIENCE: Final = 20.0
STAFF: Final = {"officer": 2001, "signer": 2002, "superior": 2003, "enterprise": 2004}


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server
        assert server.refusals == []


class Hands:
    """Somebody's Telegram, in their language."""

    def __init__(self, user: User, locale: str) -> None:
        self.user = user
        self._locale = locale

    async def presses(self, key: str, **params: str | int) -> None:
        await self.user.presses(say(self._locale, key, params), within=PATIENCE)

    async def says(self, text: str) -> None:
        await self.user.says(text)

    async def sees(self, key: str, **params: str | int) -> None:
        await self.user.sees(say(self._locale, key, params), within=PATIENCE)

    async def answers(self, question: str, text: str) -> None:
        """Waits for the question, as people do."""
        await self.sees(question)
        await self.user.says(text)


async def bound(server: BotApiServer, links: Mapping[str, list[str]], part: str, locale: str) -> Hands:
    """Binds a Telegram account by the token of a one-time link, and chooses the language."""
    token = links[part][0].removeprefix(link_path(""))
    user = server.user(STAFF[part], language="zh-hans")
    await user.opens(token)
    await user.sees(say("zh-CN", f"welcome-{part}").splitlines()[0], within=PATIENCE)
    await user.says("/language")
    await user.presses(say(locale, f"language-{locale.lower()}"), within=PATIENCE)
    await user.sees(say(locale, "language-set"), within=PATIENCE)
    return Hands(user, locale)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
async def test_a_tip_becomes_a_warning_that_was_received(server: BotApiServer, tmp_path: Path, locale: str) -> None:
    words = words_in(locale)
    program = Program(tmp_path, TELEGRAM_TOKEN=server.token, TELEGRAM_API_URL=server.url)
    async with running([program]):
        links = program.ways_in()
        officer, signer, superior, enterprise = [await bound(server, links, part, locale) for part in STAFF]
        mother = Hands(server.user(1001, language="zh-hans" if locale == "zh-CN" else "en"), locale)

        await mother.says(TIP[locale])
        await mother.presses("button-skip")
        await mother.user.sees("T-", within=PATIENCE)

        await officer.presses("officer-button-acknowledge")
        await officer.presses("officer-button-begin")
        await officer.presses("officer-button-verify")
        await officer.presses("verification-method-sampling-test")
        await officer.presses("officer-investigator-self")
        await officer.answers("verify-ask-checks", words["checks"])
        await officer.answers("verify-ask-finding", words["finding"])
        await officer.answers("verify-ask-evidence", words["evidence"])
        await officer.presses("verify-holds")
        await officer.presses("form-submit")
        await officer.presses("officer-button-enter")

        await officer.presses("officer-button-draft")
        await officer.presses(term("draft-kind", CircularKind.ADVISORY.value))
        await officer.presses(term("warning-level", WarningLevel.ORANGE.value))
        suggested = say(locale, "draft-ask-title", {"suggestion": ""}).strip()
        await officer.user.sees(suggested, within=PATIENCE)
        await officer.says(words["title"])
        await officer.answers("draft-ask-body", words["body"])
        await officer.answers("draft-ask-measures", words["measures"])
        await officer.presses("draft-audience-all")
        await officer.presses("draft-reply-none")
        await officer.presses("draft-valid-none")
        await officer.user.sees(words["body"], within=PATIENCE)  # the review; a button of that name came before too
        await officer.presses("form-submit")
        await officer.presses("circular-submit")

        await signer.user.sees(words["title"], within=PATIENCE)
        await signer.presses("circular-approve")
        await signer.presses("circular-issue")

        await enterprise.user.sees(words["title"], within=PATIENCE)
        await enterprise.presses("circular-acknowledge")
        await superior.presses("filing-acknowledge")
        await mother.says("/mytips")
        await mother.sees("information-status-verified")
