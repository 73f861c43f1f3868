"""Rapid-response measure 快速反应措施 (Art. 17; Plan 11, 12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from risk.guard import required
from risk.lifecycle import Lifecycle, Rule


class MeasureKind(StrEnum):
    """The kinds of Art. 17 in its order, then those that the Plan adds."""

    ADJUST_SUPERVISION = "adjust_supervision"  # 调整检验监管模式
    RETURN_GOODS = "return_goods"  # 退运
    DESTROY_GOODS = "destroy_goods"  # 销毁
    STOP_TRADE = "stop_trade"  # 停止进出口
    STOP_SALE = "stop_sale"  # 停止销售和使用
    RECALL = "recall"  # 召回
    SEAL_OR_SEIZE = "seal_or_seize"  # 查封或者扣押
    SURVEY = "survey"  # 组织调查同类产品、相关行业或者关联区域
    NOTIFY_DEPARTMENTS = "notify_departments"  # 通报有关部门和机构, with proposals for joint action
    RERATE_CREDIT = "rerate_credit"  # 调整信用等级
    TRACE = "trace"  # 追溯调查
    RESTRICT_TRADE = "restrict_trade"  # 限制或禁止进出口


SOURCES: Mapping[MeasureKind, str] = {
    MeasureKind.ADJUST_SUPERVISION: "17 (1)",
    MeasureKind.RETURN_GOODS: "17 (2)",
    MeasureKind.DESTROY_GOODS: "17 (2)",
    MeasureKind.STOP_TRADE: "17 (2)",
    MeasureKind.STOP_SALE: "17 (2)",
    MeasureKind.RECALL: "17 (2)",
    MeasureKind.SEAL_OR_SEIZE: "17 (3)",
    MeasureKind.SURVEY: "17 (4)",
    MeasureKind.NOTIFY_DEPARTMENTS: "17 (5)",
    MeasureKind.RERATE_CREDIT: "Plan 11",
    MeasureKind.TRACE: "Plan 11",
    MeasureKind.RESTRICT_TRADE: "Plan 11",
}


class LeadAuthority(StrEnum):
    CUSTOMS = "customs"
    MARKET_REGULATOR = "market_regulator"


def lead_authority(kind: MeasureKind) -> LeadAuthority:
    """Recalls are led by the market regulator (Plan 12 names it first), everything else by the customs."""
    return LeadAuthority.MARKET_REGULATOR if kind is MeasureKind.RECALL else LeadAuthority.CUSTOMS


class MeasureState(StrEnum):
    ACTIVE = "active"
    ADJUSTED = "adjusted"  # replaced by its successor
    LIFTED = "lifted"
    EXPIRED = "expired"


class MeasureCommand(StrEnum):
    EVALUATE = "evaluate"
    ADJUST = "adjust"
    LIFT = "lift"
    EXPIRE = "expire"


class Force(StrEnum):
    """Whether a measure binds today."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    OVER = "over"  # past its last day
    ENDED = "ended"  # adjusted or lifted


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`starts_on` and `ends_on` are local days, both included; no end = until lifted. `targets`: organisation ids."""

    id: str
    kind: MeasureKind
    office_id: str
    decision_id: str
    proposed_by: str
    imposed_by: str
    imposed_at: datetime
    starts_on: date
    ends_on: date | None = None
    targets: tuple[str, ...] = ()
    lead: LeadAuthority = LeadAuthority.CUSTOMS
    uncertain: bool = False  # Art. 18: an emergency, the risk not yet certain
    state: MeasureState = MeasureState.ACTIVE
    predecessor_id: str | None = None
    filed_at: datetime | None = None  # Art. 20
    evaluated_at: datetime | None = None  # Art. 23
    end_reason: str = ""
    version: int = 0


def force(measure: Measure, today: date) -> Force:
    """Computed from start, end and today, whatever a job has or has not flagged (STYLE 12; Art. 21)."""
    if measure.state in (MeasureState.ADJUSTED, MeasureState.LIFTED):
        return Force.ENDED
    if measure.state is MeasureState.EXPIRED or (measure.ends_on is not None and today > measure.ends_on):
        return Force.OVER
    return Force.NOT_YET if today < measure.starts_on else Force.IN_FORCE


_S, _C = MeasureState, MeasureCommand
MEASURE: Lifecycle[MeasureState, MeasureCommand] = Lifecycle(
    name="measure",
    initial=_S.ACTIVE,
    final=frozenset({_S.ADJUSTED, _S.LIFTED, _S.EXPIRED}),
    rules={
        (_S.ACTIVE, _C.EVALUATE): Rule(
            to=_S.ACTIVE,
            event="measure_evaluated",
            article="23, Plan 11",
            odd="An evaluation by itself changes nothing; it may lead to adjusting or lifting.",
        ),
        (_S.ACTIVE, _C.ADJUST): Rule(
            to=_S.ADJUSTED, event="measure_adjusted", article="19", guard=required("end_reason")
        ),
        (_S.ACTIVE, _C.LIFT): Rule(to=_S.LIFTED, event="measure_lifted", article="21", guard=required("end_reason")),
        (_S.ACTIVE, _C.EXPIRE): Rule(
            to=_S.EXPIRED,
            event="measure_expired",
            article="21",
            odd="Over by the calendar; the job only announces it.",
        ),
    },
)
