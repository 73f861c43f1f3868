"""Spans that may be a brand, model, port, origin or quantity, and what is true of each of them."""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

import rjieba

from nlp.amounts import amounts
from nlp.brands import COMMON, DESCRIPTIVE, EVERYDAY, MEASURE, STANDARD, Run, known_brands
from nlp.match import Hit
from nlp.normalise import term_form
from nlp.reading import Reading

KINDS: Final = ("port", "origin", "quantity", "brand", "model")  # in the order of choosing
# What makes a brand or a model likely: marks around it, its letters, a word that tells it (沐川牌, 品牌, 叫, 型号),
# where it stands.
FORMS: Final = (
    "quoted", "latin", "tail", "code", "spoken", "mark", "named", "called", "typed", "run", "start", "bracket", "owner",
)  # fmt: skip
READ: Final = 1200  # characters in which names are looked for: reports give them at their head
MOST: Final = 40  # candidates of a text
_QUOTED = re.compile(r"[“\"「『‘'《](?P<v>[^“”\"「」『』‘’'《》,。，\n]{2,24})[”\"」』’'》]")
# What must not stand before a first letter is looked at behind it: so `re` jumps from one such letter to the next.
_REST = r"(?:[A-Za-zÀ-ÿ0-9_&-]|['’](?=[A-Za-z]))*"
_LATIN = re.compile(
    rf"[A-ZÀ-Þ](?<![A-Za-zÀ-ÿ][A-ZÀ-Þ]){_REST}(?: (?:& |and )?(?:[A-ZÀ-Þ]|\d(?![A-Za-z]*%)){_REST}){{0,3}}"
)
_CODE = re.compile(r"[A-Za-z0-9](?<![A-Za-z0-9_./-][A-Za-z0-9])(?:[A-Za-z0-9+/_-]|\.(?=\d)){0,24}(?![A-Za-z0-9_℃%])")
_HAS_DIGIT = re.compile(r"[0-9]")
_MARK = re.compile(r"牌(?<![品杂雜招名商王车車门門路骨克]牌)(?![子照匾号號楼坊])")  # 沐川牌: the name stands before it
_IS = r"(?:名稱?|叫做?|[係是为為寫写:： “\"「])*"
_TOLD = re.compile(  # all begin in one class, so that `re` jumps from one of them to the next
    r"[品牌商嘜招叫名型款](?:(?:(?<=品)牌|(?<=牌)子|(?<=商)[标標]|(?<=嘜)頭|(?<=招)牌)"
    rf"{_IS}(?P<named>[㐀-鿿]{{2,5}})"
    r"|(?:(?<=[^子儿兒女婆公我他她你妈媽爸哥姐弟妹孩娃宝寶囡仔佢]叫)[做咩]?|(?<=名)[为為])"  # 我儿子叫小明
    r"[:： “\"「]*(?P<called>[㐀-鿿]{2,5})"
    rf"|(?:(?<=型)[号號]|(?<=款)式){_IS}(?P<typed>[㐀-鿿]{{2,5}}))"
)
_BEFORE_MARK = re.compile(r"[㐀-鿿A-Za-z]{2,6}$")
_SPOKEN = re.compile(  # XP六五C, G A三, SY四八二零
    r"[A-Za-z](?<![A-Za-z0-9][A-Za-z])(?: ?[A-Za-z]){0,4}[- ]?[零〇一二三四五六七八九幺]{1,6}[A-Za-z]{0,2}"
    r"(?![A-Za-z0-9])"
)
_SMALL = re.compile(r"[a-z](?<=[㐀-鿿，。 \n][a-z])[a-z]{2,15}(?=[㐀-鿿])|^[a-z]{3,16}(?=[㐀-鿿])")  # orbyx的行车记录仪
_BRACKETED = re.compile(r"[（(【\[](?P<v>[㐀-鿿]{2,6})(?=[，,、 ）)】\]])")  # 热理疗仪（康络宝，KL-8）
_OWNER = re.compile(r"[是买買用换換咗了係系坐骑戴穿](?P<v>[㐀-鿿]{2,4}?)家?(?=[的嘅那嗰])")  # 车是尼姆布雷的伦多
_PLATE = re.compile(  # of a car; the first character is its province
    r"[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊][A-Z]·?[A-Z0-9]{5,6}(?![A-Z0-9])"
)
_SPLIT = re.compile(r" (?:& |and )?")
_LEADING = frozenset({"my", "our", "your", "his", "her", "their", "the", "this", "that", "a", "an"})
_CJK = re.compile(r"[㐀-鿿]+")
_HIDING: Final = ("product", "out", "event", "state", "person", "origin", "port", "harm")


