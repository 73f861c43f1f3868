"""Triage beside plain segmentation by jieba, on the same texts and one core; hostile texts beside typical ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import jieba

from nlp.model import SHIPPED
from nlp.pipeline import Pipeline
from nlp.score import TIPS, read_tips
from tests.bench.figures import Figure

_ROUNDS = 5
_TYPICAL = range(60, 161)  # characters
_HOSTILE = ("夹手" * 2048, "1" * 4096, "A1-" * 1365, "批号" * 2048, "没有起火，" * 819, "“Ab Cd”牌 X1 " * 341)


def figures(pipeline: Pipeline) -> Iterator[Figure]:
    rows = [row for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if len(row["text"]) in _TYPICAL]
    texts = [row["text"] for row in rows if row["lang"] != "en"][::4]
    jieba.setLogLevel("ERROR")
    triage, plain = _seconds_a_text(pipeline, texts), _seconds_a_text(jieba.lcut, texts)
    hostile = max(_seconds_a_text(pipeline, [text]) for text in _HOSTILE)
    yield Figure(name="triage_texts", what="texts through triage", value=1 / triage, unit="1/s")
    yield Figure(name="jieba_texts", what="texts through jieba.lcut", value=1 / plain, unit="1/s")
    yield Figure(
        name="triage_cost", what="CPU time of triage by that of jieba.lcut", value=triage / plain, unit="", most=1
    )
    yield Figure(
        name="hostile_cost", what="4,096 hostile characters by a typical tip", value=hostile / triage, unit="", most=20
    )
    yield Figure(name="weights_size", what="weights on disk", value=SHIPPED.stat().st_size / 1e6, unit="MB", most=4)


def _seconds_a_text(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """CPU time; everything is loaded before."""
    for text in texts:
        work(text)
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - began)
    return best / len(texts)
