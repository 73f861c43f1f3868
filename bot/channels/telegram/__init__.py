"""Telegram, by python-telegram-bot as transport only (STYLE 29, 30)."""

import os

# The library's own switch: without it, every flood refusal raises a deprecation warning while it is being built.
os.environ.setdefault("PTB_TIMEDELTA", "1")