class Candidate(NamedTuple):
    """`form`: what made it one, of `FORMS`.

    `part`: of a longer one; a city, of an origin. `code`: of an origin.
    """

    start: int
    end: int
    form: str
    part: bool
    code: str = ""


# A third of the time of calling the class.
_candidate: Callable[[tuple[int, int, str, bool, str]], Candidate] = partial(tuple.__new__, Candidate)


def candidates(text: str, runs: Sequence[Run]) -> list[Candidate]:
    """`runs`: Chinese characters that may be a name."""
    found: dict[tuple[int, int], Candidate] = {}
    for match in _QUOTED.finditer(text):
        start, end = match.span("v")
        _add(found, start, end, "quoted", part=False)
        if (gap := match["v"].rfind(" ")) > 1:
            _add(found, start, start + gap, "quoted", part=True)
    for match in _LATIN.finditer(text):
        start, end = match.span()
        for gap in _SPLIT.finditer(text, start, end):
            if text[start : gap.start()].lower() in _LEADING:  # My Torvane K5
                start = gap.end()
                continue
            _add(found, start, gap.start(), "latin", part=True)
            if not text[gap.end() : end].isdigit():  # 60 of Mate 60
                _add(found, gap.end(), end, "tail", part=True)
        _add(found, start, end, "latin", part=False)
    for match in _CODE.finditer(text):
        size = match.end() - match.start()
        if size <= 20 and (size > 2 or not match[0].isdigit()) and _HAS_DIGIT.search(match[0]):
            _add(found, match.start(), match.end(), "code", part=False)
    for match in _SMALL.finditer(text):
        _add(found, match.start(), match.end(), "latin", part=False)
    for match in _SPOKEN.finditer(text):
        _add(found, match.start(), match.end(), "spoken", part=False)
    for match in _MARK.finditer(text):
        if run := _BEFORE_MARK.search(text, max(0, match.start() - 6), match.start()):
            _add_sizes(found, *run.span(), "mark")
    for match in _TOLD.finditer(text):
        form = str(match.lastgroup)
        _add_sizes(found, *match.span(form), form)
    for match in _BRACKETED.finditer(text):
        _add(found, *match.span("v"), "bracket", part=False)
    for match in _OWNER.finditer(text):
        _add(found, *match.span("v"), "owner", part=False)
    for start, end, form, part in runs:
        _add(found, start, end, form, part=part)
    for match in _PLATE.finditer(text):  # a car's number leads to its owner, and is no name of the car
        found = {span: one for span, one in found.items() if span[1] <= match.start() or match.end() <= span[0]}
    return sorted(found.values())[:MOST]


def _add_sizes(found: dict[tuple[int, int], Candidate], start: int, end: int, form: str) -> None:
    """The name that a word tells: how long it is is not told, so each that it may be."""
    for size in range(2, min(5, end - start) + 1):
        begin, stop = (end - size, end) if form == "mark" else (start, start + size)
        _add(found, begin, stop, form, part=size != end - start)


_HARBOUR = re.compile(r"(?:[㐀-鿿]{0,2}?(?:港区|港|码头|碼頭|机场|機場))?(?:口岸)?")


def places_and_amounts(reading: Reading) -> list[Candidate]:
    """Ports with and without what follows them (高栏港, 皇岗口岸), origins (countries and cities) and quantities."""
    source, found = reading.source, []
    hits = reading.of("port")
    for at, hit in enumerate(hits):
        # 江门高沙, 广州南沙: a city and its port in one name.
        joined = [other.end for other in hits[at + 1 : at + 2] if 0 <= other.start - hit.end <= 1]
        for end in [hit.end, *joined]:
            start, stop = source.span(hit.start, end)
            found.append(Candidate(start, stop, "port", bool(joined) and end == hit.end))
            tail = _HARBOUR.match(source.original, stop)
            if tail is not None and tail.end() > stop:
                found.append(Candidate(start, tail.end(), "port", part=False))
    for kind, part in (("origin", False), ("city", True)):
        found += [Candidate(*source.span(hit.start, hit.end), "origin", part, hit.code) for hit in reading.of(kind)]
    found += [Candidate(start, end, "quantity", part) for start, end, part in amounts(source.original[:READ])]
    return [one for one in found if one.end <= READ][:MOST]


def _add(found: dict[tuple[int, int], Candidate], start: int, end: int, form: str, *, part: bool) -> None:
    if start < end and (start, end) not in found:
        found[start, end] = _candidate((start, end, form, part, ""))


