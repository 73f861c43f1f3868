"""Any Unicode in, a valid finding out; and what may not change what is found."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache
from itertools import islice

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from nlp.lexicon import load_lexicon
from nlp.normalise import _EVENS, _FOLDS, MOST_FOLDS, PLAIN, normalise
from nlp.pipeline import LIMIT, Pipeline, load
from nlp.score import TEST, TIPS, batch_of, read_tips
from tests.fuzz.hostile import HOSTILE
from tests.fuzz.invariants import broken, codes
from tests.fuzz.triage import Mutator


@cache
def _triage() -> Pipeline:
    return load(fast=True)


@cache
def _tips() -> list[str]:
    return [row["text"] for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if batch_of(row) not in TEST]


_ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=300)
_ODD = st.sampled_from(
    [
        "\u202e",
        "\ud800",
        "\u200d",
        "\x00",
        "İ",
        "ﬃ",
        "㍿",
        "ﷺ",
        "𨋢",
        "<b>",
        "'; DROP TABLE tips;--",
        "{{7*7}}",
        "\n",
        "？",
    ]
)
_TERMS = st.sampled_from(load_lexicon().terms)
_MADE = st.lists(_TERMS | _ODD | st.integers(0, 10**12).map(str), max_size=40).map("".join)
_TIP = st.deferred(lambda: st.sampled_from(_tips()))


@settings(max_examples=150, deadline=None)
@given(_ANY | _MADE)
@example("给孩子买的“\ud800星汪”磁力珠")  # a lone surrogate where a brand may stand
@example("\ud800充电宝起火")
def test_any_text_yields_a_valid_finding_with_exact_evidence(text: str) -> None:
    assert list(broken(text, _triage()(text))) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_so_do_real_tips_that_somebody_has_tampered_with(seed: int) -> None:
    for text in islice(iter(Mutator(seed), None), 5):
        assert list(broken(text, _triage()(text))) == []


def test_so_does_every_hostile_text() -> None:
    assert [wrong for text in HOSTILE for wrong in broken(text, _triage()(text))] == []


@settings(max_examples=60, deadline=None)
@given(_MADE | _TIP)
@example("电热水壶8516799000漏电")  # a tariff number is read without its marks
def test_invisible_marks_change_no_code(text: str) -> None:
    assume(len(text) * 2 < LIMIT)
    assert codes(_triage()("\u200b".join(text))) == codes(_triage()(text))


@settings(max_examples=60, deadline=None)
@given(_TIP)
def test_the_width_of_letters_changes_no_code(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert codes(_triage()(wide)) == codes(_triage()(text))


_BLANKS = st.sampled_from([" ", "\n", "\u3000", "\t ", "\r\n", "\u00a0\u2009"])
_BETWEEN_CHINESE = re.compile(r"(?<=[一-鿿])(?=[一-鿿])")


@settings(max_examples=60, deadline=None)
@given(_TIP, _BLANKS, _BLANKS)
def test_white_space_around_a_text_changes_no_code(text: str, before: str, after: str) -> None:
    assert codes(_triage()(f"{before}{text}{after}")) == codes(_triage()(text))


@settings(max_examples=60, deadline=None)
@given(_TIP, st.sampled_from([" ", "\u3000", "\t", "\n"]), st.randoms(use_true_random=False))
def test_white_space_between_chinese_characters_changes_no_code(text: str, blank: str, chance: random.Random) -> None:
    spaced = _BETWEEN_CHINESE.sub(lambda _: chance.choice(["", "", blank]), text)
    assume(len(spaced) <= LIMIT)
    assert codes(_triage()(spaced)) == codes(_triage()(text))


@settings(max_examples=60, deadline=None)
@given(_TIP, st.integers(2, 5))
def test_a_wider_gap_changes_no_code(text: str, times: int) -> None:
    assert codes(_triage()(text.replace(" ", " " * times))) == codes(_triage()(text))


@settings(max_examples=60, deadline=None)
@given(_TIP)
def test_the_script_changes_no_code(text: str) -> None:
    other = OpenCC("s2t").convert(text)
    assume(normalise(other).text == normalise(text).text)  # where the way to the other script and back is no detour
    assert codes(_triage()(other)) == codes(_triage()(text))


@settings(max_examples=300, deadline=None)
@given(_ANY | _MADE | _TIP)
def test_every_character_of_the_normal_form_leads_back_to_its_own(text: str) -> None:
    source = normalise(text)
    assert len(source.offsets) == len(source.text) + 1
    assert list(source.offsets) == sorted(source.offsets)
    assert source.offsets[-1] <= min(len(text), LIMIT)


def test_the_short_way_of_folding_gives_what_the_long_one_gives() -> None:
    """`PLAIN` texts are folded by `str.lower` and a few replacements, others character by character."""
    plain = [chr(code) for code in range(0x110000) if PLAIN.fullmatch(chr(code))]
    assert len(plain) > 20_000
    for at in range(0, len(plain), 1000):
        some = "".join(plain[at : at + 1000])
        assert normalise(some).text == normalise(some + "\u200b").text
    assert all(unicodedata.category(char) not in {"Cf", "Cs", "Mn", "Me", "Co", "Cn"} for char in plain)


def test_what_is_kept_of_the_characters_met_stays_bounded_through_all_of_unicode() -> None:
    for start in range(0, 0x110000, LIMIT):
        normalise("".join(map(chr, range(start, min(start + LIMIT, 0x110000)))))
    assert max(len(_FOLDS), len(_EVENS)) <= MOST_FOLDS
