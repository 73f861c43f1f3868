"""Any Unicode in, a valid finding out."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.lexicon import load_lexicon
from nlp.pipeline import LIMIT, Pipeline, load
from risk.finding import ENTITIES, VULNERABLE, Finding, Scope
from risk.taxonomy import hazards, products


@cache
def _triage() -> Pipeline:
    return load()


_ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=300)
_ODD = st.sampled_from(
    [
        "\u202e",
        "\ud800",
        "\u200d",
        "\x00",
        "İ",
        "ﬃ",
        "㍿",
        "𨋢",
        "<b>",
        "'; DROP TABLE tips;--",
        "{{7*7}}",
        "\n",
        "　",
        "？",
        "。",
    ]
)
_TERMS = st.sampled_from(load_lexicon().terms)
_MADE = st.lists(_TERMS | _ODD | st.integers(0, 10**12).map(str), max_size=40).map("".join)


def _check(text: str, finding: Finding) -> None:
    assert (finding.product in products()) == (finding.scope is Scope.IN)
    assert set(finding.hazards) <= set(hazards())
    assert list(finding.hazards) == sorted(set(finding.hazards))
    assert set(finding.vulnerable) <= set(VULNERABLE)
    assert set(finding.entities) == set(ENTITIES)
    assert 1 <= finding.severity_rank <= 5
    assert all(0 <= value <= 1 for value in finding.confidence.values())
    assert all(0 <= e.start < e.end <= LIMIT and text[e.start : e.end] == e.text for e in finding.evidence)
    assert finding.injured is None or finding.injured >= 0


@settings(max_examples=150, deadline=None)
@given(_ANY | _MADE)
def test_any_text_yields_a_valid_finding_with_exact_evidence(text: str) -> None:
    _check(text, _triage()(text))


@settings(max_examples=60, deadline=None)
@given(_MADE)
@example("电热水壶8516799000漏电")  # a tariff number is read without its marks
def test_invisible_marks_change_nothing_but_offsets(text: str) -> None:
    plain, marked = _triage()(text), _triage()("\u200b".join(text)[:LIMIT])
    if len(text) * 2 < LIMIT:
        assert (plain.scope, plain.product, plain.hazards, plain.harm) == (
            marked.scope,
            marked.product,
            marked.hazards,
            marked.harm,
        )
