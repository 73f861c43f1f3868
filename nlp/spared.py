"""Harm that did not come: the text plainly denies it, or says that it nearly happened.

Stricter than `nlp/negation.py`, whose cues reach over other words (手指没接上，住院): between the denial and the harm
only words may stand that carry the denial on, because this overrules the weights. In every doubt it says nothing.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.match import Hit
from nlp.negation import Standing
from nlp.reading import Reading
from risk.finding import Harm

_REACH: Final = 60  # characters of the sentence that are looked at on either side
_SENTENCE: Final = re.compile(r"[。!?;；\n]")
# What carries a denial on to the harm: 没有 造成 任何 人员 死亡. Whoever looks on is not among it (没人看见他摔骨折),
# nor who tells (厂家没报告死亡), nor what leaves another harm (没有其他人死亡).
_FILL: Final = (
    r"(?:有|个|任何|一|名|位|例|谁|人员?|用户|使用者|消费者|员工|工人|乘客|顾客|住户|孩子|小孩|儿童|老人|学生|宝宝|细路|家人"
    r"|因此|因而|因|此|造成|导致|致使|致|引起|引发|发生|出现|到|至|去|要|需要?|被|送|弄|搞|整|摔|跌|烧|烫|炸|砸|撞|夹"
    r"|什么|咩|真的|真)*"
)
_DENIED_ZH: Final = re.compile(
    r"(?:(?<![埋淹沉湮吞出隐有])没有?(?!了)|(?<![有能])(?:无(?!力|法|故|端|意|辜|奈)|冇|未(?!婚|成年|来)|不曾|不存在|毫无|绝无)有?)"
    rf"(?:见|发现|听说|听讲|收到|接到|接获)?{_FILL}$"
    r"|(?:不用|不需|无需|无须|毋须|毋需|不必|唔使|唔洗|唔需|唔驶)(?:需|要|得|去|到|送|做|动|进|入|上)*$"
    r"|(?<![\w.:/,-])(?:0|零)(?:人|例|宗|名|起|个|员)*$"
)
_TWICE: Final = re.compile(r"(?:不|非|难道)(?:是|会|能|可能)?$")  # 不可能没有死亡
_DENIED_AFTER_ZH: Final = re.compile(
    r"(?:(?:人数|病例|个案|者)(?:均|都)?(?:为|是|系|:|=)?\s?(?:0|零)(?:人|例|宗|名|起)?"
    r"|(?:人数|病例|个案)?:\s?(?:0|零|无|没有)(?:人|例|宗|名|起)?|(?:0|零)(?:人|例|宗|名|起)"
    r"|人?的?(?:(?:消息|传言|说法|视频|一事)(?:是|系|为|纯属)?|是|系|为|纯属)"
    r"(?:谣言|假消息|误传|讹传|不实|不属实|子虚乌有))(?=$|[,。;!])"
)
# Who died in the text is no rumour: 我儿子死亡是谣言?
_OURS: Final = re.compile(r"我|亲眼|亲身")
_DENIED_EN: Final = re.compile(
    r"(?<![\w.:/,-])(?:no(?: (?:reported|known|confirmed|recorded))?|nobody|no-?one|none|not|without|neither|nor|zero|0"
    r"|(?:did|was|were|is|are|has|have|had|does|do)n['’]?t)"
    r"(?:[ -](?:one|body|of (?:us|them|the|my|our)|was|were|is|are|has|have|had|been|being|be"
    r"|any(?: (?:reported|known|confirmed|recorded))?|an?|(?:cases?|reports?|signs?) of|actually|single|serious"
    r"|seriously|severe|severely|people|persons?|child|children|kids?|users?|workers?|staff|customers?|family|members?"
    r"|(?:need(?:ed|ing)?|require[ds]?|requiring)(?: to)?|get|got|getting|go|went|gone|(?:in|into|to)(?: the)?|by|from"
    r"|end(?:ed)? up|taken|rushed|sent|hurt|injured|or|bones?|limbs?|cause[ds]?|causing|result(?:ed|ing)? in|lead to"
    r"|suffer(?:ed|ing)?(?: from)?|so far|luckily|thankfully|fortunately|died or))*[ -]?$"
)
_DENIED_AFTER_EN: Final = re.compile(
    r"(?:s|es|ies)?(?: reported| so far)?(?::|=| -| were| was| is| are)? ?(?:none|nil|zero|0)(?=$|[.,;!?)](?!\d))"
)
# "无死亡、骨折": the denial goes on to what is listed with it.
_LISTED: Final = re.compile(
    rf"(?:事故|病例|人员|情况)?(?:、|/|和|或者?|及|与|跟|以及|亦?无|也?没有?|冇|,(?:也|亦|更)?(?:没有?|无|冇|未)){_FILL}"
    r"|,? ?(?:or|nor|and no|no|/) (?:any |serious |severe |a )?"
)
# What an "a~b" of the word lists may have swallowed: 死的都是好人.
_SWALLOWED: Final = re.compile(
    r"[一-鿿].*[,、:…—].*[一-鿿]|死(?!(?:了|过|咗|左|[\d一两二三四五六七八九十几]|多少|个|名)*人$).+人$"
)
# An "a~b" may begin with a whole word and go on to a thing: 没有[骨折，梯子断]了, [死亡0人].
_WHOLE: Final = re.compile(r"(?:骨[折裂]|死亡)(?=[^手脚腿指趾骨臂筋牙腕肋颈腰膝头死亡伤病瘫昏残晕毒院]+$)")
# Who denies it has reasons to: 厂家说没有人死亡.
_PARTY: Final = re.compile(
    r"(?:厂家|厂商|厂方|商家|卖家|店家|公司|客服|经销商|品牌方|老板|他们|对方)[^,。!?;]{0,6}(?:说|称|讲|话|表示|声明|坚持|回复)"
    r"|(?<![a-z])(?:company|seller|manufacturer|maker|shop|store|vendor|brand|dealer|they)"
    r" (?:has |have |had |still |just |keeps? |kept )*(?:not |never |said|says?|saying|claim|insist|den[iy]"
    r"|told|tells?)"
)
# 没有死亡一人，而是两人; 没死人吗; 没有死亡人数公布; not one but three;
# nobody died but my son lost three fingers.
_TAKEN_BACK: Final = re.compile(
    r"(?:人数|原因|通知|证明|赔偿|补偿|名单|时间)(?!(?:均|都)?(?:为|是|系|:|=)?\s?(?:0|零))|"
    r"[^。!?;]{0,4}(?:但|不过|可是)[^。!?;]{0,20}[手脚腿指眼骨头脸脑]|,? but (?:my|our|his|her|he|she|i|we)(?![a-z])|"
    r"[^。!?;]{0,12}(?:而是|才怪)|[^,。!?;]{0,6}(?:吗|么|嘛|\?)"
    r"|[^.!?;]{0,30}(?<![a-z])(?:until|till|but (?:two|three|four|five|six|several|many|all|both|\d))(?![a-z])|s? ?\?"
)
# 没能抢救过来 denies the rescue; 还没做手术 only puts it off; 没有手术能救他, 不用住院了: there was or should be one.
_RESCUE: Final = "救"
_YET: Final = re.compile(r"[还仲尚](?:没|未|冇)[^,]{0,6}$")
_TREATMENT: Final = re.compile(r"手术|刀|植|院|截")
_NO_TREATMENT: Final = re.compile(r"了|室|台|费|床|的?(?:机会|条件|指征|必要)|能|可|就|也")
# "No surgery can help" tells of an injury: only that none was needed tells of none.
_TREATMENT_EN: Final = re.compile(r"surg|operati|graft|ambulance|intensive|icu|ventilator|airlift")
_NEED_EN: Final = re.compile(r"need|requir")
_NEEDED_EN: Final = re.compile(r"s?(?: was| is| were)?(?: needed| required| necessary)")
_HAD_TO: Final = re.compile(r"ha(?:ve|s|d) to")

_NEAR_ZH: Final = re.compile(
    r"(?<![量质工果还])(?:差一?点儿?|差d|差啲|差些|差少少|差小小|差滴|争啲|争d|争少少|险些儿?|险d)(?P<between>[^,。;!?]{0,12})$"
    r"|几乎(?P<hardly>(?:就|要|快|会|被|给|令|让|我|摔|跌|撞|砸)*)$"
)
# 差点爆炸，结果死了人: what came of it did happen.
_CAME: Final = re.compile(
    r"结果|最后|但|却|后来|然后|于是|.{3}(?:造成|导致|致使)|了才|送|医院|昏|晕|断气|窒息|溺|钱|费|以为|忘|笑"
)
# 几乎切断, nearly blind: so far gone that it is grave all the same.
_PARTLY: Final = re.compile(
    r"断|失明|瞎|失聪|听力|视力|看不见|瘫|昏|晕|毁容|度烧|度烫|救|sever|blind|paraly|unconscious|coma|amputat"
)
_ELSE_ZH: Final = re.compile(
    r"(?:要不是|若不是|若非|要唔系|如果不是|再晚|再迟|再慢|晚一步|迟一步|慢一步|晚几分钟|迟几分钟|否则|不然|唔系就)"
    r"(?P<then>[^。!?;….]{0,14})$"
)
_THEN: Final = "就"
_NOT_ELSE: Final = re.compile(r"[^。!?;\n]{0,12}(?:可惜|还是|但|却|结果|终究|谁)")
# 要不是刹车失灵，他不会死; he would not have died: he did.
_HAPPENED: Final = re.compile(
    r"(?:要不是|若不是|若非|如果不是|要唔系)[^。!?;]{0,30}(?:不会|不至于|唔会|唔使|用不着|不用|不必|不需|怎么会|怎么可能|怎会|点会"
    r"|哪会|哪能|哪用|何至于|岂会)[^,。!?;]{0,4}$"
    r"|(?<![a-z])(?:would|could|should|need)(?: not| never|n['’]t)(?: ever)? have (?:[a-z]+ ){0,3}$"
)
# 本来不用住院, 早点断电就没人死亡: what might have been.
_IF: Final = re.compile(r"本来|本该|原本|本可|如果|要是|假如|若是|但凡|早点|早知|要不|(?<![a-z])if(?![a-z])")
_DOCTOR: Final = re.compile(r"医|大夫")  # 医生说再晚人就没了: bad enough
_NEAR_EN: Final = re.compile(
    r"(?<![a-z])(?:(?P<hardly>almost|nearly|(?:came|come) (?:this |so |very )?close to)"
    r"|(?P<might>(?:could|might|would)(?: easily| well| very well| so easily)? have(?: easily| well)?)"
    r"|(?:inches|seconds|moments) (?:away )?from"
    r"|lucky (?:not to|to not|nobody|no one|(?:i|he|she|they|we) (?:did not|didn['’]?t|was not|wasn['’]?t)))"
    r"(?: (?:got|getting|was|were|been|be|being|had|have|having|all|both|also|just|really|easily|seriously|badly"
    r"|severely|ended|up|in|with|went|to|suffered|caused|causing|a|my|his|her|our|me|him|us|them|son|daughter|child|someone"
    r"|somebody|from|lost|fell|and)){0,4} $"
    r"|(?<![a-z])(?:escap(?:ed|ing)|avoided|cheated|narrowly missed)(?: (?:a|any|certain|serious|possible|death or))* $"
)
_COUNTED: Final = re.compile(r" all(?: |$)| both")  # nearly all died
# He might have been dead for hours when I found him.
_LAY: Final = re.compile(
    r" (?:for (?:\w+ )?(?:minutes|hours|days|weeks)|already|long|(?:when|before|by the time) \w+ found)"
)


def spared(reading: Reading, hit: Hit) -> Standing | None:
    """Denied if the text plainly denies this harm, feared if it nearly happened, nothing in every other case."""
    hit = _whole(reading, hit)
    begin, end = reading.clause(hit)
    before = reading.text[max(begin, hit.start - _REACH) : hit.start]
    after = reading.text[hit.end : hit.end + _REACH]
    word = reading.text[hit.start : hit.end]
    if _RESCUE in word or _SWALLOWED.search(word) or (_TREATMENT.search(word) and _YET.search(before)):
        return None
    told = _SENTENCE.split(reading.text[max(0, hit.start - _REACH) : hit.start])[-1]
    if _nearly(before, word, after, told):
        return Standing.FEARED
    if _PARTY.search(told) or _IF.search(told) or not _holds(word, after):
        return None
    ahead = after[: max(0, end - hit.end)]
    if _denied_before(before, hit, word, after) or _denied_after(told, ahead):
        return Standing.DENIED
    return None


def came_true(reading: Reading, hit: Hit) -> bool:
    """Is it wished away, and so did happen?"""
    return _HAPPENED.search(reading.text[max(0, hit.start - _REACH) : hit.start]) is not None


def listed(reading: Reading, earlier: Hit, hit: Hit) -> bool:
    """Does this harm stand in one list with that earlier one, so that what is said of it holds for this, too?"""
    earlier, hit = _whole(reading, earlier), _whole(reading, hit)
    between = reading.text[earlier.end : hit.start]
    if len(between) > _REACH or not _LISTED.fullmatch(between):
        return False
    word, after = reading.text[hit.start : hit.end], reading.text[hit.end : hit.end + _REACH]
    return not _SWALLOWED.search(word) and _holds(word, after)


def _whole(reading: Reading, hit: Hit) -> Hit:
    match = _WHOLE.match(reading.text, hit.start, hit.end)
    return hit._replace(end=match.end()) if match else hit


def _holds(word: str, after: str) -> bool:
    """Does what follows leave a denial as it is?"""
    if _TREATMENT.search(word) and _NO_TREATMENT.match(after):
        return False
    return _TAKEN_BACK.match(after) is None


def _denied_before(before: str, hit: Hit, word: str, after: str) -> bool:
    if (zh := _DENIED_ZH.search(before)) is not None:
        first = before[: zh.start()]
        return not (_TWICE.search(first) or _DENIED_ZH.search(first))
    if (en := _DENIED_EN.search(before)) is None or _DENIED_EN.search(before[: en.start()]) or _HAD_TO.search(en[0]):
        return False
    if _NEED_EN.search(en[0]):
        return hit.code != Harm.FATAL
    return not _TREATMENT_EN.search(word) or _NEEDED_EN.match(after) is not None


def _denied_after(told: str, after: str) -> bool:
    if _DENIED_AFTER_ZH.match(after) is not None:
        return not _OURS.search(told)
    return _DENIED_AFTER_EN.match(after) is not None


def _nearly(before: str, word: str, after: str, told: str) -> bool:
    if (near := _NEAR_ZH.search(before)) is not None:
        if near["between"] is not None:
            return not _CAME.search(near["between"])
        return not _PARTLY.search(word)
    if (near := _NEAR_EN.search(before)) is not None:
        if near["might"]:
            return not _LAY.match(after)
        return not (near["hardly"] and (_PARTLY.search(word) or _COUNTED.search(near[0])))
    near = _ELSE_ZH.search(told)
    if near is None or _DOCTOR.search(told) or _NOT_ELSE.match(after):
        return False
    return _THEN in near["then"] or _THEN in word
