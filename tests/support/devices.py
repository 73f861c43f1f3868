"""Browsers with made-up keys, for tests that send nothing."""

from __future__ import annotations

from tests.support.push_service import text_of


def device(name: str, *, key: str = "0a1b2c3d") -> str:
    """As an address of the channel `push`; the same for the same name."""
    point = b"\x04" + name.encode().ljust(64, b".")
    return f"https://push.example.org/{name} {text_of(point)} {text_of(name.encode().ljust(16, b'.'))} {key}"
