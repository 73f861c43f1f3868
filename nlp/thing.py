"""What a finding and its words tell of the thing: folded brand and model, kind, and what failed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources

from nlp.kinds import CIRCUMSTANCES, DETAILS, PARTS, Found, kinds
from nlp.normalise import Normalised, normalise, term_form
from risk.finding import Finding, Scope
from risk.likeness import Thing

# What the details say where triage found no hazard.
_HAZARD_OF = {
    "flame": "fire",
    "smoke": "fire",
    "burst": "explosion",
    "shock": "electric_shock",
    "swallow": "choking",
    "neck": "strangulation",
    "breath": "suffocation",
    "fall": "mechanical_injury",
    "tip_over": "mechanical_injury",
    **dict.fromkeys(("lead", "phthalate", "formaldehyde", "cadmium", "nickel", "smell", "rash"), "chemical"),
}
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
    r"^(?:这|那|个|我|家里|家|他|她|某|一款|一种|一次|抽查|发现|进口|国产|昨天|今天|孩子|小孩|儿子|女儿|宝宝|老人|外婆|奶奶|用|没看到|没有|一批|不知道|什么|口岸|海关|查到|发现)+"
)
_PLAIN_END = re.compile(
    r"(?:[里上在把给一产了与及或跟]|杂牌|无牌|冇牌|牌子|网红|二手|家用|便宜|充电|电动|儿童|婴儿|宝宝|进口|国产|新款|折叠|伸缩|浓缩|迷你|智能|塑料|便携|学校|公园|楼下|浴室|厨房|"
    r"房间|幼儿园|大排档|宾馆|酒店|路边|邻居|小区|突然|自己|放|插|戴|穿|坐|躺|开|关|玩|拉|用)$"
)
_SPOTS = re.compile(r"\d{3}/\d{2} ?z?r\d{2}")  # a tyre's size, before which its brand stands
_TOLD = re.compile(
    r"(?:牌子|品牌|商标|印着?|叫做?|\bbrand(?: name)?)(?:是|叫做?|为|写着?|[:： ])*[“\"「『]?"
    r"(?P<name>[A-Z][A-Za-z&'-]{2,20}|(?<=[是叫为:：“\"「『])[㐀-鿿]{2,4}(?=[”\"」』，。、,.；;]|$))"
)
_LATER = re.compile(r"[\s-]?(?P<word>pro|plus|max|lite|ultra)(?![a-z0-9])")  # part of a model's name
# What a run of Chinese characters before a product holds if it is a piece of a sentence and no name.
_SENTENCE = re.compile(r"[个这那呢咗嘅系唔是说我你他她们啲哋啱嚟]|^(?:品牌|型号|编号|昨晚|部|条|枝|盏|件|套|架)")
# Told of the place or of what was hurt more often than as the product: 摔在地板上, the curtain caught fire.
_BYSTANDERS = frozenset({
    "flooring", "tile", "carpet", "curtain", "bedding", "blanket", "sofa", "desk", "coffee_table", "mattress", "pillow",
    "wall_socket", "tent", "backpack", "handbag", "glass_panel", "wallpaper", "phone", "towel", "wardrobe", "wire",
})  # fmt: skip
_BRAND_END = re.compile(r"(?:牌子?|品牌|brand)$")
_NO_NAMES = frozenset({"无", "未知", "不详", "unknown", "none", "nil", "na", "杂"})


def thing_of(finding: Finding, text: str) -> Thing:
    """`text`: what the finding was made of."""
    source = normalise(text)
    folded = source.text
    found = kinds().find(folded)
    inside = finding.scope is Scope.IN
    details = tuple(sorted({code for code, product, *_ in found if product == DETAILS}))
    brand = brand_key(finding.entities.get("brand") or "")
    if not finding.entities.get("model") and _CODE.fullmatch(term_form(finding.entities.get("brand") or "")):
        brand = ""  # a model's code without a model beside it: the brand is what stands before it
    if any(product != DETAILS and brand in folded[start:end] for _, product, start, end in found):
        brand = ""  # a piece of what the thing is called
    places = [term_form(e.text) for e in finding.evidence if e.label in ("entity:origin", "entity:port")]
    kind, product = _kind(finding, folded, found) if inside else ("", None)
    model = model_key(finding.entities.get("model") or "")
    if not model and (whole := _rest_of_code(brand, folded)):
        brand, model = "", whole  # 型号CX 20, of which triage took CX for the brand
    brand = brand or _unread_brand(source, [hit for hit in found if hit[0] == kind], places)
    model = _whole_model(model or _unread_model(folded, found, brand), folded)
    return Thing(
        product=product,
        hazards=(_told_hazards(finding, folded, found) or _implied(details)) if inside else (),
        brand=brand,
        model=model.removeprefix(brand) if brand and model != brand else model,
        kind=kind,
        details=details,
        text=folded,
    )


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
    key = _BRAND_END.sub("", key) or key
    return "" if key in _NO_NAMES else key


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


def _told_hazards(finding: Finding, words: str, found: list[Found]) -> tuple[str, ...]:
    """Without those that only the product's name speaks of: 炸 in 空气炸锅 is no explosion."""
    spans = [(start, end) for _, product, start, end in found if product != DETAILS]
    rest, last = [], 0
    for start, end in sorted(spans):
        rest.append(words[last:start])
        last = max(last, end)
    unnamed, named = "\n".join((*rest, words[last:])), "\n".join(words[start:end] for start, end in spans)

    def only_named(hazard: str) -> bool:
        spoken = [term_form(e.text) for e in finding.evidence if e.label == f"hazard:{hazard}"]
        return bool(spoken) and all(word in named and word not in unnamed for word in spoken)

    return tuple(hazard for hazard in finding.hazards if not only_named(hazard))


