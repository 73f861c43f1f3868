"""The pipeline as spaCy's."""

from __future__ import annotations

import pytest
from spacy.language import Language

from casework.fakes import FixedTriage
from nlp.frame import FINDING, SPANS, frame
from nlp.pipeline import LIMIT, Pipeline, load


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


@pytest.fixture(scope="module")
def language(triage: Pipeline) -> Language:
    return frame(triage)


def test_tokens_are_our_words_in_the_writing_of_the_text(language: Language) -> None:
    assert [token.text for token in language("進口充電寶，Ｋ５冒煙！")] == [
        "進口",
        "充電寶",
        "，",
        "Ｋ５",
        "冒煙",
        "！",
    ]


@pytest.mark.parametrize("text", ["", " ", "😱\u200b我家電熱\u200d水壺 漏電\n", "…" * 3000, "充 电 宝" * 2000])
def test_a_doc_is_the_text_itself(language: Language, text: str) -> None:
    assert language(text).text == text[:LIMIT]


def test_a_doc_carries_the_finding_and_its_evidence(language: Language, triage: Pipeline) -> None:
    text = "家里的充电宝冒烟了"
    doc = language(text)
    assert doc.user_data[FINDING] == triage(text)
    assert {span.label_: span.text for span in doc.spans[SPANS]}["product:batteries_power"] == "充电宝"


def test_two_frames_keep_to_their_own_triage(language: Language) -> None:
    silent = frame(FixedTriage({}))
    text = "家里的充电宝冒烟了"
    assert (silent(text).user_data[FINDING].product, language(text).user_data[FINDING].product) == (
        None,
        "batteries_power",
    )
