"""Two texts about one thing become one signal at the desk: what the verdict joins, the index must have found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.ports import Transactions
from nlp.compare import Comparer
from nlp.pipeline import Pipeline, load
from tests.support.desk import Desk, desk

BRAKE = (  # the brand was first read with the product's name
    "Chainsaw Arborix AX45: chain brake does not engage. It kicked back and cut through my chaps, 20 stitches."
    " I then tried the brake by hand, the chain just keeps running.",
    "林场转报：油锯，Arborix AX45，批量购入三十把。链条制动器拨到位，链条照转，反弹时无保护。有一工人大腿锯伤。",
)
TRAIN = (  # triage is not sure that the first is about a power bank
    "10月3号下午广州南回佛山西那趟车，我旁边大哥的充电宝突然冒烟，列车员拿水桶泡了，好像是恒途的白色那款",
    "10月3日广州南开往佛山西列车上，有旅客移动电源冒烟，乘务员放水桶里处置，恒途牌，无人受伤",
)
FLUE = (  # one names the maker and the part, the other what it hung on
    "鹤山沙坪镇二月十九日晚，一家三口洗澡时一氧化碳中毒，送医两人清醒，一人仍在高压氧舱。消防到场看，热水器是“暖匠”牌JSQ20-N8，"
    "烟管接口原厂密封圈就没有装。",
    "今日街坊都喺度講，2月19號沙坪嗰單煤氣中毒，一家三口沖涼暈低，有一個而家仲喺高壓氧艙。話係個熱水爐出廠嗰陣漏裝咗條膠圈，廢氣倒灌入屋。",
)
LIGHTER = (  # of the second triage reads neither maker nor model, and takes it for another thing
    "焰王808打火机放仪表台上炸了，挡风玻璃裂了一条",
    "夏天车里千万别放打火机！我那只焰王808停车不到一小时就爆了，碎片扎进座椅，幸好人不在车里",
)
KETTLES = ("温特牌电热水壶WK150起火", "沐颜牌电热水壶WK150起火")


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load()


@pytest.fixture
def office(transactions: Transactions, triage: Pipeline) -> Desk:
    office = desk(transactions)
    office.triage = triage
    office.env = replace(office.env, compare=Comparer())
    return office


@pytest.mark.parametrize("pair", [BRAKE, TRAIN, FLUE, LIGHTER])
@pytest.mark.parametrize("turned", [False, True])
def test_two_texts_about_one_thing_become_one_signal(office: Desk, pair: tuple[str, str], turned: bool) -> None:
    first, second = pair[::-1] if turned else pair
    _, opened = office.tip(first)
    _, joined = office.tip(second)
    assert (joined.id, joined.tips) == (opened.id, 2)


def test_two_brands_that_both_tell_stay_on_two_signals(office: Desk) -> None:
    signals = {office.tip(text)[1].id for text in KETTLES}
    assert len(signals) == 2


def test_a_product_that_triage_is_unsure_of_is_not_told_to_officers(office: Desk) -> None:
    _, opened = office.tip(TRAIN[0])
    assert opened.product is None
