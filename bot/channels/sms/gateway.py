"""The office's gateway, described by settings: address, headers and body with places to fill, and how it says yes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

PLACES: Final = ("phone", "text", "id")
_PLACE: Final = re.compile(r"\{(\w+)\}")
_RULE: Final = re.compile(r"(?P<path>[\w.]+)\s*==\s*(?P<values>.+)")


class BadTemplate(ValueError):
    """What is wrong with a template or a rule; never repeats the setting, which may hold a secret."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`path` into the JSON answer (`Status.0.Code`), and the values that fulfil the rule."""

    path: tuple[str, ...]
    values: frozenset[str]

    @classmethod
    def read(cls, text: str) -> Rule | None:
        """ "code == 0", or several values: "code == 0 | OK"; "" = no rule. Raises `BadTemplate`."""
        if not text.strip():
            return None
        found = _RULE.fullmatch(text.strip())
        if found is None:
            raise BadTemplate("path == value")
        values = frozenset(value.strip().strip("\"'") for value in found["values"].split("|"))
        return cls(path=tuple(found["path"].split(".")), values=values)

    def holds(self, answer: object) -> bool:
        told = answer
        for step in self.path:
            if isinstance(told, dict):
                told = told.get(step)
            elif isinstance(told, list) and step.isdecimal() and int(step) < len(told):
                told = told[int(step)]
            else:
                return False
        if isinstance(told, bool):
            return str(told).lower() in self.values
        return isinstance(told, str | int | float) and str(told) in self.values


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """`body` is JSON, a form (`a=b&c={text}`) or plain text, by `content_type`; the places are escaped to fit.

    Without `success` every 2xx is a yes. `dead`: the number can never be reached. `plus`: numbers are written with +86.
    """

    url: str = field(repr=False)
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = field(default="", repr=False)
    content_type: str = "application/json"
    success: Rule | None = None
    dead: Rule | None = None
    most_parts: int = 3
    plus: bool = False

    def __post_init__(self) -> None:
        for template in (self.url, self.body, *self.headers.values()):
            for place in _PLACE.findall(template):
                if place not in PLACES:
                    raise BadTemplate(f"{{{place}}}")
        if self.is_json and self.body:
            try:
                json.loads(_filled(self.body, dict.fromkeys(PLACES, "x"), escape=_in_json))
            except ValueError:
                raise BadTemplate("JSON") from None

    @property
    def is_json(self) -> bool:
        return "json" in self.content_type

    def request(self, *, phone: str, text: str, id_: str) -> tuple[str, dict[str, str], bytes | None]:
        """(address, headers, body)."""
        if self.plus and not phone.startswith("+"):
            phone = f"+86{phone}"
        values = {"phone": phone, "text": text, "id": id_}
        headers = {name: _filled(value, values, escape=_in_header) for name, value in self.headers.items()}
        url = _filled(self.url, values, escape=_in_url)
        if not self.body:
            return url, headers, None
        escape = _in_json if self.is_json else _in_url if "form" in self.content_type else str
        headers.setdefault("Content-Type", f"{self.content_type}; charset=utf-8")
        return url, headers, _filled(self.body, values, escape=escape).encode()


def parse_headers(text: str) -> dict[str, str]:
    """Lines of "Name: value". Raises `BadTemplate`."""
    headers = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon or re.fullmatch(r"[A-Za-z0-9-]+", name.strip()) is None:
            raise BadTemplate("Name: value")
        headers[name.strip()] = value.strip()
    return headers


def json_of(body: bytes) -> Any:
    """None for what is no JSON."""
    try:
        return json.loads(body)
    except ValueError:
        return None


def _filled(template: str, values: Mapping[str, str], *, escape: Callable[[str], str]) -> str:
    """In one pass, so that nothing in the values is taken for a place."""
    return _PLACE.sub(lambda found: escape(values[found[1]]), template)


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _in_url(value: str) -> str:
    return quote(value, safe="")


def _in_header(value: str) -> str:
    return quote(value, safe="+")
