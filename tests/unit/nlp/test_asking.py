"""真的假的 and its kin ask whether a rumour is true; they accuse nobody of a fake."""

from __future__ import annotations

import pytest

from nlp.asking import asks_whether_true
from nlp.normalise import term_form
from nlp.pipeline import Pipeline, load
from risk.finding import Scope


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load()


@pytest.mark.parametrize(
    ("text", "hazards"),
    [
        ("群里说这个插排会自己起火，真的假的啊", ("fire",)),
        ("这个充电宝听说会爆炸是真的吗", ("explosion",)),
        ("听说这款奶瓶有毒，是真的吗", ("chemical",)),
        ("有人話呢隻風筒會漏電，真定假㗎？", ("electric_shock",)),
        ("聽講呢部BB車會夾手，係咪真㗎", ("entrapment",)),
        ("网上说这款电热毯漏电，到底真的假的", ("electric_shock",)),
        ("听说那个牌子的电动车刹车失灵，是不是真的", ("loss_of_control",)),
        ("據說這款瓷磚有輻射，是真是假？", ("radiation",)),
        ("同事说进口的磁力珠会吞下去穿肠，真的假的", ("choking",)),
        ("抖音说某款充电宝会自燃，真的吗", ("fire",)),
        ("听说这个儿童手表会偷录音，是真的吗", ("security",)),
        ("网传这批口罩有甲醛，真的还是假的？", ("chemical",)),
        ("I heard this power bank catches fire, is it true?", ("fire",)),
        ("Someone said the baby bottle contains BPA. True or false?", ("chemical",)),
        ("听说这款燃气灶漏气，是否真有其事", ("gas_poisoning",)),
        ("都说这款暖手宝会爆炸，真的假的呀", ("explosion",)),
        ("群里传这款电热水壶会漏电，真的假的？求解", ("electric_shock",)),
        ("听人说这款灯具漏电电死过人，真的假的", ("electric_shock",)),
        ("朋友圈说这玩具铅超标，真还是假？", ("chemical",)),
    ],
)
def test_a_rumour_keeps_its_hazard_and_its_question_is_no_fraud(
    triage: Pipeline, text: str, hazards: tuple[str, ...]
) -> None:
    finding = triage(text)
    assert (finding.scope, finding.hazards) == (Scope.IN, hazards)


@pytest.mark.parametrize(
    "text",
    [
        "朋友说某某牌子的空气炸锅会致癌，真的假的？",
        "充电宝会爆炸？真的假的",
        "听说了吗，那个滑板车会断，真假？",
        "聽講嗰隻電暖爐會著火，真係假㗎？",
    ],
)
def test_asking_is_no_fraud_where_the_weights_do_not_know_the_hazard(triage: Pipeline, text: str) -> None:
    assert "fraud" not in triage(text).hazards


@pytest.mark.parametrize(
    "text",
    [
        "這雙鞋是真的假的",
        "这包是真的还是假的，帮我鉴定",
        "买的这个手机是假的",
        "充电宝收到是假货，真的气人",
        "卖的都是假的，真的太过分了，充电宝",
        "这个充电宝是真的假的",
    ],
)
def test_who_doubts_the_goods_themselves_speaks_of_fraud(triage: Pipeline, text: str) -> None:
    assert "fraud" in triage(text).hazards


@pytest.mark.parametrize("text", ["真的吗", "是不是真的？", "係咪真㗎", "Is it true?"])
def test_a_question_is_found_in_every_writing(text: str) -> None:
    assert asks_whether_true(term_form(text))


@pytest.mark.parametrize("text", ["真的吓人", "真皮", "是真的漏电", "the true cost"])
def test_a_statement_is_no_question(text: str) -> None:
    assert asks_whether_true(term_form(text)) == []
