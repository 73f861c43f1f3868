"""What the reading process answers, and what is taken of it."""

from __future__ import annotations

import json

import pytest

from nlp.files.frames import MOST_BARCODES, MOST_TEXT, Written, answer, cut_lines, written
from risk.reading import Barcode, Facts, Unread

FULL = Written(
    lines=("型号：KT-2200", "x"),
    barcodes=(Barcode(kind="EAN13", text="6901234567892"),),
    facts=Facts(model="KT-2200", gtin="6901234567892", standards=("GB 1-2000",), marks=("CE",)),
)


@pytest.mark.parametrize("said", [FULL, Written(unread=Unread.BROKEN), Written()])
def test_an_answer_arrives_as_it_was_given(said: Written) -> None:
    assert written(answer(said)) == said


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"lines": ' + b"[" * 900 + b"]" * 900 + b', "barcodes": [], "facts": {}, "unread": null}',
        answer(FULL).replace(b"null", b'"hacked"'),
        answer(FULL).replace(b'"EAN13", ', b""),
        answer(FULL).replace(b'"marks": ["CE"]', b'"marks": 3'),
    ],
    ids=range(9),
)
def test_anything_but_an_answer_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        written(line)


def test_a_hostile_answer_is_cut_to_what_is_taken() -> None:
    row = json.loads(answer(FULL))
    row["lines"] = ["x" * MOST_TEXT] * 5 + ["y"]
    row["barcodes"] = [["k" * 9_000, "z" * 9_000]] * 200
    row["facts"] |= {"brand": "b" * 9_000, "marks": ["m" * 9_000] * 200}
    taken = written(json.dumps(row).encode())
    assert taken.lines == ("x" * MOST_TEXT,)
    assert taken.barcodes == (Barcode(kind="k" * 40, text="z" * 500),) * MOST_BARCODES
    assert (taken.facts.brand, taken.facts.marks) == ("b" * 200, ("m" * 200,) * 10)


def test_lines_have_neither_breaks_nor_runs_of_blanks() -> None:
    lines = cut_lines((f"Model{' ' * 9_000}a\nb", "", f"c{chr(0x3000) * 30_000}", "d  e"))
    assert lines == ("Model  a", "b", "c  ", "d  e")


def test_all_lines_together_are_cut() -> None:
    lines = cut_lines(["x" * 99] * 300)
    assert sum(len(line) + 1 for line in lines) == MOST_TEXT
