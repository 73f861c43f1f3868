"""The shortcuts beside the chat, by role: commands that the dialogues know (`webchat-menu-<command>` names each)."""

from __future__ import annotations

from collections.abc import Mapping

from risk.organisation import Role

_EVERYBODY = ("privacy", "help")

MENU: Mapping[Role, tuple[str, ...]] = {
    Role.CITIZEN: ("tip", "mytips", "warnings", "subscribe", "realname", "bind", *_EVERYBODY),
    Role.ENTERPRISE: ("due", "report", "subscribe", "channels", "warnings", "bind", *_EVERYBODY),
    Role.OFFICER: (
        "queue",
        "draft",
        "circulars",
        "drills",
        "bindings",
        "undelivered",
        "confirmations",
        "channels",
        *_EVERYBODY,
    ),
    Role.EXPERT: ("tasks", "report", "channels", *_EVERYBODY),
    Role.SIGNER: ("approvals", "circulars", "drills", "queue", "channels", *_EVERYBODY),
    Role.SUPERIOR: ("filings", "channels", *_EVERYBODY),
    Role.ADMIN: _EVERYBODY,
}
