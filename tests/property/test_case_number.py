from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk.case_number import BITS, check, make

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
bits = st.integers(min_value=0, max_value=2**BITS - 1)
# Places of the symbols in T-XXXXX-XXXXX.
PLACES = [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]


@given(bits)
def test_a_number_checks_as_itself(random: int) -> None:
    assert check(make(random)) == make(random)


@given(bits, bits)
def test_different_bits_give_different_numbers(one: int, other: int) -> None:
    assert (make(one) == make(other)) == (one == other)


@given(bits, st.sampled_from(PLACES), st.sampled_from(ALPHABET))
def test_any_single_wrong_symbol_is_caught(random: int, place: int, symbol: str) -> None:
    number = make(random)
    wrong = number[:place] + symbol + number[place + 1 :]
    assert (check(wrong) is None) == (symbol != number[place])


@given(bits, st.sampled_from(list(pairwise(PLACES))))
def test_any_two_neighbours_swapped_are_caught(random: int, places: tuple[int, int]) -> None:
    number = make(random)
    symbols = list(number)
    first, second = places
    symbols[first], symbols[second] = symbols[second], symbols[first]
    assert (check("".join(symbols)) is None) == (number[first] != number[second])


@given(bits)
def test_a_number_is_read_however_it_was_typed(random: int) -> None:
    number = make(random)
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else "－" for c in number)
    for typed in (
        number.lower(),
        f"  {number} ",
        number.replace("-", ""),
        number.replace("-", " — "),
        number.replace("0", "O").replace("1", "I"),
        number.replace("0", "o").replace("1", "l"),
        wide,
    ):
        assert check(typed) == number


@given(st.text(max_size=80))
def test_any_text_is_answered_and_what_passes_is_in_usual_writing(text: str) -> None:
    number = check(text)
    assert number is None or check(number) == number


@pytest.mark.parametrize("text", ["", "T", "-", "T-", "X-00000-00000", "T-00000-0000U", "T" * 10_000])
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert check(text) is None


def test_a_number_holds_at_least_forty_random_bits() -> None:
    assert BITS >= 40
    assert len({make(1 << bit) for bit in range(BITS)}) == BITS
