"""What stands beside a product and is no name, and Chinese words there that no dictionary knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from importlib import resources

from nlp.match import Hit
from nlp.reading import Reading


def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    """Latin words that are no brand, and Chinese words that only describe a product."""
    table = tomllib.loads(resources.files("nlp").joinpath("data", "names.toml").read_text(encoding="utf-8"))
    return frozenset(table["latin"].split()), frozenset(table["descriptive"].split())


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
_LEAD_VERB = re.compile(r"^(?:发现|查获|检出|购买|采购|使用|听说|听讲|反映|怀疑|抽查)")
COMMON, DESCRIPTIVE = _plain_words()
_EDGE = re.compile(
    r"[的个個那这這呢嗰款只隻台部把条條套双辆件盒瓶支张箱批买買咗了用在是係给叫说从到装带戴穿喺和与及跟一我你佢他她它家新旧进出口产制牌售卖卖]"
)
_LEFT = re.compile(r"[^㐀-鿿]|[的个個那这這呢嗰款只隻台部把套辆买買咗了用]")


def unknown_word(
    reading: Reading, product: Hit | None, taken: Sequence[tuple[int, int]], *, known: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Two to four Chinese characters right before the product that name nothing the dictionary knows."""
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
    while run and (prefix := next((n for n in (3, 2) if run[-n:] in DESCRIPTIVE), 0)):
        run = run[:-prefix]
    slot = start in {0, *reading.clause_ends} or any(
        reading.source.span(start, start + 1)[0] == end for _, end in taken
    )
    after_origin = any(reading.source.span(start, start + 1)[0] == end for _, end in taken) if run else False
    listed = after_origin and stop == product.start and any(char.isdigit() for char in text)
    if not 2 <= len(run) <= 4 or _EDGE.search(run) or run in DESCRIPTIVE or (known(run) and not listed):
        return None
    if not after_origin and not (slot or text[start - 1 : start] in tuple("个個那这這款台部的现说")):
        return None
    if any(
        hit.start < start + len(run) and start < hit.end
        for kind in ("product", "out", "event", "state", "person", "origin", "port")
        for hit in reading.of(kind)
    ):
        return None
    return reading.source.span(start, start + len(run))
