"""Grave harm that a text denies, or that nearly came, or that no word of it tells, is none."""

from __future__ import annotations

import pytest

from nlp.harm import GraveWords, HarmFound
from nlp.pipeline import Pipeline
from nlp.reader import load_reader
from nlp.rules import Rules, apply_rules
from risk.finding import GRAVE, Harm, Urgency


def _read(text: str) -> Rules:
    return apply_rules(load_reader()(text))


def _harm(text: str) -> HarmFound:
    return _read(text).harm


DENIED = [
    "电暖器起火，无人死亡",
    "充电宝爆炸，没有人死亡",
    "电暖器漏电，没有死亡病例",
    "电暖器漏电，no one died",
    "梯子断了，没有骨折",
    "插座起火，没有人住院",
    "电暖器漏电，幸好没骨折",
    "电暖器漏电，nobody was hospitalised",
    "热水器漏电，所幸没有造成死亡",
    "压力锅爆炸，没炸死人",
    "煤气灶爆燃，未造成人员死亡",
    "烤箱漏電，並無人員死亡",
    "電熱毯起火，沒有人死亡",
    "个煤气炉爆咗，冇人死亡",
    "部電單車著火，好彩冇死人",
    "学步车翻了，娃没骨折也没脑震荡",
    "張椅冧咗，佢冇骨折",
    "吹风机漏电，不用住院",
    "個焗爐爆玻璃，唔使入院",
    "烟花炸了，无人重伤，无人死亡",
    "气罐爆炸，没有死亡和重伤",
    "电梯坠落，死亡人数为零",
    "锂电池起火，零死亡",
    "锅炉爆炸，0人死亡",
    "网传该品牌暖手宝炸死人是谣言",
    "电动车起火致人死亡一事不实",
    "热水器漏电，未见人员死亡报告",
    "小孩没发现骨折，滑板车轮子掉了",
    "The heater caught fire but nobody died",
    "The toaster exploded, no deaths reported",
    "The scooter snapped, no fractures",
    "The drill shocked me but I did not need surgery",
    "Battery fire, there were no fatalities",
    "Gas cooker leaked, none of us was poisoned",
    "锅炉爆炸，死亡0人",
    "锅炉爆炸，死亡：无",
    "孩子没有骨折，滑梯断了",
    "电钻打到手，不用做手术",
    "No surgery was needed, the saw slipped",
    "The e-bike battery exploded, thankfully nobody was killed or seriously injured",
]
NEARLY = [
    "滑板车断裂，差点骨折",
    "the ladder broke and I almost broke my leg",
    "滑板車斷咗，差啲跌斷手",
    "燃气灶漏气，差点全家煤气中毒",
    "电暖器漏电，差点进医院",
    "电暖器漏电，险些触电身亡",
    "电热毯漏电，险些电死人",
    "nearly died when heater leaked CO",
    "自行车前叉断了，差点摔骨折",
    "插座漏电，我差一点被电死",
    "部風筒漏電，我爭啲俾佢電死",
    "張碌架床塌咗，個仔差啲跌斷手",
    "玩具零件掉了，孩子差点窒息死",
    "电锯弹刀，差点把手指切断",
    "The ladder slipped and I nearly fractured my wrist",
    "My son could have died when the crib broke",
    "Grandpa narrowly escaped death when the stove exploded",
    "要不是邻居发现得早，人就没了，热水器漏一氧化碳",
    "幸亏关得快，不然就电死人了，电热毯漏电",
]


