"""Which vulnerable people the text names, by the word lists; the weights of `nlp/victims.py` have the last word."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.ages import Age
from nlp.match import Hit
from nlp.reading import Reading
from risk.finding import VULNERABLE

# Words for a child that parents also use for a baby: no separate child where a baby is named.
_EITHER = frozenset(
    [
        "娃",
        "崽",
        "孩子",
        "小孩",
        "儿子",
        "女儿",
        "闺女",
        "我女",
        "我仔",
        "条女",
        "个仔",
        "个女",
        "阿仔",
        "阿女",
        "儿童",
        "囡囡",
        "阿囡",
        "囝囝",
        "仔女",
        "child",
        "daughter",
        "son",
        "boy",
        "girl",
        "玩具",
        "toy",
    ]
)


def find_vulnerable(reading: Reading, ages: Sequence[Age]) -> tuple[tuple[str, ...], list[Hit]]:
    """Codes in the order of the label rules, and the words. `ages`: those that the text tells."""
    hits = reading.of("person")
    if not (hits or ages):
        return (), []
    named = {hit.code for hit in hits} | {age.group for age in ages}
    codes = either(tuple(code for code in VULNERABLE if code in named), reading, ages)
    return codes, [hit for hit in hits if hit.code in codes]


def either(codes: tuple[str, ...], reading: Reading, ages: Sequence[Age]) -> tuple[str, ...]:
    """Without the child that is the baby: 我女儿才五个月大."""
    if "infant" not in codes or "child" not in codes or any(age.group == "child" for age in ages):
        return codes
    words = [reading.text[hit.start : hit.end] for hit in reading.of("person") if hit.code == "child"]
    return tuple(code for code in codes if code != "child") if words and all(w in _EITHER for w in words) else codes
