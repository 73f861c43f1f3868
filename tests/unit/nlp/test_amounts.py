"""Which numbers may say how many goods are concerned."""

from __future__ import annotations

import pytest

from nlp.amounts import amounts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("法国女表,420只,皇岗", ["420只"]),  # a comma before it is no part of it
        ("批号T-2219，5,040只", ["5,040只"]),
        ("款号NG-17,1200条", ["1200条"]),
        ("约6400台", ["6400台", "约6400台"]),
        ("三百多件", ["三百多件"]),
        ("进口煤 6,200 公噸", ["6,200 公噸"]),
        ("开柜,14 tonnes,全是", ["14 tonnes", "14"]),
        ("regulator G-12, 480 units", ["480 units", "480"]),
        ("12 000 pcs", ["12 000 pcs", "12 000"]),
        ("5,200 fairy-light sets", ["5,200"]),
        ("Handbags, 1,860, declared", ["1,860"]),
        ("twenty thousand chargers", ["twenty thousand"]),
        ("１２００台", ["１２００台"]),
        ("3.5吨", ["3.5吨"]),
    ],
)
def test_amounts_are_found_with_and_without_their_unit(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in amounts(text)] == found


@pytest.mark.parametrize("text", ["M-120型", "3/20", "V2.5版", "CR2032", "有一人", ""])
def test_numbers_within_codes_and_words_are_none(text: str) -> None:
    assert list(amounts(text)) == []