def _unread_model(text: str, found: list[Found], brand: str) -> str:
    """A code right behind the brand or beside the kind, that triage took for none."""
    starts = {start for _, product, start, _ in found if product != DETAILS}
    ends = {end for _, product, _, end in found if product != DETAILS}
    for match in _CODE.finditer(text):
        leads = match.end() in starts or (text[match.end() : match.end() + 1] == " " and match.end() + 1 in starts)
        follows = bool(brand) and brand_key(text[max(0, match.start() - 24) : match.start()]).endswith(brand)
        trails = match.start() in ends or (text[match.start() - 1 : match.start()] == " " and match.start() - 1 in ends)
        if (leads or follows or trails) and not _NO_MODEL.match(match[0]):
            return name_key(match[0])
    return ""


def _unread_brand(source: Normalised, found: list[Found], places: Collection[str]) -> str:
    """What stands where a brand does, right before the model's code or the kind, and triage took for none."""
    text = source.text
    for told in _TOLD.finditer(source.original):
        if (name := brand_key(told["name"])) and name not in _common_words() and not _names_a_thing(name):
            return name
    spots = [match.start() for match in _CODE.finditer(text)] + [hit[2] for hit in found if hit[1] != DETAILS]
    spots += [match.start() for match in _SPOTS.finditer(text)]
    for spot in sorted(spots)[:4]:
        before = text[max(0, spot - 12) : spot]
        begin, end = source.span(max(0, spot - 24), spot)
        latin = _LATIN_NAME.search(source.original[begin:end])
        if latin and (name := latin["name"] or latin["lower"]).lower() not in _common_words():
            return brand_key(name)
        run = _QUOTED.search(before) or _RUN.match(before)
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


def _implied(details: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({_HAZARD_OF[code] for code in details if code in _HAZARD_OF}))


def _kind(finding: Finding, words: str, found: list[Found]) -> tuple[str, str | None]:
    """With its product group: the one at the product's evidence, else the first of the product, else the first told.

    A battery is taken for a part where another thing is told.
    """
    spoken = [term_form(e.text) for e in finding.evidence if e.label == f"product:{finding.product}"]
    sorts = [hit for hit in found if hit[1] != DETAILS]
    others = [hit for hit in sorts if hit[0] not in _BYSTANDERS and hit[0] not in PARTS]
    own = [hit for hit in sorts if hit[1] == finding.product]
    shown = [
        hit for word in spoken for hit in sorts if word in words[hit[2] : hit[3]] or words[hit[2] : hit[3]] in word
    ]
    code, product, *_ = next(iter([*shown, *own, *others]), ("", finding.product, 0, 0))
    if code in PARTS and finding.product == "batteries_power" and others:
        code, product, *_ = others[0]
        return code, product
    return code, finding.product


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
