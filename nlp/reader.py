"""From a string to a `Reading`: normalise, segment, match."""

from __future__ import annotations

from threading import Lock
from typing import Final

import rjieba

from nlp.lexicon import load_lexicon
from nlp.match import Matcher
from nlp.normalise import normalise
from nlp.reading import Reading, clause_ends
from nlp.segment import build_language, load_words

MOST_WORDS: Final = 20_000  # some 10 MB of spaCy's vocabulary


class Reader:
    """Holds the lock under which spaCy's vocabulary may be used."""

    def __init__(self, words: rjieba.Jieba, matcher: Matcher) -> None:
        self._language = build_language(words)
        self._match = matcher
        self._lock = Lock()
        self.words = words

    def __call__(self, text: str) -> Reading:
        source = normalise(text)
        with self._lock:
            # spaCy keeps every word it has met: three times faster than a memory zone for each text, if bounded.
            if len(self._language.vocab) > MOST_WORDS:
                self._language = build_language(self.words)
            doc = self._language.make_doc(source.text)
        edges = {token.idx for token in doc}
        edges.add(len(source.text))
        return Reading(
            source=source,
            word_edges=edges,
            hits=self._match(source.text, edges),
            clause_ends=clause_ends(source.text),
        )


def load_reader() -> Reader:
    """spaCy's import is most of the second that this takes."""
    words = load_words()
    return Reader(words, Matcher(load_lexicon()))
