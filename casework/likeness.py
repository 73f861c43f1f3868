"""Which thing a signal is about, as far as its tips tell, and how information compares with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.env import Env
from casework.findings import guessed_finding
from casework.ports import UnitOfWork
from risk.identity import NOTHING, Secret
from risk.information import RiskInformation
from risk.likeness import SURER, JoinReason, Thing, Verdict
from risk.signal import Signal, pattern_of

_OTHER_NAMES = (JoinReason.DIFFERENT_BRAND, JoinReason.DIFFERENT_MODEL)
_SIGNALS = 8  # whose tips are read, of those that may be the same
_TIPS = 3  # of each
_CHOICES = 200  # of which an officer sees the likest first
_SHARING = 8  # tips that share the rarest words, wherever they are


def told(env: Env, information: RiskInformation) -> Thing:
    """What the information tells of the thing; its product may be a guess."""
    return env.compare.thing(guessed_finding(information), information.text.reveal())


def represented(signal: Signal) -> Thing:
    """What is known of the thing that the signal is about."""
    return Thing(
        product=signal.product,
        hazards=signal.hazards,
        brand=signal.brand.reveal(),
        model=signal.model.reveal(),
        kind=signal.kind.reveal(),
        details=tuple(signal.details.reveal().split()),
    )


def alike(
    uow: UnitOfWork, env: Env, office_id: str, thing: Thing, *, but: str = ""
) -> tuple[Signal, JoinReason] | None:
    """The office's open signal on the same thing: of several the one that is surest, then the oldest.

    Where the thing has its text, it is compared with what the latest tips of the likeliest signals say, and the tips
    that share its rarest words. `but`: the id of a signal that is not meant, because it is the one that is asked about.
    """
    found = uow.signals.open_alike(office_id, brand=thing.brand, model=thing.model, kind=thing.kind)
    # However many share a key, the one of this very identity is never left out.
    exact = uow.signals.open_with(office_id, identity_of(thing)) if identity_of(thing) else None
    if exact is not None and exact.id not in {signal.id for signal in found}:
        found.append(exact)
    sharing: dict[str, list[RiskInformation]] = {}
    for tip in uow.hints.sharing(office_id, thing.hints, limit=_SHARING):
        sharing.setdefault(tip.signal_id or "", []).append(tip)
    found += [uow.signals.get(id_) for id_ in sharing.keys() - {signal.id for signal in found}]
    verdicts = [(env.compare(thing, represented(signal)), signal) for signal in found if signal.id != but]
    if thing.text:
        near = [one for one in verdicts if one[0].reason not in _OTHER_NAMES and one[1].id not in sharing]
        near.sort(key=lambda one: (not one[0].same, -one[0].likely, one[1].number))
        near = [*[one for one in verdicts if one[1].id in sharing], *near[:_SIGNALS]]
        verdicts = [
            (_beside_tips(uow, env, thing, signal, known, sharing.get(signal.id, [])), signal) for known, signal in near
        ]
    same = [(verdict.reason, signal) for verdict, signal in verdicts if verdict.same]
    reason, signal = min(same, key=lambda one: (SURER.index(one[0]), one[1].number), default=(None, None))
    return None if reason is None or signal is None else (signal, reason)


def _beside_tips(
    uow: UnitOfWork, env: Env, thing: Thing, signal: Signal, known: Verdict, sharing: list[RiskInformation]
) -> Verdict:
    """The surest verdict on the thing and a tip of the signal, which is about what the signal is, told or not.

    `known`: the verdict on the signal, which holds where names say it is the same or no tip has its text any more.
    Names that differ there may have been misread: it is the same only if it is beside each of the tips.
    """
    if known.same and known.reason is JoinReason.SAME_MODEL:
        return known
    latest = uow.informations.latest_of_signal(signal.id, limit=_TIPS)
    tips = {tip.id: tip for tip in (*latest, *sharing) if tip.text.reveal()}
    things = [together((told(env, tip), represented(signal))) for tip in tips.values()]
    verdicts = [env.compare(thing, other) for other in things] or [known]
    if known.reason in _OTHER_NAMES and not all(verdict.same for verdict in verdicts):
        return known
    return min(verdicts, key=lambda one: SURER.index(one.reason) if one.same else len(SURER))


def identity_of(thing: Thing) -> str:
    """What one open signal of an office is about; "" where too little is told to be anything."""
    if not (thing.brand or thing.model or thing.kind):
        return ""
    return "|".join((pattern_of(thing.product, thing.hazards), thing.brand, thing.model, thing.kind))


def about(uow: UnitOfWork, signal: Signal, thing: Thing, *, apart: bool = False) -> Signal:
    """The signal with that thing's keys, not saved. Where its identity is taken, or `apart`, it stands without one.

    A product that is only a guess is no part of the identity.
    """
    identity = "" if apart else identity_of(replace(thing, product=signal.product))
    holder = uow.signals.open_with(signal.office_id, identity) if identity else None
    if holder is not None and holder.id != signal.id:
        identity = ""
    return replace(
        signal,
        brand=_secret(thing.brand),
        model=_secret(thing.model),
        kind=_secret(thing.kind),
        details=_secret(" ".join(thing.details)),
        identity=_secret(identity),
    )


def enriched(uow: UnitOfWork, signal: Signal, thing: Thing) -> Signal:
    """A tip that names brand, model or kind first names it for the signal. One that stood apart goes on to."""
    known = represented(signal)
    whole = together((known, thing))
    if whole == known:
        return signal
    return about(uow, signal, whole, apart=not signal.identity and bool(identity_of(known)))


def together(things: Iterable[Thing]) -> Thing:
    """The first thing, with what only later ones tell. At least one."""
    first, *more = things
    for thing in more:
        first = replace(
            first,
            brand=first.brand or thing.brand,
            model=first.model or thing.model,
            kind=first.kind or thing.kind,
            details=tuple(sorted({*first.details, *thing.details})),
        )
    return first


def likest_first(env: Env, information: RiskInformation, others: Sequence[Signal]) -> list[Signal]:
    """Signals of which one may be about the same thing as the information, for an officer to choose from."""
    thing = told(env, information)

    def unlike(other: Signal) -> tuple[bool, float]:
        verdict = env.compare(thing, represented(other))
        return not verdict.same, -verdict.likely

    return [*sorted(others[:_CHOICES], key=unlike), *others[_CHOICES:]]


def verdict_on(env: Env, a: RiskInformation, b: RiskInformation) -> Verdict:
    """What the program says of two pieces of information."""
    return env.compare(told(env, a), told(env, b))


def _secret(words: str) -> Secret:
    return Secret(words) if words else NOTHING
