"""Lines in the encodings and with the oddities in which they come."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from nlp.json_lines import LONGEST, BadLine, Utf16, id_of, item_of, read_lines, written


def _problem(line: str) -> str:
    with pytest.raises(BadLine) as bad:
        item_of(line)
    return bad.value.problem


def test_lines_of_each_encoding_and_with_byte_order_marks_are_read() -> None:
    raw = (
        '\ufeff{"text": "起火"}\n'.encode() + '{"text": "漏电"}\r\n'.encode("gbk") + '\ufeff{"text": "冒烟"}\n'.encode()
    )
    raw += '{"text": "煲電飯時漏電"}'.encode("big5")
    assert [item_of(line)["text"] for line in read_lines(BytesIO(raw))] == ["起火", "漏电", "冒烟", "煲電飯時漏電"]


def test_a_line_of_no_encoding_is_reported_and_the_next_one_read() -> None:
    bad, good = read_lines(BytesIO(b'{"text": "\xff\x80"}\n{"text": "x"}\n'))
    assert _problem(bad) == "not-text"
    assert item_of(good) == {"text": "x"}


def test_only_a_line_feed_ends_a_line() -> None:
    text = "a\u2028b\u0085c\u2029d"
    (line,) = read_lines(BytesIO((json.dumps({"text": text}, ensure_ascii=False) + "\n").encode()))
    assert item_of(line) == {"text": text}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_utf_16_is_refused_as_a_whole(encoding: str) -> None:
    with pytest.raises(Utf16):
        list(read_lines(BytesIO('{"text": "起火"}\n'.encode(encoding))))


@pytest.mark.parametrize("start", [b"\0", b"\0\0", b"{\0", b"\0\0\0\0", b'{"\0\0'])
def test_a_stray_nul_makes_no_utf_16_of_a_line(start: bytes) -> None:
    bad, good = read_lines(BytesIO(start + b'{"text": "x"}\n{"text": "x"}\n'))
    assert _problem(bad) == "not-json"
    assert item_of(good) == {"text": "x"}


def test_a_line_may_have_a_million_characters_and_no_more() -> None:
    longest = json.dumps("火" * (LONGEST - 2), ensure_ascii=False)
    lines = list(read_lines(BytesIO(f"{longest}\n{longest} \n".encode())))
    assert [_problem(line) for line in lines] == ["not-an-object", "too-long"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "[[-1e999]]", "1" * 5000])
def test_a_number_that_could_not_be_printed_as_json_is_reported(number: str) -> None:
    assert _problem(f'{{"id": {number}}}') == "bad-number"


def test_an_id_of_any_depth_is_copied_or_reported() -> None:
    reported = 0
    for depth in range(1, 1200):
        try:
            item = item_of(f'{{"id": {"[" * depth}{"]" * depth}}}')
            written({"id": id_of(item, 1)})
        except BadLine:
            reported += 1
    assert 0 < reported < 1000


def test_chinese_stays_readable_unless_it_could_not_be_printed() -> None:
    assert written({"text": "起火"}) == '{"text": "起火"}'
    assert json.loads(written({"text": "\ud800起火"}).encode()) == {"text": "\ud800起火"}
