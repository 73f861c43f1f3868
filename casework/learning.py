"""What officers put right, as labelled tips to learn from: masked, and each use on record in the audit logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.enrolment import SYSTEM
from casework.env import Env
from casework.findings import stored_finding
from casework.join_cases import pairs
from casework.masking import mask
from casework.ports import UnitOfWork
from risk.correction import Correction, LabelField, Labels, standing
from risk.finding import Scope
from risk.information import RiskInformation


@dataclass(frozen=True, kw_only=True)
class Cases:
    """`tips`: labelled as the shipped ones, oldest decision first. `pairs`: what officers merged and split.

    `offices`: whose they are.
    """

    tips: Sequence[Mapping[str, Any]]
    pairs: Sequence[Mapping[str, Any]]
    offices: tuple[str, ...]


def read_cases(uow: UnitOfWork, env: Env, *, purpose: str) -> Cases:
    """For a `purpose` that the audit log names. What was erased has nothing to show."""
    tips: list[dict[str, Any]] = []
    offices: dict[str, int] = {}
    for made in _by_information(uow.corrections.all()):
        information = uow.informations.get(made[-1].information_id)
        row = _row(information, made)
        if row is not None:
            tips.append(row)
            office = uow.signals.get(made[-1].signal_id).office_id
            offices[office] = offices.get(office, 0) + 1
    both = list(pairs(uow))
    for case in uow.join_cases.all():
        office_id = uow.informations.get(case.information_id).office_id
        if office_id is not None:
            offices.setdefault(office_id, 0)
    for office, count in offices.items():
        _audit(uow, env, office, "cases.read", purpose=purpose, tips=str(count))
    return Cases(tips=sorted(tips, key=lambda row: str(row["at"])), pairs=both, offices=tuple(offices))


def note_weights(uow: UnitOfWork, env: Env, offices: Iterable[str], *, version: str, act: str) -> None:
    """`act`: `weights.install` or `weights.back`, on record where the cases came from."""
    for office in offices:
        _audit(uow, env, office, act, version=version)


def offices_with_cases(uow: UnitOfWork) -> tuple[str, ...]:
    """Whose decisions there are to learn from."""
    found = [uow.signals.get(item.signal_id).office_id for item in uow.corrections.all()]
    return tuple(dict.fromkeys(found))


def _audit(uow: UnitOfWork, env: Env, office: str, act: str, **detail: str) -> None:
    uow.audit.append(org_id=office, at=env.now(), actor_id=SYSTEM, act=act, subject="triage", **detail)


def _by_information(corrections: Iterable[Correction]) -> Iterable[Sequence[Correction]]:
    """Those that stand, for each piece of information that has any."""
    found: dict[str, list[Correction]] = {}
    for item in standing(corrections):
        found.setdefault(item.information_id, []).append(item)
    return found.values()


def _row(information: RiskInformation, made: Sequence[Correction]) -> dict[str, Any] | None:
    """None where there is nothing to learn: no words any more, or no product that somebody stands for."""
    last = made[-1]
    text = mask(information.text.reveal()[: last.read]).text
    labels = _labels(made)
    if not text.strip() or (labels.scope == Scope.IN and labels.product is None):
        return None
    finding = information.finding
    return {
        "id": last.id,
        "text": text,
        "lang": finding.get("lang", ""),
        "source": "officer",
        "scope": labels.scope,
        "product": labels.product,
        "hazards": list(labels.hazards),
        "harm": labels.harm,
        "injured": finding.get("injured"),
        "vulnerable": finding.get("vulnerable", []),
        "entities": _entities(information, text),
        "severity_rank": information.severity_rank,
        "at": last.at.isoformat(),
        "said": _plain(last.said),
        "version": last.triage_version,
        "decided_by": last.actor_id,
    }


def _labels(made: Sequence[Correction]) -> Labels:
    """As corrected. A harm that no officer touched may be the tipster's answer, which the words need not tell."""
    last = made[-1]
    touched = any(LabelField.HARM in item.before.differing(item.after) for item in made)
    return Labels(
        scope=last.after.scope,
        product=last.after.product or (last.said.product if last.after.scope == Scope.IN else None),
        hazards=last.after.hazards,
        harm=last.after.harm if touched else last.said.harm,
    )


def _entities(information: RiskInformation, text: str) -> dict[str, str | None]:
    """What triage read, as far as it still stands in the masked text; codes and dates are not quoted from it."""
    found = stored_finding(information).entities
    coded = ("origin", "date")
    return {name: value if value and (name in coded or value in text) else None for name, value in found.items()}


def _plain(labels: Labels) -> dict[str, Any]:
    return {field.value: getattr(labels, field) for field in LabelField}
