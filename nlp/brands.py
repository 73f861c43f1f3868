"""Names that stand beside a product: Latin words, and Chinese words no dictionary knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from importlib import resources
from typing import NamedTuple

from nlp.match import Hit
from nlp.reading import Reading


def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    """Latin words that are no brand, and Chinese words that only describe a product."""
    table = tomllib.loads(resources.files("nlp").joinpath("data", "names.toml").read_text(encoding="utf-8"))
    return frozenset(table["latin"].split()), frozenset(table["descriptive"].split())


class Named(NamedTuple):
    value: str
    start: int
    end: int


READ = 1200  # characters in which names and amounts are looked for: reports give them at their head
_CUE = re.compile(
    r"(?:品牌|牌子|商标)(?:名)?[:：是为叫係系]?\s?[“\"「]?(?P<v>[A-Za-z][A-Za-z0-9_&'-]+"
    r"(?: [A-Z][A-Za-z0-9_&'-]+)?|(?<=[:：是为叫係系“\"「])[㐀-鿿]{2,4})"
)
_QUOTED = re.compile(r"[“\"「『](?P<v>[A-Za-z][A-Za-z0-9_&' -]{1,24}|[㐀-鿿]{2,5})[”\"」』](?:牌|品牌|brand)")
_PAI = re.compile(r"(?P<v>[A-Za-z][A-Za-z0-9_&-]{1,20}|[㐀-鿿]{2,4}?)牌(?![子照匾号楼坊])")
_LATIN = re.compile(
    r"[A-Z][A-Z&'-]{2,}(?: [A-Z]{2,}(?![a-z]))?|[A-Z][a-z]+[A-Z][A-Za-z0-9_]*"
    r"|[A-Z]?[a-z]{2,}[A-Za-z&-]*|[A-Z][A-Za-z&-]+"
)
_MODEL_CUE = re.compile(
    r"(?:型号|型號|规格型号|款号|model(?:\s(?:no\.?|number))?|type"
    r"|item no\.?)\s*(?:[为是:：#]\s*)?(?P<v>(?=[A-Za-z0-9_/-]{0,24}\d)[A-Za-z0-9][A-Za-z0-9_/.-]{1,24}(?"
    r": [A-Z0-9]{1,6})?)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![A-Za-z0-9_./-])(?P<v>(?=[A-Za-z0-9/-]{0,24}\d)(?=[A-Za-z0-9/-]{0,24}[A-Za-z])[A-Za-z0-9]{1,"
    r"24}(?:[-/][A-Za-z0-9]{1,12}){0,4})(?![A-Za-z0-9_℃%])"
)
_MEASURE = re.compile(
    r"^(?:\d[\d.,]*(?:k?v|k?w|m?ah|wh|kwh|hz|mm|cm|m|kg|g|mg|ml|l|km|kpa|mpa|nm|db|cfu|gb|tb|mb|h|s"
    r"|min|pcs|ppm|n|kn|a|c|d|mw|usd|rmb|x|in|inch|oz|th|st|nd|rd|yo|pm|am|k|oc|bq|j|w/h|kmh)"
    r"|[1-6]g|3c|2b|a4|a3|usb\d?|pm2|co2|kn95|n95|ffp\d|18650|pm10|mp[34]|h5|r22|r12|class|un\d{4}"
    r"|ph\d?|120|110|3b|3r|covid-?19|\d+d|type-?c)$",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"^(?:GB|GB/T|EN|ISO|IEC|ASTM|UL|UN|HS|IP|IPX|Q|AQL|CCC|REACH|JIS|DIN|BS|LOT|PO|IMO|CE|SN"
    r"|GD)\d*[\d/-]*$|^(?:GB|EN|ISO|IEC|UN|IPX?)[-/ ]?[T\d]",
    re.IGNORECASE,
)
_LEAD_VERB = re.compile(r"^(?:发现|查获|检出|购买|采购|使用|听说|听讲|反映|怀疑|抽查)")
_COMMON, _DESCRIPTIVE = _plain_words()
_EDGE = re.compile(
    r"[的个個那这這呢嗰款只隻台部把条條套双辆件盒瓶支张箱批买買咗了用在是係给叫说从到装带戴穿喺和与及跟一我你佢他她它家新旧进出口产制牌售卖卖]"
)
_LEFT = re.compile(r"[^㐀-鿿]|[的个個那这這呢嗰款只隻台部把套辆买買咗了用]")


def find_brand(
    reading: Reading, product: Hit | None, taken: Sequence[tuple[int, int]], *, known: Callable[[str], bool]
) -> Named | None:
    """A named brand, else a Latin name, else an unknown Chinese word right before the product."""
    text = reading.source.original[:READ]
    for pattern in (_QUOTED, _CUE, _PAI):
        for match in pattern.finditer(text):
            value = match["v"]
            if not _overlaps(match.start("v"), match.end("v"), taken) and not _plain(value, known):
                return Named(value, match.start("v"), match.end("v"))
    near = None if product is None else reading.source.span(product.start, product.end)
    return _latin_brand(text, near, taken, english=_is_english(text)) or _chinese_brand(reading, product, taken, known)


def _plain(value: str, known: Callable[[str], bool]) -> bool:
    if value[0].isascii():
        return value.lower() in _COMMON
    return known(value) or value in _DESCRIPTIVE or bool(_EDGE.search(value))


def _is_english(text: str) -> bool:
    return sum("㐀" <= char <= "鿿" for char in text[:400]) * 6 < len(text[:400])


def _latin_brand(
    text: str, product: tuple[int, int] | None, taken: Sequence[tuple[int, int]], *, english: bool
) -> Named | None:
    best: tuple[float, Named] | None = None
    for match in _LATIN.finditer(text):
        word = match[0].rstrip("-'&")
        start, end = match.start(), match.start() + len(word)
        glued = (start and text[start - 1].isdigit()) or (
            end < len(text) and (text[end].isdigit() or text[end] in "-_@.")
        )
        if len(word) < 3 or (glued and not (english and text[end : end + 1] == ".")) or _overlaps(start, end, taken):
            continue
        if any(part.lower() in _COMMON for part in (word, *word.split())):
            continue
        shape = _shape(word, text, start, english=english)
        if english and word[0].isupper() and product is not None and _leads(text, end, product[0]):
            shape = max(shape, 1.2)
        if shape <= 0:
            continue
        distance = 0 if product is None else max(start - product[1], product[0] - end, 0)
        score = shape - min(distance, 60) / 60
        if best is None or score > best[0]:
            best = (score, Named(word, start, end))
    return None if best is None else best[1]


def _leads(text: str, end: int, product: int) -> bool:
    """Belluna necklace, Torvane GT4: the name goes right before the product or its model."""
    return text[end : end + 1] == " " and (product == end + 1 or _CODE.match(text, end + 1) is not None)


def _shape(word: str, text: str, start: int, *, english: bool) -> float:
    capitals = sum(char.isupper() for char in word)
    if word.isupper() and len(word) >= 4:
        return 2.0
    if capitals >= 2 and not word.isupper():
        return 1.8
    sentence_start = start == 0 or text[:start].rstrip()[-1:] in ".!?:"
    if english:
        return 0.9 if capitals == 1 and word[0].isupper() and not sentence_start else 0.0
    if capitals == 1 and word[0].isupper():
        return 1.6
    if word.isupper():
        return 1.0
    # In Chinese, a lower-case word is a brand only where it touches Chinese on the product's side.
    return 0.7 if len(word) >= 4 and text[start + len(word) : start + len(word) + 1] in ("的", "牌") else 0.0


def _chinese_brand(
    reading: Reading, product: Hit | None, taken: Sequence[tuple[int, int]], known: Callable[[str], bool]
) -> Named | None:
    if product is None:
        return None
    text = reading.text
    stop = product.start - (text[product.start - 1 : product.start] == "的")
    # The product's own describing words are skipped: 彩可儿的油画棒, 慢慢熊婴儿连体衣, 美浦空气净化器.
    start = stop
    while start > 0 and stop - start < 5 and not _LEFT.match(text[start - 1]):
        if any(reading.source.offsets[start - 1] < b and a <= reading.source.offsets[start - 1] for a, b in taken):
            break
        start -= 1
    while lead := _LEAD_VERB.match(text[start:stop]):
        start += lead.end()
    run = text[start:stop]
    while run and (prefix := next((n for n in (3, 2) if run[-n:] in _DESCRIPTIVE), 0)):
        run = run[:-prefix]
    slot = start in {0, *reading.clause_ends} or any(
        reading.source.span(start, start + 1)[0] == end for _, end in taken
    )
    after_origin = any(reading.source.span(start, start + 1)[0] == end for _, end in taken) if run else False
    listed = after_origin and stop == product.start and any(char.isdigit() for char in text)
    if not 2 <= len(run) <= 4 or _EDGE.search(run) or run in _DESCRIPTIVE or (known(run) and not listed):
        return None
    if not after_origin and not (slot or text[start - 1 : start] in tuple("个個那这這款台部的现说")):
        return None
    if any(
        hit.start < start + len(run) and start < hit.end
        for kind in ("product", "out", "event", "state", "person", "origin", "port")
        for hit in reading.of(kind)
    ):
        return None
    begin, end = reading.source.span(start, start + len(run))
    return Named(reading.source.original[begin:end], begin, end)


def find_model(
    reading: Reading, product: Hit | None, brand_end: int | None, taken: Sequence[tuple[int, int]]
) -> Named | None:
    """After a cue, or a code of letters and digits beside brand or product; standards and measures are none."""
    text = reading.source.original[:READ]
    for match in _MODEL_CUE.finditer(text):
        if not _overlaps(match.start("v"), match.end("v"), taken):
            value = match["v"].rstrip(".-/ ")
            return Named(value, match.start("v"), match.start("v") + len(value))
    around = None if product is None else reading.source.span(product.start, product.end)
    best: tuple[int, Named] | None = None
    for match in _CODE.finditer(text):
        value, start, end = match["v"], match.start("v"), match.end("v")
        beside_brand = brand_end is not None and 0 <= start - brand_end <= 1
        if _overlaps(start, end, taken) or _STANDARD.match(value) or (_MEASURE.match(value) and not beside_brand):
            continue
        distance = 0 if beside_brand or around is None else max(start - around[1], around[0] - end, 0)
        if len(value) >= 2 and distance <= 20 and (best is None or distance < best[0]):
            best = (distance, Named(value, start, end))
    return None if best is None else best[1]


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in taken)
