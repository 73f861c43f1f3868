"""Real pictures and papers through the real reading process, hostile ones too."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import AsyncIterator

import numpy as np
import pypdf
import pytest
from PIL import Image

from casework.fakes import FixedTriage
from nlp.files.process import Bounds, ReadingProcess
from nlp.files.reader import Reader
from risk.reading import WORD, Facts, Unread
from tests.support.nameplates import (
    GTIN,
    KETTLE,
    STRICT,
    TRANSITIONAL,
    jpeg,
    nameplate,
    photographed,
    png,
    word_file,
)

PDF = "application/pdf"
FACTS = Facts(
    product="电热水壶",
    brand="小熊",
    model="KT-2200",
    batch="20250301A",
    origin="越南",
    origin_code="VN",
    gtin=GTIN,
    importer="江门市远航贸易有限公司",
    standards=("GB 4706.1-2005",),
)


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    made = Reader(FixedTriage())
    yield made
    await made.close()


@pytest.fixture
async def process() -> AsyncIterator[ReadingProcess]:
    made = ReadingProcess()
    yield made
    await made.close()


async def test_a_nameplate_is_read_at_any_angle(reader: Reader) -> None:
    plate = nameplate(gtin=GTIN)
    for angle in (0, 7, -12, 90, 180):
        read = await reader.read(jpeg(photographed(plate, angle=angle)), "image/jpeg")
        assert (angle, read.facts) == (angle, FACTS)


async def test_a_noisy_blurred_nameplate_is_read(reader: Reader) -> None:
    read = await reader.read(jpeg(photographed(nameplate(gtin=GTIN), angle=4, noise=15, blur=0.8)), "image/jpeg")
    assert read.facts == FACTS


async def test_a_picture_is_turned_as_the_camera_was_held(reader: Reader) -> None:
    sideways = photographed(nameplate(gtin=GTIN)).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    read = await reader.read(jpeg(sideways, exif=exif), "image/jpeg")
    assert read.facts == FACTS


async def test_a_table_of_labels_and_values_is_read_by_rows_however_it_lies(reader: Reader) -> None:
    rows = (
        "品牌              小天鹅",
        "型号              TG100V88",
        "产地              日本",
        "批号              B2405-1",
    )
    for angle in (0, 90, 180, 270, 7, 187):
        read = await reader.read(png(photographed(nameplate(rows), angle=angle)), "image/png")
        assert (angle, read.text.splitlines()) == (
            angle,
            ["品牌  小天鹅", "型号  TG100V88", "产地  日本", "批号  B2405-1"],
        )
        assert read.facts == Facts(brand="小天鹅", model="TG100V88", origin="日本", origin_code="JP", batch="B2405-1")


async def test_a_picture_without_writing_says_nothing(reader: Reader) -> None:
    read = await reader.read(jpeg(Image.new("RGB", (640, 480), (90, 120, 60))), "image/jpeg")
    assert (read.text, read.barcodes, read.unread) == ("", (), None)


async def test_the_text_of_a_word_file_is_read_with_its_tables(reader: Reader) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('型号')}{cell.format('KT-2200')}</w:tr></w:tbl>"
    read = await reader.read(word_file("检验报告", "产品名称：电热水壶", more=table), WORD)
    assert read.text.splitlines()[:2] == ["检验报告", "产品名称：电热水壶"]
    assert (read.facts.product, read.facts.model) == ("电热水壶", "KT-2200")


@pytest.mark.parametrize("space", [TRANSITIONAL, STRICT])
async def test_both_kinds_of_word_files_are_read(reader: Reader, space: str) -> None:
    assert (await reader.read(word_file("型号：KT-2200", "甲", space=space), WORD)).text == "型号：KT-2200\n甲"


async def test_a_text_box_is_read_once_and_on_lines_of_its_own(reader: Reader) -> None:
    box = "<w:p><w:r><w:t>批号：B1</w:t></w:r></w:p><w:p><w:r><w:t>产地：越南</w:t></w:r></w:p>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    drawn = (
        f'<w:p><w:r><w:t>型号：KT-2200</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{mc}">'
        f"<mc:Choice><w:txbxContent>{box}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:tbl><w:tr><w:txbxContent>{box}</w:txbxContent></w:tr></w:tbl></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>品牌：小熊</w:t></w:r></w:p>"
    )
    read = await reader.read(word_file("甲", more=drawn), WORD)
    assert read.text.splitlines() == ["甲", "型号：KT-2200", "批号：B1", "产地：越南", "品牌：小熊"]


async def test_a_line_break_in_a_word_file_ends_a_line(reader: Reader) -> None:
    broken = "<w:p><w:r><w:t>型号</w:t><w:br/><w:t>KT-2200\n批号：B1</w:t><w:cr/><w:t>产地：越南</w:t></w:r></w:p>"
    read = await reader.read(word_file(more=broken), WORD)
    assert read.text.splitlines() == ["型号", "KT-2200", "批号：B1", "产地：越南"]
    assert read.facts == Facts(model="KT-2200", batch="B1", origin="越南", origin_code="VN")


async def test_a_word_file_of_hostile_blanks_is_read() -> None:
    reader = Reader(FixedTriage(), Bounds(cpu=10))
    read = await reader.read(word_file(f"Model{' ' * 200}a\nb", f"EAN{' ' * 2000}x", "型号：KT-2200"), WORD)
    assert (read.facts.model, read.unread) == ("KT-2200", None)
    await reader.close()


async def test_the_text_of_a_pdf_is_read(reader: Reader) -> None:
    read = await reader.read(_pdf_of_text("Certificate No: CN-2025-77", "Model: KT-2200"), PDF)
    assert (read.facts.certificate, read.facts.model) == ("CN-2025-77", "KT-2200")


@pytest.mark.parametrize("pages", [b"9 0 R 3 0 R", b"3 0 R 9 0 R"])
async def test_a_bad_page_costs_itself_and_no_other(reader: Reader, pages: bytes) -> None:
    read = await reader.read(_pdf_of_text("Model: KT-2200", pages=pages), PDF)
    assert (read.text, read.facts.model, read.unread) == ("Model: KT-2200", "KT-2200", None)


async def test_a_scanned_pdf_is_looked_at(reader: Reader) -> None:
    scan = io.BytesIO()
    photographed(nameplate(gtin=GTIN)).save(scan, "PDF")
    read = await reader.read(scan.getvalue(), PDF)
    assert read.facts == FACTS


async def test_a_photo_of_a_hundred_megapixels_is_read_small(reader: Reader) -> None:
    photo = Image.new("RGB", (11_547, 8_660), (220, 220, 215))
    photo.paste(nameplate(KETTLE, size=150, width=5000), (3000, 2000))
    of_two = io.BytesIO()  # as telephones keep a second picture for bright screens
    photo.save(of_two, "MPO", save_all=True, append_images=[Image.new("RGB", (64, 64))])
    for content in (jpeg(photo), jpeg(photo, progressive=True), of_two.getvalue()):
        read = await reader.read(content, "image/jpeg")
        assert (read.facts.model, read.facts.batch) == ("KT-2200", "20250301A")


@pytest.mark.parametrize("most", [65_535, 4_095])
async def test_a_grey_picture_of_sixteen_bits_is_read(reader: Reader, most: int) -> None:
    grey = np.asarray(nameplate(gtin=GTIN).convert("L"), dtype=np.float64) / 255 * most
    read = await reader.read(png(Image.fromarray(grey.astype(np.uint16))), "image/png")
    assert read.facts == FACTS


def _huge_progressive_jpeg() -> bytes:
    """Of 249.6 megapixels at full colour, of which the first few are there."""
    small = jpeg(Image.new("RGB", (64, 64)), progressive=True, subsampling=0)
    return small.replace(struct.pack(">HH", 64, 64), struct.pack(">HH", 15_800, 15_800), 1)


def _picture_bomb() -> bytes:
    """A PNG of 60,000 by 60,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 5_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _zip_bomb() -> bytes:
    return word_file(more="<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 3 + " " * 200_000_000 + "</w:p>")


def _lying_zip_bomb() -> bytes:
    """It says that 100 bytes are packed, and 40 MB are."""
    packed = bytearray(word_file(more=" " * 40_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(packed))) as archive:
        told = struct.pack("<I", archive.getinfo("word/document.xml").file_size)
    return bytes(packed.replace(told, struct.pack("<I", 100)))


def _entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    declared = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e11;</d>'
    return word_file(declared=declared.encode())


def _outside_entity() -> bytes:
    return word_file(declared=b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>')


def _locked_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _pdf_without_pages() -> bytes:
    kept = io.BytesIO()
    pypdf.PdfWriter().write(kept)
    return kept.getvalue()


def _locked_word_file() -> bytes:
    """The container in which Word keeps a file with a password: its head and the names in its directory."""
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + directory


def _old_word_file() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "WordDocument".encode("utf-16-le").ljust(128, b"\0")


def _cut_off_jpeg() -> bytes:
    whole = jpeg(nameplate())
    return whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        pytest.param(_picture_bomb, "image/png", Unread.TOO_LARGE, id="picture-bomb"),
        pytest.param(_huge_progressive_jpeg, "image/jpeg", Unread.TOO_LARGE, id="huge-progressive-jpeg"),
        pytest.param(_cut_off_jpeg, "image/jpeg", Unread.BROKEN, id="cut-off-jpeg"),
        pytest.param(lambda: b"GIF89a" + b"\xff" * 200, "image/gif", Unread.BROKEN, id="broken-gif"),
        pytest.param(lambda: b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 90, "image/webp", Unread.BROKEN, id="broken-webp"),
        pytest.param(lambda: b"", "image/jpeg", Unread.BROKEN, id="empty"),
        pytest.param(_locked_pdf, PDF, Unread.LOCKED, id="locked-pdf"),
        pytest.param(lambda: b"%PDF-1.7\n" + b"\0" * 500, PDF, Unread.BROKEN, id="broken-pdf"),
        pytest.param(_pdf_without_pages, PDF, Unread.BROKEN, id="pdf-without-pages"),
        pytest.param(lambda: _pdf_of_text("x", pages=b"9 0 R 9 0 R"), PDF, Unread.BROKEN, id="pdf-of-bad-pages"),
        pytest.param(_locked_word_file, WORD, Unread.LOCKED, id="locked-word-file"),
        pytest.param(_old_word_file, WORD, Unread.BROKEN, id="old-word-file"),
        pytest.param(_zip_bomb, WORD, Unread.TOO_LARGE, id="zip-bomb"),
        pytest.param(_lying_zip_bomb, WORD, Unread.BROKEN, id="lying-zip-bomb"),
        pytest.param(_entity_bomb, WORD, Unread.BROKEN, id="entity-bomb"),
        pytest.param(_outside_entity, WORD, Unread.BROKEN, id="outside-entity"),
        pytest.param(lambda: b"PK\x03\x04" + b"\0" * 60, WORD, Unread.BROKEN, id="broken-zip"),
    ],
)
async def test_a_hostile_file_gets_a_clear_answer_and_the_next_is_read(
    process: ReadingProcess, content: object, media_type: str, why: Unread
) -> None:
    assert (await process.read(content(), media_type)).unread is why  # type: ignore[operator]
    assert (await process.read(word_file("型号：KT-2200"), WORD)).lines == ("型号：KT-2200",)


