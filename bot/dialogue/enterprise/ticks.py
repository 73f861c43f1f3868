"""A long list to tick: paged, searched by typing, cleared by one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.forms import page_row
from bot.dialogue.turn import Context
from casework.ports import Choose, Keys, Option, Text
from texts.catalogue import say

PAGE = 10
_COLUMNS = 2


@dataclass(frozen=True, kw_only=True)
class Ticks:
    """What is ticked (codes), which page is open, and the words that the list is narrowed to."""

    ticked: tuple[str, ...] = ()
    page: int = 1
    search: str = ""


Choices = Sequence[tuple[str, Text]]  # (code, name)


def listed(ticks: Ticks, choices: Choices, context: Context) -> Choices:
    """Those whose name, as the reader sees it, has the words."""
    wanted = ticks.search.casefold()
    return [row for row in choices if wanted in say(context.person.locale, row[1].key).casefold()]


def tick_page(key: str, ticks: Ticks, choices: Choices, context: Context) -> Choose:
    """The open page. `key` has the parameters `ticked` (names) and `count`."""
    found = listed(ticks, choices, context)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, ticks.page), pages)
    options = [
        Option(label=label, value=f"tick:{code}", chosen=code in ticks.ticked)
        for code, label in found[(page - 1) * PAGE : page * PAGE]
    ]
    rows = [tuple(options[at : at + _COLUMNS]) for at in range(0, len(options), _COLUMNS)]
    rows.extend(page_row(page, pages))
    if ticks.search:
        rows.append((Option(label=Text(key="ticks-whole-list"), value="search:"),))
    rows.append(
        (
            Option(label=Text(key="ticks-all"), value="all"),
            Option(label=Text(key="form-done", params={"count": len(ticks.ticked)}), value="done"),
        )
    )
    names = dict(choices)
    return Choose(
        text=Text(
            key=key,
            params={
                "ticked": Keys(keys=tuple(names[code].key for code in ticks.ticked if code in names)),
                "count": len(ticks.ticked),
            },
        ),
        options=tuple(rows),
    )


def turned(ticks: Ticks, value: str, text: str, choices: Choices) -> Ticks | None:
    """After a press or typed words; None for what means nothing here."""
    if value.startswith("tick:"):
        code = value.removeprefix("tick:")
        if code not in dict(choices):
            return None
        kept = tuple(each for each in ticks.ticked if each != code)
        return replace(ticks, ticked=kept if code in ticks.ticked else (*kept, code))
    if value.startswith("page:") and value.removeprefix("page:").isdecimal():
        return replace(ticks, page=int(value.removeprefix("page:")))
    if value == "search:":
        return replace(ticks, search="", page=1)
    if text.strip():
        return replace(ticks, search=text.strip()[:20], page=1)
    return None
