"""The `FileReader` port: a file is read in the reading process, and what it says is found here."""

from __future__ import annotations

import asyncio

from casework.ports import Triage
from nlp.files.process import Bounds, ReadingProcess
from nlp.labels.facts import find_facts, with_entities
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
        facts = await asyncio.to_thread(find_facts, written.lines, written.barcodes)
        if media_type in PAPERS and not facts and text:
            finding = await self._triage.find(text)
            facts = with_entities(facts, finding.entities)
        return Reading(text=text, barcodes=written.barcodes, facts=facts)

    async def close(self) -> None:
        await self._process.close()
