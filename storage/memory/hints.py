"""By which words tips on the same thing are found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from casework.ports.repositories import HINTED
from risk.information import RiskInformation
from risk.signal import OPEN_STATES, Signal
from storage.memory.shelf import Cells, Shelf
from storage.repositories.hints import likeliest


class Hints:
    def __init__(self, kept: Cells, informations: Shelf[RiskInformation], signals: Shelf[Signal]) -> None:
        self._kept = kept
        self._informations = informations
        self._signals = signals

    def keep(self, information: RiskInformation, hints: Collection[str]) -> None:
        self._informations.get(information.id)
        for hint in hints:
            self._kept.put_once((hint, information.submitted_at, information.id), information.id)

    def sharing(self, office_id: str, hints: Collection[str], *, limit: int) -> list[RiskInformation]:
        wanted: dict[str, list[tuple[datetime, str]]] = {}
        for hint, at, id_ in self._kept.values:
            if hint in hints:
                wanted.setdefault(hint, []).append((at, id_))
        ids = likeliest([id_ for _, id_ in sorted(found)[-HINTED:]] for found in wanted.values())[:HINTED]
        tips = (self._informations.get(id_) for id_ in ids)
        return [tip for tip in tips if self._is_open(office_id, tip)][:limit]

    def _is_open(self, office_id: str, tip: RiskInformation) -> bool:
        if tip.signal_id is None:
            return False
        signal = self._signals.get(tip.signal_id)
        return signal.office_id == office_id and signal.state in OPEN_STATES
