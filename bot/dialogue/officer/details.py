"""All that is known of a signal: what was found, assessed and decided, then the newest tips with their files."""

from __future__ import annotations

from bot.dialogue.officer.file_contents import file_contents
from bot.dialogue.turn import Context
from casework.assessment_cards import report_params
from casework.attached import Numbered, files_of
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

_TIPS = 5  # the newest ones
_CORRECTIONS = 10  # likewise
_QUOTE_LIMIT = 1500
_WRITTEN = frozenset({AssessmentState.SUBMITTED, AssessmentState.ADOPTED, AssessmentState.RETURNED})


def details(context: Context, signal: Signal) -> tuple[Reply, ...]:
    """In the order of the procedure; every part is confidential."""
    uow = context.uow
    tips = uow.informations.of_signal(signal.id)
    parts: list[Reply] = [_opening(context, signal, shown=min(_TIPS, len(tips)))]
    for tip in tips[-_TIPS:]:
        parts.append(_tip(context, signal, tip))
        parts += [_exchange(signal, message) for message in uow.relays.of(tip.id)]
    files = [one for tip in tips[-_TIPS:] for one in files_of(uow, tip)]
    parts += map(_file, files)
    parts += file_contents(context, signal, files)
    made = [item for item in uow.corrections.of_signal(signal.id) if not item.undoes]
    parts += [_correction(context, signal, item) for item in made[-_CORRECTIONS:]]
    parts += [_verification(context, signal, item) for item in uow.verifications.of(signal.id)]
    parts += [_assessment(context, signal, item) for item in uow.assessments.of(signal.id)]
    parts += [_decision(signal, item) for item in uow.decisions.of(signal.id)]
    return tuple(parts)


def _confidential(signal: Signal, text: Text, *, options: tuple[tuple[Option, ...], ...] = ()) -> Say:
    brief = Text(key="officer-details-brief", params={"number": signal.number})
    return Say(text=text, options=options, confidential=True, brief=brief)


def _opening(context: Context, signal: Signal, *, shown: int) -> Say:
    merged = context.uow.signals.find(signal.merged_into) if signal.merged_into else None
    params: dict[str, Param] = {
        "number": signal.number,
        "state": term("signal-state", signal.state.value),
        "opened": Moment(at=signal.opened_at),
        "office": context.uow.organisations.get(signal.office_id).name,
        "tips": signal.tips,
        "shown": shown,
        "reasoned": int(bool(signal.reason)),
        "reason": signal.reason,
        "merged": merged.number if merged else 0,
    }
    return _confidential(signal, Text(key="officer-details", params=params))


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
    params: dict[str, Param] = {
        "at": Moment(at=item.at),
        "corrector": corrector(context.uow, item),
        "tip": context.uow.informations.get(item.information_id).number,
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
