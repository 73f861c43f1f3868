"""What the page's script says itself: `webchat-js-<name>` of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from texts.catalogue import say

_SCRIPT_WORDS = (
    "connecting",
    "offline",
    "online",
    "sending",
    "unsent",
    "retry",
    "you",
    "office",
    "today",
    "yesterday",
    "more",
    "less",
    "earlier",
    "open-file",
    "remove-file",
    "too-large",
    "too-many",
    "uploading",
    "signed-out",
    "highlighted",
    "repeat",
    "chosen",
    "write",
    "notices-on",
    "notices-off",
    "notices-begun",
    "notices-ended",
    "notices-refused",
    "notices-unreachable",
    "notices-install",
    "notices-failed",
)


def script_words(locale: str) -> Mapping[str, str]:
    """By name; `{value}` stands where the script puts one."""
    return {name: say(locale, f"webchat-js-{name}", {"value": "{value}"}) for name in _SCRIPT_WORDS}
