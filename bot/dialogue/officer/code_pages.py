"""Codes to pick from: the likeliest on short buttons, the whole list in pages, or narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.dialogue.forms import page_row
from casework.ports import Option, Text
from casework.terms import term
from texts.catalogue import say

Rows = tuple[tuple[Option, ...], ...]

LIKELIEST: Final = 6
_PAGE: Final = 12
_COLUMNS: Final = 2
_LONGEST: Final = 20  # characters to search by


@dataclass(frozen=True, kw_only=True)
class CodePage:
    """`codes`: all of `kind`, in order. `likely`: shown first until the list is asked for. `ticked`: of several."""

    kind: str
    codes: tuple[str, ...]
    likely: tuple[str, ...] = ()
    ticked: tuple[str, ...] | None = None  # None = one is picked
    page: int = 0  # 0 = the likeliest
    search: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """What the dialogue's state keeps of it."""
        ticked = None if self.ticked is None else list(self.ticked)
        return {"likely": list(self.likely), "ticked": ticked, "page": self.page, "search": self.search}

    def with_data(self, data: dict[str, Any]) -> CodePage:
        """The page as the state has it."""
        ticked = data.get("ticked")
        return replace(
            self,
            likely=tuple(data.get("likely", ())),
            ticked=None if ticked is None else tuple(ticked),
            page=int(data.get("page", 0)),
            search=str(data.get("search", "")),
        )

    def found(self, locale: str) -> tuple[str, ...]:
        """Those whose name, as the reader sees it, has the words."""
        wanted = self.search.casefold()
        return tuple(code for code in self.codes if wanted in say(locale, term(self.kind, code).key).casefold())

    def rows(self, locale: str) -> Rows:
        """Its buttons."""
        if self.page == 0 and self.likely:
            whole = Option(label=Text(key="correct-whole-list", params={"count": len(self.codes)}), value="page:1")
            return (*self._grid(self.likely), (whole,))
        found = self.found(locale)
        pages = max(1, -(-len(found) // _PAGE))
        page = min(max(1, self.page), pages)
        rows = (*self._grid(found[(page - 1) * _PAGE : page * _PAGE]), *page_row(page, pages))
        if self.search:
            rows = (*rows, (Option(label=Text(key="ticks-whole-list"), value="search:"),))
        if self.ticked is not None:
            done = Option(label=Text(key="form-done", params={"count": len(self.ticked)}), value="done")
            rows = (*rows, (done,))
        return rows

    def turned(self, value: str, text: str) -> CodePage | None:
        """After a press or typed words that pick nothing yet; None for what means nothing here."""
        if value == "search:":
            return replace(self, search="", page=1)
        if value.startswith("page:") and value.removeprefix("page:").isdecimal():
            return replace(self, page=int(value.removeprefix("page:")))
        code = self.picked(value)
        if code and self.ticked is not None:
            kept = set(self.ticked) ^ {code}
            return replace(self, ticked=tuple(each for each in self.codes if each in kept))
        if text.strip() and not value:
            return replace(self, search=text.strip()[:_LONGEST], page=1)
        return None

    def picked(self, value: str) -> str:
        """The code behind a button; "" for another button."""
        code = value.removeprefix("pick:")
        return code if value.startswith("pick:") and code in self.codes else ""

    def _grid(self, codes: Sequence[str]) -> Rows:
        options = [
            Option(
                label=Text(key=term(self.kind, code).key),
                value=f"pick:{code}",
                chosen=self.ticked is not None and code in self.ticked,
            )
            for code in codes
        ]
        return tuple(tuple(options[at : at + _COLUMNS]) for at in range(0, len(options), _COLUMNS))
