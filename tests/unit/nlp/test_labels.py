"""From the lines of a label to facts."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.files.rows import Box, rows
from nlp.labels.facts import find_facts, origin_code
from nlp.labels.fields import find_fields
from nlp.labels.gtin import find_gtin, valid_gtin
from risk.reading import Barcode, Facts
from tests.support.nameplates import KETTLE


def test_a_chinese_nameplate_gives_its_facts() -> None:
    assert find_facts(KETTLE) == Facts(
        product="电热水壶",
        brand="小熊",
        model="KT-2200",
        batch="20250301A",
        origin="越南",
        origin_code="VN",
        importer="江门市远航贸易有限公司",
        standards=("GB 4706.1-2005",),
    )


def test_an_english_label_gives_its_facts() -> None:
    lines = (
        "Brand: BabyJoy",
        "Model No.: BJ-88 PRO  Rated Input: 5V 2A",
        "LOT NO 2403-17",
        "MADE IN P.R.C.",
        "CE  RoHS  FCC",
        "Importer: Harbour Trading Ltd",
        "EN 71-1:2014",
    )
    facts = find_facts(lines)
    assert (facts.brand, facts.model, facts.batch) == ("BabyJoy", "BJ-88 PRO", "2403-17")
    assert (facts.origin, facts.origin_code, facts.importer) == ("P.R.C", "CN", "Harbour Trading Ltd")
    assert facts.marks == ("CE", "RoHS", "FCC")
    assert facts.standards == ("EN 71-1:2014",)


def test_a_certificate_gives_its_number() -> None:
    lines = ("中国国家强制性产品认证证书", "证书编号：2021010705412345", "产品名称：电熨斗", "规格型号 YD-101 220V")
    facts = find_facts(lines)
    assert (facts.certificate, facts.product, facts.model) == ("2021010705412345", "电熨斗", "YD-101")
    assert facts.marks == ("CCC",)


@pytest.mark.parametrize(
    ("lines", "model"),
    [
        (("型號 KT-2200",), "KT-2200"),
        (("型号KT-2200",), "KT-2200"),
        (("品牌 | 飞跃", "型号 | FY-01",), "FY-01"),
        (("型号", "KT-2200"), "KT-2200"),
        (("货号: 3301#",), "3301"),
        (("型号：见底部",), ""),
        (("型号", "品牌：小熊"), ""),
        (("Models for every child",), ""),
        (("Type-C 接口",), ""),
    ],
)  # fmt: skip
def test_a_model_is_what_its_label_says(lines: tuple[str, ...], model: str) -> None:
    assert find_facts(lines).model == model


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("越南胡志明市", "VN"),
        ("日本", "JP"),
        ("P.R. China", "CN"),
        ("中国广东江门", "CN"),
        ("Viet Nam", "VN"),
        ("Narnia", ""),
        ("", ""),
    ],
)
def test_an_origin_is_an_iso_code(words: str, code: str) -> None:
    assert origin_code(words) == code


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("6901234567892", "6901234567892"),
        ("690 1234 567892", "6901234567892"),
        ("06901234567892", "6901234567892"),
        ("036000291452", "036000291452"),
        ("96385074", "96385074"),
        ("6901234567893", ""),
        ("0000000000000", ""),
        ("69012345678", ""),
        ("", ""),
    ],
)
def test_a_gtin_has_a_right_check_digit(text: str, gtin: str) -> None:
    assert valid_gtin(text) == gtin


def test_a_gtin_comes_from_the_bars_before_the_print() -> None:
    assert find_gtin(("条码：036000291452",), (Barcode(kind="EAN13", text="6901234567892"),)) == "6901234567892"
    assert find_gtin(("条码：6901234567892",), ()) == "6901234567892"
    assert find_gtin(("6 901234 567892",), ()) == "6901234567892"
    assert find_gtin(("订单 6901234567892",), ()) == ""
    assert find_gtin((), (Barcode(kind="QRCode", text="https://id.gs1.org/01/06901234567892"),)) == "6901234567892"
    assert find_gtin((), (Barcode(kind="Code128", text="6901234567892"),)) == ""


def test_marks_alone_are_nothing_to_ask_about() -> None:
    assert not find_facts(("CE", "RoHS"))
    assert find_facts(("CE", "产地：越南"))


@given(st.lists(st.text(max_size=80), max_size=12), st.lists(st.text(max_size=40), max_size=3))
def test_any_lines_give_facts(lines: list[str], codes: list[str]) -> None:
    facts = find_facts(lines, [Barcode(kind="EAN13", text=code) for code in codes])
    assert isinstance(facts, Facts)
    assert all(len(value) <= 80 for value in (facts.brand, facts.model, facts.batch, facts.origin, facts.product))


@contextmanager
def _linear_work() -> Iterator[None]:
    """Twenty seconds of computing for what takes a fraction of one; with quadratic growth it would be hours."""

    def give_up(*_: object) -> None:
        raise AssertionError("the work grows faster than the text")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


BLANKS = " \u3000\xa0" * 70_000


@pytest.mark.parametrize(
    "line",
    [
        f"Model{BLANKS}a\nb",
        f"型号{BLANKS}({BLANKS}",
        f"品牌（{'a ' * 100_000}",
        "Model (" * 30_000,
        f"EAN{BLANKS}x",
        f"条码{BLANKS}号{BLANKS}：{BLANKS}x",
        "EAN 1 " * 35_000,
        "1 " * 100_000,
        f"made{BLANKS}in{BLANKS}1",
        f"product{BLANKS}of{BLANKS}1",
        f"Rated{BLANKS}",
        f"Rated {'x' * 200_000}",
        f"Brand: x Date{BLANKS}y",
        "型号 " * 70_000,
        f"a{BLANKS}牌",
        "a-" * 100_000,
        "https://x/" + "01/" * 70_000,
    ],
    ids=range(17),
)
def test_a_hostile_line_takes_work_in_proportion_to_its_length(line: str) -> None:
    codes = (Barcode(kind="QRCode", text=line),)
    with _linear_work():
        find_facts((line, line), codes)
        find_fields((line, line))
        find_gtin((line, line), codes)


def test_a_line_that_is_two_is_read_as_two() -> None:
    assert find_facts(("Model\u2028KT-2200\nBatch No: B-77\r\n产地：越南",)) == Facts(
        model="KT-2200", batch="B-77", origin="越南", origin_code="VN"
    )


def test_a_tab_or_a_run_of_blanks_ends_a_value() -> None:
    for gap in ("\t", "  ", "\u3000\u3000", " " * 300):
        assert find_facts((f"品牌：小熊{gap}家电{gap}型号{gap}KT-2200{gap}X",)) == Facts(brand="小熊", model="KT-2200")


def test_what_stands_side_by_side_is_one_row() -> None:
    boxes = [
        Box(text="KT-2200", x=300, y=102, width=120, height=30, slope=0.0),
        Box(text="产地", x=50, y=160, width=60, height=30, slope=0.0),
        Box(text="型号", x=50, y=100, width=60, height=30, slope=0.0),
    ]
    assert rows(boxes) == ("型号  KT-2200", "产地")


def test_rows_of_a_tilted_picture_stay_together() -> None:
    boxes = [
        Box.of([(0, 0), (60, 12), (54, 42), (-6, 30)], "型号"),
        Box.of([(400, 80), (500, 100), (494, 130), (394, 110)], "KT-2200"),
        Box.of([(-12, 60), (48, 72), (42, 102), (-18, 90)], "产地"),
    ]
    assert rows(boxes) == ("型号  KT-2200", "产地")
