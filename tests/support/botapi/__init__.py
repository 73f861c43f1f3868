"""A Bot API server over HTTP, at least as strict as Telegram's, with faults on demand and people at the other end."""

from .faults import Fault
from .server import BotApiServer
from .users import User

__all__ = ["BotApiServer", "Fault", "User"]
