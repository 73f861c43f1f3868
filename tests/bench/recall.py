"""How many labelled pairs become one signal, through the desk and not through the verdict alone.

`python -m tests.bench.recall`: `nlp/data/pairs/strangers.jsonl`, every second pair. Each pair alone in an office, then
in an office that has got the first texts of all of them, and a thousand other tips, before the second ones come. Of
those others it is told how many pairs of one product group are on one signal, as `tests.bench.merges` tells of the
verdict.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from casework import access
from casework.enrolment import add_organisation
from casework.ports import UnitOfWork
from casework.tell import WEBCHAT
from casework.tips import Told, submit_tip
from fenghuo.compose import Workshop, workshop
from fenghuo.settings import Settings
from nlp.compare import compare
from nlp.pipeline import load
from nlp.score import Row, read_tips
from nlp.thing import thing_of
from nlp.training.pairs import PAIRS, tips_at_large
from risk.finding import Finding, Scope
from risk.organisation import Level, Person

STEP = 2
OTHERS = 1_000  # tips that have nothing to do with the pairs


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two texts, what triage finds in them, what they are labelled and what the verdict alone says."""

    texts: tuple[str, str]
    findings: tuple[Finding, Finding]
    same: bool
    joined: bool
    id: str = ""


class _UndoneError(Exception):
    """Takes back what the pair before has left."""


def main() -> int:
    triage = load()
    pairs = [_seen(triage, row) for row in read_tips([PAIRS / "strangers.jsonl"])[::STEP]]
    others = tips_at_large()[:OTHERS]
    with tempfile.TemporaryDirectory() as folder:
        shop = workshop(Settings(data_dir=Path(folder), database_url=SecretStr(f"sqlite:///{folder}/fenghuo.db")))
        try:
            citizen = shop.transactions.run_now(partial(_founded, shop=shop))
            alone = [_alone(shop, citizen, pair) for pair in pairs]
            found = [(row["text"], replace(triage(row["text"]), scope=Scope.IN)) for row in others]
            crowd, signals_of_others = _in_a_crowd(shop, citizen, pairs, found)
        finally:
            shop.close()
    for name, signals in (("alone", alone), ("in a crowd", crowd)):
        for same in (True, False):
            told = [(pair, one) for pair, one in zip(pairs, signals, strict=True) if pair.same is same]
            joined = [one for pair, one in told if pair.joined]
            sys.stdout.write(f"{name}, labelled {'same' if same else 'apart'}: {_share([one for _, one in told])}; ")
            sys.stdout.write(f"of those that the verdict joins {_share(joined)}\n")
    sys.stdout.write(f"{_at_large(others, signals_of_others)}\n")
    if "--missed" in sys.argv:
        for pair, one in zip(pairs, alone, strict=True):
            if pair.same and pair.joined and not one:
                sys.stdout.write(f"{pair.id} {pair.texts}\n")
    return 0


def _share(signals: Sequence[bool]) -> str:
    return f"one signal {sum(signals)} of {len(signals)} ({100 * sum(signals) / max(1, len(signals)):.1f} in 100)"


def _at_large(rows: Sequence[Row], signals: Sequence[str]) -> str:
    pairs = [(a, b) for a, b in combinations(zip(rows, signals, strict=True), 2) if a[0]["product"] == b[0]["product"]]
    merged = [(a[0], b[0]) for a, b in pairs if a[1] == b[1]]
    brands = [{(row["entities"].get("brand") or "").casefold() for row in pair} - {""} for pair in merged]
    return (
        f"at large: pairs {len(pairs)}, one signal {len(merged)}: {1e4 * len(merged) / len(pairs):.1f} of 10,000,"
        f" of two labelled brands {sum(len(two) == 2 for two in brands)}"
    )


def _seen(triage: Any, row: Any) -> Pair:
    texts = row["a"], row["b"]
    a, b = map(triage, texts)
    # They came to this office: what is not its matter is asked about before it is taken in.
    findings = replace(a, scope=Scope.IN), replace(b, scope=Scope.IN)
    joined = compare(thing_of(a, texts[0]), thing_of(b, texts[1])).same
    return Pair(texts=texts, findings=findings, same=row["same"], joined=joined, id=row["id"])


def _founded(uow: UnitOfWork, shop: Workshop) -> Person:
    """One office, to which every tip comes, and a tipster."""
    add_organisation(uow, shop.env, name="江门海关", level=Level.REGIONAL)
    return access.new_citizen(uow, shop.env, channel=WEBCHAT, address="", locale="zh-CN")[0]


def _told(uow: UnitOfWork, shop: Workshop, citizen: Person, text: str, finding: Finding) -> str:
    """The id of the signal."""
    told = Told(text=text, finding=finding, channel=WEBCHAT)
    signal = submit_tip(uow, shop.env, citizen, told).signal
    return signal.id if signal else ""


def _alone(shop: Workshop, citizen: Person, pair: Pair) -> bool:
    found: list[str] = []

    def both(uow: UnitOfWork) -> None:
        for text, finding in zip(pair.texts, pair.findings, strict=True):
            found.append(_told(uow, shop, citizen, text, finding))
        raise _UndoneError

    with suppress(_UndoneError):
        shop.transactions.run_now(both)
    return found[0] == found[1]


def _in_a_crowd(
    shop: Workshop, citizen: Person, pairs: Sequence[Pair], others: Sequence[tuple[str, Finding]]
) -> tuple[list[bool], list[str]]:
    """Of each pair whether it is one signal, and the signals of the others."""

    def take(text: str, finding: Finding) -> str:
        return shop.transactions.run_now(partial(_told, shop=shop, citizen=citizen, text=text, finding=finding))

    first = [take(pair.texts[0], pair.findings[0]) for pair in pairs]
    signals = [take(text, finding) for text, finding in others]
    second = [take(pair.texts[1], pair.findings[1]) for pair in pairs]
    return [a == b for a, b in zip(first, second, strict=True)], signals


if __name__ == "__main__":
    sys.exit(main())
