"""The worst harm of a signal in words: that nobody was hurt is not the same as that nobody has said so."""

from __future__ import annotations

from casework.ports import UnitOfWork
from casework.ports.replies import Param
from casework.terms import term
from risk.correction import standing
from risk.finding import Harm
from risk.signal import Signal


def harm_of(uow: UnitOfWork, signal: Signal) -> Param:
    """`harm-unknown` where no tip, answer or officer has said that there was none."""
    unsaid = signal.harm == Harm.NONE and not _said_none(uow, signal)
    return term("harm", None if unsaid else signal.harm)


def _said_none(uow: UnitOfWork, signal: Signal) -> bool:
    if any(tip.finding.get("injured") == 0 for tip in uow.informations.of_signal(signal.id)):
        return True
    return any(made.before.harm != made.after.harm for made in standing(uow.corrections.of_signal(signal.id)))
