"""Photographs of nameplates and papers as people send them: drawn, turned, noisy, with barcodes."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont

KETTLE = (
    "小熊牌电热水壶",
    "型号：KT-2200",
    "额定电压：220V~ 50Hz",
    "批号：20250301A",
    "产地：越南",
    "进口商：江门市远航贸易有限公司",
    "执行标准：GB 4706.1-2005",
)
GTIN = "6901234567892"
_INK, _STEEL, _TABLE = (35, 35, 38), (226, 227, 222), (118, 92, 66)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf", size)


def nameplate(lines: Sequence[str] = KETTLE, *, gtin: str = "", size: int = 34, width: int = 900) -> Image.Image:
    """Dark print on steel; `gtin` as an EAN-13 below."""
    step = size + 20
    plate = Image.new("RGB", (width, step * len(lines) + 60 + (220 if gtin else 0)), _STEEL)
    pen = ImageDraw.Draw(plate)
    for row, line in enumerate(lines):
        pen.text((45, 30 + row * step), line, fill=_INK, font=_font(size))
    if gtin:
        plate.paste(barcode(gtin), (45, step * len(lines) + 40))
    return plate


def barcode(gtin: str) -> Image.Image:
    """EAN-13 bars with their quiet zone."""
    drawn = zxingcpp.create_barcode(gtin, zxingcpp.BarcodeFormat.EAN13)
    return Image.fromarray(zxingcpp.write_barcode_to_image(drawn, scale=3)).convert("RGB").resize((420, 180))


def photographed(plate: Image.Image, *, angle: float = 0.0, noise: int = 0, blur: float = 0.0) -> Image.Image:
    """On a wooden table, turned by degrees, with a sensor's noise and a shaky hand's blur."""
    margin = 90
    table = Image.new("RGB", (plate.width + 2 * margin, plate.height + 2 * margin), _TABLE)
    table.paste(plate, (margin, margin))
    photo = table.rotate(angle, expand=True, fillcolor=_TABLE, resample=Image.Resampling.BICUBIC)
    if blur:
        photo = photo.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        seeded = random.Random(7)
        grain = Image.frombytes("L", photo.size, seeded.randbytes(photo.width * photo.height)).convert("RGB")
        photo = Image.blend(photo, grain, noise / 100)
    return photo


def jpeg(image: Image.Image, **options: object) -> bytes:
    return _saved(image, "JPEG", quality=85, **options)


def png(image: Image.Image) -> bytes:
    return _saved(image, "PNG")


TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def word_file(*paragraphs: str, more: str = "", declared: bytes = b"", space: str = TRANSITIONAL) -> bytes:
    """A Word file with these paragraphs; `more`: raw XML of the body; `declared`: in place of its whole text part."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}{more}</w:body></w:document>'.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", declared or xml)
    return packed.getvalue()


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
