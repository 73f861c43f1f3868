"""Which vulnerable people the text names."""

from __future__ import annotations

from nlp.match import Hit
from nlp.reading import Reading
from risk.finding import VULNERABLE

# Words for a child that parents also use for a baby: no separate child where a baby is named.
_EITHER = frozenset(
    {"娃", "孩子", "小孩", "儿子", "女儿", "个仔", "个女", "儿童", "child", "daughter", "son", "囡囡", "岁"}
)


def find_vulnerable(reading: Reading) -> tuple[tuple[str, ...], list[Hit]]:
    """Codes in the order of the label rules, and the words."""
    hits = reading.of("person")
    codes = {hit.code for hit in hits}
    if "infant" in codes and all(reading.text[h.start : h.end] in _EITHER for h in hits if h.code == "child"):
        codes.discard("child")
    return tuple(code for code in VULNERABLE if code in codes), [hit for hit in hits if hit.code in codes]
