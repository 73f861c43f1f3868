"""The `FileReader` port: a file is read in the reading process."""

from __future__ import annotations

from casework.ports import Triage
from nlp.files.process import Bounds, ReadingProcess
from nlp.labels.facts import with_entities
from risk.reading import PAPERS, Reading


class Reader:
    """`triage` finds names in the running text of papers, where nothing labels them."""

    def __init__(self, triage: Triage, bounds: Bounds | None = None) -> None:
        self._process = ReadingProcess(bounds)
        self._triage = triage

    @property
    def pid(self) -> int | None:
        """Of the reading process, while there is one."""
        return self._process.pid

    async def read(self, content: bytes, media_type: str) -> Reading:
        """Never raises for what is in the file."""
        written = await self._process.read(content, media_type)
        if written.unread is not None:
            return Reading(unread=written.unread)
        text = "\n".join(written.lines)
        facts = written.facts
        if media_type in PAPERS and not facts and text:
            finding = await self._triage.find(text)
            facts = with_entities(facts, finding.entities)
        return Reading(text=text, barcodes=written.barcodes, facts=facts)

    async def close(self) -> None:
        await self._process.close()
