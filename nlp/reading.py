"""One text as the rules see it: its normalised form, clauses and lexicon hits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from nlp.match import Hit, Hits
from nlp.normalise import Normalised

# A comma, a dash or a picture closes a clause, an enumeration 、 does not. White space does where no Latin letter is
# beside it.
# All begin in one class, so that `re` jumps from one of them to the next.
_CLOSING = "。！？!?；;，,…~—\\n😀-🙏🌀-🗿🚀-🛿🤀-🧿"
_CLAUSE_END = re.compile(rf"[{_CLOSING} .](?:(?<=[{_CLOSING}])|(?<=[^a-z0-9] )(?![a-z0-9])|(?<=\.)(?=\s|$))")


class Reading(NamedTuple):
    """`text`: that of the source, where everybody looks for it."""

    source: Normalised
    text: str
    hits: Hits
    clause_ends: list[int]

    def of(self, kind: str) -> list[Hit]:
        return self.hits.get(kind, [])

    def has(self, kind: str) -> bool:
        return kind in self.hits

    def clause(self, hit: Hit) -> tuple[int, int]:
        """Where the clause around the hit begins and ends."""
        at = bisect_right(self.clause_ends, hit.start)
        begin = self.clause_ends[at - 1] if at else 0
        after = bisect_left(self.clause_ends, hit.end)
        end = self.clause_ends[after] if after < len(self.clause_ends) else len(self.text)
        return begin, end

    def before(self, kind: str, hit: Hit, *, reach: int, floor: int = 0) -> Hit | None:
        """The nearest hit of that kind that ends before this one, within `reach` and not before `floor`."""
        nearest = None
        for other in self.hits.get(kind, ()):
            if other.start >= hit.start:
                break
            if floor <= other.start and other.end <= hit.start and hit.start - other.end <= reach:
                nearest = other
        return nearest

    def after(self, kind: str, hit: Hit, *, reach: int, ceiling: int) -> Hit | None:
        """The first hit of that kind that begins after this one, within `reach` and before `ceiling`."""
        for other in self.hits.get(kind, ()):
            if other.start >= hit.end:
                return other if other.start - hit.end <= reach and other.end <= ceiling else None
        return None


def clause_ends(text: str) -> list[int]:
    return [match.end() for match in _CLAUSE_END.finditer(text)]
