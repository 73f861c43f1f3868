"""Triage beside plain segmentation by jieba, on the same texts and one core; hostile texts beside typical ones.

CPU time, in turns, so that whatever else runs on the machine disturbs both alike. A turn is what `fenghuo triage` takes
from a file at once. No text is measured twice: what either side keeps of the texts that it has met, it has met others.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jieba

from nlp.batch import PIECE
from nlp.model import SHIPPED
from nlp.pipeline import Pipeline, load
from nlp.score import TIPS, read_tips
from tests.bench.figures import Figure
from tests.fuzz.hostile import HOSTILE

_TYPICAL = range(60, 161)  # characters
_WARM = 300  # texts met before any is measured
_BATCH = 40_000  # lines: long enough for the start of the processes to weigh little
_LOAD = """
import json, os, subprocess, sys, time
from nlp.pipeline import load
pipeline = load(fast=sys.argv[1] == "fast")  # kept: what nobody holds is given back before it is counted
pipeline(sys.argv[2])
seconds = time.process_time()
resident = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, check=True).stdout
print(json.dumps([seconds, int(resident) / 1024]))
"""
_DOUBTFUL = "东西用着用着就不对劲，家里人都不敢碰了"


def figures(pipeline: Pipeline) -> Iterator[Figure]:
    """`pipeline`: with the second opinion."""
    rows = [row for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if len(row["text"]) in _TYPICAL]
    texts = [row["text"] for row in rows if row["lang"] != "en"]
    english = [row["text"] for row in rows if row["lang"] == "en"]
    jieba.setLogLevel("ERROR")
    fast = load(fast=True)
    gc.freeze()  # as `fenghuo triage` does
    for one in (fast, pipeline, jieba.lcut):
        for text in texts[:_WARM]:
            one(text)
    at_once, cut, whole_at_once = _many(fast), _each(jieba.lcut), _many(pipeline)
    fresh = texts[_WARM:]
    triage, plain, whole = _seconds(fresh[::2], at_once, cut, whole_at_once)
    alone, plain_alone = _seconds(fresh[1::2], _each(fast), cut)
    fast_english, plain_english = _seconds(english, at_once, cut)
    yield Figure(name="triage_texts", what="texts through triage --fast", value=1 / triage, unit="1/s")
    yield Figure(name="jieba_texts", what="texts through jieba.lcut", value=1 / plain, unit="1/s")
    yield _ratio("triage_cost", "CPU time of triage --fast by that of jieba.lcut", triage / plain, most=1)
    yield _ratio("triage_cost_alone", "the same, one tip at a time", alone / plain_alone)
    yield _ratio("triage_cost_english", "the same by files, English tips", fast_english / plain_english)
    yield _ratio("whole_cost", "with second opinions, by jieba.lcut", whole / plain, most=4)
    hostile = max(_best(fast, text) for text in HOSTILE)
    yield _ratio("hostile_cost", "4,096 hostile characters by a typical tip", hostile / alone, most=20)
    yield from _batch(rows)
    yield from _loading()
    yield Figure(name="weights_size", what="weights on disk", value=SHIPPED.stat().st_size / 1e6, unit="MB", most=4)


def _ratio(name: str, what: str, value: float, *, most: float | None = None) -> Figure:
    return Figure(name=name, what=what, value=value, unit="", most=most)


def _each(work: Callable[[str], object]) -> Callable[[Sequence[str]], None]:
    def one_by_one(texts: Sequence[str]) -> None:
        for text in texts:
            work(text)

    return one_by_one


def _many(pipeline: Pipeline) -> Callable[[Sequence[str]], object]:
    return lambda texts: pipeline.many([(text, None) for text in texts])


def _seconds(texts: Sequence[str], *works: Callable[[Sequence[str]], object]) -> list[float]:
    """CPU seconds a text."""
    total = [0.0] * len(works)
    for at in range(0, len(texts), PIECE):
        for number, work in enumerate(works):
            began = time.process_time()
            work(texts[at : at + PIECE])
            total[number] += time.process_time() - began
    return [seconds / len(texts) for seconds in total]


def _best(work: Callable[[str], object], text: str) -> float:
    """Of three."""
    return min(_seconds([text], _each(work))[0] for _ in range(3))


def _batch(rows: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    """By the clock, start and end of all processes included."""
    lines = [json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False) + "\n" for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tips.jsonl"
        path.write_text("".join((lines * (_BATCH // len(lines) + 1))[:_BATCH]), encoding="utf-8")
        (one, alone), (two, together) = (_clocked(path, jobs) for jobs in (1, 2))
    yield Figure(name="batch_lines", what="lines through `fenghuo triage --fast`", value=_BATCH / one, unit="1/s")
    yield Figure(name="batch_two", what="the same by two processes, times as fast", value=one / two, unit="", least=1.7)
    yield _ratio("batch_two_cpu", "CPU time of the two by that of the one", together / alone)


def _clocked(path: Path, jobs: int) -> tuple[float, float]:
    """Seconds by the clock, and of CPU time of all its processes."""
    before = os.times()
    began = time.perf_counter()
    with path.open("rb") as lines:
        command = [sys.executable, "-m", "fenghuo.cli", "triage", "--fast", "--jobs", str(jobs)]
        subprocess.run(command, stdin=lines, stdout=subprocess.DEVNULL, check=True)
    clock, after = time.perf_counter() - began, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return clock, used


def _loading() -> Iterator[Figure]:
    """Of a fresh process, after the first text."""
    for kind, what in (("fast", "fast path"), ("whole", "second opinion and all")):
        command = [sys.executable, "-c", _LOAD, kind, _DOUBTFUL]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, megabytes = json.loads(told.stdout)
        yield Figure(name=f"load_{kind}", what=f"loading, {what}, CPU time", value=seconds, unit="s", most=2)
        yield Figure(name=f"load_{kind}_memory", what=f"loaded, {what}", value=megabytes, unit="MB", most=250)


def main() -> None:
    """The figures alone: `python -m tests.bench.language`."""
    for figure in figures(load()):
        sys.stdout.write(f"{figure.what}: {figure.value:.3f} {figure.unit} {figure.aim}\n")


if __name__ == "__main__":
    main()
