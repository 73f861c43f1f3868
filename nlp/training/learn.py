"""From the shipped tips and the local cases to weights that are no worse on either, or to the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nlp.model import About, Weights, unpack
from nlp.score import TIPS, read_tips, unseen_tips
from nlp.training.build import train
from nlp.training.corpus import PHRASES
from nlp.training.install import Judgement, judge
from nlp.training.local import LocalJudgement, Marks, held_out, judge_local, mark_of, with_entities

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Learned:
    """`weights`: trained on everything; None where a judgement was worse.

    `local`: on the newest cases, on which neither they nor the weights in use were trained; None where too few are new.
    `trained`: marks of the cases that `weights` know.
    """

    weights: Weights | None
    shipped: Judgement
    local: LocalJudgement | None
    trained: Marks


def learn(
    local: Sequence[Row],
    old: bytes,
    *,
    known: Marks | None,
    shipped: Sequence[Row] | None = None,
    unseen: Sequence[Row] | None = None,
    folder: Path = PHRASES,
    progress: Callable[[], None] = lambda: None,
) -> Learned:
    """Trains without the newest cases, tries that on them and on the shipped test, then trains on all cases.

    `old`: the weights in use; `known`: what they were trained on, see `held_out`. The shipped test is asked again of
    the weights that come out. `shipped`, `unseen`: in place of the shipped tips and of those that are never trained on;
    `folder`: of the phrases.
    """
    shipped = _shipped() if shipped is None else shipped
    unseen = [dict(row) for row in unseen_tips()] if unseen is None else unseen
    local = with_entities(local, old)
    older, newest = held_out(local, known, mark_of)
    weights, judgement = _tried(train([*shipped, *older], folder=folder, progress=progress), old, unseen)
    tried = judge_local(old, weights.pack(), newest) if newest else None
    if tried and not judgement.worse and not tried.worse:
        weights, judgement = _tried(train([*shipped, *local], folder=folder, progress=progress), old, unseen)
    worse = bool(judgement.worse) or (tried is not None and tried.worse)
    trained = frozenset(map(mark_of, local))
    return Learned(weights=None if worse else weights, shipped=judgement, local=tried, trained=trained)


def _tried(weights: Weights, old: bytes, unseen: Sequence[Row]) -> tuple[Weights, Judgement]:
    """As they are; where those are worse, with the thresholds in use, which a few cases should not move."""
    judgement = judge(old, weights.pack(), unseen)
    if not judgement.worse:
        return weights, judgement
    settled = _with_thresholds(weights, unpack(old).about)
    again = judge(old, settled.pack(), unseen)
    return (weights, judgement) if again.worse else (settled, again)


def _with_thresholds(weights: Weights, used: About) -> Weights:
    known = dict(zip(used.hazards, used.thresholds, strict=True))
    own = zip(weights.about.hazards, weights.about.thresholds, strict=True)
    limits = tuple(known.get(code, limit) for code, limit in own)
    return replace(weights, about=replace(weights.about, thresholds=limits, inside=used.inside, grave=used.grave))


def learn_shipped(*, progress: Callable[[], None] = lambda: None) -> Weights:
    """What the shipped tips alone give: the same bytes under the same lock and CPU family."""
    return train(_shipped(), progress=progress)


def _shipped() -> list[Row]:
    return [dict(row) for row in read_tips(sorted(TIPS.glob("*.jsonl")))]