@pytest.mark.parametrize("text", [*DENIED, *NEARLY])
def test_grave_harm_that_did_not_come_is_none_whatever_the_weights_say(triage: Pipeline, text: str) -> None:
    assert _harm(text).grave is GraveWords.SPARED
    finding = triage(text)
    assert finding.harm not in GRAVE
    assert finding.urgency is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "差点死了，最后住院三天，电热毯漏电",
        "没有死人，但是我爸骨折了，梯子断了",
        "No one died but my brother fractured his arm when the ladder broke",
        "充电宝炸了，手指没接上，住院",
        "两名工人被埋没窒息死亡，输送机没护栏",
        "他没能抢救过来，电钻漏电",
        "我爸还没做手术，手指被电锯切断了",
        "炸死人不是谣言，充电宝真的炸死人了",
        "He would not have died if the brakes worked on this e-bike",
        "如果不是刹车失灵，我爸不会死亡",
        "孩子差点窒息送医院住院两天，玩具零件掉了",
        "几乎所有工人都死亡了，锅炉爆炸",
        "手指几乎切断，电锯没护罩",
        "医生说再晚十分钟人就没了，现在住着院",
        "nearly two weeks in hospital after the battery exploded",
        "no warning label and my son died, crib collapsed",
        "没接地，电死了人，热水器",
    ],
)
def test_a_denial_of_something_else_takes_nothing_back(triage: Pipeline, text: str) -> None:
    assert _harm(text).grave is GraveWords.TOLD
    assert triage(text).harm in GRAVE


@pytest.mark.parametrize(
    "text",
    [
        # a denial of something else before it, or a denial that is itself denied
        "昨晚电热毯起火，屋里无人幸免，全部死亡。",
        "电动车充电起火，没人逃出来，三人死亡。",
        "充气泳池漏电时无人看护，孩子死亡。",
        "燃气热水器一直没人检修，全家死亡。",
        "没人看见孩子摔骨折了，滑梯栏杆断了",
        "电热毯起火，无人发现时已死亡",
        "煤气泄漏，并非一人死亡而是三人死亡",
        "锅炉爆炸，不是死亡一人，是死亡两人",
        "锅炉爆炸，没有一个人没死亡",
        "锅炉爆炸，不可能没有人死亡",
        "没有其他人死亡，热水器漏电",
        "没有骨折，脚趾断了，凳子翻了",
        "不是孩子弄骨折的，是产品",
        "not one but three people died when the boiler exploded",
        "没有死亡，但重伤两人，锅炉爆炸",
        "没人死亡，但我爸右手三根手指都没剩，电锯",
        "nobody died but my son lost three fingers",
        # what is nil or untrue is something else
        "电热毯漏电，我妈死亡赔偿为零",
        "电锯没护罩，我的手指截肢了赔偿为0",
        "充电宝爆炸，住院费用报销均为0",
        "没有死亡人数公布，锅炉爆炸",
        "工人死亡他们居然说不属实，锅炉爆炸",
        "死者家属说厂家造谣，锅炉爆炸",
        "热水器漏电，身亡后厂家辟谣",
        "我儿子死亡别说是谣言，充电宝爆炸",
        # who denies it has reasons to
        "电热水器漏电，厂家一直否认孩子死亡是产品造成的",
        "厂家说没有人死亡，可我爸就是被电死的",
        "椅子断裂，商家否认发生骨折",
        "The company never reported the death of the child in this crib.",
        "The seller has not reported the death of my son",
        # what would have been otherwise
        "要不是漏电保护坏了，他怎么会死亡",
        "要不是这破车刹车失灵，我也用不着住院",
        "如果不是质量差，孩子能住院吗",
        "电热毯漏电，再晚一步送去就死亡，可惜还是晚了",
        "本来不用住院的，轮椅又断了",
        "He should never have died. The toaster was live.",
        "He didn't have to be killed by a toaster.",
        "He could have been dead for hours when I found him, the heater leaked",
        # until now, or any longer
        "不用再住院了，住了三个月，电锯伤的",
        "I had never been admitted to hospital until this kettle exploded on me.",
        "I have never been so seriously injured by a drill",
        # no help, not no harm
        "No surgery can fix my hand after this drill",
        "No ambulance came, the e-bike threw me off",
        "The battery: without surgery he would have lost his bowel",
        "医生说没有手术能救他，充电宝炸了",
        # nearly, but not this
        "热水器漏一氧化碳，几乎全家死亡",
        "质量差点孩子骨折了，滑梯",
        "My almost new heater killed my dad",
        "Lucky he was only hospitalised after the battery fire",
        # asked
        "锅炉爆炸没人死亡？",
        "难道没有人死亡吗，锅炉爆炸",
    ],
)
def test_in_every_doubt_the_weights_judge(text: str) -> None:
    assert _harm(text).grave is GraveWords.TOLD


