"""Reads the reviewed word lists of `nlp/data/lexicon` into one flat table of terms and labels."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from nlp.normalise import term_form

FILES = ("products", "hazards", "scope", "harm", "people", "cues", "places", "trade", "brands")
WIDE = ("products", "hazards", "scope")  # more of the same, in a folder of their own


class Label(NamedTuple):
    """`kind` says which rule reads it: product, out, sign, event, state, harm, person, origin, port, trade, brand, or a
    cue.
    """

    kind: str
    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`terms[i]` carries `labels[i]`; `pairs` maps the first half of "a~b" to (second half, label)."""

    terms: tuple[str, ...]
    labels: tuple[tuple[Label, ...], ...]
    pairs: Mapping[str, tuple[tuple[str, Label], ...]]
    version: str


def _rows(name: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str, Label]]:
    """(words, language, label) of one file."""
    for section, row in table.items():
        if section == "source":
            continue
        if name == "products":
            yield row.get("zh", ""), "zh", Label("product", section, 1.0)
            yield row.get("yue", ""), "zh", Label("product", section, 1.0)
            yield row.get("en", ""), "en", Label("product", section, 1.0)
            for word in row.get("weak", "").split():
                yield word, "zh", Label("product", section, 0.35)
        elif name == "hazards":
            for kind in ("event", "state"):
                yield row.get(kind, ""), "zh", Label(kind, section, 1.0)
                yield row.get(f"{kind}_en", ""), "en", Label(kind, section, 1.0)
        elif name == "places":
            for code, words in row.items():
                if section in ("origin", "city"):
                    zh, _, en = words.partition("|")
                    yield zh, "zh", Label(section, code, 1.0)
                    yield en, "en", Label(section, code, 1.0)
                else:
                    yield words, code, Label("port", "", 1.0)
        elif name == "scope":
            yield from _scope_rows(section, row)
        elif name == "harm":
            for key, words in row.items():
                stem = key.removesuffix("_en")
                kind = "harm" if stem in ("zh", "en") else f"damage_{stem}"
                yield words, "en" if key.endswith("en") else "zh", Label(kind, section, 1.0)
        else:
            kind = {"people": "person", "trade": "trade"}.get(name, section)
            yield row["zh"], "zh", Label(kind, section, 1.0)
            yield row["en"], "en", Label(kind, section, 1.0)


def _scope_rows(section: str, row: Mapping[str, str]) -> Iterator[tuple[str, str, Label]]:
    for key, words in row.items():
        stem = key.removesuffix("_en")
        language = "en" if key.endswith("_en") else "zh"
        if section == "other":
            yield words, language, Label(f"talk_{stem}", "", 1.0)
        else:
            yield words, language, Label("out" if stem == "noun" else "sign", f"out_{section}", 1.0)


def _split(words: str, language: str) -> list[str]:
    if language == "zh":
        return words.split()
    return [word.strip() for word in words.replace("\n", " ").split(",") if word.strip()]


def load_lexicon(*, wide: bool = True) -> Lexicon:
    """The shipped lexicon; its version names its content by digest.

    `wide`: with the lists without which tips are read in training: they were weeded by what stands in training tips,
    and look better there than they are.
    """
    return _load(wide)


@cache
def _load(wide: bool) -> Lexicon:
    folder = resources.files("nlp").joinpath("data", "lexicon")
    files = [(name, folder.joinpath(f"{name}.toml")) for name in FILES]
    if wide:
        files += [(name, folder.joinpath("wide", f"{name}.toml")) for name in WIDE]
    labels: dict[str, tuple[Label, ...]] = {}
    alike: dict[tuple[Label, ...], tuple[Label, ...]] = {}  # thousands of terms are: one tuple for all
    pairs: dict[str, list[tuple[str, Label]]] = {}
    digest = hashlib.sha256()
    newest = ""
    for name, file in files:
        text = file.read_text(encoding="utf-8")
        digest.update(text.encode())
        table = tomllib.loads(text)
        newest = max(newest, table["source"]["version"])
        for words, language, label in _rows(name, table):
            for word in _split(words, language):
                halves = [term_form(half) for half in word.split("~") if half]
                if len(halves) == 2:
                    pairs.setdefault(halves[0], []).append((halves[1], label))
                    meant = [(half, Label("part", half, 1.0)) for half in halves]
                else:
                    meant = [(half, label) for half in halves if half]
                for term, one in meant:
                    known = labels.get(term, ())
                    if one not in known:
                        labels[term] = alike.setdefault((*known, one), (*known, one))
    return Lexicon(
        terms=tuple(labels),
        labels=tuple(labels.values()),
        pairs={first: tuple(rest) for first, rest in pairs.items()},
        version=f"{newest}+{digest.hexdigest()[:8]}",
    )
