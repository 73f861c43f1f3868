"""Joining a tip among many open signals of one office, beside joining among few."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import insert

from casework import access
from casework.fakes import NOTHING_FOUND
from casework.likeness import alike
from casework.ports import UnitOfWork
from casework.tell import WEBCHAT
from casework.tips import Told, submit_tip
from fenghuo.compose import Workshop, workshop
from fenghuo.demonstration import settle
from fenghuo.settings import Settings
from nlp.rare import rare
from nlp.thing import thing_of
from risk.finding import Finding, Harm, Scope
from risk.identity import Secret
from risk.information import InformationState, RiskInformation, Source
from risk.organisation import Person
from risk.signal import Signal, SignalState, pattern_of
from storage.repositories.hints import Hints
from storage.repositories.informations import INFORMATION
from storage.repositories.signals import SIGNAL
from storage.work import Work
from tests.bench.figures import Figure, percentile

FEW, MANY = 1_000, 100_000
_TIPS = 120
_BRANDS = 5_000
# (product, a word for it, its kind)
_SORTS = (
    ("household_appliances", "电热水壶", "kettle"),
    ("household_appliances", "空气炸锅", "air_fryer"),
    ("batteries_power", "充电宝", "power_bank"),
    ("toys", "磁力珠", "magnetic_beads"),
    ("childcare", "婴儿推车", "stroller"),
    ("lighting", "台灯", "desk_lamp"),
    ("furniture", "转椅", "office_chair"),
    ("light_vehicles", "电动自行车", "ebike"),
)


def figures() -> Iterator[Figure]:
    """Half of the tips name brand and model, a quarter a brand, a quarter nothing; the middle one of each run."""
    few, many = _milliseconds(FEW), _milliseconds(MANY)
    for at, name, what in (
        (0, "join", "tip through submit_tip"),
        (1, "join_search", "search for the signal alone"),
    ):
        yield Figure(name=f"{name}_few", what=f"{what}, {FEW:,} open signals", value=few[at], unit="ms")
        yield Figure(name=f"{name}_many", what=f"{what}, {MANY:,} open signals", value=many[at], unit="ms")
        yield Figure(name=f"{name}_ratio", what=f"{what}, many per few", value=many[at] / few[at], unit="", most=3)


def _milliseconds(signals: int) -> tuple[float, float]:
    """(whole tip, search alone), by processor time."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=SecretStr(f"sqlite:///{folder}/fenghuo.db"))
        shop = workshop(settings)
        try:
            return _measured(shop, signals)
        finally:
            shop.close()


def _measured(shop: Workshop, signals: int) -> tuple[float, float]:
    chance = random.Random(1)

    def founded(uow: UnitOfWork) -> Person:
        settle(uow, shop.env)
        return access.new_citizen(uow, shop.env, channel=WEBCHAT, address="", locale="zh-CN")[0]

    citizen = shop.transactions.run_now(founded)
    texts = [_tip(chance) for _ in range(_TIPS)]
    # The office of the first tip is the one that all of them come to.
    first, finding = texts[0]
    told = Told(text=first, finding=finding, channel=WEBCHAT)
    submitted = shop.transactions.run_now(partial(submit_tip, env=shop.env, actor=citizen, told=told))
    office = submitted.information.office_id or ""
    _seed(shop, office, citizen.id, signals, chance)
    whole, search = [], []
    for text, finding in texts[1:]:
        thing = thing_of(finding, text)
        began = time.process_time()
        shop.transactions.run_now(lambda uow, thing=thing: alike(uow, shop.env, office, thing))
        search.append(time.process_time() - began)
        told = Told(text=text, finding=finding, channel=WEBCHAT)
        began = time.process_time()
        shop.transactions.run_now(partial(submit_tip, env=shop.env, actor=citizen, told=told))
        whole.append(time.process_time() - began)
    return 1000 * percentile(whole, 0.5), 1000 * percentile(search, 0.5)


def _tip(chance: random.Random) -> tuple[str, Finding]:
    product, word, _ = chance.choice(_SORTS)
    brand = f"牌{chance.randrange(_BRANDS)}" if chance.random() < 0.75 else None
    model = f"XK{chance.randrange(20)}" if brand and chance.random() < 0.67 else None
    finding = replace(
        NOTHING_FOUND,
        scope=Scope.IN,
        product=product,
        hazards=("fire",),
        harm=Harm.NEAR_MISS,
        entities={"brand": brand, "model": model},
    )
    return f"{brand or ''}{model or ''}{word}充电时冒烟起火，外壳烧黑了", finding


def _seed(shop: Workshop, office: str, person: str, count: int, chance: random.Random) -> None:
    """Open signals, each of one tip, straight into the tables. Their numbers are below zero."""

    def written(work: Work) -> None:
        for start in range(0, count, 5_000):
            signals = [_signal(office, -1 - n, chance, shop) for n in range(start, min(count, start + 5_000))]
            rows = [SIGNAL.to_row(signal, work.ring) for signal in signals]
            work.write(insert(SIGNAL.table).values(rows[0]), kind="signals")
            work._connection.execute(insert(SIGNAL.table), rows[1:])
            tips = [INFORMATION.to_row(_of(signal, person), work.ring) for signal in signals]
            work.write(insert(INFORMATION.table).values(tips[0]), kind="informations")
            work._connection.execute(insert(INFORMATION.table), tips[1:])
            kept = Hints(work, INFORMATION)
            for signal in signals:
                tip = _of(signal, person)
                names = signal.brand.reveal(), signal.model.reveal(), f"kind:{signal.kind.reveal()}"
                kept.keep(tip, {*names, *rare(tip.text.reveal())})

    shop.storage.transactions.run_work(written)


def _signal(office: str, number: int, chance: random.Random, shop: Workshop) -> Signal:
    product, _, kind = chance.choice(_SORTS)
    return Signal(
        id=f"seed{number}",
        number=number,
        office_id=office,
        pattern=pattern_of(product, ("fire",)),
        product=product,
        hazards=("fire",),
        opened_at=shop.env.now(),
        state=SignalState.ACKNOWLEDGED,
        brand=Secret(f"牌{chance.randrange(_BRANDS)}"),
        model=Secret(f"xk{chance.randrange(20)}"),
        kind=Secret(kind),
        identity=Secret(f"seed{number}"),
    )


def _of(signal: Signal, person: str) -> RiskInformation:
    word = next(word for _, word, kind in _SORTS if kind == signal.kind.reveal())
    brand, model = signal.brand.reveal(), signal.model.reveal()
    return RiskInformation(
        id=f"tip{signal.number}",
        number=f"T{-signal.number}",
        source=Source.CONSUMER,
        person_id=person,
        channel=WEBCHAT,
        locale="zh-CN",
        submitted_at=signal.opened_at,
        state=InformationState.JOINED,
        text=Secret(f"买的{brand}{model}{word}用着用着冒烟，还好没有人受伤，希望能查一查"),
        product=signal.product,
        hazards=signal.hazards,
        finding={"scope": "in", "product": signal.product, "hazards": list(signal.hazards)},
        finding_texts=Secret(json.dumps({"brand": brand, "model": model})),
        signal_id=signal.id,
        office_id=signal.office_id,
    )


def main() -> None:
    """The figures alone: `python -m tests.bench.joining`."""
    import sys

    for figure in figures():
        sys.stdout.write(f"{figure.what}: {figure.value:.3f} {figure.unit} {figure.aim}\n")


if __name__ == "__main__":
    main()
