"""Guards for lifecycle tables."""

from __future__ import annotations

from collections.abc import Callable

from risk.errors import DomainError, Incomplete

Guard = Callable[[object], DomainError | None]


def required(*fields: str) -> Guard:
    """A guard that refuses with `Incomplete` the first of `fields` that the subject lacks, or has empty or blank."""

    def guard(subject: object) -> DomainError | None:
        for field in fields:
            value = getattr(subject, field, None)
            if not (value.strip() if isinstance(value, str) else value):
                return Incomplete(field=field)
        return None

    guard.__doc__ = f"Given: {', '.join(field.replace('_', ' ') for field in fields)}."
    return guard
