"""Files behind `SendFile.document`, for those who may have them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from casework.env import Env
from casework.ports import Transactions, UnitOfWork
from casework.privacy import export_own_data
from casework.reading import open_attachment, open_circular_pdf, open_receipt_pdf
from risk.organisation import Person

_PAPERS = frozenset({"circular-pdf", "receipt-pdf"})
# Shown in the browser, like our own PDFs; everything else that people sent in is offered for saving.
_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


@dataclass(frozen=True, kw_only=True)
class _File:
    name: str
    media_type: str
    content: bytes


async def serve_file(transactions: Transactions, env: Env, document: str, reader: Person | None) -> web.Response:
    """`circular-pdf:<id>`, `receipt-pdf:<id>`, `attachment:<id>` or `export:<person id>`.

    404 also for what is not the reader's to see.
    """
    kind, _, id_ = document.partition(":")

    def body(uow: UnitOfWork) -> _File | None:
        if kind == "circular-pdf":
            circular, pdf = open_circular_pdf(uow, id_, reader)
            return _File(
                name=f"{circular.official_number or circular.number}.pdf", media_type="application/pdf", content=pdf
            )
        if reader is None:
            return None
        if kind == "receipt-pdf":
            name, pdf = open_receipt_pdf(uow, id_, reader)
            return _File(name=name, media_type="application/pdf", content=pdf)
        if kind == "attachment":
            opened = open_attachment(uow, env, id_, reader)
            return _File(name=opened.name, media_type=opened.media_type, content=opened.content)
        if kind == "export":
            content = export_own_data(uow, env, reader, id_)
            return _File(name="fenghuo-export.json", media_type="application/json", content=content)
        return None

    # Opening somebody else's file and exporting leave audit entries: a writing transaction.
    file = await (transactions.read(body) if kind in _PAPERS else transactions.run(body))
    if file is None:
        raise web.HTTPNotFound
    place = "inline" if kind in _PAPERS or file.media_type in _INLINE else "attachment"
    return web.Response(
        body=file.content,
        content_type=file.media_type,
        headers={"Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name, safe='')}"},
    )
