"""Answers of the form {"ok": false}."""

from __future__ import annotations

from typing import Any

from aiohttp import web


class Refusal(Exception):
    """A call that is not carried out."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def response(self) -> web.Response:
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return web.json_response(body, status=self.status)


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def blocked() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")


def flooded(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
