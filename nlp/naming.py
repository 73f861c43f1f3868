"""Brand and model as a text tells them: what triage read, and what stands where a name does and was not read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources

from nlp.codes import DISTINCT, Code, codes, sorts, whole
from nlp.kinds import CIRCUMSTANCES, DETAILS, Found, kinds
from nlp.normalise import Normalised, normalise, term_form
from risk.finding import Finding

_CODE = re.compile(r"(?<![a-z0-9])[a-z]{1,5}[- ]?\d{1,6}(?:[.-]\d{1,4})?[a-z]{0,2}(?![a-z0-9%℃])")
_NO_MODEL = re.compile(r"(?:gb|en|iso|iec|astm|ip|ipx|un|usb|led|hs|cas|no)[- ]?\d")
_LATIN_NAME = re.compile(
    r"(?:(?:^|[^A-Za-z])(?P<name>[A-Z][A-Za-z&'-]{3,20})|(?<=[㐀-鿿])(?P<lower>[a-z]{4,20}))(?:牌|[\s-])?$"
)
_RUN = re.compile(
    r"(?:.*(?:[^㐀-鿿]|[的是叫买用查部件枝支台款个只条批张辆副架]|进口|抽检|家里|我家)|^)(?P<name>[㐀-鿿]{2,8})\s?$",
    re.DOTALL,
)
_QUOTED = re.compile(r"[“\"「『](?P<name>[㐀-鿿a-z]{2,8})[”\"」』].{0,8}$")
_PLAIN_START = re.compile(
    r"^(?:[推骑开坐穿戴用玩抱拎背拿]着|关于|想问下?|请问|想问|听说|据说|投诉|举报|咨询|反映|这|那|个|我|家里|家|他|她|某|一款|一种|一次|抽查|发现|进口|国产|昨天|今天|孩子|小孩|儿子|女儿|宝宝|老人|外婆|奶奶|用|没看到|没有|一批|不知道|什么|口岸|海关|查到|发现)+"
)
_PLAIN_END = re.compile(
    r"(?:[里上在把给一产了与及或跟发卖有送派住]|印着|杂牌|无牌|冇牌|牌子|网红|二手|家用|便宜|充电|电动|儿童|婴儿|宝宝|进口|国产|新款|折叠|伸缩|浓缩|迷你|智能|塑料|便携|学校|公园|楼下|浴室|厨房|"
    r"房间|幼儿园|大排档|宾馆|酒店|路边|邻居|小区|突然|自己|放|插|戴|穿|坐|躺|开|关|玩|拉|用)$"
)
_SPOTS = re.compile(r"\d{3}/\d{2} ?z?r\d{2}")  # a tyre's size, before which its brand stands
_TOLD = re.compile(
    r"(?:牌子|品牌|商标|印着?|叫做?|\bbrand(?: name)?)(?:是|叫做?|为|写着?|[:： ])*[“\"「『]?"
    r"(?P<name>[A-Z][A-Za-z&'-]{2,20}|(?<=[是叫为:：“\"「『])[㐀-鿿]{2,4}(?=[”\"」』，。、,.；;]|$))"
)
_LATER = re.compile(r"[\s-]?(?P<word>pro|plus|max|lite|ultra)(?![a-z0-9])")  # part of a model's name
# What a run of Chinese characters before a product holds if it is a piece of a sentence and no name.
_SENTENCE = re.compile(
    r"[个这那呢咗嘅系唔是说我你他她们啲哋啱嚟]|什么|合同|批号|散装|盒上|礼拜|未提供"
    r"|[一二两三四五六七八九十百几多][件台个只把条辆套箱款批户起单]|^(?:关于|品牌|型号|编号|昨晚|部|条|枝|盏|件|套|架)"
)
_BRAND_END = re.compile(r"(?:牌子?|品牌|brand)$")
_INSIDE = re.compile(r"^([㐀-鿿]{2,4})牌[㐀-鿿]+$")  # 暖颂牌双人
_NO_NAMES = frozenset({"无", "未知", "不详", "unknown", "none", "nil", "na", "杂"})
_EXPLICIT = re.compile(
    r"(?:品牌名?|商标|牌子)(?:名称|[是为叫系:： “\"])*(?P<name>[㐀-鿿]{2,5}?)"
    r"(?=[,，、。.;；”\" (（]|[a-z][a-z0-9]*-?[a-z0-9]*\d|型号|$)"
    r"|(?:^|[,，、。;；:： “\"(（系是])(?P<before>[㐀-鿿]{2,4})牌(?![子照匾号])"
)
_BARE = re.compile(r"(?<=[㐀-鿿])\d{3,5}$")
_SIZE = re.compile(r"(?<=[㐀-鿿])\d+(?:\.\d+)?(?:w|v|a|mah|l|ml|kg|cm|mm|寸|英寸|升|瓦)\s?$")  # 酷闪65W充电器
_OF = re.compile(r"(?:^|[,。;:!?\s]|[买用](?:了|咗)?|[那这𠮶个])(?P<name>[㐀-鿿]{2,3})[的嘅]$")  # 那个速雁的充电器
_CODE_RUNS_ON = re.compile(r"[-\s]?\d")
_CHINESE_END = re.compile(r"[㐀-鿿]+$")
_NEAR = 12  # characters before a code in which its brand begins
_STARTS = re.compile(r"[系是为叫的嘅部用]")


def names_of(finding: Finding, source: Normalised, found: list[Found], kind: str) -> tuple[str, str]:
    """(brand, model), folded; "" = not told. `found`: kinds and details in the text; `kind`: that of the product."""
    text = source.text
    among = codes(text, but={name_key(finding.entities.get(other) or "") for other in ("batch", "hs_code", "quantity")})
    brand = _read_brand(finding, text, found)
    model = model_key(finding.entities.get("model") or "")
    if not model and (rest := _rest_of_code(brand, text)):
        brand, model = "", rest  # 型号CX 20, of which triage took CX for the brand
    model = "" if model in sorts() else whole(model, among)
    if brand and _only_in_codes(brand, text, among):
        brand = ""
    among += _bare_numbers(text, found)
    own = [code for code in among if code.key == model] or among
    things = [term_form(e.text) for e in finding.evidence if e.label.startswith("product:")]
    beside = _beside_code(text, own, found, brand)
    brand = _told_brand(text) or ("" if any(thing in beside for thing in things) else beside) or brand
    if not brand:
        places = [term_form(e.text) for e in finding.evidence if e.label in ("entity:origin", "entity:port")]
        brand = _unread_brand(source, [hit for hit in found if hit[0] == kind], places)
    model = whole(_whole_model(model or _unread_model(text, found, brand) or _only_code(among), text), among)
    return brand, model.removeprefix(brand) if brand and model != brand else model


def name_key(name: str) -> str:
    """Without width, case, script, spaces, hyphens and other marks."""
    return "".join(char for char in normalise(name).text if char.isalnum())


def model_key(name: str) -> str:
    """`name_key` without later words that have no digit: they are not part of the code."""
    first, *more = name.split() or [""]
    return name_key("".join((first, *(word for word in more if any(char.isdigit() for char in word)))))


def brand_key(name: str) -> str:
    """`name_key` without 牌 at the end; "" for what says that there is none."""
    key = name_key(name)
    key = _INSIDE.sub(r"\1", key)
    key = _BRAND_END.sub("", key) or key
    return "" if key in _NO_NAMES else key


def _read_brand(finding: Finding, text: str, found: list[Found]) -> str:
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
        return ""  # a model's code without a model beside it: the brand is what stands before it
    if any(product != DETAILS and brand in text[start:end] for _, product, start, end in found):
        return ""  # a piece of what the thing is called
    return brand


def _only_in_codes(brand: str, text: str, among: Sequence[Code]) -> bool:
    """Every time that it is written it is a piece of a code: FXD of FXD-S1."""
    if not brand.isascii():
        return False
    if any(code.key == brand for code in among):
        return True
    spots = [match.start() for match in re.finditer(rf"(?<![a-z0-9]){re.escape(brand)}(?![a-z])", text)]
    return bool(spots) and all(any(code.start <= spot < code.end for code in among) for spot in spots)


def _told_brand(text: str) -> str:
    """品牌沐川, 沐川牌."""
    names = (brand_key(told["name"] or told["before"] or "") for told in _EXPLICIT.finditer(text))
    return next((name for name in names if len(name) <= 6 and _may_be_a_name(name)), "")


def _beside_code(text: str, own: Sequence[Code], found: list[Found], brand: str) -> str:
    """The Chinese name that fills what stands between a stop, or the kind, and the model's code.

    `brand`: what was read before; it stays where it is the end of that name.
    """
    for code in own:
        before = text[max(0, code.start - _NEAR) : code.start].rstrip(" -")
        run = _CHINESE_END.search(before)
        if run is None:
            continue
        start = max(0, code.start - _NEAR) + run.start()
        end = max(0, code.start - _NEAR) + len(before)
        start = max([start, *(stop for _, product, _, stop in found if product != DETAILS and start < stop <= end)])
        word = _STARTS.split(text[start:end])[-1]
        word = _BRAND_END.sub("", _PLAIN_START.sub("", word))
        if len(word) <= 4 and not _PLAIN_END.search(word) and _may_be_a_name(word):
            return "" if brand and word.endswith(brand) else word
    return ""


def _may_be_a_name(word: str) -> bool:
    plain = word in _descriptive_words() or _SENTENCE.search(word) is not None
    return len(word) > 1 and not plain and not _names_a_thing(word)


def _bare_numbers(text: str, found: list[Found]) -> list[Code]:
    """拓森1520高低床: digits between a Chinese name and the kind."""
    starts = (start for _, product, start, _ in found if product != DETAILS)
    spots = ((start, _BARE.search(text[max(0, start - 8) : start])) for start in starts)
    return [Code(match[0], start - len(match[0]), start, told=False) for start, match in spots if match]


def _only_code(among: Sequence[Code]) -> str:
    """The code that is said to be a model, or the only one that is long enough."""
    told = {code.key for code in among if code.told}
    some = told or {code.key for code in among if len(code.key) >= DISTINCT}
    return some.pop() if len(some) == 1 else ""


def _rest_of_code(brand: str, text: str) -> str:
    if not brand.isascii() or not 1 <= len(brand) <= 4:
        return ""
    match = re.search(rf"(?<![a-z0-9]){re.escape(brand)}[ -]?\d{{1,5}}[a-z]?(?![a-z0-9])", text)
    return name_key(match[0]) if match else ""


def _whole_model(model: str, text: str) -> str:
    """X9 Lite is another model than X9."""
    if len(model) < 2 or not model.isascii():
        return model
    spelled = r"[\s\-_./]*".join(map(re.escape, model))
    for match in re.finditer(rf"(?<![a-z0-9]){spelled}(?![a-z0-9])", text):
        if later := _LATER.match(text, match.end()):
            return model + later["word"]
    return model


def _unread_model(text: str, found: list[Found], brand: str) -> str:
    """A code right behind the brand or beside the kind, that triage took for none."""
    starts = {start for _, product, start, _ in found if product != DETAILS}
    ends = {end for _, product, _, end in found if product != DETAILS}
    for match in _CODE.finditer(text):
        leads = match.end() in starts or (text[match.end() : match.end() + 1] == " " and match.end() + 1 in starts)
        follows = bool(brand) and brand_key(text[max(0, match.start() - 24) : match.start()]).endswith(brand)
        trails = match.start() in ends or (text[match.start() - 1 : match.start()] == " " and match.start() - 1 in ends)
        if (leads or follows or trails) and not _NO_MODEL.match(match[0]) and name_key(match[0]) not in sorts():
            return name_key(match[0])
    return ""


def _unread_brand(source: Normalised, found: list[Found], places: Collection[str]) -> str:
    """What stands where a brand does, right before the model's code or the kind, and triage took for none."""
    text = source.text
    for told in _TOLD.finditer(source.original):
        name = brand_key(told["name"])
        coded = _CODE_RUNS_ON.match(source.original, told.end())  # 印着NB-608
        if coded or name in _common_words() or _SENTENCE.search(name) or _names_a_thing(name):
            continue
        if name:
            return name
    spots = [match.start() for match in _CODE.finditer(text)] + [hit[2] for hit in found if hit[1] != DETAILS]
    spots += [match.start() for match in _SPOTS.finditer(text)]
    for spot in sorted(spots)[:4]:
        before = _SIZE.sub("", text[max(0, spot - 12) : spot])
        begin, end = source.span(max(0, spot - 24), spot)
        latin = _LATIN_NAME.search(source.original[begin:end])
        if latin and (name := latin["name"] or latin["lower"]).lower() not in _common_words():
            return brand_key(name)
        run = _QUOTED.search(before) or _OF.search(before) or _RUN.match(before)
        word = run["name"] if run else ""
        while word and (plain := _PLAIN_END.search(word)):
            word = word[: plain.start()]
        word = _PLAIN_START.sub("", word)
        word = _BRAND_END.sub("", word) or word
        piece = bool(_SENTENCE.search(word)) or word in _descriptive_words() or any(place in word for place in places)
        if 2 <= len(word) <= 5 and "的" not in word and not piece and not _names_a_thing(word):
            return word
    return ""


def _names_a_thing(word: str) -> bool:
    """A kind or a failure; 娃 or 仔 may be a piece of a brand."""
    return any(not code.startswith(CIRCUMSTANCES) for code, *_ in kinds().find(word))


@cache
def _common_words() -> frozenset[str]:
    table = tomllib.loads(resources.files("nlp").joinpath("data", "names.toml").read_text(encoding="utf-8"))
    return frozenset(str(table["latin"]).split())


@cache
def _descriptive_words() -> frozenset[str]:
    """Said of goods by many makers, and no brand."""
    data = resources.files("nlp").joinpath("data")
    names = tomllib.loads(data.joinpath("names.toml").read_text(encoding="utf-8"))
    more = tomllib.loads(data.joinpath("kinds.toml").read_text(encoding="utf-8"))["source"]
    return frozenset(f"{names['descriptive']} {more['no_brands']}".split())
