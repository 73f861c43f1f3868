"""What an answer in words to "有人受伤吗？" says: "手烫到了" is somebody hurt, and a burn."""

from __future__ import annotations

from typing import Any

from bot.dialogue.heard import holds, made_of
from risk.finding import HARM_ORDER, Finding, Harm


def told(text: str, finding: Finding | None) -> dict[str, Any] | None:
    """`harm`, `hazards` and `harm_unknown` as a tip keeps them; None = no answer to that question."""
    if made_of(text, "typed-unknown"):
        return {"harm_unknown": True}
    if made_of(text, "typed-nobody"):
        return {"harm": Harm.NONE.value}
    if holds(text, "typed-hurt", denied="typed-not") or _grave(finding):
        return {"harm": _harm(finding).value, "hazards": list(_hazards(finding))}
    if holds(text, "typed-hurt") or (finding is not None and finding.injured == 0):  # 没有人被烫到
        return {"harm": Harm.NONE.value}
    if made_of(text, "typed-yes"):
        return {"harm": Harm.MINOR.value}
    return None


def besides(text: str, finding: Finding | None) -> dict[str, Any] | None:
    """The same, said where something else was asked."""
    if not (holds(text, "typed-hurt") or (holds(text, "typed-somebody") and made_of(text, "typed-nobody"))):
        return None
    said = told(text, finding)
    return None if said is None else {**said, "injuries": text[:2000]}


def _grave(finding: Finding | None) -> bool:
    return finding is not None and "harm" not in finding.abstained and finding.harm in _HURT


_HURT = frozenset(HARM_ORDER[HARM_ORDER.index(Harm.MINOR) :])


def _harm(finding: Finding | None) -> Harm:
    """At least a slight one; a graver one where it is surely told."""
    return finding.harm if finding is not None and _grave(finding) else Harm.MINOR


def _hazards(finding: Finding | None) -> tuple[str, ...]:
    """What hurt them, as far as words of the answer itself say it."""
    if finding is None:
        return ()
    cited = {evidence.label for evidence in finding.evidence}
    return tuple(code for code in finding.hazards if not cited or f"hazard:{code}" in cited)
