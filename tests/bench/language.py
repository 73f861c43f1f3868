"""Triage beside plain segmentation by jieba, on the same texts and one core."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import jieba

from fenghuo.demo.tipsters import load_tips
from nlp.pipeline import Pipeline
from tests.bench.figures import Figure

_ROUNDS = 20


def figures(pipeline: Pipeline) -> Iterator[Figure]:
    texts = [tip.text for tip in load_tips()]
    jieba.setLogLevel("ERROR")
    triage, plain = _texts_a_second(pipeline, texts), _texts_a_second(jieba.lcut, texts)
    yield Figure(name="triage_texts", what="texts through triage", value=triage, unit="1/s")
    yield Figure(name="jieba_texts", what="texts through jieba.lcut", value=plain, unit="1/s")
    yield Figure(name="triage_ratio", what="triage per jieba.lcut", value=triage / plain, unit="")


def _texts_a_second(work: Callable[[str], object], texts: Sequence[str]) -> float:
    for text in texts:  # everything is loaded after this
        work(text)
    began = time.perf_counter()
    for _ in range(_ROUNDS):
        for text in texts:
            work(text)
    return _ROUNDS * len(texts) / (time.perf_counter() - began)
