"""What triage does in a quicker way than it is defined comes to the same, over every tip that trains."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opencc import OpenCC

from nlp.entities import names_of
from nlp.model import load_model
from nlp.names import KINDS, Candidate, marks
from nlp.normalise import PLAIN, normalise, term_form
from nlp.reader import Reader, load_reader
from nlp.score import TEST, TIPS, batch_of, read_tips
from nlp.segment import Edges, edges


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [row["text"] for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if batch_of(row) not in TEST]


def _weighed(one: Candidate, score: list[float]) -> tuple[float, float]:
    if one.form in KINDS:
        own = score[KINDS.index(one.form)]
        return own, own
    return score[KINDS.index("brand")], score[KINDS.index("model")]


def test_the_odds_of_a_name_are_the_weights_of_its_marks(reader: Reader, texts: list[str]) -> None:
    choose = load_model().choose
    seen = 0
    for text in texts[::4]:
        reading = reader(text)
        product = next(iter(reading.of("product")), None)
        around, among = names_of(reading, product, words=reader.words)
        for one in among:
            assert choose.odds(around, one) == _weighed(one, choose.score(marks(around, one))), (text, one)
            seen += 1
    assert seen > 4000


def test_a_piece_between_two_marks_is_cut_as_it_is_within_the_text(reader: Reader, texts: list[str]) -> None:
    for text in (normalise(one).text for one in texts[::4]):
        ends = edges(reader.words.cut(text))
        words = Edges(text, reader.words.cut)
        for at, char in enumerate(text):
            if "㐀" <= char <= "鿿":
                assert words.is_word(at, at + 1) == (at in ends and at + 1 in ends), (text, at)


def _traditional(texts: list[str]) -> Iterator[str]:
    for variety in ("s2t", "s2hk", "s2tw"):
        convert = OpenCC(variety).convert
        yield from (convert(text) for text in texts)


def test_traditional_characters_are_simplified_as_opencc_does(texts: list[str]) -> None:
    convert = OpenCC("t2s").convert
    chinese = [text for text in texts if text.lower() == text and " " not in text and "\n" not in text]
    changed = 0
    for text in _traditional(chinese[:600]):
        if PLAIN.fullmatch(text) and not {"嗰", "餸"} & set(text):
            found = normalise(text).text
            assert found == normalise(convert(text)).text, text
            changed += found != text
    assert changed > 1000


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("乾隆年間的乾衣機", "乾隆年间的干衣机"),
        ("計畫召回", "计划召回"),
        ("於菟牌積木", "於菟牌积木"),
        ("於是着火", "于是着火"),
    ],
)
def test_phrases_keep_what_their_characters_alone_would_lose(written: str, simplified: str) -> None:
    assert normalise(written).text == simplified


def test_a_character_whose_simplified_form_nobody_writes_stays() -> None:
    assert normalise("嗰煲餸係乾嘅").text == "嗰煲餸系干嘅"
    assert normalise("嗰煲餸🔥").text == "嗰煲餸🔥"


def test_a_few_words_are_folded_as_a_text_is(texts: list[str]) -> None:
    for at, text in enumerate(_traditional(texts[::7])):
        words = text[at % 50 : at % 50 + 1 + at % 30]
        assert term_form(words) == normalise(words).text
