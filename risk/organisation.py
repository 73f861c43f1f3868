"""Organisations in their lines, and the people who act for them (Art. 4, 5; Plan)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.identity import NOTHING, Secret


class Level(StrEnum):
    """What an organisation is. The first three are the customs line from top to bottom."""

    NATIONAL = "national"  # 海关总署
    REGIONAL = "regional"  # 直属海关
    SUBORDINATE = "subordinate"  # 隶属海关
    MONITORING_CENTRE = "monitoring_centre"  # 国家监测中心 (Art. 5)
    TECHNICAL = "technical"  # 技术机构 (Art. 11, 12)
    DEPARTMENT = "department"  # local government department, a line of its own
    ENTERPRISE = "enterprise"  # 生产经营者 (Art. 3)
    PUBLIC = "public"  # the one organisation that citizens stand in


CUSTOMS = frozenset({Level.NATIONAL, Level.REGIONAL, Level.SUBORDINATE})
# Who files with whom: customs line and the bodies beside it, or the local line. Enterprises and the public have none.
AUTHORITIES = CUSTOMS | {Level.MONITORING_CENTRE, Level.DEPARTMENT}


class Role(StrEnum):
    CITIZEN = "citizen"
    ENTERPRISE = "enterprise"
    OFFICER = "officer"
    EXPERT = "expert"
    SIGNER = "signer"
    SUPERIOR = "superior"
    ADMIN = "admin"


class Post(StrEnum):
    """Where a missed deadline goes next: duty officer -> deputy -> head -> superior office."""

    STAFF = "staff"
    DEPUTY = "deputy"
    HEAD = "head"


class OperatorRole(StrEnum):
    """What an enterprise is in trade (Art. 3)."""

    IMPORTER = "importer"
    EXPORTER = "exporter"
    PRODUCER = "producer"
    AGENT = "agent"


@dataclass(frozen=True, kw_only=True)
class Organisation:
    id: str
    name: str
    level: Level
    created_at: datetime
    parent_id: str | None = None
    uscc: str | None = None  # unified social credit code 统一社会信用代码, enterprises
    region: str = ""  # e.g. 江门
    customs_code: str = ""
    operator_roles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()  # what an enterprise deals in, from the roster; empty = not told
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who acts. A citizen begins without a name: that comes with the real-name page."""

    id: str
    org_id: str
    role: Role
    created_at: datetime
    name: Secret = NOTHING
    phone: Secret = NOTHING
    email: Secret = NOTHING
    locale: str = "zh-CN"
    post: Post = Post.STAFF
    active: bool = True
    contact_withdrawn_at: datetime | None = None  # consent to be contacted withdrawn
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a person is reached: one row per (channel, address). `bound_at` None = a request not yet confirmed.

    `place`: in the order that the person has set; None = behind those, in the order of the house.
    """

    id: str
    person_id: str
    channel: str  # telegram | webchat | …
    address: Secret
    created_at: datetime
    phone_confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    closed_reason: str = ""
    place: int | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class BindingRequest:
    """An enterprise person claims a credit code; an officer confirms (or the roster did)."""

    id: str
    person_id: str
    uscc: str
    company: str
    requested_at: datetime
    office_id: str
    state: str = "requested"  # requested | confirmed | refused
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 0
