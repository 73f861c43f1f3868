"""One tree of the refusals that a user may meet; `code` is stable and is the catalogue key `error-<code>`."""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """The act was refused; nothing was changed."""

    code = "refused"

    def __init__(self, **params: str | int) -> None:
        """`params` are ids, codes and numbers for the sentence, never personal data."""
        self.params: Mapping[str, str | int] = params
        super().__init__(" ".join([self.code, *(f"{k}={v}" for k, v in params.items())]))


class IllegalTransition(DomainError):
    """The matter has moved on; this step is no longer possible."""

    code = "illegal-transition"


class NotAllowed(DomainError):
    """This role may not do that."""

    code = "not-allowed"


class NotFound(DomainError):
    """There is no such matter, or it is not yours to see."""

    code = "not-found"


class Conflict(DomainError):
    """Somebody else changed it a moment before you."""

    code = "conflict"


class Incomplete(DomainError):
    """Something that the rules demand is missing; `field` names it."""

    code = "incomplete"


class Invalid(DomainError):
    """A value does not have the right form; `field` names it."""

    code = "invalid"


class LinkSpent(DomainError):
    """The one-time link was used already or is out of date."""

    code = "link-spent"


class TooLarge(DomainError):
    """The text or file is over the limit."""

    code = "too-large"


class UnknownYear(DomainError):
    """The working-day plan of that year is not known; set it in the holiday table."""

    code = "unknown-year"


class EmptyAudience(DomainError):
    """Nobody would receive the circular."""

    code = "empty-audience"


class FourEyes(DomainError):
    """Nobody approves their own document."""

    code = "four-eyes"


class DigestMismatch(DomainError):
    """What was approved is not what is there now."""

    code = "digest-mismatch"


class Taken(DomainError):
    """Another officer has taken the signal already; `number` is its number."""

    code = "taken"


class UnnamedOnly(DomainError):
    """Unnamed leads alone never open an assessment (Art. 9)."""

    code = "unnamed-only"


class ExerciseWall(DomainError):
    """An exercise and real circulars never touch: this is not done with an exercise."""

    code = "exercise-wall"


class TipAlone(DomainError):
    """The signal has but this one tip, so there is nothing to split it off from."""

    code = "tip-alone"


class TipElsewhere(DomainError):
    """The tip was moved to another signal meanwhile."""

    code = "tip-elsewhere"


class TipMovedOut(DomainError):
    """The tip was moved out of scope and is on no signal any more."""

    code = "tip-moved-out"


class ContactWithdrawn(DomainError):
    """The tipster no longer wants to be contacted."""

    code = "contact-withdrawn"
