"""Two SVG pictures of an evaluation: which product is taken for which, and how much confidence is worth."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from nlp.model import FIELDS

Pairs = Sequence[tuple[Any, Any]]  # (label, prediction) as rows
_INK: Final = "#1f2a37"
_COLOURS: Final = {"scope": "#1b6ca8", "product": "#c2410c", "hazards": "#15803d", "harm": "#7e22ce"}
_CELL: Final = 18
_BINS: Final = 8


def write_pictures(pairs: Pairs, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "confusion.svg").write_text(confusion(pairs), encoding="utf-8")
    (folder / "reliability.svg").write_text(reliability(pairs), encoding="utf-8")


def _svg(width: int, height: int, title: str, body: Iterator[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="10" fill="{_INK}"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'


def confusion(pairs: Pairs) -> str:
    """Rows: the label; columns: what was said; shade: the share of the row."""
    counts = Counter((gold["product"] or gold["scope"], got["product"] or got["scope"]) for gold, got in pairs)
    codes = sorted({code for pair in counts for code in pair}, key=lambda code: (code.startswith("out_"), code))
    left, top = 150, 160
    side = _CELL * len(codes)

    def body() -> Iterator[str]:
        for at, wanted in enumerate(codes):
            whole = sum(counts[wanted, got] for got in codes)
            y = top + at * _CELL
            yield _text(left - 6, y + 12, wanted, 'text-anchor="end"')
            yield _text(left + at * _CELL + 12, top - 6, wanted, _turned(left + at * _CELL + 12, top - 6))
            for column, got in enumerate(codes):
                if count := counts[wanted, got]:
                    yield _cell(left + column * _CELL, y, count, count / whole, right=wanted == got)
        yield f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="none" stroke="#9ca3af"/>'
        yield _text(
            left, top + side + 20, "rows: as labelled; columns: as found; number: tips; shade: share of the row"
        )

    return _svg(left + side + 20, top + side + 35, "Products: labelled and found", body())


def _turned(x: float, y: float) -> str:
    return f'transform="rotate(-60 {x} {y})"'


def _cell(x: int, y: int, count: int, share: float, *, right: bool) -> str:
    colour = "#15803d" if right else "#b91c1c"
    ink = "#ffffff" if share > 0.5 else _INK
    square = f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="{colour}" fill-opacity="{share:.2f}"/>'
    return square + _text(x + _CELL / 2, y + 12, str(count), f'text-anchor="middle" font-size="8" fill="{ink}"')


def reliability(pairs: Pairs) -> str:
    """Equal groups of rising confidence, by field: the confidence said and the share that was right."""
    size, edge = 360, 50

    def place(said: float, right: float) -> str:
        return f"{edge + said * size:.1f},{edge + (1 - right) * size:.1f}"

    def body() -> Iterator[str]:
        yield f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#9ca3af"/>'
        yield f'<polyline points="{place(0, 0)} {place(1, 1)}" stroke="#9ca3af" stroke-dasharray="4 4" fill="none"/>'
        for at, field in enumerate(FIELDS):
            points = " ".join(place(said, right) for said, right in groups(pairs, field))
            colour = _COLOURS[field]
            yield f'<polyline points="{points}" stroke="{colour}" stroke-width="2" fill="none"/>'
            for point in points.split():
                x, y = point.split(",")
                yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
            yield _text(edge + 14, edge + 18 + 15 * at, field, f'fill="{colour}"')
        for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
            yield _text(edge + tick * size, edge + size + 15, f"{tick:g}", 'text-anchor="middle"')
            yield _text(edge - 6, edge + (1 - tick) * size + 4, f"{tick:g}", 'text-anchor="end"')
        yield _text(edge + size / 2, edge + size + 34, "confidence said", 'text-anchor="middle"')
        yield _text(edge, edge - 14, "share that was right")

    return _svg(size + 2 * edge, size + 2 * edge, "How much confidence is worth", body())


def groups(pairs: Pairs, field: str) -> list[tuple[float, float]]:
    """(mean confidence, share right) of equal groups. Product and hazards where the label is in scope."""
    rows = sorted(
        (got["confidence"][field], gold[field] == got[field])
        for gold, got in pairs
        if field in ("scope", "harm") or gold["scope"] == "in"
    )
    cuts = [len(rows) * at // _BINS for at in range(_BINS + 1)]
    parts = [rows[start:stop] for start, stop in itertools.pairwise(cuts) if stop > start]
    return [(sum(c for c, _ in part) / len(part), sum(ok for _, ok in part) / len(part)) for part in parts]
