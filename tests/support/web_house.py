"""The web application on a real port, with the real engine over a tiny dialogue, for tests of pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.channels.push.pages import PushPages
from bot.channels.webchat import WebChat, static_folder
from bot.channels.webhook.guard import Allowed
from bot.dialogue.engine import Engine
from bot.dialogue.turn import IDLE, Context, Flow, Input, State, Turn, say_only
from casework import access
from casework.env import Env
from casework.fakes import FixedTriage, FrozenClock, PatternCompare, PlainRender, WeekdayCalendar
from casework.ports import (
    Ask,
    Choose,
    Done,
    LinkPurpose,
    OpenLink,
    Option,
    Say,
    SendFile,
    Text,
    Transactions,
    UnitOfWork,
)
from fenghuo.ground import RandomIds
from risk.competence import default_competence
from risk.organisation import Level, Organisation, Person, Role
from storage.push_keys import PushKeys
from storage.vault import KeyRing
from web.app import build_app, site_assets
from web.assets import load_assets
from web.health import Health
from web.house import House
from web.limits import LIMITS, Buckets, Limit

PUSH_KEYS = PushKeys(KeyRing.ephemeral())
WORDS = "web-real-name-case"  # a sentence that ends in its parameter, to say any words with


def sentence(words: str) -> Text:
    return Text(key=WORDS, params={"number": words})


def _talk(state: State, input_: Input, context: Context) -> Turn:
    """Every reply type by its name; other words are repeated."""
    options = ((Option(label=sentence("yes"), value="yes"), Option(label=sentence("no"), value="no")),)
    back = ((Option(label=Text(key="button-skip"), value="skip"), Option(label=Text(key="button-back"), value="back")),)
    asking = State(flow="tiny", step="answer")
    match input_.text:
        case "choose":
            return Turn(state=asking, replies=(Choose(text=sentence("which?"), options=options),))
        case "ask":
            return Turn(state=asking, replies=(Ask(text=sentence("what?"), options=back),))
        case "photo":
            return Turn(state=asking, replies=(Ask(text=sentence("photo?"), want="file", options=back),))
        case "card":
            act = Option(label=sentence("acknowledge"), action="tiny.act", subject="7")
            card = Say(
                text=sentence("a card"),
                options=((act,),),
                urgent=True,
            )
            return say_only(state, card)
        case "file":
            return say_only(
                state, SendFile(text=sentence("a file"), document="circular-pdf:none", file_name="2026-1.pdf")
            )
        case "link":
            return say_only(
                state, OpenLink(text=sentence("a page"), label=Text(key="web-real-name-title"), path="/privacy")
            )
        case "long":
            return say_only(state, Say(text=sentence("\n".join(f"line {n}" for n in range(60)))))
    return say_only(IDLE, Say(text=sentence(f"{input_.text} files={len(input_.files)}")))


def _answer(state: State, input_: Input, context: Context) -> Turn:
    return say_only(IDLE, Done(text=sentence(f"answered {input_.value or input_.text} files={len(input_.files)}")))


def _act(state: State, input_: Input, context: Context) -> Turn:
    return say_only(state, Say(text=sentence(f"done {input_.subject}")))


TINY = Flow(
    name="tiny",
    roles=frozenset(Role),
    steps={"": _talk, "answer": _answer},
    commands={"help": _act},
    actions={"tiny.act": _act},
)


@dataclass(frozen=True, kw_only=True)
class WebHouse:
    """A running server. `link(role)` gives a path that signs in as a new person of that role."""

    url: str
    transactions: Transactions
    env: Env
    chat: WebChat

    def person(self, role: Role, *, locale: str = "zh-CN") -> Person:
        def body(uow: UnitOfWork) -> Person:
            office = uow.organisations.by_name("江门海关")
            if office is None:
                office = Organisation(
                    id=self.env.ids.new(), name="江门海关", level=Level.REGIONAL, created_at=self.env.now()
                )
                uow.organisations.add(office)
            person = Person(
                id=self.env.ids.new(), org_id=office.id, role=role, created_at=self.env.now(), locale=locale
            )
            uow.people.add(person)
            return person

        return self.transactions.run_now(body)

    def link(self, person: Person, purpose: LinkPurpose = LinkPurpose.SIGN_IN, *, subject: str = "") -> str:
        token = self.transactions.run_now(
            lambda uow: access.make_link(uow, self.env, person.id, purpose, subject=subject)
        )
        return access.link_path(token, purpose=purpose)

    def count(self, what: Callable[[UnitOfWork], int]) -> int:
        return self.transactions.run_now(what)


def web_env(clock: FrozenClock | None = None) -> Env:
    return Env(
        clock=clock or FrozenClock(),
        ids=RandomIds(),
        calendar=WeekdayCalendar(),
        timezone=ZoneInfo("Asia/Shanghai"),
        competence=default_competence(),
        compare=PatternCompare(),
    )


@asynccontextmanager
async def web_house(
    transactions: Transactions,
    *,
    env: Env | None = None,
    flows: Sequence[Flow] = (TINY,),
    triage: FixedTriage | None = None,
    limits: dict[str, Limit] | None = None,
    port: int = 0,
    machines: Sequence[web.RouteDef] = (),
    push: str | None = None,
) -> AsyncIterator[WebHouse]:
    """Serves on loopback until left. `push`: a push service besides the public ones, None = notices are off."""
    env = env or web_env()
    if push is not None:
        env = replace(env, outgoing=env.outgoing | {"push"})
    engine = Engine(
        transactions=transactions, env=env, triage=triage or FixedTriage(), render=PlainRender(), flows=flows
    )
    house = House(
        transactions=transactions,
        env=env,
        base_url="http://127.0.0.1",
        buckets=Buckets(limits={**LIMITS, **(limits or {})}),
        render=PlainRender(),
    )
    scripts = load_assets("chat", static_folder())
    chat = WebChat(
        engine=engine,
        transactions=transactions,
        env=env,
        house=house,
        site_path=site_assets().path,
        chat_path=scripts.path,
        push=push is not None,
    )
    allowed = Allowed([push or ""])
    pages = PushPages(transactions=transactions, env=env, house=house, keys=PUSH_KEYS, allowed=allowed)
    app = build_app(
        house,
        health=Health(transactions=transactions, env=env, version="0.0.0"),
        mount=[chat.routes(), scripts.routes(), pages.routes() if push is not None else []],
        machines=machines,
        on_shutdown=[chat.close],
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    await site.start()
    try:
        bound = runner.addresses[0][1]
        yield WebHouse(url=f"http://127.0.0.1:{bound}", transactions=transactions, env=env, chat=chat)
    finally:
        await runner.cleanup()
