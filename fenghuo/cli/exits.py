"""Exit codes, and the one place where a refusal becomes a sentence on standard error."""

from __future__ import annotations

from enum import IntEnum

import typer

from fenghuo.cli.language import locale, tell
from fenghuo.cli.wording import sentence
from fenghuo.settings import SettingsError
from risk.errors import DomainError, FourEyes, NotAllowed, NotFound
from storage.errors import NewerSchema
from texts.catalogue import say


class Exit(IntEnum):
    OK = 0
    FAILED = 1  # refused, or something is broken
    USAGE = 2  # given by the command-line library itself
    SETTINGS = 3
    NOT_FOUND = 4
    NEWER_SCHEMA = 5
    NOT_ALLOWED = 6


class Stopped(Exception):
    """A refusal of the command line's own: the catalogue key, its parameters, the exit code."""

    def __init__(self, key: str, *, code: Exit = Exit.FAILED, **params: object) -> None:
        self.key = key
        self.params = params
        self.code = code
        super().__init__(key)


_CODES: tuple[tuple[type[DomainError], Exit], ...] = (
    (NotFound, Exit.NOT_FOUND),
    (NewerSchema, Exit.NEWER_SCHEMA),
    (NotAllowed, Exit.NOT_ALLOWED),
    (FourEyes, Exit.NOT_ALLOWED),
)


def complain(error: Stopped | DomainError | SettingsError | OSError) -> Exit:
    """Says on standard error what is wrong, and returns the exit code."""
    match error:
        case SettingsError():
            typer.echo(say(locale(), "cli-settings-wrong"), err=True)
            for problem in error.problems:
                typer.echo(f"  {problem.setting}: {say(locale(), problem.text.key, problem.text.params)}", err=True)
            return Exit.SETTINGS
        case Stopped():
            tell(error.key, **error.params)
            return error.code
        case OSError():
            tell("cli-system-refused", what=str(error.filename or ""), reason=str(error.strerror or error))
            return Exit.FAILED
    typer.echo(sentence(error), err=True)
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.FAILED)
