"""Static files under an address that changes with their content, so that they may be kept for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from aiohttp import web

_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, kw_only=True)
class Assets:
    """The files of one folder, read once. `path` is where they are: `/static/<name>/<digest>`."""

    path: str
    files: dict[str, bytes]

    def routes(self) -> list[web.RouteDef]:
        return [web.get(self.path + "/{file}", self._file)]

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["file"]
        content = self.files.get(name)
        if content is None:
            raise web.HTTPNotFound
        return web.Response(
            body=content,
            content_type=_TYPES[name.rsplit(".", 1)[-1]],
            charset="utf-8",
            headers={"Cache-Control": _FOR_EVER},
        )


def load_assets(name: str, folder: Traversable) -> Assets:
    """All files of the folder whose kind we serve."""
    files = {
        entry.name: entry.read_bytes()
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.rsplit(".", 1)[-1] in _TYPES
    }
    digest = hashlib.sha256()
    for file, content in files.items():
        digest.update(file.encode() + b"\0" + content + b"\0")
    return Assets(path=f"/static/{name}/{digest.hexdigest()[:16]}", files=files)
