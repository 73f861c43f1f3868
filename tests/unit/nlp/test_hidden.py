"""The hidden layer: it learns what no sum of weights can, and a text is scored by it as training meant."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.model import SHIPPED, Model, open_model, squeeze, unpack
from nlp.reader import load_reader
from nlp.rules import apply_rules, signs
from nlp.training.corpus import HARMS, Lesson
from nlp.training.fit import fit
from nlp.training.tune import plain

FILLERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"


def lesson(text: str, *, burns: bool) -> Lesson:
    return Lesson(
        text=text,
        words=tuple(text),
        signs={"clauses": 1.0},
        label=("toys", "textiles", "lighting")[sum(map(ord, text)) % 3],
        hazards=frozenset({"burn"} if burns else {"cut"}),
        harm=HARMS[sum(map(ord, text)) % len(HARMS)],
        hand="one",
        weight=1.0,
    )


def one_of_two(count: int, seed: int) -> list[Lesson]:
    """The signs of fire alone and of water alone burn; both together, and none, do not.

    All texts are of one length, and no string of four characters holds signs of both.
    """
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        fire, water = (random.random(2) < 0.5).tolist()
        letters = iter(random.permutation(list(FILLERS)).tolist())
        parts = ("火焰灼烧" if fire else None, None, "水浪潮汐" if water else None)
        text = "".join(part or "".join(next(letters) for _ in range(4)) for part in parts)
        found.append(lesson(text, burns=fire != water))
    return found


def test_what_strings_say_together_is_learned() -> None:
    model = Model(plain(fit(one_of_two(3000, 1), ())), version="")
    burn = model.about.hazards.index("burn")
    unseen = one_of_two(300, 2)
    right = [(model(one.text, one.signs).hazards[burn] > 0.5) == ("burn" in (one.hazards or ())) for one in unseen]
    assert np.mean(right) > 0.9  # the best line through these four cases is right in three of them


@pytest.mark.parametrize("text", ["充电时电池起火，手柄断了割到手", "The kettle cracked and scalded my arm", "好", ""])
def test_hazards_are_the_mean_of_both_models(text: str) -> None:
    data = SHIPPED.read_bytes()
    weights, model = unpack(data), open_model(data)
    rules = apply_rules(load_reader()(text))
    squeezed, told = squeeze(rules.prose), signs(rules)
    grams = [at for at, gram in enumerate(weights.grams) if gram in squeezed]
    size = np.sqrt(sum(float(weights.squares[at]) for at in grams)) or 1.0
    row = np.zeros(len(weights.matrix))
    row[grams] = 1 / size
    for name, value in told.items():
        if name in weights.signs:
            row[len(weights.grams) + weights.signs.index(name)] = value
    first, end = len(weights.about.classes), len(weights.about.classes) + len(weights.about.hazards)
    linear = (row @ weights.matrix.astype(float) + weights.bias)[first:end]
    units = np.maximum(row @ (weights.hidden * weights.steps[:, None].astype(float)) + weights.rests, 0)
    both = (linear + units @ weights.outward[:-1] + weights.outward[-1]) / 2
    assert model(squeezed, told).hazards == pytest.approx(1 / (1 + np.exp(-both)), abs=1e-4)
