"""Thresholds, calibration and abstention from scores of batches that the weights have not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from nlp.decide import Decision, decide
from nlp.encoder import WIDTH
from nlp.harm import GraveWords
from nlp.model import FIELDS, About, Floats, Model, Scores, Weights
from nlp.names import KINDS
from nlp.second import doubtful, mixed
from nlp.training.corpus import HARMS, Example, Lesson
from nlp.training.fit import Fitted, fit
from nlp.training.second import fit_second
from risk.finding import GRAVE

FOLDS: Final = 5  # groups of hands, each left out in turn
SECOND_SHARE: Final = 0.3
DOUBTED: Final = ("scope", "product", "hazards")
DOUBTFUL: Final = 0.21  # share of tips on which the second opinion is heard
ABSTAINED: Final = 0.2  # share of tips on which an officer should look first, per field
_PLAIN_THRESHOLD: Final = 0.25
KEPT_INSIDE: Final = 0.987  # of the tips in scope
GRAVE_PRECISION: Final = 0.85
_KNOTS: Final = 12
ALWAYS_IN: Final = frozenset({"seed"})  # the word lists were tuned on it: the rules look too good there


@dataclass(frozen=True, slots=True)
class Scored:
    """`opinion`: the second one's numbers, by column."""

    tip: Example
    scores: Scores
    opinion: Floats
    about: About


def plain(fitted: Fitted) -> Weights:
    """Weights before anything is tuned."""
    about = About(
        classes=fitted.classes,
        hazards=fitted.hazards,
        harm=HARMS,
        thresholds=(_PLAIN_THRESHOLD,) * len(fitted.hazards),
        inside=0.5,
        grave=0.5,
        knots=dict.fromkeys(FIELDS, ((0.0, 0.0), (1.0, 1.0))),
        abstain=dict.fromkeys(FIELDS, 0.0),
        least=(0.0,) * len(KINDS),
        second=SECOND_SHARE,
        doubt=dict.fromkeys(DOUBTED, 0.0),
    )
    return Weights(
        grams=fitted.grams,
        signs=fitted.signs,
        matrix=fitted.matrix,
        squares=fitted.squares,
        bias=fitted.bias,
        hidden=fitted.hidden.codes,
        steps=fitted.hidden.steps,
        rests=fitted.hidden.bias,
        outward=fitted.hidden.outward,
        marks=("",),
        names=np.zeros((2, len(KINDS)), np.float16),
        second=np.zeros((WIDTH + 1, len(fitted.bias)), np.float16),
        about=about,
    )


def cross_scores(
    tips: Sequence[Example], phrases: Sequence[Lesson], terms: Sequence[Lesson], vectors: Floats
) -> Iterator[Scored]:
    """Each group of hands scored by weights fitted on the others. `vectors`: of the tips, then of the phrases."""
    lessons = [*(tip.lesson for tip in tips), *phrases]
    hands = sorted({tip.batch for tip in tips} - ALWAYS_IN)
    for group in (frozenset(hands[start::FOLDS]) for start in range(min(FOLDS, len(hands)))):
        kept = [at for at, lesson in enumerate(lessons) if lesson.hand not in group]
        weights = plain(fit([lessons[at] for at in kept], terms))
        second = fit_second([lessons[at] for at in kept], vectors[kept], weights.about).astype(np.float32)
        model = Model(weights, version="")
        for at, tip in enumerate(tips):
            if tip.batch in group:
                opinion = vectors[at] @ second[:-1] + second[-1]
                yield Scored(tip, model(tip.lesson.text, tip.lesson.signs), opinion, weights.about)


def tune(about: About, scored: Sequence[Scored]) -> About:
    """Hazard thresholds first, then where a second opinion is asked, then both again with it heard.

    Last the calibration of what they lead to, and where to abstain.
    """
    about = _limits(about, scored)
    about = replace(about, doubt=_doubt(about, scored))
    about = _limits(about, heard(about, scored))
    about = replace(about, doubt=_doubt(about, scored))
    decided = [(one.tip, decided_on(one, about)) for one in heard(about, scored)]
    knots = {field: _isotonic(*_outcomes(decided, field)) for field in FIELDS}
    about = replace(about, knots=knots)
    sure = [decision.confidence(about) for _, decision in decided]
    return replace(
        about, abstain={f: round(float(np.quantile([one[f] for one in sure], ABSTAINED)), 4) for f in FIELDS}
    )


def heard(about: About, scored: Sequence[Scored]) -> list[Scored]:
    """The scores as they are with the second opinion where it is asked."""
    return [
        replace(one, scores=mixed(one.scores, one.opinion, one.about))
        if doubtful(decided_on(one, about), about)
        else one
        for one in scored
    ]


def _limits(about: About, scored: Sequence[Scored]) -> About:
    about = replace(about, thresholds=tuple(_threshold(code, scored) for code in about.hazards))
    return replace(about, inside=_inside(scored), grave=_grave(scored))


