"""How many died and were hurt, in the figures of a report: 致3死5伤, 2死, 四死六伤, 伤亡3人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from nlp.match import MOST_OF_A_KIND, Hit
from nlp.numerals import COUNT, value_of
from risk.finding import Harm

# 九死一生 and 一死了之 count nobody; 死机 and 死角 are other words.
_DEAD: Final = re.compile(
    rf"(?P<n>{COUNT})人?死(?!一生|了之|机|角|板|循环|锁|亡率|路|穴|党)(?=亡|[、,。;!~ ]|{COUNT}|$)"
)
_STRUCK: Final = re.compile(rf"(?:伤亡(?P<after>{COUNT})人|(?P<before>{COUNT})人伤亡)")


def tolls(text: str) -> Iterator[Hit]:
    """`text`: normalised. 伤亡 leaves open whether anybody died: it is serious."""
    if "死" in text:
        for match in islice(_DEAD.finditer(text), MOST_OF_A_KIND):
            if value_of(match["n"]):
                yield Hit(match.start(), match.end(), Harm.FATAL.value, 1.0, "harm")
    if "伤亡" in text:
        for match in islice(_STRUCK.finditer(text), MOST_OF_A_KIND):
            if value_of(match["after"] or match["before"]):
                yield Hit(match.start(), match.end(), Harm.SERIOUS.value, 1.0, "harm")
