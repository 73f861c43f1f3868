"""Which of a maker's goods a text tells by plain words: Nuvessa 8 Lite, Poppet Junior, 云朵款, 型号橡果."""

from __future__ import annotations

import re

from nlp.brands import COMMON
from nlp.codes import SUFFIXES
from nlp.kinds import kinds

# Behind a brand: its number, or Latin words behind a mark or two.
_NUMBER = re.compile(
    rf" ?(?P<v>\d{{1,4}}(?: (?:{SUFFIXES}))*)(?![a-z0-9.%,/:-]"
    r"|[年月日号天个岁元寸斤米升公块款人次台只件箱辆部把盒支套双批瓶包条代小分度瓦伏]"
    r"| ?(?:hours?|days?|weeks?|months?|years?|pcs|pieces|units?|sets?|times|o'clock)(?![a-z]))"
)
_WORDS = re.compile(r"牌?[嘅的个嗰 ,“\"「'(-]{0,3}(?P<v>[a-z][a-z0-9]*(?:[ -][a-z0-9]+)?)(?![a-z0-9])")
_WORD = re.compile(r"[a-z0-9]+")
_NAMED = re.compile(
    r"(?P<latin>(?<![a-z0-9])(?=[0-9 ]*[a-z])[a-z0-9]+(?: [a-z0-9]+)?)[”\"」』]? ?"
    r"(?:[个那嗰这]{0,2}款(?!项)|版(?!本)|系列|(?:version|edition|series)\b)"
    r"|(?:型号|款式)[是为叫:“\"「]*(?P<typed>[㐀-鿿]{2,4})(?=[”\"」』,。、;:!?)\s]|$)"
    r"|[“\"「『](?P<quoted>[㐀-鿿]{2,4})[”\"」』](?=款|版|系列)"
)
_ANY = re.compile(  # of any maker's goods, or of none
    r"[这那同新老旧此该本某两几一多爆热正盗各每哪嗰呢基普升不没未忘唔冇]"
    r"|网红|儿童|成人|家用|经典|便携|折叠|电动|智能|加厚|豪华|如图|见图|同上|暂无|暂缺|缺失|模糊|磨损|待查|清楚|清晰|忘记|遗失"
)
# What `COMMON` lacks, because nobody takes it for a brand, and what it has although it tells two models apart.
_SAID = (
    "which who that would could should can will may might must was were is are be been has have had do does did not and"
    " but or if as at by for from in into of off on to up with after before when while because since then just only"
    " still its it he she they we i you s t recall recalls recalled caught broke broken leaked failed went got gave"
    " made says reads holds"
)
_TALK = frozenset(_SAID.split())
_SUFFIXES = frozenset(SUFFIXES.split("|"))
_TELLING = _SUFFIXES | {"one", "two", "three"}
_SUFFIXED = re.compile(rf"(?:{SUFFIXES})+$")


def variants(text: str, brand: str, spelled: re.Pattern[str]) -> frozenset[str]:
    """In a folded text. `spelled`: the brand as it may stand in it, whole."""
    found = set()
    for match in spelled.finditer(text):
        number = _NUMBER.match(text, match.end())
        words = _WORDS.match(text, match.end())
        if number is not None:
            found.add(number["v"])
        elif words is not None:
            found.add(_plain(text, *words.span("v")))
    for match in _NAMED.finditer(text):
        if match["latin"] is not None:
            first, _, rest = _plain(text, *match.span("latin")).partition(" ")
            found.add(rest if brand.endswith(first) else f"{first} {rest}")
    keys = {name.replace(" ", "") for name in found}
    return (named_variants(text) | keys) - {brand, ""}


def named_variants(text: str) -> frozenset[str]:
    """Those of which the text says in Chinese that they are one: 「松果」款, 型号橡果."""
    names = (match["typed"] or match["quoted"] for match in _NAMED.finditer(text))
    return frozenset(name for name in names if name and not _ANY.search(name))


def two_variants(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what two texts tell beside one brand can only be two of its goods: 8 and 8 Lite, One and Two.

    TX may be TX60, told in short; and who tells a number or a word, as people do, need not mean a variant.
    """
    if not one or not other or one & other:
        return False
    return all(_suffixed_apart(left, right) for left in one for right in other)


def _suffixed_apart(left: str, right: str) -> bool:
    return {left, right} <= _TELLING or _SUFFIXED.sub("", left) == _SUFFIXED.sub("", right)


def _plain(text: str, start: int, end: int) -> str:
    """The words up to the first that any goods are told with."""
    things = [(begin, stop) for _, _, begin, stop in kinds().find(text[start : end + 12])]
    kept: list[str] = []
    for word in _WORD.finditer(text, start, end):
        begin, stop = word.start() - start, word.end() - start
        telling = word[0] in _TELLING and (kept or word.end() == end or text[word.end() + 1 : end] in _SUFFIXES)
        plain = word[0] in _TALK or (word[0] in COMMON and not telling)
        if plain or _AMOUNT.fullmatch(word[0]) or any(one <= begin and stop <= other for one, other in things):
            break
        kept.append(word[0])
    return " ".join(kept)


_AMOUNT = re.compile(r"\d+(?!(?:s|pro)$)[a-z]{1,3}")
