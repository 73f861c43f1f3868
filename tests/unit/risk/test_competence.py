from __future__ import annotations

import tomllib

import pytest

from risk.competence import CompetenceReason, OfficeKind, competent_office, default_competence, parse_competence
from risk.errors import Invalid
from risk.information import Trade


@pytest.mark.parametrize(
    ("port", "region", "office", "reason"),
    [
        ("新会港", "", "新会海关", CompetenceReason.PORT),
        ("", "江门市新会区会城街道", "新会海关", CompetenceReason.REGION),
        ("江门高沙港", "新会", "江门海关", CompetenceReason.PORT),
        ("", "台山市", "江门海关", CompetenceReason.REGION),
        ("", "恩平", "江门海关", CompetenceReason.REGION),
        ("", "佛山", "江门海关", CompetenceReason.DEFAULT),
        ("", "", "江门海关", CompetenceReason.DEFAULT),
    ],
)
def test_places_around_jiangmen_have_their_customs(
    port: str, region: str, office: str, reason: CompetenceReason
) -> None:
    found = competent_office(default_competence(), port=port, region=region)
    assert (found.office, found.reason) == (office, reason)


def test_the_market_regulator_is_another_kind_of_office() -> None:
    found = competent_office(default_competence(), region="新会", kind=OfficeKind.DEPARTMENT)
    assert found.office == "江门市市场监督管理局"


def test_the_first_row_that_matches_wins_and_every_column_of_it_must() -> None:
    table = parse_competence(
        tomllib.loads("""
        [[row]]
        region = "新会"
        trade = ["cross_border"]
        office = "甲"
        [[row]]
        trade = "cross_border"
        office = "乙"
        [[row]]
        office = "丙"
        [[row]]
        region = "新会"
        office = "丁"
        """)
    )
    assert competent_office(table, region="新会", trade=Trade.CROSS_BORDER).office == "甲"
    second = competent_office(table, region="台山", trade=Trade.CROSS_BORDER)
    assert (second.office, second.reason, second.row) == ("乙", CompetenceReason.TRADE, 2)
    assert competent_office(table, region="新会", trade=Trade.IMPORT).office == "丙"


def test_nobody_is_competent_where_the_table_says_nothing() -> None:
    found = competent_office(parse_competence({}), region="新会")
    assert (found.office, found.reason) == (None, CompetenceReason.NONE)


def test_all_bad_rows_are_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        parse_competence(
            tomllib.loads("""
            [[row]]
            region = "新会"
            [[row]]
            office = "新会海关"
            [[row]]
            office = "新会海关"
            trade = "smuggling"
            [[row]]
            office = "新会海关"
            harbour = "新会"
            [[row]]
            office = "新会海关"
            port = ["", "新会"]
            """)
        )
    assert refused.value.params == {"field": "competence", "rows": "1, 3, 4, 5"}


@pytest.mark.parametrize(
    "text", ["row = 1", "default = 1", "[default]\nnavy = 'x'", "[default]\ncustoms = ' '", "x = 1"]
)
def test_a_table_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_competence(tomllib.loads(text))
