"""Writes a page per lifecycle: `python -m fenghuo.pictures` renews docs/lifecycles."""

from __future__ import annotations

from pathlib import Path

from risk.lifecycles import LIFECYCLES, captions
from risk.mermaid import page

FOLDER = Path("docs/lifecycles")


def pages() -> dict[str, str]:
    """Every page by its file name, and README.md with the list of them."""
    told = captions()
    index = ["# Lifecycles", "Each is one table in `risk/`; these pages are generated from the tables.", ""]
    written = {}
    for lifecycle in LIFECYCLES:
        caption = told[lifecycle.name]
        written[f"{lifecycle.name}.md"] = page(lifecycle, caption)
        index.append(f"- [{caption.title} {lifecycle.name.replace('_', ' ')}]({lifecycle.name}.md): {caption.about}")
    return {"README.md": "\n".join([index[0], "", *index[1:]]) + "\n", **written}


def write(folder: Path) -> None:
    """Writes all pages into `folder`, made if need be; pages of lifecycles that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
