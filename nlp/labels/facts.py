"""Lines and barcodes to `Facts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from nlp.entities import find_hs_code
from nlp.labels.fields import find_fields
from nlp.labels.gtin import find_gtin
from nlp.lexicon import load_lexicon
from nlp.normalise import term_form
from nlp.standards import find_standards
from risk.reading import Barcode, Facts

_MOST: Final = 6  # standards, and marks
_MARK: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<v>CCC|UKCA|FCC|CE|RoHS|ROHS|QS|PSE|KC|cULus|ETL|UL|GS|SAA|CQC|CMA|CNAS|WEEE|REACH|TÜV|TUV|3C)(?![A-Za-z0-9])"
    r"|(?P<w>强制性产品认证|強制性產品認證)"
)
_SAME_MARK: Final = {"3C": "CCC", "强制性产品认证": "CCC", "強制性產品認證": "CCC", "ROHS": "RoHS", "TUV": "TÜV"}
_GAP: Final = re.compile(r"\s{2,}|\t")
_NO_ORIGIN_WORD: Final = re.compile(r"[\s.,，。()（）]+")


def find_facts(lines: Sequence[str], barcodes: Sequence[Barcode] = ()) -> Facts:
    """Never raises on any text, and takes work in proportion to its length."""
    lines = [_GAP.sub("  ", part).strip() for line in lines for part in line.splitlines()]
    fields = find_fields(lines)
    text = "\n".join(lines)
    return Facts(
        product=fields.get("product", ""),
        brand=fields.get("brand", ""),
        model=fields.get("model", ""),
        batch=fields.get("batch", ""),
        origin=fields.get("origin", ""),
        origin_code=origin_code(fields.get("origin", "")),
        gtin=find_gtin(lines, barcodes),
        hs_code=find_hs_code(text) or "",
        importer=fields.get("importer", ""),
        certificate=fields.get("certificate", ""),
        standards=tuple(dict.fromkeys(s.value for s in find_standards(text) if s.form == "numbered"))[:_MOST],
        marks=tuple(dict.fromkeys(_marks(text)))[:_MOST],
    )


def with_entities(facts: Facts, entities: Mapping[str, str | None]) -> Facts:
    """What triage found in running text, where no label says it."""
    return replace(
        facts,
        brand=facts.brand or entities.get("brand") or "",
        model=facts.model or entities.get("model") or "",
        batch=facts.batch or entities.get("batch") or "",
    )


def origin_code(words: str) -> str:
    """ISO 3166-1 alpha-2 of a country or place as labels write it; "" = not known."""
    folded = term_form(words)
    known = _origins()
    if folded in known:
        return known[folded]
    # 越南胡志明市, P.R. China, 中国广东江门: the longest name in it.
    squeezed = _NO_ORIGIN_WORD.sub(" ", f"{folded.replace('.', '')} {folded}")
    inside = [name for name in known if name in squeezed and (not name.isascii() or _stands_alone(name, squeezed))]
    return known[max(inside, key=len)] if inside else ""


def _stands_alone(name: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text) is not None


@cache
def _origins() -> Mapping[str, str]:
    lexicon = load_lexicon()
    return {
        term: label.code
        for term, labels in zip(lexicon.terms, lexicon.labels, strict=True)
        for label in labels
        if label.kind == "origin"
    }


def _marks(text: str) -> Iterator[str]:
    for match in _MARK.finditer(text):
        mark = match["v"] or match["w"]
        yield _SAME_MARK.get(mark, mark)
