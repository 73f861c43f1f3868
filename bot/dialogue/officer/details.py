"""All that is known of a signal: its tips with their files, page by page, then what was found, assessed and decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.forms import page_row
from bot.dialogue.officer.file_contents import file_contents
from bot.dialogue.turn import Context
from casework.assessment_cards import report_params
from casework.attached import Numbered, files_of
from casework.cards import button_to, merged_into
from casework.corrected import corrector, name_of
from casework.masking import cut, mask
from casework.ports import Key, Moment, Option, Reply, Say, SendFile, Text
from casework.ports.replies import Param
from casework.terms import term, terms
from risk.assessment import Assessment, AssessmentState, Decision
from risk.correction import Correction, LabelField, standing
from risk.deadline import DeadlineKind
from risk.information import RelayMessage, RiskInformation
from risk.organisation import Role
from risk.signal import SIGNAL, Signal, SignalCommand, Verification

_TIPS = 5  # on a page
_CORRECTIONS = 10  # the newest ones
_QUOTE_LIMIT = 1500
_WRITTEN = frozenset({AssessmentState.SUBMITTED, AssessmentState.ADOPTED, AssessmentState.RETURNED})


def details(context: Context, signal: Signal, *, page: int = 1) -> tuple[Reply, ...]:
    """In the order of the procedure, after the newest tips; every part is confidential. Later pages: older tips."""
    tips = context.uow.informations.of_signal(signal.id)
    pages = max(1, -(-len(tips) // _TIPS))
    page = min(max(1, page), pages)
    parts: list[Reply] = [_opening(context, signal, tips=len(tips), page=page, pages=pages)]
    parts += _tips(context, signal, tips[::-1][(page - 1) * _TIPS : page * _TIPS])
    if page == 1:
        parts += _procedure(context, signal)
    if pages > 1:
        parts.append(_turn_pages(signal, page, pages))
    return tuple(parts)


def _tips(context: Context, signal: Signal, tips: Sequence[RiskInformation]) -> list[Reply]:
    parts: list[Reply] = []
    for tip in tips:
        parts.append(_tip(context, signal, tip))
        parts += [_exchange(signal, message) for message in context.uow.relays.of(tip.id)]
    files = [one for tip in tips for one in files_of(context.uow, tip)]
    parts += map(_file, files)
    return [*parts, *file_contents(context, signal, files)]


def _procedure(context: Context, signal: Signal) -> list[Reply]:
    """What was corrected, found, assessed and decided."""
    uow = context.uow
    corrections = [*uow.corrections.of_signal(signal.id), *_of_moved_out(context, signal)]
    made = sorted((item for item in corrections if not item.undoes), key=lambda item: (item.at, item.id))
    return [
        *(_correction(context, signal, item) for item in made[-_CORRECTIONS:]),
        *(_verification(context, signal, item) for item in uow.verifications.of(signal.id)),
        *(_assessment(context, signal, item) for item in uow.assessments.of(signal.id)),
        *(_decision(signal, item) for item in uow.decisions.of(signal.id)),
    ]


def _of_moved_out(context: Context, signal: Signal) -> list[Correction]:
    """All corrections of the tips that left the system's scope from this signal."""
    uow = context.uow
    chains = [uow.corrections.of(tip.id) for tip in uow.informations.moved_out(signal.id)]
    return [item for chain in chains if chain[-1].signal_id == signal.id for item in chain]


def _turn_pages(signal: Signal, page: int, pages: int) -> Say:
    """Buttons that stay good after other messages, so acts and not answers."""
    rows = tuple(
        tuple(
            replace(option, value="", action="signal.page", subject=f"{signal.id}:{option.value.removeprefix('page:')}")
            for option in row
        )
        for row in page_row(page, pages)
    )
    return _confidential(signal, Text(key="officer-details-page", params={"page": page, "pages": pages}), options=rows)


def _confidential(signal: Signal, text: Text, *, options: tuple[tuple[Option, ...], ...] = ()) -> Say:
    brief = Text(key="officer-details-brief", params={"number": signal.number})
    return Say(text=text, options=options, confidential=True, brief=brief)


def _opening(context: Context, signal: Signal, *, tips: int, page: int, pages: int) -> Say:
    merged = merged_into(context.uow, signal)
    params: dict[str, Param] = {
        "number": signal.number,
        "state": term("signal-state", signal.state.value),
        "opened": Moment(at=signal.opened_at),
        "office": context.uow.organisations.get(signal.office_id).name,
        "tips": tips,
        "page": page,
        "pages": pages,
        "reasoned": int(bool(signal.reason)),
        "reason": signal.reason,
        "merged": merged.number if merged else 0,
    }
    there = button_to(signal, merged) if merged else ()
    return _confidential(signal, Text(key="officer-details", params=params), options=(there,) if there else ())