@pytest.mark.parametrize(
    "text",
    [
        "部洗衣機漏電電親我老婆，佢而家仲瞓喺醫院",
        "洗衣机漏电电到我老婆，她现在还躺在医院",
        "电暖器漏电电到我爸，他现在还在医院",
        "电暖器漏电电到我爸，佢而家仲喺醫院",
        "电暖器漏电电到我妈，she is in the ER",
        "洗衣机漏电，我妈被电到，仍在医院",
        "个仔俾滾水淥親，仲瞓緊醫院",
        "充电宝炸了，我弟的手伤了，目前还在市人民医院",
        "孩子吞了纽扣电池，现在还在ICU",
        "My dad was shocked by the washer, he is still in hospital",
        "The heater leaked gas, they ended up in hospital",
        "My father was shocked by the washing machine last night and is still in hospital",
        "电暖器漏电电到我妈，叫了救护车",
        "电热水器漏电，老公倒地抽搐，叫了救护车",
        "電熱毯漏電，阿爸暈咗，call咗白車",
        "煤气热水器，我老婆晕倒，打了120",
        "压力锅炸了，烫到我妈，救护车拉走的",
    ],
)
def test_a_stay_in_hospital_told_in_other_words_is_serious(triage: Pipeline, text: str) -> None:
    assert _harm(text).harm is Harm.SERIOUS
    finding = triage(text)
    assert finding.harm is Harm.SERIOUS
    assert finding.urgency is Urgency.EMERGENCY
    assert any(one.label == "harm:serious" for one in finding.evidence)


@pytest.mark.parametrize(
    ("there", "only"),
    [
        ("我妈被夹了，现在还在医院，管路漏气", "呼吸机现在还在医院用着，管路漏气"),
        ("孩子坐轮椅摔了，现在还在医院", "孩子坐的轮椅还在医院"),
        ("我妈摔了，现在还在医院，轮椅坏了", "我妈在医院做护士，现在还在医院，轮椅坏了"),
        ("司机还在医院，叉车坏了", "司机还在医院送货，叉车坏了"),
        ("孩子现在在医院，是玩具砸的", "孩子现在在医院检查，医生说没事，是玩具掉漆"),
        ("我还在医院，买的充电宝炸了，我妈也还在医院", "我住在医院附近，买的充电宝鼓包了"),
        ("My kids are in hospital", "The kettles are in hospital wards"),
        ("My workers were in hospital", "Ventilators were in hospital storage"),
        ("They are in hospital", "They say the kettles are in hospital"),
        ("he was in hospital when it broke", "he was in hospital as a visitor when it broke"),
        ("She is in the hospital, the wheel came loose", "The wheelchair in the hospital shop has a loose wheel"),
        ("叫120，充电宝炸到我", "叫120元的充电宝炸到我"),
        ("打了120，晕了", "打了120个电话给客服，晕了"),
        ("打120电话，插座电到我", "打120投诉电话，插座电到我"),
        ("插座电到我，打120", "插座倒了，打120"),
        ("插座冒烟，邻居晕了，叫了救护车", "插座冒烟，邻居晕了，叫了救护车，空车走了"),
        ("倒地撞破嘴唇，叫救护车", "倒地撞破嘴唇，救护车到场时已清醒"),
    ],
)
def test_who_only_works_lives_or_is_looked_at_there_is_not_in_hospital(there: str, only: str) -> None:
    assert _harm(there).harm is Harm.SERIOUS
    assert _harm(only).harm not in GRAVE


