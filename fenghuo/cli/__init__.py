"""The console command `fenghuo`. Nothing else is imported here, since that takes its time."""

from __future__ import annotations

import os
import signal

__all__ = ["main"]


def main() -> None:
    """Ctrl-C ends it without a word, even while it is starting."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else somebody wants us not to be interrupted
        # No exception: some libraries would turn it into one of theirs while they are imported.
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from fenghuo.cli.commands import run

    signal.signal(signal.SIGINT, usual)
    run()
