"""Text of a PDF: what is written in it, else what its first pages look like. Only for the reading process."""

from __future__ import annotations

from typing import Final

import pypdfium2

from nlp.files.frames import MOST_TEXT, Unreadable, Written
from risk.reading import Barcode, Unread

MOST_PAGES: Final = 30  # whose text is read, however many there are
_SCANNED: Final = 3  # pages that are looked at where there is no text
_FEWEST: Final = 20  # characters of a page that is no scan
_LONGER_SIDE: Final = 1600  # pixels of a page that is looked at


def read_pdf(content: bytes) -> Written:
    """Raises `Unreadable`."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as refused:
        # Of a file without pages the library says what it said of the file before.
        locked = b"/Encrypt" in content and "password" in str(refused).lower()
        raise Unreadable(Unread.LOCKED if locked else Unread.BROKEN) from refused
    lines: list[str] = []
    barcodes: list[Barcode] = []
    looked = taken = read = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_bounded()
            if len(text.strip()) < _FEWEST and looked < _SCANNED:
                looked += 1
                seen = _look(page)
                lines += seen.lines
                barcodes += seen.barcodes
            else:
                lines += [line.strip() for line in text.splitlines() if line.strip()]
            page.close()
        except pypdfium2.PdfiumError:  # the pages beside it may be good
            continue
        read += 1
        taken += len(text)
        if taken > MOST_TEXT:
            break
    if not read:
        raise Unreadable(Unread.BROKEN)
    return Written(lines=tuple(lines), barcodes=tuple(dict.fromkeys(barcodes)))


def _look(page: pypdfium2.PdfPage) -> Written:
    from nlp.files.pictures import read_image  # half a gigabyte that a written page does not need

    longer = max(page.get_size())
    if longer <= 0:
        return Written()
    return read_image(page.render(scale=_LONGER_SIDE / longer).to_pil().convert("RGB"))
