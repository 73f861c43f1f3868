"""What officers have put right on a signal, for its card and its details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.harm_told import harm_of
from casework.ports import Moment, Text, UnitOfWork
from casework.ports.replies import Param
from casework.terms import term, terms
from risk.correction import Correction, LabelField, standing
from risk.signal import Signal

_SHOWN = (LabelField.PRODUCT, LabelField.HAZARDS, LabelField.HARM)


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The corrections of one piece of information that stand, oldest first; at least one."""

    made: tuple[Correction, ...]

    def was(self, field: LabelField) -> object:
        """Before the first one."""
        return getattr(self.made[0].before, field)

    def now(self, field: LabelField) -> object:
        return getattr(self.made[-1].after, field)


def sorted_as(uow: UnitOfWork, signal: Signal) -> Mapping[str, Param]:
    """The card's `product`, `hazards` and `harm`, each with what it was before officers corrected it, and who did."""
    chains = _chains(uow.corrections.of_signal(signal.id))
    params: dict[str, Param] = {}
    telling: list[Correction] = []
    for field in _SHOWN:
        now = getattr(signal, field)
        params[field] = harm_of(uow, signal) if field is LabelField.HARM else name_of(field, now)
        for chain in chains[::-1]:
            if chain.was(field) != chain.now(field) == now:
                was = name_of(field, chain.was(field))
                params[field] = Text(key="correct-was", params={"now": params[field], "was": was})
                telling.append(chain.made[-1])
                break
    if telling:
        last = max(telling, key=lambda item: (item.at, item.id))
        by: dict[str, Param] = {"corrector": corrector(uow, last), "at": Moment(at=last.at)}
        params["harm"] = Text(key="correct-was-by", params={"harm": params["harm"], **by})
    return params


def corrector(uow: UnitOfWork, item: Correction) -> Param:
    """Who decided: the name on record, else the role."""
    person = uow.people.get(item.actor_id)
    return person.name.reveal() or term("role", person.role.value)


def _chains(corrections: list[Correction]) -> list[Chain]:
    """By information; the one corrected last comes last."""
    by_information: dict[str, list[Correction]] = {}
    for item in standing(corrections):
        by_information.setdefault(item.information_id, []).append(item)
    chains = [Chain(made=tuple(made)) for made in by_information.values()]
    return sorted(chains, key=lambda chain: (chain.made[-1].at, chain.made[-1].id))


def name_of(field: LabelField, value: object) -> Param:
    """A code, or several, by its name."""
    if field is LabelField.HAZARDS:
        return terms("hazard", value if isinstance(value, tuple) else ())
    return term(field.value, value if isinstance(value, str) else None)
