"""How fast we may send with one credential: one pacer, shared by everything that sends with it."""

from bot.channels.pacing.gate import Gate, NoTurn, Turn
from bot.channels.pacing.limits import ChatLimits, Limits, Rate
from bot.channels.pacing.pacer import Halt, Pacer
from bot.channels.pacing.records import KeptPaceRecords, MemoryPaceRecords, PaceRecord, PaceRecords

__all__ = [
    "ChatLimits",
    "Gate",
    "Halt",
    "KeptPaceRecords",
    "Limits",
    "MemoryPaceRecords",
    "NoTurn",
    "PaceRecord",
    "PaceRecords",
    "Pacer",
    "Rate",
    "Turn",
]
