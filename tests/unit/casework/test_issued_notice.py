"""What an office is told when its circular has gone out."""

from __future__ import annotations

import pytest

from texts.catalogue import LOCALES, say

WORDS = {"number": "粤2026-1", "title": "磁力珠", "people": 12, "count": 1, "names": "某公司"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ["circular-issued-told", "circular-issued-nobody"])
def test_who_could_not_be_reached_is_only_told_where_there_is_somebody(locale: str, key: str) -> None:
    everybody, not_all = (say(locale, key, {**WORDS, "unreachable": number}) for number in (0, 3))
    assert "0" not in everybody.replace("2026", "")
    assert "3" in not_all
    assert everybody.splitlines()[0].endswith(("。", "."))
