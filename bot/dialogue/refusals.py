"""A refusal as a sentence: the catalogue key is the error's code, its parameters are named in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from casework.ports import Key, Say, Text
from casework.ports.replies import Param
from risk.errors import DomainError, NotAllowed


def refusal(error: DomainError) -> Say:
    """What to tell the person."""
    if isinstance(error, NotAllowed) and error.params.get("reason"):
        return Say(text=Text(key=f"permission-{error.params['reason']}".replace("_", "-"), params=dict(error.params)))
    params: Mapping[str, Param] = {
        name: Key(key=f"{name}-{value}".replace("_", "-")) if name == "field" else value
        for name, value in error.params.items()
    }
    return Say(text=Text(key=f"error-{error.code}", params=params))
