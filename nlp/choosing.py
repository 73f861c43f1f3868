"""Chooses brand, model, port, origin and quantity among the candidates, by weights over their marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from nlp.brands import COMMON, DESCRIPTIVE, EVERYDAY, MEASURE, STANDARD, known_brands
from nlp.names import (
    AFTER_NAME,
    FOLLOWED,
    FORMS,
    GAPS,
    KINDS,
    MOST_KEPT,
    OWN,
    SENTENCE_ENDS,
    Candidate,
    Surroundings,
    digits_of,
    nth_of,
    shape_of,
    two_words_before,
    word_after,
    word_before,
)
from nlp.normalise import term_form

_PLAIN: Final = KINDS[:3]
_BRAND, _MODEL = 3, 4
# Log-odds of each of `KINDS` for a name of the lexicon, and for one that is an everyday word as well. Training, where
# all names are invented, cannot tell.
_FAMOUS: Final = {"famous": (0.0, 0.0, 0.0, 6.0, -6.0), "famous-word": (0.0, 0.0, 0.0, 3.5, -3.5)}
_FORMS: Final = (*_PLAIN, *FORMS)


class Choice(NamedTuple):
    """The likeliest candidate of a kind and its log-odds; `candidate`: None where they are too low."""

    candidate: Candidate | None
    odds: float


class Chooser:
    """Each of `KINDS` by weights over marks; `least`: the log-odds a name needs."""

    def __init__(self, weights: Mapping[str, Sequence[float]], bias: Sequence[float], least: Sequence[float]) -> None:
        weights = {**weights, **_FAMOUS}
        self._weights = weights
        self._bias = bias
        self._least = least
        self._own = [
            _Table({mark: row[at] for mark, row in weights.items() if row[at]}, bias[at]) for at in range(_BRAND)
        ]
        # Brand in the real part, model in the imaginary: one sum serves both.
        self._shared = _Table(
            {mark: complex(row[_BRAND], row[_MODEL]) for mark, row in weights.items() if row[_BRAND] or row[_MODEL]},
            complex(bias[_BRAND], bias[_MODEL]),
        )

    def __call__(self, around: Surroundings, among: Sequence[Candidate]) -> dict[str, Choice]:
        """By kind, none overlapping another; kinds without any candidate are missing."""
        choices: dict[str, Choice] = {}
        taken: list[Candidate] = []
        forms = {one[2] for one in among}
        for at, kind in enumerate(_PLAIN):
            if kind in forms:
                odds = self._own[at].odds
                own = [(odds(around, one).real, -one[0], one) for one in among if one[2] == kind and _apart(one, taken)]
                if own:
                    choices[kind] = self._choice(at, own, taken)
        if forms <= OWN:
            return choices
        odds = self._shared.odds
        shared = [(odds(around, one), one) for one in among if one[2] not in OWN and (not taken or _apart(one, taken))]
        if shared:
            choices["brand"] = self._choice(_BRAND, [(both.real, -one[0], one) for both, one in shared], taken)
            if models := [(both.imag, -one[0], one) for both, one in shared if not taken or _apart(one, taken)]:
                choices["model"] = self._choice(_MODEL, models, taken)
        return choices

    def _choice(self, at: int, scored: list[tuple[float, int, Candidate]], taken: list[Candidate]) -> Choice:
        """The best of them, the earlier of two equals; taken, if it is good enough."""
        odds, _, one = max(scored)
        if odds < self._least[at]:
            return Choice(None, odds)
        taken.append(one)
        return Choice(one, odds)

    def odds(self, around: Surroundings, one: Candidate) -> tuple[float, float]:
        """What `score` says of its marks, worked out as a text needs it: of its own kind twice, or brand and model."""
        if one.form in OWN:
            own = self._own[_PLAIN.index(one.form)].odds(around, one).real
            return own, own
        both = self._shared.odds(around, one)
        return both.real, both.imag

    def score(self, true: Iterable[str]) -> list[float]:
        """Log-odds of being each of `KINDS`, by the marks that are true of a candidate."""
        known = self._weights
        weights = [self._bias, *[known[mark] for mark in true if mark in known]]
        return list(map(sum, zip(*weights, strict=True)))


class _Table:
    """Sums the weights of `names.marks` without writing the marks down: a test holds the two against each other.

    What a value alone is worth is kept for when the value comes again.
    """

    def __init__(self, weights: Mapping[str, complex], bias: complex) -> None:
        self._bias = bias
        self._flags = {mark: weight for mark, weight in weights.items() if "=" not in mark}
        families: dict[str, dict[str, complex]] = {}
        for mark, weight in weights.items():
            family, _, rest = mark.partition("=")
            if rest or mark.endswith("="):
                families.setdefault(family, {})[rest] = weight

        def of(family: str) -> dict[str, complex]:
            return families.get(family, {})

        self._form, self._part, self._shape = of("form"), of("part"), of("shape")
        self._named, self._both = of("value"), of("both")
        self._word_before, self._word_after = of("word-before"), of("word-after")
        self._inside, self._overlaps = of("inside"), of("overlaps")
        self._first, self._final, self._pieces = of("first"), of("final"), of("pieces")
        self._product = of("product")
        self._left, left = _by_form(of("before"))
        self._right, right = _by_form(of("after"))
        _, self._last = _by_form(of("last"))
        _, self._two = _by_form(of("two"))
        self._digits, self._nth = of("digits"), of("nth")
        self._length, self._words, self._known = (_by_word(of(name)) for name in ("length", "words", "known"))
        self._by_form = {
            form: _ByForm(
                left=left[form],
                right=right[form],
                gaps=[[self._product.get(f"{side}{n} {form}", 0) for n in range(len(GAPS) + 1)] for side in _SIDES],
                starts=weights.get(f"starts-sentence {form}", 0),
                there=[of("there").get(f"{n} {form}", 0) for n in range(4)],
            )
            for form in _FORMS
        }
        self._values: dict[tuple[str, str, bool, bool], tuple[str, complex]] = {}

    def odds(self, around: Surroundings, one: Candidate) -> complex:
        start, end, kind, part, _ = one
        text, near = around.text, around.near
        key = (text[start:end], kind, part, around.english)
        kept = self._values.get(key)
        shape, worth = kept if kept is not None else self._value(around, key)
        by_left, by_right, gaps, starts, there = self._by_form[kind]
        before = text[start - 16 if start > 16 else 0 : start]
        left, right = near[start - 2 if start > 2 else 0 : start], near[end : end + 2]
        last, first = left[-1:], right[:1]
        worth += there[around.there]
        worth += self._left.get(last, 0) + by_left.get(left, 0) + self._right.get(first, 0) + by_right.get(right, 0)
        worth += self._both.get(f"{last} {first} {shape}", 0)
        if kind in OWN:
            worth += by_right.get(text[end : end + 3], 0) + by_left.get(before[-3:], 0) + by_left.get(before[-1:], 0)
            if words := two_words_before(before):
                worth += self._two[kind].get(words, 0)
            if kind == "quantity":
                worth += self._nth.get(nth_of(around.quantities, start), 0)
        if word := word_before(before):
            worth += self._word_before.get(word.lower(), 0)
        if word := word_after(text, end):
            worth += self._word_after.get(word.lower(), 0)
        if not "㐀" <= first <= "鿿" and FOLLOWED.match(text, end, end + 16):
            worth += self._flags.get("code-follows", 0)
        if last.isspace() and AFTER_NAME.search(before):
            worth += self._flags.get(f"name-before {shape}", 0)
        if start == 0 or before.rstrip()[-1:] in SENTENCE_ENDS:
            worth += starts
        for begin, stop, other in around.hidden:
            if begin >= end:
                break
            if start < stop and other != kind:
                worth += (self._inside if begin <= start and end <= stop else self._overlaps).get(other, 0)
        if around.product is None:
            return worth + self._product.get("none", 0)
        begin, stop = around.product
        if start >= stop:
            return worth + gaps[_RIGHT][bisect_left(GAPS, start - stop)]
        if end <= begin:
            return worth + gaps[_LEFT][bisect_left(GAPS, begin - end)]
        return worth + gaps[_OVER][0]

    def _value(self, around: Surroundings, key: tuple[str, str, bool, bool]) -> tuple[str, complex]:
        """(shape, what it is worth wherever it stands)."""
        value, kind, part, english = key
        plain = term_form(value)
        shape, lower, flags = shape_of(value), value.lower(), self._flags
        form = f"{kind}-en" if english else kind
        worth = self._bias + self._form.get(form, 0) + self._shape.get(shape, 0) + self._shape.get(f"{shape} {form}", 0)
        worth += self._length[kind].get(str(min(len(value), 9)), 0) + self._words[kind].get(str(value.count(" ")), 0)
        worth += self._named.get(lower, 0)
        if part:
            worth += self._part.get(form, 0)
        if kind in OWN:
            worth += self._last[kind].get(value[-1:], 0)
            if kind == "quantity":
                worth += self._digits.get(str(digits_of(value)), 0)
        elif kind in ("latin", "code"):
            if not COMMON.isdisjoint(lower.split()):
                worth += flags.get("common", 0)
        elif not value.isascii():
            worth += self._known[kind].get(str(around.known(plain)), 0)
            worth += self._first.get(plain[:1], 0) + self._final.get(plain[-1:], 0)
            worth += self._pieces.get(f"{len(around.cut(plain))} {len(plain)}", 0)
        if plain in DESCRIPTIVE:
            worth += flags.get("descriptive", 0)
        if plain in known_brands():
            worth += flags.get("famous" if plain not in EVERYDAY else "famous-word", 0)
        if value[:1].isascii():  # nothing else begins a measure or a standard
            if MEASURE.match(value):
                worth += flags.get("measure", 0)
            if STANDARD.match(value):
                worth += flags.get("standard", 0)
        if len(self._values) >= MOST_KEPT:
            self._values.clear()
        self._values[key] = shape, worth
        return shape, worth


_SIDES: Final = ("left", "right", "over")
_LEFT, _RIGHT, _OVER = range(3)
_Forms = dict[str, dict[str, complex]]


class _ByForm(NamedTuple):
    """What counts for candidates of one form: characters beside it, the product's side and distance, a beginning,
    what else there is in the text."""

    left: Mapping[str, complex]
    right: Mapping[str, complex]
    gaps: Sequence[Sequence[complex]]
    starts: complex
    there: Sequence[complex]


def _by_form(weights: Mapping[str, complex]) -> tuple[dict[str, complex], _Forms]:
    """Those that end in no form; those that do, by it and without it."""
    plain: dict[str, complex] = {}
    by_form: _Forms = {form: {} for form in _FORMS}
    for chars, weight in weights.items():
        form = next((form for form in _FORMS if chars.endswith(form)), None)
        if form is None:
            plain[chars] = weight
        else:
            by_form[form][chars.removesuffix(form)] = weight
    return plain, by_form


def _by_word(weights: Mapping[str, complex]) -> _Forms:
    """By the form, which stands behind a blank."""
    by_form: _Forms = {form: {} for form in _FORMS}
    for rest, weight in weights.items():
        value, _, form = rest.rpartition(" ")
        by_form[form][value] = weight
    return by_form


def _apart(one: Candidate, taken: Sequence[Candidate]) -> bool:
    # No all(…): a generator costs more than the loop, and most often `taken` is empty.
    for other in taken:  # noqa: SIM110
        if one[0] < other[1] and other[0] < one[1]:
            return False
    return True