@pytest.mark.parametrize(
    "text",
    [
        "博世电钻",
        "博世电钻漏电",
        "博世冰箱漏电",
        "我买的博世电钻漏电",
        "博世电钻插头漏电",
        "去世博会买的电钻",
        "世嘉玻璃杯起火了",
        "永生轮椅断裂了",
        "眼镜断裂了",
        "亡命徒电动车起火了",
        "世达眼镜",
        "JUMPETA电动车断裂了",
        "见过世面的插座也会漏电",
        "举世闻名的刀具生锈",
    ],
)
def test_a_character_out_of_a_grave_word_makes_no_grave_harm(triage: Pipeline, text: str) -> None:
    assert _harm(text).grave is GraveWords.NONE
    assert triage(text).harm not in GRAVE


@pytest.mark.parametrize(
    "text", ["胳膊从肘那儿没了", "命保住了，腿没保住", "肺白了一半，上了呼吸机", "食指少了一截，没接上"]
)
def test_what_the_lists_do_not_know_may_still_be_grave(triage: Pipeline, text: str) -> None:
    assert triage(text).harm in GRAVE


def test_what_broke_is_not_somebody() -> None:
    assert _harm("拉桿半路斷咗").grave is GraveWords.NONE
    assert _harm("隻手腕斷咗要打釘").grave is GraveWords.TOLD


@pytest.mark.parametrize(
    "text",
    [
        "魚缸燈跌落水，死咗七條錦鯉",
        "猫粮机夹住猫，猫死了",
        "Two dogs died after eating bits of a chew toy",
        "角磨机砂轮片飞了 半片嵌进石膏板",
        "餐椅腿断了",
        "戴住去醫院被護士攔低，個口罩係假嘢",
        "手术灯灯臂一碰就往下坠，落在器械台",
        "三名搬运工呛咳送院观察后离开",
        "八个送院，全部当日返屋企",
        "坐上去餐椅腿断了",
        "刚坐下椅子腿断了",
        "住院用的床起火",
        "邻居的狗被电死，电热毯",
        "猫粮机夹断猫腿",
    ],
)
def test_what_befell_an_animal_or_a_thing_is_no_grave_harm(triage: Pipeline, text: str) -> None:
    assert triage(text).harm not in GRAVE


@pytest.mark.parametrize(
    "text",
    [
        "狗被电死了，我爸去救也被电死了",
        "猫没事，奶奶被烧死了，电热毯",
        "划桨板呛晕了，被鱼船捞起来，住院四天",
        "孩子从床上摔下来，腿断了",
        "推进手术室，手指没保住，切割机",
        "老公送院，第三日走咗，電單車剎車失靈撞死",
        "卖鱼档老板被电死，电动打鳞机漏电",
        "鱼贩被电死了，水泵漏电",
        "养猪户被电死，猪舍电机漏电",
        "养鸡场员工被电死，风机漏电",
        "鱼缸漏电电死养鱼老头",
        "猫咖店员被电死，电热毯",
        "A hot dog killed a toddler",
        "The electric fence killed dog walker",
        "杀鱼机夹断手指",
        "切鸡机，手指切断",
        "骑电动车腿断了",
        "坐按摩椅腿断了",
        "下床腿断了，床断裂",
        "手指被门夹 住院",
        "气管被卡住院，玩具",
        "脖子勒住院了，跑步机",
        "被狗咬住院，狗绳断了",
        "老公送院，当晚走了，电热毯起火",
        "送院观察后离开我们，热水器漏电",
        "送院当晚回不来，热水器漏电",
        "五人送院，四人当日离开，一人危殆，燃气泄漏",
    ],
)
def test_a_person_beside_an_animal_or_a_thing_is_hurt_all_the_same(triage: Pipeline, text: str) -> None:
    assert triage(text).harm in GRAVE
