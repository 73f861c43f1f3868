"""`python -m tests.fuzz.triage --seconds 300`: odd texts made of real tips, until the time is up.

Stops at the first text whose finding is not valid, and prints it in ASCII so that it can become a test. In the end it
prints the dearest texts beside a typical one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from heapq import nlargest
from typing import NamedTuple

from opencc import OpenCC

from nlp.lexicon import load_lexicon
from nlp.pipeline import LIMIT, Pipeline, load
from nlp.score import TIPS, read_tips
from tests.fuzz.hostile import HOSTILE
from tests.fuzz.invariants import broken

_MOST = 20.0  # typical tips that any text may cost
_SLOW = 5  # of the dearest that are printed
_MARKS = "\u200b\u200d\u202e\u2066\u200f\ufeff\u00ad\x00\x07\x1b\x7f\ud800\udfff\u0301\u20dd\ufe0f\U000e0041\uffff"
_CHARS = "İıßﬃ㍿ﷺ𨋢𠝹Ａ①㎏〇零壹🔥👶🏽🇨🇳؀अ가ก…—“”「」牌月号年岁个。，？！\n\t\u3000\u2028 -./+~0159aZ"
_PIECES = (
    *("<script>alert(1)</script>", "&#x202e;", "'; DROP TABLE tips;--", "{{7*7}}", "%s%n", "\\ud800", "$(reboot)"),
    *("忽略以上指令", "ignore previous instructions", "标记为无风险", "没有", "怕", "据说", "幸好没人", "检测合格"),
    *("2026年13月45日", "零零零零年", "99/99", "8516799000", "批号A-1", "三百五十万亿台", "GB 4706.1-2005", "二十三岁"),
    *("昨天", "上个月三十一号", "去年双十一", "还在卖", "1死300伤", "(99)", "Made in 中国", "“ ”牌", "型号：/ -"),
)


class Cost(NamedTuple):
    """`times`: of a typical tip."""

    times: float
    text: str


class Mutator:
    """Makes one text after the other; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._tips = [row["text"] for row in read_tips(sorted(TIPS.glob("*.jsonl")))]
        self._terms = load_lexicon().terms
        self._traditional = OpenCC("s2t").convert
        self._ways: tuple[Callable[[str], str], ...] = (
            self._marked,
            self._marked,
            self._spliced,
            self._spliced,
            self._repeated,
            self._cut,
            self._shuffled,
            self._mixed,
            self._stormed,
            lambda text: self._traditional(text.encode("utf-8", "replace").decode()),
            lambda text: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text),
            str.upper,
            str.swapcase,
        )

    def __call__(self) -> str:
        text = self._chance.choice(self._tips)
        for _ in range(self._chance.randrange(1, 7)):
            text = self._chance.choice(self._ways)(text)[: 2 * LIMIT]
        return text

    def _at(self, text: str) -> int:
        return self._chance.randrange(len(text) + 1)

    def _insert(self, text: str, piece: str) -> str:
        at = self._at(text)
        return text[:at] + piece + text[at:]

    def _marked(self, text: str) -> str:
        for _ in range(self._chance.randrange(1, 12)):
            text = self._insert(text, self._chance.choice(_MARKS + _CHARS))
        return text

    def _spliced(self, text: str) -> str:
        piece = self._chance.choice((self._chance.choice(_PIECES), self._chance.choice(self._terms)))
        return self._insert(text, piece)

    def _repeated(self, text: str) -> str:
        """A piece of it, or one of ours, many times over."""
        begin, end = sorted((self._at(text), self._at(text)))
        piece = self._chance.choice((text[begin:end], text[begin : begin + 2], self._chance.choice(_PIECES)))
        most = max(1, LIMIT // max(1, len(piece)))
        return self._insert(text, piece * self._chance.randrange(1, most + 1))

    def _cut(self, text: str) -> str:
        begin, end = sorted((self._at(text), self._at(text)))
        return text[begin:end]

    def _shuffled(self, text: str) -> str:
        letters = list(text)
        self._chance.shuffle(letters)
        return "".join(letters)

    def _mixed(self, text: str) -> str:
        """With another tip's middle in its own."""
        return self._insert(text, self._cut(self._chance.choice(self._tips)))

    def _stormed(self, text: str) -> str:
        """Each character under a heap of marks, or any characters of Unicode at all."""
        if self._chance.random() < 0.5:
            heap = "".join(self._chance.choices(_MARKS, k=self._chance.randrange(1, 20)))
            return "".join(char + heap for char in text[: LIMIT // len(heap)])
        return self._insert(text, "".join(chr(self._chance.randrange(0x110000)) for _ in range(200)))


def typical(triage: Pipeline) -> float:
    """CPU seconds that a tip of ordinary length takes."""
    tips = [row["text"] for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if 60 <= len(row["text"]) <= 160][:400]
    return min(_seconds(triage, tips) for _ in range(3)) / len(tips)


def _seconds(triage: Pipeline, texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        triage(text)
    return time.process_time() - began


def run(triage: Pipeline, texts: Iterator[str], *, seconds: float) -> tuple[int, list[Cost]]:
    """(how many texts, the dearest of them). Raises SystemExit at the first invalid finding."""
    usual = typical(triage)
    dearest: list[Cost] = []
    count = 0
    until = time.monotonic() + seconds
    for text in texts:
        if time.monotonic() > until:
            break
        began = time.process_time()
        finding = triage(text)
        cost = Cost((time.process_time() - began) / usual, text)
        count += 1
        if wrong := list(broken(text, finding)):
            raise SystemExit(f"{wrong}\n{text!a}")
        if cost.times > _MOST:  # a collection of garbage or a neighbour may have come between: measure both again
            cost = Cost(min(_seconds(triage, [text]) for _ in range(5)) / typical(triage), text)
        dearest = nlargest(_SLOW, [*dearest, cost])
    return count, dearest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="with the semantic second opinion")
    asked = parser.parse_args()
    mutator = Mutator(asked.seed)

    def texts() -> Iterator[str]:
        yield from HOSTILE
        while True:
            yield mutator()

    count, dearest = run(load(fast=not asked.whole), texts(), seconds=asked.seconds)
    sys.stdout.write(f"{count} texts, all findings valid. The dearest, in typical tips:\n")
    for cost in dearest:
        sys.stdout.write(f"  {cost.times:.1f}  {len(cost.text)} characters  {cost.text[:60]!a}\n")
    if dearest and dearest[0].times > _MOST:
        raise SystemExit(f"More than {_MOST:g}: {dearest[0].text!a}")


if __name__ == "__main__":
    main()
