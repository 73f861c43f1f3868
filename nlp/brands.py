"""What stands beside a product and is no name, and Chinese words that stand where a name does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate, islice
from typing import Final, NamedTuple

import rjieba

from nlp.lexicon import load_lexicon
from nlp.match import Hit
from nlp.reading import Reading


def _plain_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Latin words that are no brand, Chinese words that only describe a product, and makers' names that are words."""
    table = tomllib.loads(resources.files("nlp").joinpath("data", "names.toml").read_text(encoding="utf-8"))
    latin, descriptive, everyday = (frozenset(table[key].split()) for key in ("latin", "descriptive", "everyday"))
    return latin, descriptive, everyday


MEASURE = re.compile(
    r"^(?:\d[\d.,]*(?:k?v|k?w|m?ah|wh|kwh|hz|mm|cm|m|kg|g|mg|ml|l|km|kpa|mpa|nm|db|cfu|gb|tb|mb|h|s"
    r"|min|pcs|ppm|n|kn|a|c|d|mw|usd|rmb|x|in|inch|oz|th|st|nd|rd|yo|pm|am|k|oc|bq|j|w/h|kmh)"
    r"|[1-6]g|3c|2b|a4|a3|usb\d?|pm2|co2|kn95|n95|ffp\d|18650|pm10|mp[34]|h5|r22|r12|class|un\d{4}"
    r"|ph\d?|120|110|3b|3r|covid-?19|\d+d|type-?c)$",
    re.IGNORECASE,
)
STANDARD = re.compile(
    r"^(?:GB|GB/T|EN|ISO|IEC|ASTM|UL|UN|HS|IP|IPX|Q|AQL|CCC|REACH|JIS|DIN|BS|LOT|PO|IMO|CE|SN"
    r"|GD)\d*[\d/-]*$|^(?:GB|EN|ISO|IEC|UN|IPX?)[-/ ]?[T\d]",
    re.IGNORECASE,
)
_LEAD_VERB = re.compile(
    r"(?:发现|查获|检出|购买|采购|使用|听说|听讲|反映|怀疑|抽查|投诉|举报|检验|查验|关于|进口|就是|说是)"
)
COMMON, DESCRIPTIVE, EVERYDAY = _plain_words()
# Words and pieces of names alike: 小家, 新航. A name may begin behind one of them, and hold it.
_EDGE = re.compile(
    r"[的个個那这這呢嗰款只隻台部把条條套双辆件盒瓶支张箱批买買咗了用在是係给叫说从到装带戴穿喺和与及跟一我你佢他她它家新旧进出口产制牌售卖]"
)
_LEFT = frozenset(
    "的个那呢嗰款只台部把套辆买咗了用块条件支枝张盒瓶箱系是喺用架啲嘅同将由被称着装"
)  # no name goes over these
_LATIN = re.compile(r"[a-z](?:(?<=[㐀-鿿][a-z])|(?<=[㐀-鿿] [a-z]))(?=[a-z-]{0,12}[- ]?\d|[a-z]{2})")
_STOPPING: Final = ("origin", "port", "product", "out", "person")
_OF: Final = ("的", "嘅", "牌")
_NO_MARK: Final = frozenset(["品牌", "杂牌", "招牌", "名牌", "商牌", "王牌", "车牌", "门牌", "路牌", "骨牌", "克牌"])
_SPOTS: Final = 3  # products and Latin words before which is looked
_REACH: Final = 8  # characters
_SHORTEST: Final = 2
_CUT: Final = 4  # characters from which a run is cut into words
_DESCRIBING: Final = (2, 3, 4)
_SIZES: Final = range(_SHORTEST, 6)  # characters of a name
_START = re.compile(r"[\s“\"「]*(?P<v>[㐀-鿿]{2,8})")
_HEADED = re.compile(r"[:】\]\n]")  # behind these a text begins anew
_SORTED: Final = 3  # of a run, shorter ones


