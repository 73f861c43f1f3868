"""An officer puts right how a signal's information is sorted: product, hazards, harm; and takes it back (Art. 11).

The signal follows. It is never merged or split by this: what it now resembles is said, and the officer decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casework.cards import announce_signal, is_grave
from casework.clocks import start_clock
from casework.env import Env
from casework.findings import said_scope
from casework.likeness import about, alike, identity_of, represented, together, told
from casework.ports import UnitOfWork
from risk.correction import Correction, LabelField, Labels, checked, standing
from risk.deadline import DeadlineKind
from risk.errors import IllegalTransition, NotFound
from risk.finding import HARM_ORDER, Harm, Scope
from risk.information import RiskInformation
from risk.organisation import Person
from risk.permission import Act, demand
from risk.severity import severity_rank
from risk.signal import OPEN_STATES, SIGNAL, Signal, SignalState, pattern_of

# What was assessed is assessed anew where its risk changes much (Art. 14).
_ASSESSED = frozenset({SignalState.ASSESSED, SignalState.DECIDED})


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is put right; None = stays as it is. A product brings what was out of scope back in."""

    product: str | None = None
    hazards: tuple[str, ...] | None = None
    harm: str | None = None


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """`act_id`: to take it back; "" = nothing was different. `alike`: another open signal that it now resembles.

    `apart`: the information no longer fits the rest of its signal. `reassess`: Art. 14 asks for a new assessment.
    """

    signal: Signal
    act_id: str
    alike: Signal | None = None
    apart: bool = False
    reassess: bool = False


