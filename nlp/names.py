"""Spans that may be a brand, model, port, origin or quantity, and what is true of each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import ascii_letters
from typing import Final, NamedTuple

from nlp.amounts import amounts
from nlp.brands import COMMON, DESCRIPTIVE, MEASURE, STANDARD
from nlp.match import Hit
from nlp.reading import Reading

KINDS: Final = ("port", "origin", "quantity", "brand", "model")  # in the order of choosing
READ: Final = 1200  # characters in which names are looked for: reports give them at their head
MOST: Final = 40  # candidates of a text
_QUOTED = re.compile(r"[“\"「『‘'《](?P<v>[^“”\"「」『』‘’'《》,。，\n]{2,24})[”\"」』’'》]")
_WORD = r"[A-ZÀ-Þ](?:[A-Za-zÀ-ÿ0-9_&-]|['’](?=[A-Za-z]))*"
_LATIN = re.compile(rf"(?<![A-Za-zÀ-ÿ]){_WORD}(?: (?:& |and )?{_WORD}){{0,3}}")
_CODE = re.compile(r"(?<![A-Za-z0-9_./-])[A-Za-z0-9](?:[A-Za-z0-9+/_-]|\.(?=\d)){0,24}(?![A-Za-z0-9_℃%])")
_BRANDED = re.compile(
    r"(?P<a>[㐀-鿿A-Za-z]{2,6}?)牌(?![子照匾号號楼坊])"
    r"|(?:品牌|牌子|商标|商標|嘜頭|招牌|叫做?|名为|名為|叫咩)(?:名稱?|係|是|叫|寫|写|[:：]| )*(?P<b>[㐀-鿿]{2,5})"
)
_SPLIT = re.compile(r" (?:& |and )?")
_CJK = re.compile(r"[㐀-鿿]")
_HIDING: Final = ("product", "out", "event", "state", "person", "origin", "port", "harm")


class Candidate(NamedTuple):
    """`form`: quoted, latin, code, chinese, run, port, origin or quantity.

    `part`: of a longer one. `code`: of an origin.
    """

    start: int
    end: int
    form: str
    part: bool
    code: str = ""


def candidates(text: str, run: tuple[int, int] | None) -> list[Candidate]:
    """`run`: Chinese characters right before the product that no dictionary knows."""
    found: dict[tuple[int, int], Candidate] = {}
    for match in _QUOTED.finditer(text):
        start, end = match.span("v")
        _add(found, start, end, "quoted", part=False)
        if (gap := match["v"].rfind(" ")) > 1:
            _add(found, start, start + gap, "quoted", part=True)
    for match in _LATIN.finditer(text):
        ends = [match.start() + gap.start() for gap in _SPLIT.finditer(match[0])] + [match.end()]
        for end in ends:
            _add(found, match.start(), end, "latin", part=end != match.end())
    for match in _CODE.finditer(text):
        lettered = any(char.isdigit() for char in match[0]) or (match.start() and text[match.start() - 1] == " ")
        if lettered and len(match[0]) <= 20:
            _add(found, match.start(), match.end(), "code", part=False)
    for match in _BRANDED.finditer(text):
        group = "a" if match["a"] else "b"
        if group == "a":
            for size in (2, 3, 4, 5):
                if size <= match.end("a") - match.start("a"):
                    _add(found, match.end("a") - size, match.end("a"), "chinese", part=size != len(match["a"]))
        else:
            for size in (2, 3, 4, 5):
                if size <= match.end("b") - match.start("b"):
                    _add(found, match.start("b"), match.start("b") + size, "chinese", part=size != len(match["b"]))
    if run is not None:
        _add(found, *run, "run", part=False)
    return sorted(found.values())[:MOST]


_HARBOUR = re.compile(r"(?:[㐀-鿿]{0,2}?(?:港区|港|码头|碼頭|机场|機場))?(?:口岸)?")


def places_and_amounts(reading: Reading) -> list[Candidate]:
    """Ports with and without what follows them (高栏港, 皇岗口岸), origins and quantities."""
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
    found += [Candidate(*source.span(hit.start, hit.end), "origin", False, hit.code) for hit in reading.of("origin")]
    found += [Candidate(start, end, "quantity", part) for start, end, part in amounts(source.original[:READ])]
    return [one for one in found if one.end <= READ][:MOST]


def _add(found: dict[tuple[int, int], Candidate], start: int, end: int, form: str, *, part: bool) -> None:
    if end - start >= 1:
        found.setdefault((start, end), Candidate(start, end, form, part))


class Surroundings:
    """What is worked out once for all the candidates of a text."""

    def __init__(self, reading: Reading, product: Hit | None, known: Callable[[str], bool]) -> None:
        self.text = reading.source.original[:READ]
        self.product = None if product is None else reading.source.span(product.start, product.end)
        self.known = known
        self.english = len(_CJK.findall(self.text)) * 6 < len(self.text)
        self.hidden = [(*reading.source.span(hit.start, hit.end), kind) for kind in _HIDING for hit in reading.of(kind)]


def marks(around: Surroundings, one: Candidate) -> Iterator[str]:
    """Names of what is true of the candidate."""
    text = around.text
    value = text[one.start : one.end]
    form = one.form + ("-en" if around.english else "")
    yield f"form={form}"
    if one.part:
        yield f"part={form}"
    shape = _shape(value)
    yield f"shape={shape}"
    yield f"shape={shape} {form}"
    yield f"length={min(len(value), 9)} {one.form}"
    yield f"words={value.count(' ')} {one.form}"
    yield f"value={value.lower()}"
    if one.form in ("latin", "code") and any(word.lower() in COMMON for word in value.split()):
        yield "common"
    if value in DESCRIPTIVE:
        yield "descriptive"
    if MEASURE.match(value):
        yield "measure"
    if STANDARD.match(value):
        yield "standard"
    if one.form in ("chinese", "run", "quoted") and not value.isascii():
        yield f"known={around.known(value)} {one.form}"
    before, after = text[max(0, one.start - 16) : one.start], text[one.end : one.end + 16]
    left, right = _near(before[-2:]), _near(after[:2])
    yield f"before={left[-1:]}"
    yield f"before={left}{one.form}"
    yield f"after={right[:1]}"
    yield f"after={right}{one.form}"
    if one.form in _OWN:
        yield f"after={after[:3]}{one.form}"
        yield f"before={before[-3:]}{one.form}"
        yield f"before={before[-1:]}{one.form}"
        yield f"last={value[-1:]}{one.form}"
    yield f"both={left[-1:]} {right[:1]} {shape}"
    if words := _LAST.search(before):
        yield f"word-before={words[1].lower()}"
    if words := _FIRST.search(after):
        yield f"word-after={words[1].lower()}"
    if _FOLLOWED.match(after):
        yield "code-follows"
    if _AFTER_NAME.search(before):
        yield f"name-before {shape}"
    if one.start == 0 or before.rstrip()[-1:] in ".。!?！？\n":
        yield f"starts-sentence {one.form}"
    for start, end, kind in around.hidden:
        if kind != one.form and start < one.end and one.start < end:
            yield f"inside={kind}" if start <= one.start and one.end <= end else f"overlaps={kind}"
    if around.product is not None:
        begin, stop = around.product
        side = "right" if one.start >= stop else "left" if one.end <= begin else "over"
        gap = max(one.start - stop, begin - one.end, 0)
        yield f"product={side}{sum(gap > size for size in (0, 1, 3, 8, 20, 50))} {one.form}"
    else:
        yield "product=none"


_LAST = re.compile(r"([A-Za-z]{2,}|[㐀-鿿]{2})[ :：(“‘「'\"]*$")
_FIRST = re.compile(r"^[ )”’」'\",，]*([A-Za-z]{2,}|[㐀-鿿]{2})")
_FOLLOWED = re.compile(r"^[”’」』'\"]?[ ,，-]?[A-Z]*[0-9]")
_AFTER_NAME = re.compile(r"[A-Z][A-Za-z]{2,} $")


_NEAR = str.maketrans(dict.fromkeys("0123456789", "0") | dict.fromkeys(ascii_letters, "a"))


def _near(chars: str) -> str:
    return chars.translate(_NEAR)


def _shape(value: str) -> str:
    """XXXX is upper case, Xxx capitalised; digits 0, Chinese 中; runs shortened."""
    return _LONG_RUN.sub(r"\1\1", "".join([_SHAPES[char] for char in value]))


_LONG_RUN = re.compile(r"(.)\1{2,}")


class _Shapes(dict[str, str]):
    def __missing__(self, char: str) -> str:
        kind = "中" if "㐀" <= char <= "鿿" else char
        if char.isalnum() and kind == char:
            kind = "0" if char.isdigit() else "X" if char.isupper() else "x"
        self[char] = kind
        return kind


_SHAPES = _Shapes()


class Chooser:
    """Brand and model by weights over marks; `least`: the log-odds a name needs."""

    def __init__(self, weights: Mapping[str, Sequence[float]], bias: Sequence[float], least: Sequence[float]) -> None:
        self._weights = weights
        self._bias = bias
        self._least = least

    def __call__(self, around: Surroundings, among: Sequence[Candidate]) -> dict[str, Candidate]:
        """The most likely of each kind, none overlapping another."""
        scored = [(self.score(marks(around, one)), one) for one in among]
        found: dict[str, Candidate] = {}
        for at, kind in enumerate(KINDS):
            free = [
                (score[at], -one.start, one)
                for score, one in scored
                if may_be(kind, one)
                and not any(one.start < other.end and other.start < one.end for other in found.values())
            ]
            if free:
                best = max(free)
                if best[0] >= self._least[at]:
                    found[kind] = best[2]
        return found

    def score(self, true: Iterable[str]) -> list[float]:
        """Log-odds of being each of `KINDS`, by the marks that are true of a candidate."""
        known = self._weights
        weights = [self._bias, *[known[mark] for mark in true if mark in known]]
        return list(map(sum, zip(*weights, strict=True)))


def may_be(kind: str, one: Candidate) -> bool:
    """Ports, origins and quantities have candidates of their own; brands and models share theirs."""
    return kind == one.form if kind in _OWN else one.form not in _OWN


_OWN: Final = frozenset({"port", "origin", "quantity"})