_LETTERS: Final = (string.digits + string.ascii_letters).encode()
MOST_KEPT: Final = 20_000  # of whatever is kept for the next text


# Of the bytes of UTF-8; those of other characters stay as they are.
_NEAR: Final = bytes.maketrans(_LETTERS, b"0" * 10 + b"a" * 52)


class Surroundings:
    """What is worked out once for all the candidates of a text. `near`: the text with any digit as 0 and any Latin
    letter as a."""

    def __init__(self, reading: Reading, product: Hit | None, words: rjieba.Jieba) -> None:
        source, hits = reading.source, reading.hits
        self.cut: Callable[[str], Sequence[str]] = words.cut
        self.there = 0  # this and the next are set by `look_at`
        self.quantities: list[int] = []
        self.text = source.original[:READ]
        self.near = self.text.encode().translate(_NEAR).decode()
        self.product = None if product is None else source.span(product.start, product.end)
        self.known: Callable[[str], bool] = words.has_word
        short = len(source.original) <= READ
        chinese = source.chinese if short else sum(map(len, _CJK.findall(self.text)))
        self.english = chinese * 6 < len(self.text)
        hidden = [(hit[0], hit[1], kind) for kind in _HIDING if kind in hits for hit in hits[kind]]
        if not isinstance(source.offsets, range):
            hidden = [(*source.span(start, end), kind) for start, end, kind in hidden]
        self.hidden = sorted(hidden)  # whoever looks for what covers a candidate may stop at its end

    def look_at(self, among: Sequence[Candidate]) -> None:
        """`there` says which other forms a name of this text may have: 1 for a Latin word, 2 for a code. `quantities`:
        where they begin."""
        self.quantities = sorted({one.start for one in among if one.form == "quantity"})
        for one in among:
            if one.form == "latin" and not one.part:
                self.there |= 2 if _HAS_DIGIT.search(self.text, one.start, one.end) else 1
            elif one.form in ("code", "spoken"):
                self.there |= 2


def marks(around: Surroundings, one: Candidate) -> list[str]:
    """Names of what is true of the candidate."""
    value = around.text[one.start : one.end]
    shape = shape_of(value)
    return _marks_of_value(around, value, shape, one) + _marks_of_place(around, shape, one)


def _marks_of_value(around: Surroundings, value: str, shape: str, one: Candidate) -> list[str]:
    """Those that are the same wherever the candidate stands."""
    kind = one.form
    form = f"{kind}-en" if around.english else kind
    lower, plain = value.lower(), term_form(value)
    found = [
        f"form={form}",
        f"shape={shape}",
        f"shape={shape} {form}",
        f"length={min(len(value), 9)} {kind}",
        f"words={value.count(' ')} {kind}",
        f"value={lower}",
    ]
    if one.part:
        found.append(f"part={form}")
    if kind in OWN:
        found.append(f"last={value[-1:]}{kind}")
        if kind == "quantity":
            found.append(f"digits={digits_of(value)}")
    elif kind in ("latin", "code"):
        if not COMMON.isdisjoint(lower.split()):
            found.append("common")
    elif not value.isascii():
        found += (f"known={around.known(plain)} {kind}", f"first={plain[:1]}", f"final={plain[-1:]}")
        found.append(f"pieces={len(around.cut(plain))} {len(plain)}")
    if plain in DESCRIPTIVE:
        found.append("descriptive")
    if plain in known_brands():
        found.append("famous" if plain not in EVERYDAY else "famous-word")
    if MEASURE.match(value):
        found.append("measure")
    if STANDARD.match(value):
        found.append("standard")
    return found


def _marks_of_place(around: Surroundings, shape: str, one: Candidate) -> list[str]:
    start, end, kind, _, _ = one
    text = around.text
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    left, right = around.near[max(0, start - 2) : start], around.near[end : end + 2]
    last, first = left[-1:], right[:1]
    found = [
        f"there={around.there} {kind}",
        f"before={last}",
        f"before={left}{kind}",
        f"after={first}",
        f"after={right}{kind}",
        f"both={last} {first} {shape}",
    ]
    if kind in OWN:
        found += (f"after={after[:3]}{kind}", f"before={before[-3:]}{kind}", f"before={before[-1:]}{kind}")
        if words := two_words_before(before):
            found.append(f"two={words}{kind}")
        if kind == "quantity":
            found.append(f"nth={nth_of(around.quantities, start)}")
    if word := word_before(before):
        found.append(f"word-before={word.lower()}")
    if word := word_after(text, end):
        found.append(f"word-after={word.lower()}")
    if FOLLOWED.match(after):
        found.append("code-follows")
    if before[-1:].isspace() and AFTER_NAME.search(before):
        found.append(f"name-before {shape}")
    if start == 0 or before.rstrip()[-1:] in SENTENCE_ENDS:
        found.append(f"starts-sentence {kind}")
    for begin, stop, other in around.hidden:
        if begin < end and start < stop and other != kind:
            found.append(f"inside={other}" if begin <= start and end <= stop else f"overlaps={other}")
    if around.product is None:
        found.append("product=none")
    else:
        begin, stop = around.product
        side = "right" if start >= stop else "left" if end <= begin else "over"
        found.append(f"product={side}{bisect_left(GAPS, max(start - stop, begin - end, 0))} {kind}")
    return found


