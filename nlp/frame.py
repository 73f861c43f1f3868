"""The pipeline as spaCy's: a Doc whose tokens are our words, with the finding's evidence as spans.

For people who look at texts: notebooks, matchers of spaCy's own, `displacy`. Triage itself does without, because a Doc
costs as much as segmenting the text three times (docs/adr/0009).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from casework.ports import Triage
from nlp.normalise import LIMIT, normalise
from nlp.segment import edges, load_words

SPANS: Final = "evidence"
FINDING: Final = "finding"


class Tokenizer:
    """spaCy's Chinese class has no hook for a dictionary, so this stands in its place."""

    def __init__(self, vocab: Vocab, cut: Callable[[str], Sequence[str]]) -> None:
        self._vocab = vocab
        self._cut = cut

    def __call__(self, text: str) -> Doc:
        """Of the text as it was written: the tokens joined are its first `LIMIT` characters."""
        source = normalise(text)
        written = text[:LIMIT]
        inner = {source.offsets[edge] for edge in edges(self._cut(source.text))}
        ends = sorted({0, *inner, len(written)})
        words = [written[start:end] for start, end in pairwise(ends)]
        return Doc(self._vocab, words=words, spaces=[False] * len(words))


@Language.factory("triage")
class Component:
    """`triage` is set by `frame`: spaCy's registry builds components from nothing but text."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.triage: Triage | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.triage is not None:
            finding = self.triage(doc.text)
            spans = (
                doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand") for one in finding.evidence
            )
            doc.user_data[FINDING] = finding
            doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc


def frame(triage: Triage) -> Language:
    """Its one component, `triage`, puts the finding into `doc.user_data` and its evidence into `doc.spans`."""
    language = Language(Vocab())
    language.lang = "zh"
    language.tokenizer = Tokenizer(language.vocab, load_words().cut)
    cast("Component", language.add_pipe("triage")).triage = triage
    return language
