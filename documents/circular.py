"""The `Render` port: one circular as chat text, as HTML and as PDF, all from the same words."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from dataclasses import asdict, replace
from functools import cached_property
from importlib import resources
from typing import Literal

import jinja2
import pylopdf_fonts_zh_cn
import typst

from casework.ports.records import CircularPaper, Paper, ReceiptsPaper
from documents.receipt import dumped, shown_receipts
from documents.wording import Shown, shown
from texts.catalogue import say

TEMPLATE_VERSION = "1"  # raise it whenever a template changes what a reader sees
_LONG_RUN = re.compile(r"[!-~]{32}(?=[!-~])")  # of unspaced ASCII: it would run off the page


class CircularRenderer:
    """Holds the fonts and the parsed templates; safe to use from several threads."""

    def __call__(self, paper: CircularPaper) -> Paper:
        """Synchronous, about 0.2 s; the same paper gives the same digest."""
        words = shown(paper)
        return Paper(text=chat_text(words), html=self._html(words), pdf=self._typeset(words), digest=digest(paper))

    async def render(self, paper: CircularPaper) -> Paper:
        """The same in a worker thread."""
        return await asyncio.to_thread(self, paper)

    def pages(self, paper: CircularPaper, *, ppi: int = 100) -> list[bytes]:
        """The pages as PNG, to look at."""
        images = self._compile(shown(paper), "png", ppi=ppi)
        return images if isinstance(images, list) else [images]

    def receipts(self, paper: ReceiptsPaper) -> bytes:
        """Receipts as PDF: a single one as a certificate, an export as a list. Synchronous, about 0.2 s."""
        pdf = self._compile_receipts(paper, "pdf")
        return pdf if isinstance(pdf, bytes) else b"".join(pdf)

    def receipt_pages(self, paper: ReceiptsPaper, *, ppi: int = 100) -> list[bytes]:
        """Its pages as PNG, to look at."""
        images = self._compile_receipts(paper, "png", ppi=ppi)
        return images if isinstance(images, list) else [images]

    def _compile_receipts(
        self, paper: ReceiptsPaper, output: Literal["pdf", "png"], *, ppi: float | None = None
    ) -> bytes | list[bytes]:
        source = resources.files("documents").joinpath("receipt.typ").read_bytes()
        data = {"receipts": dumped(shown_receipts(paper))}
        return _compiled(source, self._fonts, data, output, ppi=ppi)

    def _typeset(self, words: Shown) -> bytes:
        pdf = self._compile(words, "pdf")
        return pdf if isinstance(pdf, bytes) else b"".join(pdf)

    def _compile(self, words: Shown, output: Literal["pdf", "png"], *, ppi: float | None = None) -> bytes | list[bytes]:
        # User text reaches typst as data only (STYLE 31): JSON in sys.inputs, never markup.
        data = json.dumps(_breakable(asdict(words)), ensure_ascii=False)
        return _compiled(self._source, self._fonts, {"circular": data}, output, ppi=ppi)

    def _html(self, words: Shown) -> str:
        return self._page.render(asdict(words))

    @cached_property
    def _fonts(self) -> typst.Fonts:
        folder = pylopdf_fonts_zh_cn.serif_path().parent  # the sans face lies beside it
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])

    @cached_property
    def _source(self) -> bytes:
        return resources.files("documents").joinpath("circular.typ").read_bytes()

    @cached_property
    def _page(self) -> jinja2.Template:
        environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
        return environment.from_string(resources.files("documents").joinpath("circular.html").read_text("utf-8"))


def _compiled(
    source: bytes, fonts: typst.Fonts, data: dict[str, str], output: Literal["pdf", "png"], *, ppi: float | None
) -> bytes | list[bytes]:
    made: bytes | list[bytes] | None = typst.Compiler(source, font_paths=fonts, sys_inputs=data).compile(
        format=output, ppi=ppi
    )
    if made is None:
        raise RuntimeError("typst made no document")
    return made


def digest(paper: CircularPaper) -> str:
    """SHA-256, hex, over canonical JSON of every word shown but the official number and the date of issue."""
    words = asdict(shown(replace(paper, official_number="", issued_on="")))
    for name in ("mark", "band"):  # only an exercise has them: the digest of all else is as it always was
        words = {key: value for key, value in words.items() if key != name or value}
    content = {"template": TEMPLATE_VERSION, "circular": words}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def chat_text(words: Shown) -> str:
    """Plain text for a chat: kind and level first, office and date last; of an exercise first of all that it is one."""
    blocks = [
        f"{words.mark}{say(words.locale, 'document-kind-line', {'kind': words.kind})} {words.level}\n{words.title}",
        words.band,
        "\n".join([words.number, *filter(None, [words.addressees])]),
        "\n".join(say(words.locale, "document-fact", {"label": label, "value": value}) for label, value in words.facts),
        "\n\n".join(words.paragraphs),
    ]
    if words.measures:
        numbered = [f"{number}. {measure}" for number, measure in enumerate(words.measures, start=1)]
        blocks.append("\n".join([words.measures_label, *numbered]))
    blocks += ["\n".join(words.closing), f"{words.office}\n{words.date}"]
    return "\n\n".join(block for block in blocks if block)


def _breakable(value: object) -> object:
    """Long runs without a space get invisible places to break at."""
    if isinstance(value, str):
        return _LONG_RUN.sub("\\g<0>\u200b", value)
    if isinstance(value, dict):
        return {key: _breakable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_breakable(item) for item in value]
    return value