def _doubt(about: About, scored: Sequence[Scored]) -> dict[str, float]:
    """For each field the same share of the least sure, so that `DOUBTFUL` of all are doubtful."""
    raw = [decided_on(one, about).raw for one in scored]
    low, high = 0.0, DOUBTFUL
    for _ in range(20):
        share = (low + high) / 2
        least = {field: float(np.quantile([one[field] for one in raw], share)) for field in DOUBTED}
        asked = sum(any(one[field] < cut for field, cut in least.items()) for one in raw)
        low, high = (share, high) if asked < DOUBTFUL * len(raw) else (low, share)
    return {field: round(cut, 4) for field, cut in least.items()}


def decided_on(one: Scored, tuned: About) -> Decision:
    rules = one.tip.rules
    return decide(
        one.scores, _like(one.about, tuned), rules.hazards.denied, cleared=rules.cleared, grave=not _is_spared(one)
    )


def _is_spared(one: Scored) -> bool:
    """Its words for grave harm are all denied or nearly came true: nothing grave is said of it.

    What `nlp.grave` says besides of short texts moves too few tips to be tuned with.
    """
    return one.tip.rules.harm.grave is GraveWords.SPARED


def _like(own: About, tuned: About) -> About:
    """A fold may lack a hazard that the whole has."""
    limits = dict(zip(tuned.hazards, tuned.thresholds, strict=True))
    return replace(own, thresholds=tuple(limits[code] for code in own.hazards), inside=tuned.inside, grave=tuned.grave)


def _threshold(code: str, scored: Sequence[Scored]) -> float:
    """Best F1 of the head, drawn to the plain threshold where there is little to see."""
    pairs = [
        (float(one.scores.hazards[one.about.hazards.index(code)]), code in one.tip.row["hazards"])
        for one in scored
        if one.tip.inside and code in one.about.hazards and code not in one.tip.rules.hazards.denied
    ]
    chances = np.array([p for p, _ in pairs])
    truth = np.array([t for _, t in pairs], dtype=bool)
    grid = np.arange(0.1, 0.71, 0.025)
    f1 = [2 * (truth & (chances >= cut)).sum() / max(1, truth.sum() + (chances >= cut).sum()) for cut in grid]
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    best = float(grid[int(np.argmax(smooth))])
    seen = float(truth.sum())
    return round((seen * best + 40 * _PLAIN_THRESHOLD) / (seen + 40), 4)


def _inside(scored: Sequence[Scored]) -> float:
    """The highest at which hardly a tip in scope is lost: that costs more than one too many on a desk."""
    within = np.array([sum(p for c, p in zip(one.about.classes, one.scores.classes, strict=True)
                           if not c.startswith("out_")) for one in scored if one.tip.inside])  # fmt: skip
    return round(min(0.7, float(np.quantile(within, 1 - KEPT_INSIDE))), 4)


def _grave(scored: Sequence[Scored]) -> float:
    """The lowest at which enough of those taken for grave are."""
    grave = [code in GRAVE for code in HARMS]
    inside = [one for one in scored if one.tip.inside and not _is_spared(one)]
    likely = np.array([float(one.scores.harm[grave].sum()) for one in inside])
    truth = np.array([one.tip.row["harm"] in GRAVE for one in inside])
    for cut in np.arange(0.1, 0.5, 0.02):
        said = likely >= cut
        if (truth & said).sum() >= GRAVE_PRECISION * said.sum():
            return round(float(cut), 4)
    return 0.5


def right(tip: Example, decision: Decision, field: str) -> bool:
    said: dict[str, object] = {
        "scope": decision.scope,
        "product": decision.product,
        "hazards": list(decision.hazards),
        "harm": decision.harm,
    }
    return bool(said[field] == tip.row[field])


def _outcomes(decided: Sequence[tuple[Example, Decision]], field: str) -> tuple[list[float], list[bool]]:
    return (
        [decision.raw[field] for _, decision in decided],
        [right(tip, decision, field) for tip, decision in decided],
    )


def _isotonic(raw: list[float], outcome: list[bool]) -> tuple[tuple[float, float], ...]:
    """Share of right answers over equal groups of rising confidence, made monotonic; knots at the groups' means."""
    from sklearn.isotonic import IsotonicRegression

    order = np.argsort(raw, kind="stable")
    groups = np.array_split(order, _KNOTS)
    means = [float(np.mean([raw[at] for at in group])) for group in groups]
    shares = [float(np.mean([outcome[at] for at in group])) for group in groups]
    smooth = IsotonicRegression(y_min=0.02, y_max=0.99).fit_transform(means, shares)
    knots = {round(x, 4): round(float(y) + 0.0005 * at, 4) for at, (x, y) in enumerate(zip(means, smooth, strict=True))}
    return tuple(sorted(knots.items()))
