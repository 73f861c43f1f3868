"""Demonstration organisations and people, for an empty database: a line of customs, those beside it, two enterprises.

All names of firms and persons are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from casework import access, enrolment
from casework.env import Env
from casework.ports import LinkPurpose, UnitOfWork
from casework.subscriptions import subscribe
from risk.organisation import Level, Organisation, Person, Post, Role

LINK_HOURS: Final = 24.0


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A one-time link that opens the web chat. `part`: which part its holder plays."""

    part: str
    path: str


def ways_in(uow: UnitOfWork, *, env: Env, demonstrate: bool) -> list[Opened]:
    """On an empty database: the demonstration with a link for each part, or one administrator. Else nothing."""
    if not is_empty(uow):
        return []
    if not demonstrate:
        return [administrator(uow, env)]
    return [
        Opened(part=part, path=access.link_path(_link(uow, env, person))) for part, person in settle(uow, env).items()
    ]


def is_empty(uow: UnitOfWork) -> bool:
    """Nobody has been enrolled yet; the public, which the first visitor founds, does not count."""
    return all(org.level is Level.PUBLIC for org in uow.organisations.all())


def settle(uow: UnitOfWork, env: Env) -> dict[str, Person]:
    """Founds everything and returns who plays which part."""
    national = _org(uow, env, "海关总署", Level.NATIONAL)
    _org(uow, env, "国家监测中心", Level.MONITORING_CENTRE, parent=national)
    regional = _org(uow, env, "江门海关", Level.REGIONAL, parent=national, region="江门")
    subordinate = _org(uow, env, "新会海关", Level.SUBORDINATE, parent=regional, region="新会")
    laboratory = _org(uow, env, "江门海关技术中心", Level.TECHNICAL, parent=regional, region="江门")
    bureau = _org(uow, env, "江门市市场监督管理局", Level.DEPARTMENT, region="江门")
    toys = _enterprise(uow, env, "江门蓬江欢童贸易有限公司", uscc="91440703MA5DEM014K", products=("toys", "childcare"))
    appliances = _enterprise(uow, env, "新会亮家电器进出口有限公司", uscc="91440705MA5DEM023E", products=())
    parts = {
        "officer": _person(uow, env, regional, Role.OFFICER, "陈值班"),
        "signer": _person(uow, env, regional, Role.SIGNER, "梁签发", Post.HEAD),
        "superior": _person(uow, env, national, Role.SUPERIOR, "何总署"),
        "expert": _person(uow, env, laboratory, Role.EXPERT, "苏专家"),
        "enterprise": _person(uow, env, toys, Role.ENTERPRISE, "黄质量"),
    }
    _person(uow, env, regional, Role.OFFICER, "李副科", Post.DEPUTY)
    _person(uow, env, subordinate, Role.OFFICER, "吴新会")
    _person(uow, env, subordinate, Role.SIGNER, "冯新会", Post.HEAD)
    _person(uow, env, bureau, Role.OFFICER, "周市监")
    second = _person(uow, env, appliances, Role.ENTERPRISE, "林质量")
    for person in (parts["enterprise"], second):
        subscribe(uow, env, person)
    citizen, _ = access.new_citizen(uow, env, channel="webchat", address="", locale="zh-CN")
    return {"citizen": citizen, **parts}


def administrator(uow: UnitOfWork, env: Env) -> Opened:
    """For an empty installation without demonstration data: who enrols everybody else."""
    office = enrolment.add_organisation(uow, env, name="本单位", level=Level.REGIONAL)
    admin = _person(uow, env, office, Role.ADMIN, "管理员")
    return Opened(part="admin", path=access.link_path(_link(uow, env, admin)))


def _link(uow: UnitOfWork, env: Env, person: Person) -> str:
    return access.make_link(uow, env, person.id, LinkPurpose.SIGN_IN, hours=LINK_HOURS)


def _org(
    uow: UnitOfWork, env: Env, name: str, level: Level, *, parent: Organisation | None = None, region: str = ""
) -> Organisation:
    return enrolment.add_organisation(
        uow, env, name=name, level=level, parent_id=parent.id if parent else None, region=region
    )


def _enterprise(uow: UnitOfWork, env: Env, name: str, *, uscc: str, products: tuple[str, ...]) -> Organisation:
    return enrolment.add_organisation(
        uow,
        env,
        name=name,
        level=Level.ENTERPRISE,
        uscc=uscc,
        region="江门",
        operator_roles=("importer",),
        products=products,
    )


def _person(uow: UnitOfWork, env: Env, org: Organisation, role: Role, name: str, post: Post = Post.STAFF) -> Person:
    return enrolment.add_person(uow, env, org_id=org.id, role=role, name=name, post=post)
