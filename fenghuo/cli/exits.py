"""Exit codes, and the one place where a refusal becomes a sentence on standard error."""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Final

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
    INTERRUPTED = 130  # by Ctrl-C


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

_REASONS: Final = {
    errno.ENOSPC: "system-no-space",
    errno.EACCES: "system-no-permission",
    errno.EPERM: "system-no-permission",
    errno.ENOENT: "system-no-file",
    errno.EISDIR: "system-is-folder",
}


def reason_of(error: OSError) -> str:
    """Why the operating system refused: in the reader's language where it is common, else in its own words."""
    key = _REASONS.get(error.errno or 0)
    return say(locale(), key) if key else str(error.strerror or error)


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
            what = str(error.filename or "")
            tell("cli-system-refused", what=what, named=int(bool(what)), reason=reason_of(error))
            return Exit.FAILED
    typer.echo(sentence(error), err=True)
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.FAILED)
