"""Brand, model, batch, tariff number, origin, port, date and quantity: the strings of the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import rjieba

from nlp.brands import name_runs
from nlp.choosing import Chooser
from nlp.dates import find_date
from nlp.match import Hit
from nlp.names import READ, Candidate, Surroundings, candidates, places_and_amounts
from nlp.reading import Reading
from nlp.standards import Standard, find_standards

# A heading of 4 digits needs a word for it; 8 to 10 digits that begin like a chapter of industrial goods do not.
_HS = re.compile(
    r"(?:税号|稅號|税则号列?|稅則號[列別]?|HS\s?编?码?|商品编[码号]|海关编码|归入|歸入|under"
    r"|HS code|tariff (?:code|number|no\.?))"
    r"\s*[为是:：]?\s*(?P<v>\d{4}[\d.]{0,9})"
    r"|(?<![\d.A-Za-z-])(?P<w>(?:2[5-9]|[3-8]\d|9[0-6])\d{2}(?:\d{2}\.?){2}(?:\d{2})?)(?![\d.]*\d|[A-Za-z])",
    re.IGNORECASE,
)
_LOT = r"(?=[A-Za-z0-9_-]{0,24}\d)[A-Za-z0-9][A-Za-z0-9/_-]{2,24}"
_BATCH = re.compile(
    r"(?:生产批次?|生产批号|批号|批號|批次标?[号記记]?|[炉爐][号號]|同批|样品号|封样编号|荒料号|(?<![该該這这此那整])批"
    r"|LOTS?(?:\s?(?:NO\.?|number))?|lote|batch(?:\s?(?:no\.?|number|code))?)"
    rf"[ 为是:：#“\"]*(?P<v>{_LOT}(?:\s?(?:至|to|–|~)\s?{_LOT})?)",
    re.IGNORECASE,
)


# Without these there is none: a cheap look spares most texts the long patterns.
_LONG_NUMBER = re.compile(r"[0-9０-９]{4}")
_LOT_HINT = re.compile(r"[批炉爐样荒LlBb](?:(?<=[批炉爐样荒])|(?<=[Ll])[Oo][Tt]|(?<=[Bb])[Aa][Tt][Cc])")


class Found(NamedTuple):
    """A value and where the original text says it; `form`: which pattern found it, "" where weights chose it."""

    value: str
    start: int
    end: int
    form: str = ""


class Entities(NamedTuple):
    """`found`: by kind (`ENTITIES`), only those expressed. `odds`: log-odds of the likeliest candidate, said or not."""

    found: dict[str, Found]
    odds: dict[str, float]
    standards: tuple[Standard, ...] = ()


def find_hs_code(text: str) -> str | None:
    """The tariff number that the text gives, dots kept."""
    match = _HS.search(text[:READ]) if _LONG_NUMBER.search(text) else None
    return (match["v"] or match["w"]).rstrip(".") if match else None


def find_entities(
    reading: Reading,
    names: tuple[Surroundings, Sequence[Candidate]],
    received_at: datetime | None,
    *,
    choose: Chooser,
) -> Entities:
    """`names`: what may be one, from `names_of`."""
    text = reading.source.original[:READ]
    found: dict[str, Found] = {}
    for kind, pattern, hint in (("hs_code", _HS, _LONG_NUMBER), ("batch", _BATCH, _LOT_HINT)):
        if hint.search(text) and (match := pattern.search(text)):
            group = "v" if match["v"] else "w"
            value = match[group].rstrip(".-/")
            start = match.start(group)
            found[kind] = Found(value, start, start + len(value), "bare" if group == "w" else "worded")
    if dated := find_date(text, received_at):
        found["date"] = Found(dated.value, dated.start, dated.end, dated.form)
    standards = find_standards(text)
    taken = [(f.start, f.end) for f in found.values()] + [(one.start, one.end) for one in standards]
    around, among = names
    free = [one for one in among if not _within(one, taken)] if taken else among
    odds: dict[str, float] = {}
    for kind, choice in choose(around, free).items():
        odds[kind] = choice.odds
        if (name := choice.candidate) is not None:
            found[kind] = Found(name.code or text[name.start : name.end], name.start, name.end)
    return Entities(found, odds, standards)


def _within(one: Candidate, taken: Sequence[tuple[int, int]]) -> bool:
    return any(one.start < stop and start < one.end for start, stop in taken)


def names_of(reading: Reading, product: Hit | None, *, words: rjieba.Jieba) -> tuple[Surroundings, list[Candidate]]:
    """What may be a brand, a model, a port, an origin or a quantity."""
    around = Surroundings(reading, product, words)
    runs = [run for run in name_runs(reading, product, words) if run.end <= READ]
    among = candidates(around.text, runs)
    among += places_and_amounts(reading)
    around.look_at(among)
    return around, among