async def test_a_pdf_without_pages_is_not_taken_for_the_locked_one_before_it(process: ReadingProcess) -> None:
    assert (await process.read(_locked_pdf(), PDF)).unread is Unread.LOCKED
    assert (await process.read(_pdf_without_pages(), PDF)).unread is Unread.BROKEN


async def test_of_ten_thousand_pages_the_first_are_read(process: ReadingProcess) -> None:
    writer = pypdf.PdfWriter()
    first = pypdf.PdfReader(io.BytesIO(_pdf_of_text("Model: KT-2200", "Batch No: 20250301A"))).pages[0]
    for _ in range(40):
        writer.add_page(first)
    for _ in range(9_960):
        writer.add_blank_page(200, 200)
    kept = io.BytesIO()
    writer.write(kept)
    written = await process.read(kept.getvalue(), PDF)
    assert written.unread is None
    assert written.lines[:2] == ("Model: KT-2200", "Batch No: 20250301A")
    assert len(written.lines) == 60  # of thirty pages


def test_nothing_is_fetched_while_pictures_are_read(tmp_path: object) -> None:
    cut_off = ["unshare", "--user", "--map-root-user", "--net"]
    if subprocess.run([*cut_off, "true"], capture_output=True).returncode:
        pytest.skip("this kernel allows no network namespace to an ordinary user")
    read = "import sys; from nlp.files.child import read; print(read(sys.stdin.buffer.read(), 'image/jpeg').lines[1])"
    said = subprocess.run(
        [*cut_off, sys.executable, "-c", read], input=jpeg(photographed(nameplate())), capture_output=True, check=True
    )
    assert said.stdout.decode().strip() == "型号：KT-2200"


def _pdf_of_text(*lines: str, pages: bytes = b"3 0 R") -> bytes:
    """A page of plain Helvetica, which is 3 0 R; there is no 9 0 R."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines).encode()
    stream = b"BT /F1 14 Tf 40 760 Td " + shown + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (pages, pages.count(b"R")),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)