@cache
def known_brands() -> frozenset[str]:
    """Those of the lexicon, as its terms are written."""
    lexicon = load_lexicon()
    named = zip(lexicon.terms, lexicon.labels, strict=True)
    return frozenset(term for term, labels in named if any(label.kind == "brand" for label in labels))


class Run(NamedTuple):
    """Chinese characters that may be a name; `part`: of a longer run."""

    start: int
    end: int
    form: str
    part: bool


def name_runs(reading: Reading, product: Hit | None, words: rjieba.Jieba) -> list[Run]:
    """In the original: right before a product or a Latin word (`run`), or where the text begins (`start`).

    `product`: the one at fault; it is looked at first.
    """
    text, found = reading.text, []
    spots = [product.start] if product is not None else []
    spots += [match.start() for match in _LATIN.finditer(text)]
    spots += [hit.start for hit in reading.of("product")]
    stops = {hit.end for kind in _STOPPING for hit in reading.of(kind)}
    for spot in tuple(dict.fromkeys(spots))[:_SPOTS]:
        found += _runs_before(text, spot, stops, words.cut)
    found += [Run(hit.start, hit.end, "run", False) for hit in reading.of("brand")]
    seen = {(run.start, run.end) for run in found}
    for begin in (0, *(match.end() for match in islice(_HEADED.finditer(text), _SPOTS))):
        match = _START.match(text, begin)
        if match is not None and text[match.start("v") : match.start("v") + 2] not in DESCRIPTIVE:
            pieces = _pieces(text, *match.span("v"), "start", words.cut)
            found += [run for run in pieces if run[:2] not in seen and not words.has_word(text[run.start : run.end])]
    return [Run(*reading.source.span(run.start, run.end), run.form, run.part) for run in dict.fromkeys(found)]


def _runs_before(text: str, spot: int, stops: Collection[int], cut: Callable[[str], Sequence[str]]) -> list[Run]:
    """The whole run between what stands before a name and the spot, and pieces of it."""
    if text[spot - 2 : spot] in _NO_MARK:
        return []
    end = spot - (text[spot - 1 : spot] in _OF)
    end -= text[end - 1 : end] == " "
    start = end
    while start and end - start < _REACH and "㐀" <= text[start - 1] <= "鿿" and text[start - 1] not in _LEFT:
        start -= 1
        if start in stops:
            break
    while lead := _LEAD_VERB.match(text, start, end):
        start = lead.end()
    if text[start : start + 2] in DESCRIPTIVE:  # 爸爸骑的
        start += 2
    end = _without_describing(text, start, end)
    if end - start < _SHORTEST:
        return []
    found = [Run(start, end, "run", False)] if end - start in _SIZES else []
    later = start
    for edge in _EDGE.finditer(text, start, end):
        later = edge.end()
    if end - later in _SIZES and later > start:
        found.append(Run(later, end, "run", True))
    return found + _pieces(text, start, end, "run", cut)


def _without_describing(text: str, start: int, end: int) -> int:
    """Where the name ends, if the product's own describing words stand between: 慢慢熊婴儿连体衣, 美浦空气净化器."""
    while end - start >= _SHORTEST:
        for size in _DESCRIBING:
            if text[end - size : end] in DESCRIPTIVE:
                end -= size
                break
        else:
            return end
    return end


def _pieces(text: str, start: int, end: int, form: str, cut: Callable[[str], Sequence[str]]) -> list[Run]:
    """Where words end in it, counted from its beginning, and where they begin, counted from its end."""
    if end - start < _CUT:
        return [Run(start, end, form, False)] if form == "start" and end - start in _SIZES else []
    ends = [start + length for length in accumulate(map(len, cut(text[start:end])))][:-1]
    sizes = _SIZES if form == "start" else _SIZES[:-1]
    found = [Run(start, stop, form, True) for stop in [*ends, end][: _SORTED + 1] if stop - start in sizes]
    if form == "run":
        found += [Run(begin, end, form, True) for begin in ends[-_SORTED:] if end - begin in sizes]
    return found
