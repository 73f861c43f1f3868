"""One comparable form of a text: width and case folded, invisible marks removed, traditional turned to simplified."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

LIMIT = 4096  # code points of the original that are read
_LONGEST = 2 * LIMIT  # characters of the folded text: a single one may fold to eighteen
MOST_FOLDS = 20_000  # kept; some 3 MB

# OpenCC leaves these as they are; the word lists use the right-hand ones.
_ALIKE = {"軚": "呔", "麪": "面", "臺": "台", "牠": "它", "妳": "你", "㗎": "架"}
# Cyrillic letters in a Latin word, which nobody sees: ехрlоdеd. No word list has Russian words that they could spoil.
_LOOK_ALIKE = dict(zip("аеорсхуіѕјԁһԛԝ", "aeopcxyisjdhqw", strict=True))
_VARIANTS = str.maketrans(_ALIKE | {"𠮶": "嗰", "𩠌": "餸"} | _LOOK_ALIKE)
# Nearly every tip consists of these alone. They fold to one character: those of `_WIDE` to its right-hand side,
# capitals to small letters, any other to itself.
_WIDE = {"，": ",", "！": "!", "？": "?", "：": ":", "；": ";", "（": "(", "）": ")", **_ALIKE}
PLAIN = re.compile(rf"[\n -~{''.join(_WIDE)}、。“”‘’《》「」『』【】—·一-鿯㐀-䶵]*")
_LONE = re.compile(r"[\ud800-\udfff]")
_CHINESE = re.compile(r"[㐀-鿿]+")


class Normalised(NamedTuple):
    """`original`: as it was read, an invisible mark in place of each lone surrogate, which no file or database takes.

    `offsets[i]` is where `text[i]` comes from in `original`; it has one more than `text`, the end.
    """

    original: str
    text: str
    offsets: Sequence[int]
    chinese: int  # characters of the original

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `text[start:end]`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _convert() -> Callable[[str], str]:
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


class _Folds(dict[int, str]):
    """What a code point becomes; filled as they turn up, begun anew when somebody sends the whole of Unicode."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_FOLDS:
            self.clear()
        char = chr(code)
        if unicodedata.category(char) in {"Cf", "Cs", "Mn", "Me", "Co", "Cn"}:
            folded = ""
        elif char.isspace() or unicodedata.category(char) == "Cc":
            folded = "\n" if char in "\n\r\u2028\u2029" else " "
        else:
            folded = unicodedata.normalize("NFKC", char).lower()
            folded = "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cf"})
        self[code] = folded = folded.translate(_VARIANTS)
        return folded