def correctable(uow: UnitOfWork, actor: Person, signal_id: str) -> tuple[Signal, list[RiskInformation]]:
    """The open signal and its information, oldest first. Raises `IllegalTransition` on a closed one."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.CORRECT_SIGNAL, subject=signal)
    if signal.state not in OPEN_STATES:
        raise IllegalTransition(lifecycle=SIGNAL.name, state=signal.state.value, command="correct")
    return signal, uow.informations.of_signal(signal.id)


def chosen_of(tips: Sequence[RiskInformation], information_id: str) -> list[RiskInformation]:
    """That one, or all of them for "". Raises `NotFound` where it has left the signal."""
    chosen = [tip for tip in tips if not information_id or tip.id == information_id]
    if not chosen:
        raise NotFound(kind="information")
    return chosen


def labels_of(information: RiskInformation) -> Labels:
    """How it is sorted now."""
    inside = information.product is not None
    return Labels(
        scope=(Scope.IN if inside else said_scope(information)).value,
        product=information.product,
        hazards=tuple(sorted(information.hazards)),
        harm=information.harm,
    )


def mark_of(tips: Sequence[RiskInformation]) -> str:
    """Changes where another officer has sorted one of them anew, or another one has come."""
    told_of = "\n".join(f"{tip.id} {labels_of(tip)}" for tip in tips)
    return hashlib.sha256(told_of.encode()).hexdigest()[:16]


def correct_signal(
    uow: UnitOfWork, env: Env, actor: Person, signal_id: str, change: Change, *, information_id: str = "", seen: str
) -> Corrected:
    """All of the signal's information, or one of it. `seen`: the `mark_of` what the officer had before them.

    Raises `IllegalTransition` where that is not how it is any more, `Invalid` for labels that no rule allows.
    """
    signal, tips = correctable(uow, actor, signal_id)
    chosen = chosen_of(tips, information_id)
    demand_seen(chosen, seen)
    after = {tip.id: checked(_changed(labels_of(tip), change)) for tip in chosen}
    whole = len(chosen) == len(tips)
    then = replace(
        signal,
        product=(change.product or signal.product) if whole else signal.product,
        hazards=tuple(sorted(change.hazards)) if whole and change.hazards is not None else signal.hazards,
    )
    return _apply(uow, env, actor, signal, then, tips, after)


def undo_correction(uow: UnitOfWork, env: Env, actor: Person, act_id: str) -> Corrected:
    """Puts the labels back as they were before. Raises `IllegalTransition` where something came after it."""
    made = uow.corrections.of_act(act_id)
    if not made:
        raise NotFound(kind="correction")
    first = uow.informations.get(made[0].information_id)
    if first.signal_id is None:
        raise IllegalTransition(lifecycle=SIGNAL.name, state="", command="correct")
    signal, tips = correctable(uow, actor, first.signal_id)
    now = {tip.id: labels_of(tip) for tip in tips}
    for item in made:
        last = standing(uow.corrections.of(item.information_id))[-1:]
        if now.get(item.information_id) != item.after or [each.act_id for each in last] != [act_id]:
            raise IllegalTransition(lifecycle=SIGNAL.name, state=signal.state.value, command="correct")
    before = {item.information_id: item.before for item in made}
    then = signal
    if len(before) == len(tips):
        oldest = before[tips[0].id]
        then = replace(signal, product=oldest.product, hazards=oldest.hazards)
    return _apply(uow, env, actor, signal, then, tips, before, undoes=act_id)


def relabelled(information: RiskInformation, labels: Labels) -> RiskInformation:
    """The information sorted like that, not saved."""
    finding, harm = information.finding, Harm(labels.harm)
    vulnerable, injured = finding.get("vulnerable"), finding.get("injured")
    return replace(
        information,
        product=labels.product,
        hazards=labels.hazards,
        harm=labels.harm,
        severity_rank=severity_rank(
            scope=Scope(labels.scope),
            harm=harm,
            hazards=labels.hazards,
            vulnerable=tuple(vulnerable) if isinstance(vulnerable, list | tuple) else (),
            injured=injured if isinstance(injured, int) else None,
        ),
    )


def keep_correction(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    signal: Signal,
    information: RiskInformation,
    after: Labels,
    *,
    act_id: str,
    undoes: str | None = None,
) -> None:
    """The case, with what triage had said, and its audit entry. `information` is as it was before."""
    before = labels_of(information)
    uow.corrections.add(
        Correction(
            id=env.ids.new(),
            act_id=act_id,
            information_id=information.id,
            signal_id=signal.id,
            actor_id=actor.id,
            at=env.now(),
            before=before,
            after=after,
            said=said_labels(information),
            triage_version=str(information.finding.get("version", "")),
            read=len(information.text.reveal()),
            undoes=undoes,
        )
    )
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor.id,
        act="information.uncorrect" if undoes else "information.correct",
        subject=f"information:{information.id}",
        signal=signal.id,
        fields=",".join(before.differing(after)),
    )


def said_labels(information: RiskInformation) -> Labels:
    """What triage had found."""
    finding = information.finding
    codes = finding.get("hazards")
    return Labels(
        scope=said_scope(information).value,
        product=str(finding["product"]) if finding.get("product") else None,
        hazards=tuple(sorted(map(str, codes))) if isinstance(codes, list | tuple) else (),
        harm=str(finding.get("harm", Harm.NONE)),
    )


def _changed(labels: Labels, change: Change) -> Labels:
    return Labels(
        scope=Scope.IN.value if change.product else labels.scope,
        product=change.product or labels.product,
        hazards=labels.hazards if change.hazards is None else change.hazards,
        harm=change.harm or labels.harm,
    )


def demand_seen(chosen: Sequence[RiskInformation], seen: str) -> None:
    """Raises `IllegalTransition` where they are not as they were when the officer looked."""
    if mark_of(chosen) != seen:
        raise IllegalTransition(lifecycle="information", state="", command="correct")


def _apply(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    signal: Signal,
    then: Signal,
    tips: Sequence[RiskInformation],
    labels: Mapping[str, Labels],
    *,
    undoes: str | None = None,
) -> Corrected:
    """`then`: the signal with the product and hazards that it gets. Saves what differs, and says what follows."""
    act_id = env.ids.new()
    now: list[RiskInformation] = []
    fields: set[LabelField] = set()
    for tip in tips:
        after = labels.get(tip.id, labels_of(tip))
        if differing := labels_of(tip).differing(after):
            keep_correction(uow, env, actor, signal, tip, after, act_id=act_id, undoes=undoes)
            tip = uow.informations.save(relabelled(tip, after))
            fields.update(differing)
        now.append(tip)
    if not fields and then == signal:
        return Corrected(signal=signal, act_id="")
    saved = uow.signals.save(following(uow, env, then, now, was=signal))
    graver = is_grave(saved) and not is_grave(signal)
    _announce(uow, env, actor, saved, graver=graver)
    resembled = alike(uow, env, saved.office_id, represented(saved), but=saved.id)
    return Corrected(
        signal=saved,
        act_id="" if undoes else act_id,
        alike=resembled[0] if resembled else None,
        apart=any(tip.product != saved.product for tip in now if tip.id in labels),
        reassess=saved.state in _ASSESSED and (graver or bool(fields & {LabelField.PRODUCT, LabelField.HAZARDS})),
    )


def _stands_apart(signal: Signal) -> bool:
    """An officer split it off, or its identity was taken: it goes on without one."""
    return not signal.identity and bool(identity_of(represented(signal)))


def following(uow: UnitOfWork, env: Env, signal: Signal, tips: Sequence[RiskInformation], *, was: Signal) -> Signal:
    """The signal's pattern, keys and worst harm, from its information as it is sorted now, not saved."""
    thing = replace(together(told(env, tip) for tip in tips), product=signal.product, hazards=signal.hazards)
    followed = replace(
        signal,
        pattern=pattern_of(signal.product, signal.hazards) if signal.product else f"?|{tips[0].id}",
        harm=max((Harm(tip.harm) for tip in tips), key=HARM_ORDER.index).value,
        severity_rank=max(tip.severity_rank for tip in tips),
    )
    return about(uow, followed, thing, apart=_stands_apart(was))


def _announce(uow: UnitOfWork, env: Env, actor: Person, signal: Signal, *, graver: bool) -> None:
    """Those on duty hear of a grave one as of a new one; else only the officer who has it, if another one did this."""
    if graver and signal.state is SignalState.NEW:
        start_clock(uow, env, DeadlineKind.ACKNOWLEDGE, subject_id=signal.id, office_id=signal.office_id, grave=True)
    if graver or signal.owner_id not in (None, actor.id):
        announce_signal(uow, env, signal, but=actor.id)
