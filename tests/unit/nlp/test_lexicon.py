"""The word lists and the dictionary made from them."""

from __future__ import annotations

import subprocess
import sys

from nlp.dictionary import TARGET, dictionary_words
from nlp.lexicon import load_lexicon
from nlp.normalise import normalise, term_form
from risk.taxonomy import hazards, products

# Judged by nlp/hazard.py according to what leaks.
NOT_CODES = {"leak"}


def _codes(*kinds: str) -> set[str]:
    return {label.code for labels in load_lexicon().labels for label in labels if label.kind in kinds}


def test_every_product_and_hazard_has_words_and_no_word_has_an_unknown_code() -> None:
    assert _codes("product") == set(products())
    assert _codes("event", "state") - NOT_CODES == set(hazards())


def test_every_product_has_at_least_forty_names() -> None:
    names: dict[str, int] = {}
    for labels in load_lexicon().labels:
        for label in labels:
            if label.kind == "product" and label.weight == 1.0:
                names[label.code] = names.get(label.code, 0) + 1
    assert {code for code, count in names.items() if count < 40} == set()


def test_the_wide_lists_add_to_the_others_and_change_none_of_them() -> None:
    narrow, wide = load_lexicon(wide=False), load_lexicon()
    size = len(narrow.terms)
    assert wide.terms[:size] == narrow.terms
    assert len(wide.terms) > 2 * size
    kinds = {label.kind for labels in wide.labels[size:] for label in labels}
    assert kinds == {"product", "out", "event", "state", "part"}
    assert wide.version != narrow.version


def test_no_wide_name_of_a_thing_stands_under_two_codes() -> None:
    lexicon = load_lexicon()
    size = len(load_lexicon(wide=False).terms)
    things = [{label.code for label in labels if label.kind in ("product", "out")} for labels in lexicon.labels[size:]]
    assert [term for term, codes in zip(lexicon.terms[size:], things, strict=True) if len(codes) > 1] == []


def test_terms_are_in_the_form_in_which_texts_are_searched() -> None:
    assert [term for term in load_lexicon().terms if term_form(term) != term] == []


def test_the_shipped_dictionary_is_of_this_lexicon() -> None:
    shipped = [line.split(" ")[0] for line in TARGET.read_text(encoding="utf-8").splitlines()]
    assert shipped == dictionary_words()


def test_jieba_builds_the_shipped_dictionary_again() -> None:
    program = "import sys; from nlp.dictionary import build; sys.stdout.buffer.write(build().encode())"
    built = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, check=True)
    assert built.stdout.decode() == TARGET.read_text(encoding="utf-8")


def test_normalising_keeps_a_map_to_the_original() -> None:
    source = normalise("Ａ\u200b①電㍿池")
    assert source.text == "a1电株式会社池"
    assert source.span(2, 3) == (3, 4)
    assert source.span(3, 7) == (4, 5)
    assert source.span(7, 8) == (5, 6)
