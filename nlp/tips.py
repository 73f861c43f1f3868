"""The labelled tips: what a row must hold, and `python -m nlp.tips FILE…` to check batches before they are merged."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from risk.finding import ENTITIES, VULNERABLE, Harm, Scope
from risk.taxonomy import hazards, products

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "yue", "en", "mixed")
STYLES: Final = ("formal", "complaint", "chat", "voice", "report", "media", "foreign_alert", "adversarial")
_QUOTED: Final = tuple(name for name in ENTITIES if name not in ("origin", "date"))


def problems(row: Mapping[str, Any]) -> Iterator[str]:
    """What breaks the label rules; nothing for a good row."""
    text = row.get("text", "")
    if not text:
        yield "no text"
    if row.get("lang") not in LANGUAGES or row.get("style") not in STYLES:
        yield "lang or style"
    inside = row.get("scope") == Scope.IN
    if row.get("scope") not in set(Scope):
        yield "scope"
    if inside and row.get("product") not in products():
        yield "product"
    if not inside and (row.get("product") is not None or row.get("hazards")):
        yield "out of scope has neither product nor hazards"
    if any(code not in hazards() for code in row.get("hazards", ())) or row["hazards"] != sorted(set(row["hazards"])):
        yield "hazards"
    if row.get("harm") not in set(Harm):
        yield "harm"
    if not (row.get("injured") is None or (isinstance(row["injured"], int) and row["injured"] >= 0)):
        yield "injured"
    if any(who not in VULNERABLE for who in row.get("vulnerable", ())):
        yield "vulnerable"
    if row.get("severity_rank") not in range(1, 6):
        yield "severity_rank"
    yield from _entity_problems(text, row.get("entities", {}))


def _entity_problems(text: str, entities: Mapping[str, Any]) -> Iterator[str]:
    if set(entities) != set(ENTITIES):
        yield "entities"
        return
    for name in _QUOTED:
        value = entities[name]
        if value is not None and value not in text:
            yield f"{name} is not in the text: {value}"
    origin = entities["origin"]
    if origin is not None and not (len(origin) == 2 and origin.isascii() and origin.isupper()):
        yield f"origin: {origin}"
    day = entities["date"]
    if day is not None and not _is_date(day):
        yield f"date: {day}"


def _is_date(text: str) -> bool:
    """ISO, a month or a year alone, or `--05-28` without a year."""
    whole = {2: "2024" + text[1:], 4: f"{text}-01-01", 7: f"{text}-01"}
    try:
        date.fromisoformat(whole[2] if text.startswith("--") else whole.get(len(text), text))
    except ValueError:
        return False
    return True


def check(paths: Sequence[Path], rules: Callable[[Mapping[str, Any]], Iterator[str]] = problems) -> int:
    """How many rows are wrong; each is named on standard error. `rules`: what breaks the rules of a row."""
    wrong = 0
    seen: dict[str, str] = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            found = list(rules(row))
            here = f"{path.name}:{number}"
            text = row.get("text", "")
            if text in seen:
                found.append(f"the same text as {seen[text]}")
            seen[text] = here
            if found:
                wrong += 1
                sys.stderr.write(f"{here}: {'; '.join(found)}\n")
    return wrong


if __name__ == "__main__":
    raise SystemExit(check([Path(name) for name in sys.argv[1:]]) > 0)
