"""Builds `nlp/data/dictionary.txt` with jieba: `python -m nlp.dictionary`.

Each Chinese product, hazard and out-of-scope term gets the frequency at which jieba keeps it whole. jieba is needed
only here; at run time rjieba reads the result.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from nlp.lexicon import load_lexicon

TARGET = Path(__file__).parent / "data" / "dictionary.txt"
_KINDS = frozenset({"product", "out", "port", "origin"})


def dictionary_words() -> list[str]:
    """The lexicon terms of two or more Chinese characters that name things and places, sorted."""
    lexicon = load_lexicon()
    return sorted(
        term
        for term, labels in zip(lexicon.terms, lexicon.labels, strict=True)
        if len(term) > 1 and all("一" <= char <= "鿿" for char in term) and _KINDS & {label.kind for label in labels}
    )


def build() -> str:
    """The file's text: one word and its frequency a line."""
    import jieba  # here, because importing it reads its prefix trie, which the running system never needs

    with tempfile.TemporaryDirectory() as private:
        # Its cache has a fixed name in the shared temporary folder and is unmarshalled: keep it private.
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = private
        jieba.setLogLevel("ERROR")
        return "".join(f"{word} {max(1, tokenizer.suggest_freq(word))}\n" for word in dictionary_words())


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
