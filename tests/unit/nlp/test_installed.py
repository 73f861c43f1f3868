"""The weights of an installation: taken over while it runs, gone back from, never in the way of a new release."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.installed import WEIGHTS, Installed, in_use, installed
from nlp.model import SHIPPED, Weights, open_model, unpack
from nlp.place import folder_for, generation_in
from nlp.training.install import alone
from tests.support.few_weights import few_weights

TEXT = "充电宝充电时起火"


@pytest.fixture
def other() -> Weights:
    """Weights that take everything for toys."""
    weights = unpack(SHIPPED.read_bytes())
    bias = np.array(weights.bias)
    bias[weights.about.classes.index("toys")] += 100
    return replace(weights, bias=bias)


def version(weights: Weights) -> str:
    return open_model(weights.pack()).version


def test_without_any_the_shipped_weights_are_used(tmp_path: Path) -> None:
    triage = Installed(tmp_path)
    assert triage(TEXT).product == "batteries_power"
    assert in_use(tmp_path) == SHIPPED.read_bytes()


def test_new_weights_are_taken_over_by_the_next_text_and_named_in_it(tmp_path: Path, other: Weights) -> None:
    triage = Installed(tmp_path)
    before = triage(TEXT)
    with alone(tmp_path) as shelf:
        shelf.install(other)
    after = triage(TEXT)
    assert after.product == "toys"
    assert f"weights {version(other)}" in after.version
    assert before.version != after.version == triage.version


def test_gone_back_the_shipped_weights_are_used_again(tmp_path: Path, other: Weights) -> None:
    triage = Installed(tmp_path)
    with alone(tmp_path) as shelf:
        shelf.install(other)
    assert triage(TEXT).product == "toys"
    with alone(tmp_path) as shelf:
        assert shelf.go_back()
    assert triage(TEXT).product == "batteries_power"
    with alone(tmp_path) as shelf:
        assert shelf.go_back()
    assert triage(TEXT).product == "toys"


def test_weights_that_cannot_be_read_are_left_alone_and_logged(
    tmp_path: Path, other: Weights, caplog: pytest.LogCaptureFixture
) -> None:
    with alone(tmp_path) as shelf:
        shelf.install(other)
    triage = Installed(tmp_path)
    with caplog.at_level(logging.ERROR):
        (generation_in(tmp_path) / WEIGHTS).write_bytes(b"half a file")
        assert triage(TEXT).product == "toys"
    assert [record.message for record in caplog.records] == [
        "The trained weights cannot be read action=read_weights reason=ValueError"
    ]
    (generation_in(tmp_path) / WEIGHTS).unlink()
    assert triage(TEXT).product == "batteries_power"


def _older() -> bytes:
    """Weights of a release that had no hidden layer."""
    with np.load(SHIPPED) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name != "hidden"}
    out = io.BytesIO()
    np.savez_compressed(out, **kept)
    return out.getvalue()


def _spoilt() -> bytes:
    data = bytearray(SHIPPED.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    return bytes(data)


def _flipped(data: bytes, at: int, bit: int) -> bytes:
    """`at`: in the directory of the zip file."""
    place = data.index(b"PK\x01\x02") + at
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


_LOCKED, _UNKNOWN_METHOD = (_flipped(SHIPPED.read_bytes(), at, 0) for at in (8, 10))


@pytest.mark.parametrize(
    "broken",
    [b"", b"half a file", SHIPPED.read_bytes()[:100_000], _spoilt(), _older(), _LOCKED, _UNKNOWN_METHOD],
    ids=["empty", "text", "half", "spoilt", "older", "locked", "unknown-method"],
)
def test_training_goes_on_from_the_shipped_weights_where_those_of_the_folder_cannot_be_read(
    tmp_path: Path, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / WEIGHTS).write_bytes(broken)
    with caplog.at_level(logging.ERROR):
        assert installed(tmp_path) is None
        assert in_use(tmp_path) == SHIPPED.read_bytes()
    assert "action=read_weights" in caplog.text
    assert Installed(tmp_path)(TEXT).product == "batteries_power"


def test_any_flipped_bit_in_the_zip_directory_leaves_weights_that_can_be_read_or_the_shipped_ones(
    tmp_path: Path,
) -> None:
    data = few_weights(1).pack()
    unreadable = 0
    for at in range(len(data) - data.index(b"PK\x01\x02")):
        for bit in range(0, 8, 3):
            (tmp_path / WEIGHTS).write_bytes(_flipped(data, at, bit))
            unreadable += installed(tmp_path) is None
    assert unreadable > 100


def test_another_release_begins_with_its_own_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = folder_for(tmp_path)
    newer = tmp_path / "newer.npz"
    newer.write_bytes(b"other shipped weights")
    monkeypatch.setattr("nlp.place.WEIGHTS", newer)
    assert folder_for(tmp_path) != here


async def test_it_serves_as_the_port_does(tmp_path: Path) -> None:
    triage = Installed(tmp_path)
    assert (await triage.find(TEXT)).product == "batteries_power"
    assert triage.likeliest(TEXT)[0] == "batteries_power"
