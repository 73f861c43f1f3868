"""Makers that everybody knows set two tips apart, read as brands or not."""

from __future__ import annotations

import pytest

from nlp.makers import makers, two_makers


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("我家的格力插座起火了", "我家的松下插座起火了", True),
        ("格力插座起火", "格力的插座烧了", False),
        ("以前用松下的,换了格力插座", "格力插座", False),
        ("格力插座", "philips插座", False),  # may be one in two scripts
        ("格力插座", "插座", False),
    ],
)
def test_two_makers_in_one_script_are_two(one: str, other: str, *, apart: bool) -> None:
    assert two_makers(one, other) is apart
    assert two_makers(other, one) is apart


def test_a_latin_name_is_a_whole_word() -> None:
    assert makers("a philips kettle") == {"philips"}
    assert makers("aphilipsx kettle") == frozenset()
