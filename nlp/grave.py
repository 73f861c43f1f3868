"""Whether a text may be taken to tell of grave harm at all, however likely the weights find it."""

from __future__ import annotations

import re
from typing import Final

from nlp.harm import GraveWords
from nlp.mild import light, untrue
from nlp.model import Floats, Model, Scores
from nlp.nobody import of_nobody
from nlp.rules import Rules
from risk.finding import Harm

SHORT: Final = 40  # characters: in a longer text much besides a single character speaks for or against
# It costs none of the 337 grave training tips without a word of the lists, and one of 534 such phrases.
LEAST: Final = 0.1
# How likely it must be where the words of the lists tell of a minor injury only. Of training tips left out in turn, 10
# of 15 that the weights found less likely than 0.3 were minor.
BESIDE_MINOR: Final = 0.2
_BODY: Final = re.compile(
    r"手(?!柄|套|机|提|动|感|册|工|续|表|把|电|推|持|环|办|刹|写|轮)|脚(?!垫|轮|踏|架|手|本|钉)|腿|髀|臂(?!架|展)|膊"
    r"|指(?!示|标|南|定|令|纹|甲油)|趾|[额砸撞的破]头|头[部皮上破颅骨里发]|脑|脸|眼(?!镜)|耳(?!机|塞|罩|麦)|鼻|嘴|喉|颈(?!圈|链)|脖(?!圈)"
    r"|胸|腹|肚|背部|后背|背上|腰|臀|骨(?!架|瓷|干)|皮肤|皮肉|植皮|肉|血(?!压|糖|氧)|肺|心[脏跳肺]|肝|脾|肾|肠|胃|(?:人|没|丧|送|毙|性|生|救|条|保)命|命(?=没|保|都)|尸|腕(?!表)|膝|踝|椎"
    r"|筋(?!膜)|牙(?!膏|刷)|舌|气管|窒息|溺|淹"
    r"|(?<![a-z])(?:hands?|arms?|legs?|foot|feet|toes?|thumbs?|fingers?|fingertips?|eyes?|face|skin|head|neck|chest|lungs?"
    r"|spine|bones?|teeth|body)(?![a-z])"
)


def may_be_grave(rules: Rules, scores: Scores, model: Model) -> bool:
    """Not if it was an untrue rumour, or if its words for grave harm are all denied, nearly came true, or tell of no
    human. Nor, without such a word, if the text tells of a light harm, or if it is short, names no part of a body, and
    the weights' verdict rests on single characters. `scores`: the model's own."""
    text = rules.reading.text
    if untrue(text):
        return False
    if rules.harm.grave is not GraveWords.NONE:
        return rules.harm.grave is GraveWords.TOLD and not of_nobody(rules)
    if light(text) or (rules.harm.harm is Harm.MINOR and _chance(scores.harm, model) < BESIDE_MINOR):
        return False
    if len(text) > SHORT or _BODY.search(_without_goods(rules)):
        return True
    return _chance(model.told_harm(scores), model) >= LEAST


def _chance(harm: Floats, model: Model) -> float:
    """How likely a grave harm is."""
    harms: list[float] = harm.tolist()
    return sum([harms[at] for at in model.about.graves])


def _without_goods(rules: Rules) -> str:
    """The text with blanks in place of the goods: 眼镜 is no eye."""
    text = rules.reading.text
    for kind in ("product", "out"):
        for hit in rules.reading.of(kind):
            text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
    return text
