"""From a string to a `Reading`: normalise, find terms, segment where words matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import rjieba

from nlp.lexicon import load_lexicon
from nlp.match import Matcher
from nlp.normalise import Normalised, normalise
from nlp.reading import Reading, clause_ends
from nlp.segment import Edges, load_words
from nlp.strings import Match, Strings


class Reader:
    def __init__(self, words: rjieba.Jieba, matcher: Matcher, terms: Sequence[str]) -> None:
        self._match = matcher
        self.terms = terms
        self.words = words

    @cached_property
    def _strings(self) -> Strings:
        """Only for who has no pass of his own: it is as large as the word lists."""
        return Strings(self.terms)

    def __call__(self, text: str) -> Reading:
        source = normalise(text)
        return self.read(source, self._strings(source.text).matches)

    def read(self, source: Normalised, matches: Sequence[Match]) -> Reading:
        """`matches`: of `terms`."""
        text = source.text
        hits = self._match(text, matches, Edges(text, self.words.cut).is_word)
        return Reading(source, text, hits, clause_ends(text))


def load_reader(*, wide: bool = True) -> Reader:
    """`wide`: with the lists that training leaves out."""
    lexicon = load_lexicon(wide=wide)
    return Reader(load_words(), Matcher(lexicon), lexicon.terms)
