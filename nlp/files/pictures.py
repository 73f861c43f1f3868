"""Text and barcodes in a picture. Only for the reading process: what is imported here takes half a gigabyte."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from nlp.files.frames import MOST_BARCODES, Unreadable, Written
from nlp.files.rows import Box, rows
from risk.reading import Barcode, Unread

SIDE: Final = 1600  # pixels of the longer side that is read; a second look at small print costs too much memory
_CODE_SIDE: Final = 2400  # for barcodes, whose bars are thin
MOST_JPEG: Final = 250_000_000  # pixels: JPEG is made smaller while it is decoded
MOST_PROGRESSIVE: Final = 150_000_000  # of which JPEG keeps all coefficients, six bytes for a pixel, to its last scan
MOST_PIXELS: Final = 50_000_000  # of the other kinds, which are decoded whole
_JPEG: Final = ("JPEG", "MPO")  # MPO: opened as JPEG, with further pictures behind the first
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_SURE: Final = 0.6
_SURE_OF_TURN: Final = 0.9  # as the engine's own
_LINE: Final = 1.8  # times as long as it is high
_LEAST: Final = 48  # pixels of the shorter side; nothing can be read in a smaller picture
_THREADS: Final = 1
# Our own check comes first, by format.
Image.MAX_IMAGE_PIXELS = MOST_JPEG


def read_picture(content: bytes) -> Written:
    """Raises `Unreadable`, `MemoryError`."""
    return read_image(open_picture(content))


def read_image(image: Image.Image) -> Written:
    """An upright or turned picture."""
    if min(image.size) < _LEAST:
        return Written()
    image.thumbnail((_CODE_SIDE, _CODE_SIDE))
    barcodes = _barcodes(image)
    image.thumbnail((SIDE, SIDE))
    return Written(lines=rows(_boxes(image)), barcodes=barcodes)


def open_picture(content: bytes) -> Image.Image:
    """Decoded at a bounded size, turned as the camera was held, on white, in eight bits."""
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        raise Unreadable(Unread.BROKEN) from broken
    except Image.DecompressionBombError as bomb:
        raise Unreadable(Unread.TOO_LARGE) from bomb
    if image.width * image.height > _most(image):
        raise Unreadable(Unread.TOO_LARGE)
    try:
        image.draft("RGB", (_CODE_SIDE, _CODE_SIDE))
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError) as broken:
        raise Unreadable(Unread.BROKEN) from broken
    image.thumbnail((_CODE_SIDE, _CODE_SIDE))
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I"):
        grey = np.asarray(turned, dtype=np.float32)
        turned = Image.fromarray((grey * (255 / max(1.0, grey.max()))).astype(np.uint8))
    if turned.mode in ("RGBA", "LA", "P", "PA"):
        over = turned.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    return turned.convert("RGB")


def _most(image: Image.Image) -> int:
    if image.format not in _JPEG:
        return MOST_PIXELS
    return MOST_PROGRESSIVE if "progressive" in image.info else MOST_JPEG


def _barcodes(image: Image.Image) -> tuple[Barcode, ...]:
    found = zxingcpp.read_barcodes(np.asarray(image.convert("L")))
    codes = {(code.format.name, code.text) for code in found if code.valid and code.text}
    return tuple(Barcode(kind=kind, text=text) for kind, text in sorted(codes)[:MOST_BARCODES])


class _Look(NamedTuple):
    """Where there is writing, and which way up, before it is read: the steps of the engine's own call."""

    pixels: Any
    record: Any
    found: Any
    turned: Any
    crops: Sequence[Any]  # along the writing, the right way up or turned by half

    @classmethod
    def at(cls, image: Image.Image) -> _Look:
        pixels = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])  # the models were trained on BGR
        fitting, record = _engine().preprocess_img(pixels)
        found, turned, _, crops = _engine().run_ocr_steps(fitting, record)
        return cls(pixels, record, found, turned, crops)


def _boxes(image: Image.Image) -> list[Box]:
    look = _Look.at(image)
    if look.crops and (turn := _turn(look)) is not None:
        look = _Look.at(image.transpose(turn))
    if not look.crops:
        return []
    read = _engine().recognize_txt(look.turned.img_list)
    result = _engine().build_final_output(look.pixels, look.found, look.turned, read, look.crops, look.record)
    if result.txts is None:
        return []
    return [
        Box.of(corners, text)
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if score >= _SURE and text.strip()
    ]


def _turn(look: _Look) -> Image.Transpose | None:
    """What brings most of the writing, by its length, upright."""
    lying = over = 0
    for corners, crop, (label, score) in zip(look.found.boxes, look.crops, look.turned.cls_res, strict=True):
        height, length = crop.shape[:2]
        if length < _LINE * height:
            continue  # single characters look alike from all sides
        lying += length if Box.of(corners, "").tall else -length
        if score > _SURE_OF_TURN:
            over += length if label == "180" else -length
    if lying > 0:
        return Image.Transpose.ROTATE_270 if over > 0 else Image.Transpose.ROTATE_90
    return Image.Transpose.ROTATE_180 if over > 0 else None


@cache
def _engine() -> Any:
    """Models by path: by name the library would fetch what it misses."""
    import rapidocr  # a second and 200 MB that a paper or a tiny picture does not need

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_rec": False,  # on its own, when the picture is upright
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "Cls.model_path": str(models / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": _THREADS,
        }
    )
