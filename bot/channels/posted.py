"""What our own pages post to a channel."""

from __future__ import annotations

from typing import Any

from aiohttp import web


async def json_object(request: web.Request) -> dict[str, Any]:
    """The object in the body. Raises 400 where there is none: not JSON, not text, nested too deeply, or a list."""
    try:
        body = await request.json()
    except (ValueError, LookupError, RecursionError) as malformed:
        raise web.HTTPBadRequest from malformed
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body
