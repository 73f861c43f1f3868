"""The language of what people read here; progress and complaints go to standard error, data to standard output."""

from __future__ import annotations

import os
import sys

import typer
from rich.file_proxy import FileProxy

from fenghuo.cli.visible import visible
from fenghuo.settings import SettingsError, read_settings
from texts.catalogue import DEFAULT, LOCALES, say


def locale() -> str:
    """That of the settings, as far as they can be read at all."""
    try:
        return read_settings().locale
    except SettingsError:
        wanted = os.environ.get("FENGHUO_LOCALE", "")
        return wanted if wanted in LOCALES else DEFAULT


def tell(key: str, **params: object) -> None:
    """A sentence of the catalogue on standard error, above the progress bar if there is one."""
    sentence = visible(say(locale(), key, params))
    if isinstance(sys.stderr, FileProxy):  # Rich's, by which typer's own way would go round
        sys.stderr.write(f"{sentence}\n")
    else:
        typer.echo(sentence, err=True)
