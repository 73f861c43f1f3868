"""The shipped fake of `FileReader`, under the same contract tests as the real one (STYLE 39)."""

from __future__ import annotations

from collections.abc import Mapping

from risk.reading import Reading, Unread


class TableReader:
    """Answers from a table of contents; any other content is broken."""

    def __init__(self, table: Mapping[bytes, Reading] | None = None) -> None:
        self._table = dict(table or {})

    async def read(self, content: bytes, media_type: str) -> Reading:
        return self._table.get(content, Reading(unread=Unread.BROKEN))

    async def close(self) -> None:
        """Nothing is held."""
