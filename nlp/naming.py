"""Brand and model as triage read them, folded so that two texts can be compared."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from nlp.codes import SUFFIXES, codes, sorts, whole, written
from nlp.kinds import DETAILS, Found
from nlp.normalise import Normalised, normalise, term_form
from risk.finding import Finding

_CODE = re.compile(r"(?<![a-z0-9])[a-z]{1,5}[- ]?\d{1,6}(?:[.-]\d{1,4})?[a-z]{0,2}(?![a-z0-9%℃])")
_LATER = re.compile(rf"(?:[\s-]?(?:{SUFFIXES})(?![a-z0-9]))+")  # part of a model's name
# Read along with a brand where it is a piece of a sentence.
_PLAIN_START = re.compile(
    r"^(?:[推骑开坐穿戴用玩抱拎背拿]着|关于|想问下?|请问|想问|听说|据说|投诉|举报|咨询|反映|这|那|个|我|家里|家|他|她|某|一款|一种|一次|抽查|发现|进口|国产|昨天|今天|孩子|小孩|儿子|女儿|宝宝|老人|外婆|奶奶|用|没看到|没有|一批|不知道|什么|口岸|海关|查到|发现)+"
)
_SENTENCE = re.compile(
    r"[个这那呢咗嘅系唔是说我你他她们啲哋啱嚟]|什么|合同|批号|散装|盒上|礼拜|未提供"
    r"|[一二两三四五六七八九十百几多][件台个只把条辆套箱款批户起单]|^(?:关于|品牌|型号|编号|昨晚|部|条|枝|盏|件|套|架)"
)
_BRAND_END = re.compile(r"(?:牌子?|品牌|brand)$")
_INSIDE = re.compile(r"^([㐀-鿿]{2,4})牌[㐀-鿿]+$")  # 暖颂牌双人
_NO_NAMES = frozenset({
    "无", "未知", "不详", "杂", "unknown", "none", "nil", "na", "unbranded", "no", "noname", "generic",
})  # fmt: skip


def names_of(finding: Finding, source: Normalised, found: list[Found]) -> tuple[str, str]:
    """(brand, model), folded; "" = not told. `found`: kinds and details in the text."""
    text, entities = source.text, finding.entities
    among = codes(text, but={name_key(entities.get(other) or "") for other in ("batch", "hs_code", "quantity")})
    brand = _brand(finding, text, found)
    model = model_key(entities.get("model") or "")
    model = "" if model in sorts() else whole(_whole_model(whole(model, among), text), among)
    return brand, model.removeprefix(brand) if brand and model != brand else model


def name_key(name: str) -> str:
    """Without width, case, script, spaces, hyphens and other marks."""
    return "".join(char for char in normalise(name).text if char.isalnum())


def model_key(name: str) -> str:
    """`name_key` without later words that have no digit: they are not part of the code."""
    first, *more = written(normalise(name).text).split() or [""]
    return name_key("".join((first, *(word for word in more if any(char.isdigit() for char in word)))))


def brand_key(name: str) -> str:
    """`name_key` without 牌 at the end; "" for what says that there is none."""
    key = name_key(name)
    key = _INSIDE.sub(r"\1", key)
    key = _BRAND_END.sub("", key) or key
    return "" if key in _NO_NAMES else key


def _brand(finding: Finding, text: str, found: list[Found]) -> str:
    """What triage took for the brand, unless it is a piece of something else."""
    name = finding.entities.get("brand") or ""
    brand = brand_key(name)
    place = name_key(finding.place or "")
    brand = _PLAIN_START.sub("", brand) or brand
    if not brand or (place and (brand in place or place in brand)):
        return ""
    if _SENTENCE.search(brand) or brand in _descriptive_words():
        return ""
    if not finding.entities.get("model") and _CODE.fullmatch(term_form(name)):
        return ""  # a model's code, the model not told apart from it
    if any(product != DETAILS and brand in text[start:end] for _, product, start, end in found):
        return ""  # a piece of what the thing is called
    return brand


def _whole_model(model: str, text: str) -> str:
    """X9 Lite is another model than X9."""
    if len(model) < 2 or not model.isascii():
        return model
    spelled = r"[\s\-_./]*".join(map(re.escape, model))
    for match in re.finditer(rf"(?<![a-z0-9]){spelled}(?![a-z0-9])", text):
        if later := _LATER.match(text, match.end()):
            return model + name_key(later[0])
    return model


@cache
def _descriptive_words() -> frozenset[str]:
    """Said of goods by many makers, and no brand."""
    data = resources.files("nlp").joinpath("data")
    names = tomllib.loads(data.joinpath("names.toml").read_text(encoding="utf-8"))
    more = tomllib.loads(data.joinpath("kinds.toml").read_text(encoding="utf-8"))["source"]
    return frozenset(f"{names['descriptive']} {more['no_brands']}".split())
