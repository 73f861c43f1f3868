"""Words: spaCy's Doc over our own rjieba instance, filled from the dictionary that jieba has checked."""

from __future__ import annotations

from importlib import resources

import rjieba
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.normalise import normalise


def load_words() -> rjieba.Jieba:
    """rjieba's own dictionary plus `nlp/data/dictionary.txt` (word, frequency)."""
    words = rjieba.Jieba()
    text = resources.files("nlp").joinpath("data", "dictionary.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, frequency = line.split(" ")
        words.add_word(word, int(frequency), None)
    return words


class Tokenizer:
    """spaCy's Chinese class has no hook for a dictionary, so this stands in its place."""

    def __init__(self, vocab: Vocab, words: rjieba.Jieba) -> None:
        self._vocab = vocab
        self._words = words

    def __call__(self, text: str) -> Doc:
        tokens = self._words.cut(text)
        return Doc(self._vocab, words=tokens, spaces=[False] * len(tokens))


def build_language(words: rjieba.Jieba) -> Language:
    """A blank language with our tokenizer and no other component."""
    language = Language(Vocab())
    language.lang = "zh"
    language.tokenizer = Tokenizer(language.vocab, words)
    return language


class Segmenter:
    """The `Segment` port: words for search, lower case, simplified, without punctuation."""

    def __init__(self, words: rjieba.Jieba) -> None:
        self._words = words

    def __call__(self, text: str) -> list[str]:
        words: list[str] = self._words.cut(normalise(text).text)
        return [word for word in words if any(char.isalnum() for char in word)]


__all__ = ["Segmenter", "Tokenizer", "build_language", "load_words"]
