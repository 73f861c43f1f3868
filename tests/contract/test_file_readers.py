"""One promise for every reader of files, the shipped fake included."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from casework.fake_reader import TableReader
from casework.fakes import FixedTriage
from casework.ports import FileReader
from nlp.files.reader import Reader
from risk.reading import Barcode, Facts, Reading, Unread
from tests.support.nameplates import GTIN, jpeg, nameplate, photographed

PHOTO = jpeg(photographed(nameplate(("品牌：小熊", "型号：KT-2200"), gtin=GTIN)))
SAYS = Reading(
    text="品牌：小熊\n型号：KT-2200",
    barcodes=(Barcode(kind="EAN13", text=GTIN),),
    facts=Facts(brand="小熊", model="KT-2200", gtin=GTIN),
)


@pytest.fixture(params=["fake", "process"])
async def reader(request: pytest.FixtureRequest) -> AsyncIterator[FileReader]:
    made: FileReader = TableReader({PHOTO: SAYS}) if request.param == "fake" else Reader(FixedTriage())
    yield made
    await made.close()


async def test_a_photo_is_read(reader: FileReader) -> None:
    assert await reader.read(PHOTO, "image/jpeg") == SAYS


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "application/pdf", "application/msword"])
async def test_a_broken_file_is_said_to_be_broken(reader: FileReader, media_type: str) -> None:
    assert await reader.read(PHOTO[:40] + b"\x00" * 40, media_type) == Reading(unread=Unread.BROKEN)


async def test_a_closed_reader_begins_anew(reader: FileReader) -> None:
    await reader.close()
    assert (await reader.read(PHOTO, "image/jpeg")).facts == SAYS.facts
    await reader.close()
    await reader.close()
