"""An exercise on paper: marked wherever somebody may look first, and the papers of real circulars as they were."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from casework.ports import CircularPaper, ReceiptsPaper
from documents.circular import CircularRenderer, digest
from documents.receipt import shown_receipts
from tests.unit.documents.test_receipt_paper import AT, RECEIPT

MARK, BAND = "【演练】", "演练文书·不是真实警示·请勿据此采取措施"
REAL = CircularPaper(
    number="D2026-0001",
    office="江门海关",
    kind="advisory",
    level="orange",
    title="关于磁力珠玩具的风险警示",
    body="磁力珠可能被儿童吞食。",
    product="toys",
    hazards=("choking",),
    origin="",
    measures=(),
    reply_by="",
    valid_until="",
    locale="zh-CN",
)
EXERCISE = replace(REAL, number="E2026-0001", title="检验送达", product=None, hazards=(), exercise=True)


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without blanks."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_pdf_has_the_band_on_every_page_and_the_mark_before_heading_and_title() -> None:
    long = replace(EXERCISE, body="\n".join(["请收到后尽快签收。" * 8] * 14))
    found = pages(CircularRenderer()(long).pdf)
    assert len(found) > 1
    assert all(BAND in page for page in found)
    assert f"{MARK}江门海关文件" in found[0]
    assert f"{MARK}检验送达" in found[0]
    assert "不产生法律效力" in found[-1]


def test_chat_text_and_page_begin_with_it() -> None:
    paper = CircularRenderer()(EXERCISE)
    assert paper.text.startswith(f"{MARK}【风险警示通告】")
    assert paper.html.index("不是真实警示") < paper.html.index("江门海关")
    assert "本次演练于发布当日结束，不需要答复。" in paper.text


def test_a_real_circular_says_nothing_of_an_exercise() -> None:
    paper = CircularRenderer()(REAL)
    assert "演练" not in paper.text + paper.html + "".join(pages(paper.pdf))


def test_the_digest_tells_an_exercise_from_the_same_words_in_earnest() -> None:
    assert digest(replace(REAL, exercise=True)) != digest(REAL)


def test_the_digest_of_a_real_circular_is_that_of_releases_without_exercises() -> None:
    assert digest(REAL) == "f477d17de8b99a0dbc4e2ea632fc02822e08112faddb975ff99cb89a62a9b1b0"


@pytest.mark.parametrize("exported", [None, AT])
def test_a_receipt_on_paper_says_that_it_acknowledges_an_exercise(exported: object) -> None:
    given = replace(RECEIPT, exercise=True)
    paper = shown_receipts(ReceiptsPaper(receipts=(given,), timezone="Asia/Shanghai", exported_at=exported))  # type: ignore[arg-type]
    assert paper.heading.startswith(MARK)
    assert "演练文书" in paper.notes[0]
    real = shown_receipts(ReceiptsPaper(receipts=(RECEIPT,), timezone="Asia/Shanghai", exported_at=exported))  # type: ignore[arg-type]
    assert MARK not in real.heading
