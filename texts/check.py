"""`python -m texts.check`: the catalogues are alike in every locale and hold every key that the code uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from fluent.syntax import ast

from texts.catalogue import LOCALES, areas, keys, variables
from texts.references import Reference, references

PACKAGES = ("risk", "casework", "documents", "bot", "web", "jobs", "fenghuo")


def problems(root: Path) -> list[str]:
    """One line for everything that is wrong; `root` is the folder of the packages."""
    found = list(_in_files())
    if not found:  # what follows needs catalogues that can be read
        found += _differences()
        found += _missing(list(references(root, PACKAGES)))
    return found


def main() -> int:
    """Prints what is wrong; 1 when anything is."""
    found = problems(Path(__file__).resolve().parent.parent)
    for line in found:
        sys.stderr.write(f"{line}\n")
    if not found:
        sys.stdout.write(f"texts: {len(keys(LOCALES[0]))} messages, alike in {', '.join(LOCALES)}\n")
    return 1 if found else 0


def _in_files() -> Iterator[str]:
    for locale in LOCALES:
        owner: dict[str, str] = {}
        for area, resource in areas(locale):
            where = f"texts/{locale}/{area}.ftl"
            for entry in resource.body:
                if isinstance(entry, ast.Junk):
                    yield f"{where}: not Fluent: {(entry.content or '').strip().splitlines()[0]}"
                if isinstance(entry, ast.Message):
                    name = entry.id.name
                    if name in owner:
                        yield f"{where}: {name} stands in {owner[name]}.ftl already"
                    owner.setdefault(name, area)
                    if entry.value is None:
                        yield f"{where}: {name} has no text"


def _differences() -> Iterator[str]:
    for name in sorted(frozenset().union(*(keys(locale) for locale in LOCALES))):
        holders = [locale for locale in LOCALES if name in keys(locale)]
        if len(holders) < len(LOCALES):
            yield f"{name}: not in {', '.join(locale for locale in LOCALES if locale not in holders)}"
            continue
        by_locale: Mapping[str, frozenset[str]] = {locale: variables(locale, name) for locale in LOCALES}
        if len(set(by_locale.values())) > 1:
            shown = "; ".join(f"{locale}: {', '.join(sorted(by_locale[locale])) or 'none'}" for locale in LOCALES)
            yield f"{name}: variables differ ({shown})"


def _missing(used: list[Reference]) -> Iterator[str]:
    known = keys(LOCALES[0])
    for reference in used:
        held = any(name.startswith(reference.key) for name in known) if reference.prefix else reference.key in known
        if not held:
            star = "*" if reference.prefix else ""
            yield f"{reference.file}:{reference.line}: no message {reference.key}{star}"


if __name__ == "__main__":
    raise SystemExit(main())
