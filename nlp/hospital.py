"""A stay in hospital told without its name (佢仲瞓喺醫院, she is in the ER), and an ambulance for somebody hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from nlp.match import MOST_OF_A_KIND, Hit
from risk.finding import Harm

_REACH: Final = 60  # characters back to whoever lies there
_PLACES: Final = (
    "医院",
    "病房",
    "病床",
    "icu",
    "重症",
    "加护",
    "抢救室",
    "hospital",
    " er",
    "a&e",
    "emergency room",
    "admitted",
)
_CALLED: Final = ("救护车", "白车", "十字车", "120", "ambulance")
_WARD: Final = (
    r"(?:[一-鿿]{0,6}?(?:(?<!兽)(?<!宠物)(?<!动物)医院|病房|icu|重症|加护|抢救室)|病床)"
    # who only works, lives or waits there, or what is used there
    r"(?!附近|旁|对面|隔壁|边|门口|后面|前面|外面|宿舍|家属|上班|工作|做工|返工|当|用|使用|里用|里使用|内使用|采购|食堂|库|设备|仪器"
    r"|检查|做检查|拍片|照片|看|等|排|挂号|门诊|急诊|急症|包扎|缝|敷|打针|打了|验|开了|买|配|拿药|的路|路上|系统|床单|用品|专用|同款|送货|送餐|送药|送件|修|维修|安装|陪|探|值班|实习)"
)
_STILL: Final = r"(?:还|仍|仲|依然|现在|而家|依家|宜家|目前|至今|到现在|一直|至家|暂时)"
_WHO: Final = re.compile(
    r"[他她佢伊人娃孩仔女囡妈爸爷奶公婆叔伯姑舅姨哥弟姐妹嫂员][^。!?]{0,40}$|(?:师傅|工友|同事|员工|司机|学生|宝宝|bb|老师|朋友|邻居|伤者"
    r"|患者|(?<![a-z])(?:he|she|they|wife|husband|son|daughter|mum|mom|dad|kid|boy|girl|baby))[^。!?]{0,40}$"
)
_LIES: Final = re.compile(rf"(?:躺|瞓|训|睡|趴|(?<![出没冇])入(?=咗))(?:着|紧|咗)?(?:在|喺|响|到|系)?(?:了)?{_WARD}")
_STAYS: Final = re.compile(
    rf"{_STILL}(?:都|也|还|仍|仲|一直|人)*(?:在|喺|响|勒拉|留在|留喺|住在|住喺|困在)(?:个|间)?{_WARD}"
)
# Somebody of the staff: 我妈在医院做护士，现在还在医院. A thing right before it: 轮椅还在医院.
_STAFF: Final = re.compile(
    r"(?:医院|病房)[^,。!?]{0,4}(?:做|当|上班|工作|返工|实习|值班|打工|送)|(?:做|当|是)(?:个|名)?(?:护|医生|大夫|保安|保洁)"
)
_THING: Final = re.compile(r"(?:(?<!司)机|车|椅|床|器|具|灯|炉|泵|仪|垫|产品|货)$")
_SOMEBODY: Final = re.compile(
    r"(?<![a-z])(?:he|she|they|i|we|who|wife|husband|sons?|daughters?|mum|mom|mother|dad|father|parents|kids?|child|children|boys?"
    r"|girls?|baby|brother|sister|grand(?:ma|pa|mother|father|son|daughter)|uncle|aunt|friend|neighbou?r|colleague|man|woman"
    r"|people|workers?|customers?|users?|patients?|victims?)(?![a-z])(?P<between>[^.!?;]*)$"
)
# Between somebody and the hospital another subject may come in: my son says the kettles are in hospital.
_SUBJECT: Final = re.compile(r"(?<![a-z])(?:says?|said|sells?|makes?|the [a-z]+s) $")
_ENGLISH: Final = re.compile(
    r"(?<![a-z])(?:is|are|['’]s|['’]re|was|were|still|now|currently|remains?|ended up|landed|lying|lies|stays?|stayed"
    r"|puts? (?:him|her|me|them|us|my \w+))(?: (?:still|now|currently|both|all|lying|stuck))* (?:in|at) (?:the )?"
    r"(?:hospital|er|a&e|emergency room)(?![a-z-]|['’]s)"
    r"(?! (?:beds?|use|car|parking|shop|gate|lobby|equipment|staff|grade|suppl|wards|stor|rooms|kitchen"
    r"|corridor|laundry|gown|visit|to visit|work|as an? (?!result|consequence|precaution|patient|inpatient)))"
    r"|(?:day|night|week|month)s? in (?:the )?hospital(?![a-z-])(?! (?:stor|use|wards))"
    r"|(?<![a-z0-9.,])(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: people| children| patients| workers)?(?: (?:were|was|are|is|being))? admitted"
    r"(?! (?:to (?!hospital|icu|the)|that|it|they|he|she))"
)
_COUNT_EN: Final = re.compile(r"day|night|week|month|one|two|three|four|five|six|seven|eight|nine|ten|puts? ")
_AMBULANCE: Final = re.compile(
    r"(?:叫|打|喊|拨|拨打|召|搵|call)(?:咗|了|左|来|嚟|埋)?\s?(?:了|咗)?(?:救护车|白车|十字车|120(?!\s?[\d.]|\s?[元块个次通多余遍w瓦v伏度斤天分秒米台只件%位条]|(?:电话)?投诉))"
    r"|(?:救护车|白车|十字车|(?<!\d)120)(?:就|都|很快|马上|已经)?(?:来接|接走|拉走|送走|车走|抬走|拉去|送去|车去)"
)
# Somebody is hurt: struck down, or what came over a person.
_DOWN: Final = re.compile(
    r"晕|昏|没反应|冇反应|无反应|没意识|无意识|冇知觉|不动了|唔郁|唔喐|抽搐|抽筋|叫不醒|叫唔醒|倒地|起不来|起唔到身|喘不上|抖唔到气"
    r"|口吐|吐白沫|流血|出血|满脸是血|脸发紫|嘴发紫|嘴唇紫|unconscious|collapsed|not breathing|bleeding|faint"
    r"|(?:电|烫|烧|炸|砸|夹|压|撞|割|呛|摔|跌|弹|打|毒|勒|咬|戳|扎|崩|轧)(?:到|着|倒|伤|亲|中|翻|飞|得)(?:了|咗)?(?:一?个)?(?:我|他|她|佢|人|孩|娃"
    r"|老|妈|爸|爷|奶|阿|师|工|同|儿|女|邻|宝|客|员|条|个|俩|两)"
)
_EXCUSED: Final = re.compile(r"没去|不用去|没拉|没送|没上|空车|走了一趟|没事|冇事|唔使|没大碍|就走了|清醒")


def stays(text: str) -> Iterator[Hit]:
    """Where it says so. `text`: normalised."""
    if any(place in text for place in _PLACES):
        for pattern in (_LIES, _STAYS):
            for match in islice(pattern.finditer(text), MOST_OF_A_KIND):
                before = text[max(0, match.start() - _REACH) : match.start()]
                if _WHO.search(before) and not (_STAFF.search(before) or _THING.search(before)):
                    yield _serious(match)
        for match in islice(_ENGLISH.finditer(text), MOST_OF_A_KIND):
            before = text[max(0, match.start() - 2 * _REACH) : match.start()]
            who = _SOMEBODY.search(before)
            if (who and not _SUBJECT.search(who["between"])) or match[0][0].isdigit() or _COUNT_EN.match(match[0]):
                yield _serious(match)


def ambulances(text: str) -> Iterator[Hit]:
    """Where one was called or came for somebody who is hurt."""
    if any(word in text for word in _CALLED) and _DOWN.search(text) and not _EXCUSED.search(text):
        for match in islice(_AMBULANCE.finditer(text), MOST_OF_A_KIND):
            yield _serious(match)


def _serious(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.end(), Harm.SERIOUS.value, 1.0, "harm")
