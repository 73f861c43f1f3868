"""Text files as Chinese office programs save them."""

from __future__ import annotations

import codecs

import pytest

from casework.encoding import decoded, is_marked_utf_16


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert decoded("充电宝起火，孩子烫伤".encode(encoding)) == "充电宝起火，孩子烫伤"


@pytest.mark.parametrize(
    "text",
    ["電熱毯起火，燒傷阿婆", "個充電寶爆咗，隻手辣親", "產品名稱,品牌,批號\n電飯煲,三角牌,B2503", "高壓鍋漏氣 KT-2200"],
)
def test_traditional_chinese_is_read_in_the_encoding_that_makes_sense(text: str) -> None:
    assert decoded(text.encode("big5hkscs")) == text
    assert decoded(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", ["囧", "鑫淼牌电饭煲", "Здравствуйте, 我买的", "プラグ", "𠮶😀起火"])
def test_rare_and_foreign_characters_make_no_big5_of_gb18030(text: str) -> None:
    assert decoded(text.encode("gb18030")) == text


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decoded("\ufeff起火".encode("gb18030")) == "起火"


def test_bytes_of_neither_encoding_are_no_text() -> None:
    assert decoded(b'{"text": "\xff\x80"}') is None
    assert decoded(b"\xfe\xfe\xc8\xff") is None


def test_utf_8_with_a_piece_cut_out_is_not_read_as_chinese_nonsense() -> None:
    whole = "玩具车充电时起火".encode()
    cut = whole[:-2]
    assert cut.decode("gb18030")  # it could be
    assert decoded(cut) is None


def test_utf_16_is_told_by_its_mark() -> None:
    assert is_marked_utf_16("起火".encode("utf-16"))
    assert is_marked_utf_16(codecs.BOM_UTF16_BE + "起火".encode("utf-16-be"))
    assert not is_marked_utf_16("起火".encode("utf-8-sig"))
