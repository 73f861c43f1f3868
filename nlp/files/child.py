"""The reading process: `python -m nlp.files.child MEMORY CPU`. It holds no secrets, and ends with its pipe.

Only this process imports the readers: they take hundreds of megabytes.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import sys
from typing import Any, BinaryIO, Final

from nlp.files.frames import Unreadable, Written, answer, cut_barcodes, cut_lines
from nlp.labels.facts import find_facts
from risk.reading import PICTURES, Unread

_NICE: Final = 10
_FILES: Final = 64
_FIRST_VICTIM: Final = "1000"


def main() -> None:
    """Reads files from standard input until it is closed. Arguments: bytes of memory, seconds of CPU for a file."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    # What the readers print goes to standard error; the answers have standard output to themselves.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _bound(memory)
    while header := sys.stdin.buffer.readline():
        wanted = json.loads(header)
        content = sys.stdin.buffer.read(wanted["size"])
        _allow(seconds)
        _say(out, read(content, wanted["kind"]))
        del content
        gc.collect()


def read(content: bytes, media_type: str) -> Written:
    """What stands in the file. Never raises for what is in it."""
    try:
        found = _read(content, media_type)
        lines, barcodes = cut_lines(found.lines), cut_barcodes(found.barcodes)
        # Here, not in the program: patterns over hostile text are bounded here too.
        return Written(lines=lines, barcodes=barcodes, facts=find_facts(lines, barcodes))
    except Unreadable as known:
        return Written(unread=known.why)
    except MemoryError:
        return Written(unread=Unread.TOO_LARGE)
    except Exception as unknown:  # noqa: BLE001 - a reader's bug over a hostile file: the next file is another matter
        print(f"unread: {type(unknown).__name__}", file=sys.stderr)  # noqa: T201 - this process has no log
        return Written(unread=Unread.TOO_LARGE if _of_memory(unknown) else Unread.BROKEN)


def _read(content: bytes, media_type: str) -> Written:
    if media_type in PICTURES:
        from nlp.files.pictures import read_picture

        return read_picture(content)
    if media_type == "application/pdf":
        from nlp.files.pdf import read_pdf

        return read_pdf(content)
    from nlp.files.word import read_word

    return read_word(content)


def _bound(memory: int) -> None:
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
        score.write(_FIRST_VICTIM)
    os.nice(_NICE)
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        resource.setrlimit(what, (most, most))


def _allow(seconds: int) -> None:
    """CPU time for one more file; beyond it the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


def _of_memory(error: BaseException) -> bool:
    """The libraries below say it in words of their own."""
    words = f"{type(error).__name__} {error}".lower()
    return any(sign in words for sign in ("alloc", "memory", "decompressionbomb"))


def _say(out: BinaryIO, written: Written) -> None:
    line: Any = answer(written)
    out.write(line)
    out.flush()


if __name__ == "__main__":
    main()
