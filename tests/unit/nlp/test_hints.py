"""By what a tip is found again: names, codes and kinds that its text has, and words that few have."""

from __future__ import annotations

from nlp.codes import codes
from nlp.hints import MOST, hints_of
from nlp.kinds import kinds


def _hints(text: str, *names: str) -> tuple[str, ...]:
    return hints_of(text, names, codes(text), kinds().find(text))


def test_every_kind_and_code_is_a_hint_whatever_was_chosen() -> None:
    assert {"kind:gas_heater", "kind:gas_flue", "jsq20n8"} <= set(_hints("热水器的烟管漏气，型号jsq20-n8"))


def test_a_name_that_nobody_has_read_is_a_hint_and_what_everybody_says_is_none() -> None:
    assert "焰王" in _hints("我那只焰王808爆了")
    assert "冒烟" not in _hints("充电的时候冒烟")
    assert "smoke" not in _hints("smoke came out of the ravaglio")
    assert "ravaglio" in _hints("smoke came out of the ravaglio")


def test_a_detail_alone_is_no_hint() -> None:
    assert _hints("冒烟") == ()


def test_a_long_text_has_so_many_hints_and_its_names_are_among_them() -> None:
    talk = "".join(chr(code) for code in range(0x8D00, 0x8E00))
    found = _hints(f"{talk}打火机", "焰王", "808")
    assert len(found) == MOST
    assert found[:3] == ("焰王", "808", "kind:lighter")
