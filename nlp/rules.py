"""What the word lists and rules make of one text, before any weight is asked."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from nlp.ages import Age, find_ages
from nlp.asking import asks_to_write, asks_whether_true
from nlp.entities import find_hs_code
from nlp.harm import HarmFound, find_harm
from nlp.hazard import Hazards, find_hazards, settle
from nlp.match import Hit
from nlp.negation import in_order
from nlp.people import find_vulnerable
from nlp.product import Contest, hold_contest
from nlp.reading import Reading
from nlp.scope import Verdict, decide_scope
from risk.finding import Harm

HURT = frozenset({Harm.MINOR, Harm.SERIOUS, Harm.FATAL})
_TALK = ("service", "question", "hypothetical", "advertisement", "command", "greeting")
_CUES = frozenset(
    {"negation", "hypothetical", "rumour", "urgent", "passed", "cleared", "damage_verb", "damage_object", "trade",
     "origin", "port", *(f"talk_{talk}" for talk in _TALK)}
)  # fmt: skip
_LONG = (20, 40, 80, 160)  # characters; short texts are trusted to fewer words
_LENGTHS = tuple(f"length:{size}" for size in range(len(_LONG) + 1))


class Rules(NamedTuple):
    """`settled`: the hazard codes for the product that won the contest. `prose`: the normalised text with blanks in
    place of clauses that give the system an order or ask whether it is true: neither says anything about the goods."""

    reading: Reading
    hazards: Hazards
    harm: HarmFound
    contest: Contest
    verdict: Verdict
    settled: tuple[str, ...]
    vulnerable: tuple[str, ...]
    people: tuple[Hit, ...]
    ages: tuple[Age, ...]
    prose: str

    @property
    def cleared(self) -> bool:
        """The text says that goods are in order, or denies hazards, and speaks of none besides."""
        if self.hazards.found:
            return False
        return in_order(self.reading) or (bool(self.hazards.denied) and not self.hazards.asked)


def apply_rules(reading: Reading) -> Rules:
    if asks_to_write(reading.text):  # nothing in it happened: all of it is an order
        whole = Hit(0, len(reading.text), "", 1.0, "talk_command")
        reading = reading._replace(hits={whole.kind: [whole]})
    hazards = find_hazards(reading)
    harm = find_harm(reading, hazards.happened)
    contest = hold_contest(reading, spots_of(hazards, harm), find_hs_code(reading.text))
    verdict = decide_scope(reading, contest, hazards, hurt=harm.harm in HURT)
    ages = tuple(find_ages(reading.text))
    vulnerable, people = find_vulnerable(reading, ages)
    return Rules(
        reading=reading,
        hazards=hazards,
        harm=harm,
        contest=contest,
        verdict=verdict,
        settled=settle(hazards, contest.best_product(), reading.text),
        vulnerable=vulnerable,
        people=tuple(people),
        ages=ages,
        prose=_prose(reading),
    )


def spots_of(hazards: Hazards, harm: HarmFound) -> list[Hit]:
    """Where hazards and harm are told."""
    return [*(hit for hits in hazards.found.values() for hit in hits), *harm.hits]


def _prose(reading: Reading) -> str:
    text = reading.text
    for begin, end in (*map(reading.clause, reading.of("talk_command")), *asks_whether_true(reading.text)):
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text


def signs(rules: Rules) -> dict[str, float]:
    """The rules' findings as named numbers of the size of one, so that the weights learn when to trust them."""
    reading, contest, harm = rules.reading, rules.contest, rules.harm
    found = {"always": 1.0}
    for code, score in contest.totals.items():
        found[f"contest:{code}"] = score
        found[f"named:{code}"] = 1.0
    if contest.ranked:
        best = contest.ranked[0]
        found[f"winner:{best}"] = contest.totals[best]
    else:
        found["winner:"] = 1.0
    for (_, _, code, _, kind), standing in (*rules.hazards.standings, *harm.standings):
        found[f"{kind}:{code}:{standing}"] = 1.0
    for code in rules.settled:
        found[f"hazard:{code}"] = 1.0
    found[f"harm:{harm.harm}"] = 1.0
    found[f"scope:{rules.verdict.scope}"] = rules.verdict.confidence
    for kind in reading.hits:
        if kind in _CUES:
            found[f"cue:{kind}"] = 1.0
    for hit in reading.of("sign"):
        found[f"sign:{hit.code}"] = 1.0
    for code in rules.vulnerable:
        found[f"person:{code}"] = 1.0
    if harm.injured is not None:
        found[f"injured:{min(harm.injured, 2)}"] = 1.0
    found[_LENGTHS[bisect_left(_LONG, len(reading.text))]] = 1.0
    return found