def _tip(context: Context, signal: Signal, tip: RiskInformation) -> Say:
    where, injuries = mask(tip.where_bought.reveal()).text, mask(tip.injuries.reveal()).text
    params: dict[str, Param] = {
        "tip": tip.number,
        "at": Moment(at=tip.submitted_at),
        "source": term("source", tip.source.value),
        "named": int(tip.real_name_id is not None),
        "trade": term("trade", tip.trade.value),
        "where": where or "—",
        "injuries": injuries or "—",
        "status": term("information-status", tip.status.value),
        "joined": term("join-reason", tip.join_reason),
        "quote": cut(mask(tip.text.reveal()), _QUOTE_LIMIT),
    }
    options: tuple[Option, ...] = ()
    if context.person.role is Role.OFFICER:
        options += (Option(label=Text(key="officer-button-ask"), action="tip.ask", subject=tip.id),)
        if context.uow.deadlines.open_of(tip.id, DeadlineKind.ANSWER_TIPSTER) is not None:
            options += (Option(label=Text(key="officer-button-answered"), action="tip.answered", subject=tip.id),)
        if signal.tips > 1 and SignalCommand.MERGE in SIGNAL.commands(signal.state):
            options += (Option(label=Text(key="officer-button-split"), action="tip.split", subject=tip.id),)
    return _confidential(signal, Text(key="officer-tip", params=params), options=(options,) if options else ())


def _exchange(signal: Signal, message: RelayMessage) -> Say:
    key = "officer-relay-asked" if message.from_officer else "officer-relay-said"
    quote = cut(mask(message.text.reveal()), _QUOTE_LIMIT)
    return _confidential(signal, Text(key=key, params={"at": Moment(at=message.at), "quote": quote or "—"}))


def _correction(context: Context, signal: Signal, item: Correction) -> Say:
    """What somebody put right, what triage had said, and whether it was taken back."""
    stands = standing(context.uow.corrections.of(item.information_id))
    changed = item.before.differing(item.after)
    tip = context.uow.informations.get(item.information_id)
    params: dict[str, Param] = {
        "at": Moment(at=item.at),
        "corrector": corrector(context.uow, item),
        "tip": tip.number,
        "left": int(tip.signal_id is None),
        "undone": int(item not in stands),
    }
    for field in LabelField:
        params[f"{field}_changed"] = int(field in changed)
        params[f"{field}_before"] = name_of(field, getattr(item.before, field))
        params[f"{field}_after"] = name_of(field, getattr(item.after, field))
        params[f"{field}_said"] = name_of(field, getattr(item.said, field))
    return _confidential(signal, Text(key="officer-correction", params=params))


def _file(one: Numbered) -> SendFile:
    return SendFile(
        text=Text(key="officer-file", params={"tip": one.tip.number, "number": one.number}),
        document=f"attachment:{one.file.id}",
        file_name=one.name,
        confidential=True,
    )


def _verification(context: Context, signal: Signal, item: Verification) -> Say:
    delegate = context.uow.organisations.find(item.delegate_org_id) if item.delegate_org_id else None
    params: dict[str, Param] = {
        "at": Moment(at=item.at),
        "method": term("verification-method", item.method),
        "investigator": delegate.name if delegate else Key(key="officer-investigator-self"),
        "checks": item.checks,
        "finding": item.finding,
        "evidence": item.evidence or "—",
        "holds": int(item.holds),
    }
    return _confidential(signal, Text(key="officer-verification", params=params))


def _assessment(context: Context, signal: Signal, item: Assessment) -> Say:
    if item.state in _WRITTEN:
        report = Text(key="assessment-report", params={"number": signal.number, **report_params(item)})
        options: tuple[Option, ...] = ()
        if item.state is AssessmentState.SUBMITTED and context.person.role is Role.OFFICER:
            options = (
                Option(label=Text(key="officer-button-adopt"), action="assessment.adopt", subject=item.id),
                Option(label=Text(key="officer-button-return"), action="assessment.return", subject=item.id),
            )
        return _confidential(signal, report, options=(options,) if options else ())
    params: dict[str, Param] = {
        "state": term("assessment-state", item.state.value),
        "institution": context.uow.organisations.get(item.org_id).name,
        "reasoned": int(bool(item.reason)),
        "reason": item.reason,
    }
    return _confidential(signal, Text(key="officer-assessment", params=params))


def _decision(signal: Signal, item: Decision) -> Say:
    params: dict[str, Param] = {
        "at": Moment(at=item.decided_at),
        "warnings": terms("circular-kind", item.warnings) if item.warnings else Key(key="officer-none"),
        "measures": terms("measure-kind", item.measures) if item.measures else Key(key="officer-none"),
        "reasoned": int(bool(item.none_reason)),
        "reason": item.none_reason,
        "uncertain": int(item.uncertain),
    }
    return _confidential(signal, Text(key="officer-decision", params=params))
