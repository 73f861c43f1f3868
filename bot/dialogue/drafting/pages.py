"""The row that turns the pages of a list whose pages are acts of their own."""

from __future__ import annotations

from casework.ports import Option, Text


def turn_pages(page: int, pages: int, *, action: str, subject: str = "") -> tuple[tuple[Option, ...], ...]:
    """Back and on, where there is somewhere to go; the page's number is put after `subject`."""
    row: tuple[Option, ...] = ()
    if page > 1:
        row += (Option(label=Text(key="form-page-before"), action=action, subject=f"{subject}{page - 1}"),)
    if page < pages:
        label = Text(key="form-page-next", params={"page": page + 1, "pages": pages})
        row += (Option(label=label, action=action, subject=f"{subject}{page + 1}"),)
    return (row,) if row else ()
