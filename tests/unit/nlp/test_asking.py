"""真的假的 and its kin ask whether a rumour is true; they accuse nobody of a fake."""

from __future__ import annotations

import pytest

from nlp.asking import asks_whether_true, true_or_false
from nlp.normalise import term_form
from nlp.reader import load_reader
from nlp.rules import Rules, apply_rules
from risk.finding import Scope


def _read(text: str) -> Rules:
    return apply_rules(load_reader()(text))


@pytest.mark.parametrize(
    ("text", "hazard", "question"),
    [
        ("群里说这个插排会自己起火，真的假的啊", "fire", "真的假的啊"),
        ("有人話呢隻風筒會漏電，真定假㗎？", "electric_shock", "真定假架"),
        ("网上说这款电热毯漏电，到底真的假的", "electric_shock", "真的假的"),
        ("據說這款瓷磚有輻射，是真是假？", "radiation", "是真是假"),
        ("同事说进口的磁力珠会吞下去穿肠，真的假的", "choking", "真的假的"),
        ("网传这批口罩有甲醛，真的还是假的？", "chemical", "真的还是假的"),
        ("Someone said the baby bottle contains BPA. True or false?", "chemical", "true or false"),
        ("都说这款暖手宝会爆炸，真的假的呀", "explosion", "真的假的呀"),
        ("群里传这款电热水壶会漏电，真的假的？求解", "electric_shock", "真的假的"),
        ("听人说这款灯具漏电电死过人，真的假的", "electric_shock", "真的假的"),
        ("朋友圈说这玩具铅超标，真还是假？", "chemical", "真还是假"),
        ("朋友说某某牌子的空气炸锅会致癌，真的假的？", "chemical", "真的假的"),
        ("充电宝会爆炸？真的假的", "explosion", "真的假的"),
    ],
)
def test_a_rumour_keeps_its_hazard_and_its_question_is_no_fraud(text: str, hazard: str, question: str) -> None:
    rules = _read(text)
    assert [rules.reading.text[start:end] for start, end in true_or_false(rules.reading)] == [question]
    assert (list(rules.hazards.found), rules.hazards.asked) == ([hazard], True)
    assert "fraud" in rules.hazards.denied
    assert rules.verdict.scope is Scope.IN


@pytest.mark.parametrize("text", ["听说了吗，那个滑板车会断，真假？", "聽講嗰隻電暖爐會著火，真係假㗎？"])
def test_asking_is_no_fraud_where_the_rules_do_not_know_the_hazard(text: str) -> None:
    hazards = _read(text).hazards
    assert (hazards.asked, "fraud" in hazards.denied, "fraud" in hazards.found) == (True, True, False)


@pytest.mark.parametrize(
    ("text", "hazard", "question"),
    [
        ("这个充电宝听说会爆炸是真的吗", "explosion", "是真的吗"),
        ("听说这款奶瓶有毒，是真的吗", "chemical", "是真的吗"),
        ("聽講呢部BB車會夾手，係咪真㗎", "entrapment", "系咪真架"),
        ("听说那个牌子的电动车刹车失灵，是不是真的", "loss_of_control", "是不是真的"),
        ("抖音说某款充电宝会自燃，真的吗", "fire", "真的吗"),
        ("听说这个儿童手表会偷录音，是真的吗", "security", "是真的吗"),
        ("I heard this power bank catches fire, is it true?", "fire", "is it true"),
        ("听说这款燃气灶漏气，是否真有其事", "gas_poisoning", "是否真有其事"),
    ],
)
def test_the_weights_do_not_read_the_question_and_the_hazard_stays(text: str, hazard: str, question: str) -> None:
    rules = _read(text)
    assert [rules.reading.text[start:end] for start, end in asks_whether_true(rules.reading.text)] == [question]
    assert list(rules.hazards.found) == [hazard]
    assert question in rules.reading.text
    assert question not in rules.prose
    assert rules.verdict.scope is Scope.IN


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
def test_who_doubts_the_goods_themselves_speaks_of_fraud(text: str) -> None:
    hazards = _read(text).hazards
    assert ("fraud" in hazards.found, hazards.asked) == (True, False)


@pytest.mark.parametrize("text", ["真的吗", "是不是真的？", "係咪真㗎", "Is it true?"])
def test_a_question_is_found_in_every_writing(text: str) -> None:
    assert asks_whether_true(term_form(text))


@pytest.mark.parametrize("text", ["真的吓人", "真皮", "是真的漏电", "the true cost"])
def test_a_statement_is_no_question(text: str) -> None:
    assert asks_whether_true(term_form(text)) == []
