"""Receipts as papers: what each line says, and that a name cannot become markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from casework.ports import ReceiptPaper, ReceiptsPaper
from documents.circular import CircularRenderer
from documents.receipt import ShownReceipts, shown_receipts

AT = datetime(2026, 11, 22, 3, 39, tzinfo=UTC)
RECEIPT = ReceiptPaper(
    id="receipt",
    title="reading",
    number=17,
    office="江门海关",
    circular_number="江关警〔2026〕1号",
    circular_kind="advisory",
    circular_level="orange",
    circular_title="关于磁力珠玩具的风险警示",
    digest="6f" * 32,
    organisation="江门好玩具有限公司",
    uscc="91440700MA4UKAE10G",
    name="黄经理",
    capacity="receiver",
    channel="mail",
    means="link",
    acknowledged_at=AT,
    signed_at=AT,
    late=False,
    confirmed_on="",
    confirmation="",
    hash="5e" * 32,
    key="293422886845a6fd",
    signature="e0" * 64,
)


def shown(**fields: object) -> ShownReceipts:
    return shown_receipts(ReceiptsPaper(receipts=(replace(RECEIPT, **fields),), timezone="Asia/Shanghai"))  # type: ignore[arg-type]


def test_a_receipt_says_who_when_as_whom_and_of_which_text() -> None:
    paper = shown()
    assert (paper.heading, paper.number) == ("阅知回执", "第 17 号")
    assert dict(paper.facts) == {
        "收件单位": "江门好玩具有限公司",
        "统一社会信用代码": "91440700MA4UKAE10G",
        "签收人": "黄经理",
        "签收身份": "本单位负责收件的人员",
        "文书": "风险警示通告 江关警〔2026〕1号《关于磁力珠玩具的风险警示》（橙色预警）",
        "发文单位": "江门海关",
        "文书校验值（SHA-256）": "6f" * 32,
        "签收时间": "2026年11月22日 11:39",
        "签收方式": "电子邮件，凭链接在网页签收",
    }
    assert "不作为送达回证使用" in paper.notes[0]
    assert [value for _, value in paper.proof] == ["5e" * 32, "293422886845a6fd", "e0" * 64]


def test_a_certificate_of_service_names_the_confirmation_that_it_rests_on() -> None:
    paper = shown(title="service", confirmed_on="2026-03-01", confirmation="送确2026-7")
    assert paper.heading == "电子送达回证"
    assert dict(paper.facts)["送达地址确认书"] == "2026年3月1日签订，归档编号 送确2026-7"
    assert "送达回证使用" not in "".join(paper.notes)


def test_a_receipt_that_was_signed_later_says_so() -> None:
    assert "补签" in shown(late=True).notes[1]
    assert len(shown().notes) == 1


def test_an_erased_name_and_a_channel_without_a_word_are_shown_as_such() -> None:
    facts = dict(shown(name="", channel="pigeon").facts)
    assert (facts["签收人"], facts["签收方式"]) == ("（已依申请删除）", "pigeon，凭链接在网页签收")


def test_a_list_has_a_row_for_each_and_the_proof_of_the_file() -> None:
    many = tuple(replace(RECEIPT, number=number) for number in (1, 2))
    paper = shown_receipts(
        ReceiptsPaper(
            receipts=many, timezone="Asia/Shanghai", exported_at=AT, hash="aa" * 32, key="k", signature="bb" * 64
        )
    )
    assert paper.number == "共 2 份回执。导出时间：2026年11月22日 11:39"
    assert [row[0] for row in paper.rows] == ["1", "2"]
    assert {len(row) for row in paper.rows} == {len(paper.columns)}
    assert [value for _, value in paper.proof] == ["aa" * 32, "k", "bb" * 64]


@pytest.mark.parametrize("hostile", ["#panic()", "*bold* $x$ @ref <label>", "\\ \" ' ` {}", "《》" * 200, "a" * 300])
def test_words_of_others_are_set_as_they_are(hostile: str) -> None:
    paper = replace(RECEIPT, name=hostile, organisation=hostile, circular_title=hostile)
    renderer = CircularRenderer()
    assert renderer.receipts(ReceiptsPaper(receipts=(paper,), timezone="Asia/Shanghai")).startswith(b"%PDF-")
    listed = ReceiptsPaper(receipts=(paper,) * 3, timezone="Asia/Shanghai", exported_at=AT)
    assert renderer.receipts(listed).startswith(b"%PDF-")


def test_a_list_of_nobody_is_a_paper_too() -> None:
    nobody = ReceiptsPaper(receipts=(), timezone="Asia/Shanghai", exported_at=AT)
    assert CircularRenderer().receipts(nobody).startswith(b"%PDF-")