class _Evens(dict[int, str]):
    """The same, but two characters wherever it is not exactly one: then the length tells that offsets moved."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_FOLDS:
            self.clear()
        folded = _FOLDS[code]
        self[code] = even = folded if len(folded) == 1 else "  "
        return even


_FOLDS = _Folds()
_EVENS = _Evens()


# The simplified forms of 嗰 and 餸 stand here, and hardly anybody writes them: such characters stay as they are.
_SELDOM = re.compile("[\U00020000-\U0003ffff]")


def _simplified(text: str) -> str:
    convert = _convert()
    whole = convert(text)
    converted: Iterable[str] = whole
    if len(whole) != len(text):  # a phrase changed length: character by character keeps the offsets true
        converted = map(convert, text)
    elif not _SELDOM.search(whole):
        return whole
    pairs = zip(converted, text, strict=True)
    return "".join(char if len(new) != 1 or _SELDOM.match(new) else new for new, char in pairs)


def normalise(text: str) -> Normalised:
    """Reads the first `LIMIT` code points. Never raises; lone surrogates and invisible marks vanish."""
    original = text[:LIMIT]
    codes = np.frombuffer(original.encode("utf-16-le", "surrogatepass"), np.uint16)
    plain = _plain().take(codes).tobytes().decode("utf-16-le")
    chinese = sum(map(len, _CHINESE.findall(original)))
    if _OTHER not in plain and not _SPELLED_OUT.search(plain):
        if not _LOOSE.search(plain):
            if not _PHRASE.search(original):
                return Normalised(original, plain, range(len(original) + 1), chinese)
        elif not _PHRASE.search(_BLANKS.sub("", original)):
            return Normalised(original, *_drawn_together(plain, range(len(original) + 1)), chinese)
    original = _LONE.sub("\u200b", original)
    folded = original.translate(_EVENS)
    if len(folded) == len(original):
        offsets: Sequence[int] = range(len(original) + 1)
    else:
        pieces = [_FOLDS[ord(char)] for char in original]
        if sum(map(len, pieces)) > _LONGEST:
            del pieces[bisect_left(list(accumulate(map(len, pieces))), _LONGEST) :]
        folded = "".join(pieces)
        offsets = [i for i, piece in enumerate(pieces) for _ in piece]
        offsets.append(len(pieces))
    if _LOOSE.search(folded):
        folded, offsets = _drawn_together(folded, offsets)
    if _SPELLED_OUT.search(folded):
        folded, offsets = _without_marks(folded, offsets)
    return Normalised(original, _simplified(folded), offsets, chinese)


# One of these is in every phrase that t2s changes otherwise than character by character: 乾坤, 計畫, 於菟.
# All begin in one class, so that `re` jumps from one of them to the next.
_LONE_SIGNS = "沈乾藉覆鍊昇坏徵鍾逕瞭蒐脩祕氾鉅釐剋吒衹甦薹扞袷傢彿谿哩濛劄貲陞噁"
_PHRASE = re.compile(
    f"[{_LONE_SIGNS}計籌麼篤幺么樊於]"
    f"(?:(?<=[{_LONE_SIGNS}])|(?<=[計籌])畫|(?<=麼)些|(?<=[篤幺么])[麼麽]|(?<=樊)於"
    "|(?<=於)[菟倫其則勇呼單坦崇忠惟戲敖梨清潛世乎仲琳穆竹邑陵])"
)
_OTHER: Final = "\0"
_FEW: Final = 24  # characters; for more, a table of numpy is quicker


@cache
def _plain() -> NDArray[np.uint16]:
    """What each code of UTF-16 becomes in a plain text, folded and simplified; `_OTHER` where none has it."""
    table = np.zeros(1 << 16, np.uint16)
    convert = _convert()
    for char in "".join(PLAIN.findall("".join(map(chr, range(len(table)))))):
        wide = _WIDE.get(char, char).lower()
        folded = convert(wide)
        table[ord(char)] = ord(wide if _SELDOM.match(folded) else folded)
    return table


# White space at either end, white space of more than one character, or any between two Chinese characters.
_LOOSE = re.compile(r"[ \n](?:[ \n]|\Z|(?<=\A.)|(?<=\A\n)|(?<=[㐀-鿿][ \n])[㐀-鿿])")
_BLANKS = re.compile(r"[ \n]+")
# 电/热/毯/起/火: one mark between any two of five or more characters.
_SPELLED_OUT = re.compile(r"([/|*·._~^+=-])(?<=[㐀-鿿].)[㐀-鿿](?:\1[㐀-鿿]){3,}")


def _drawn_together(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Without white space that says nothing: 充 电 宝. An empty line between Chinese paragraphs stays a line's end."""
    pieces, kept, at = [], list[int](), 0
    for blank in _BLANKS.finditer(text):
        start, end = blank.span()
        pieces.append(text[at:start])
        kept += offsets[at:start]
        at = end
        lines = blank[0].count("\n")
        inside = start > 0 and end < len(text)
        if inside and (lines > 1 or not (_is_chinese(text[start - 1]) and _is_chinese(text[end]))):
            pieces.append("\n" if lines else " ")
            kept.append(offsets[start])
    pieces.append(text[at:])
    kept += offsets[at:]
    return "".join(pieces), kept


def _without_marks(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Without the marks with which somebody spelled a sentence out."""
    dropped = {
        at for match in _SPELLED_OUT.finditer(text) for at in range(match.start(), match.end()) if text[at] == match[1]
    }
    kept = [at for at in range(len(text)) if at not in dropped]
    return "".join([text[at] for at in kept]), [*(offsets[at] for at in kept), offsets[len(text)]]


def _is_chinese(char: str) -> bool:
    return "㐀" <= char <= "鿿"


def term_form(term: str) -> str:
    """A lexicon term, or any few words, in the form in which texts are searched."""
    if len(term) <= _FEW and PLAIN.fullmatch(term) and not _LOOSE.search(term) and not _PHRASE.search(term):
        return term.translate(_changes())  # a third of the time
    return normalise(term).text


@cache
def _changes() -> Mapping[int, str]:
    """What `_plain` changes."""
    return {code: chr(folded) for code, folded in enumerate(_plain().tolist()) if folded not in (0, code)}
