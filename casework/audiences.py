"""Audience 发布对象 of a circular as officers write it: "subscribers", "all", or a list of whom they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from casework.credit_codes import is_credit_code
from casework.ports import UnitOfWork
from risk.circular import Audience
from risk.errors import Invalid
from risk.organisation import Level, OperatorRole

SUBSCRIBERS, ALL = "subscribers", "all"
_USCC_LENGTH = 18

# What officers write for a trade role, besides its code.
ROLE_WORDS: Mapping[str, OperatorRole] = {
    **{role.value: role for role in OperatorRole},
    "进口商": OperatorRole.IMPORTER,
    "進口商": OperatorRole.IMPORTER,
    "收货人": OperatorRole.IMPORTER,
    "出口商": OperatorRole.EXPORTER,
    "发货人": OperatorRole.EXPORTER,
    "生产企业": OperatorRole.PRODUCER,
    "生产商": OperatorRole.PRODUCER,
    "生產商": OperatorRole.PRODUCER,
    "代理人": OperatorRole.AGENT,
    "代理": OperatorRole.AGENT,
}


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Who can be named: enrolled credit codes, ids of organisations by name, regions."""

    usccs: Collection[str] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    regions: Collection[str] = ()


def directory(uow: UnitOfWork) -> Directory:
    """Of this installation. Enterprises are found by credit code or by name, offices by name."""
    everybody = [each for each in uow.organisations.all() if each.level is not Level.PUBLIC]
    return Directory(
        usccs={each.uscc for each in everybody if each.uscc},
        organisations={each.name: each.id for each in everybody},
        regions={each.region for each in everybody if each.region},
    )


def parse_audience(value: object, known: Directory) -> Audience:
    """`value`: "subscribers", "all", or a list of these, credit codes, trade roles, regions, names; "" or [] = nobody.

    Each entry adds to the audience. Raises `Invalid` (field "audience", `value` the entry) for one that names nobody.
    """
    if isinstance(value, Audience):
        return value
    if value is None or isinstance(value, str):
        entries: Iterable[object] = [value] if value else []
    elif isinstance(value, Iterable):
        entries = value
    else:
        raise Invalid(field="audience", value=type(value).__name__)
    found: dict[str, list[str]] = {"usccs": [], "roles": [], "regions": [], "organisations": []}
    everyone = subscribers = False
    for entry in entries:
        if not isinstance(entry, str) or not entry.strip():
            raise Invalid(field="audience", value=str(entry))
        word = entry.strip()
        if word == ALL:
            everyone = True
        elif word == SUBSCRIBERS:
            subscribers = True
        else:
            part, name = _part(word, known)
            if name not in found[part]:
                found[part].append(name)
    return Audience(everyone=everyone, subscribers=subscribers, **{part: tuple(names) for part, names in found.items()})


def _part(word: str, known: Directory) -> tuple[str, str]:
    """(field of `Audience`, value) of one named entry."""
    code = word.upper()
    if len(code) == _USCC_LENGTH and code.isascii() and code.isalnum():
        # A code that nobody is enrolled under would be a warning that goes nowhere.
        if not is_credit_code(code) or code not in known.usccs:
            raise Invalid(field="audience", value=word)
        return "usccs", code
    role = ROLE_WORDS.get(word.lower())
    if role is not None:
        return "roles", role.value
    if word in known.organisations:
        return "organisations", known.organisations[word]
    if any(word in region for region in known.regions):
        return "regions", word
    raise Invalid(field="audience", value=word)