GAPS: Final = (0, 1, 3, 8, 20, 50)
SENTENCE_ENDS: Final = ".。!?！？\n"  # and nothing at all, where only white space is before
_FIRST = re.compile(r"[ )”’」'\",，]*([A-Za-z]{2,}|[㐀-鿿]{2})")
FOLLOWED = re.compile(r"[”’」』'\"]?[ ,，-]?[A-Z]*[0-9]")
AFTER_NAME = re.compile(r"[A-Z][A-Za-z]{2,} $")
_TWO_LATIN = re.compile(r"[A-Za-z]+ [A-Za-z]+ $")
_NUMBER = re.compile(r"\d[\d,，]*")
_LATIN_TAIL = re.compile(r"[A-Za-z]{2,}$")


def word_before(before: str) -> str:
    """Two Chinese characters or a Latin word at the end, blanks and opening marks aside; "" where there is neither."""
    pair = before[-2:]
    if "㐀" <= pair <= "鿿" and "㐀" <= pair[1:] <= "鿿":
        return pair
    core = before.removesuffix("\n").rstrip(" :：(“‘「'\"")
    pair = core[-2:]
    if len(pair) == 2 and "㐀" <= pair[0] <= "鿿" and "㐀" <= pair[1] <= "鿿":
        return pair
    if pair.isascii() and pair.isalpha() and (word := _LATIN_TAIL.search(core)):
        return word[0]
    return ""


def two_words_before(before: str) -> str:
    """The two Latin words right before: made in, shipped from; "" where there are none."""
    words = _TWO_LATIN.search(before) if before[-1:] == " " and before[-2:-1].isascii() else None
    return words[0].lower() if words is not None else ""


def nth_of(starts: Sequence[int], start: int) -> str:
    """Which of the quantities of a text it is, and how many there are."""
    return f"{min(bisect_left(starts, start), 3)}/{min(len(starts), 4)}"


def digits_of(value: str) -> int:
    """How many digits a quantity has before its unit; at most 5."""
    number = _NUMBER.match(value)
    return min(5, sum(map(str.isdigit, number[0]))) if number is not None else 0


def word_after(text: str, end: int) -> str:
    """Two Chinese characters or a Latin word right behind, blanks and closing marks aside."""
    pair = text[end : end + 2]
    if "㐀" <= pair <= "鿿":
        return pair if "㐀" <= pair[1:] <= "鿿" else ""
    words = _FIRST.match(text, end, end + 16)
    return words[1] if words is not None else ""


def shape_of(value: str) -> str:
    """XXXX is upper case, Xxx capitalised; digits 0, Chinese 中; runs shortened."""
    shape = value.encode().translate(_ASCII_SHAPES).decode() if value.isascii() else value.translate(_SHAPES)
    if len(shape) < 3:
        return shape
    if shape.count(shape[0]) == len(shape):
        return shape[:2]
    return _shortened(shape)


@lru_cache(MOST_KEPT)
def _shortened(shape: str) -> str:
    return _LONG_RUN.sub(r"\1\1", shape)


_LONG_RUN = re.compile(r"(.)\1{2,}")


class _Shapes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        char = chr(code)
        kind = "中" if "㐀" <= char <= "鿿" else char
        if char.isalnum() and kind == char:
            kind = "0" if char.isdigit() else "X" if char.isupper() else "x"
        self[code] = kind
        return kind


_SHAPES = _Shapes()
_ASCII_SHAPES: Final = "".join(_SHAPES[code] for code in range(128)).encode() + bytes(range(128, 256))


def may_be(kind: str, one: Candidate) -> bool:
    """Ports, origins and quantities have candidates of their own; brands and models share theirs."""
    return kind == one.form if kind in OWN else one.form not in OWN


OWN: Final = frozenset(KINDS[:3])
