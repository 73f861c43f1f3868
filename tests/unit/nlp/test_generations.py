"""Weights and trees are exchanged together and whole: wherever a kill comes, and whoever else installs meanwhile."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from nlp.compare import STORED, TOLD, shipped
from nlp.forest import Forest, pack
from nlp.installed import WEIGHTS, in_use, installed
from nlp.model import SHIPPED
from nlp.place import forests_file, forests_in, generation_in
from nlp.training.install import Busy, Shelf, alone
from tests.support.few_weights import few_weights

_INSTALLING = {"nlp.training.install", "pathlib", "shutil"}
_WRITES = {"open", "write", "flush", "fsync", "close", "mkdir", "replace", "unlink", "rmdir"}
_DONE = 0


def trees(number: int) -> dict[str, Forest]:
    one = Forest(traits=("a",), trees=[[(-1, float(number), 0, 0)]], bias=0.0, least=0.5)
    return {TOLD: one, STORED: one}


def state(folder: Path) -> tuple[bytes, bytes]:
    return in_use(folder), pack(forests_in(folder))


A, B = ((few_weights(number).pack(), pack(trees(number))) for number in (1, 2))
NOTHING = (SHIPPED.read_bytes(), pack(shipped()))


def put(folder: Path, number: int) -> None:
    with alone(folder) as shelf:
        shelf.install(few_weights(number), forests=trees(number))


def back(folder: Path) -> bool:
    with alone(folder) as shelf:
        return shelf.go_back()


def old_layout(folder: Path) -> None:
    """As it was before there was a pointer: B in use, A before it."""
    for name, content in (("previous.npz", A[0]), ("previous.json", A[1]), (WEIGHTS, B[0])):
        (folder / name).write_bytes(content)
    forests_file(folder).write_bytes(B[1])


def _killed_at(step: int, act: Callable[[], object]) -> bool:
    """Whether a process that does this came to the step, counted in calls to the operating system, and died there."""
    child = os.fork()
    if child == 0:
        left = step

        def step_by_step(frame: FrameType, event: str, called: Any) -> None:
            nonlocal left
            if event == "c_call" and called.__name__ in _WRITES and frame.f_globals["__name__"] in _INSTALLING:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(step_by_step)
        act()
        os._exit(_DONE)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == _DONE
    return os.WIFSIGNALED(status)


def _kills(base: Path, prepare: Callable[[Path], None], act: Callable[[Path], object]) -> Iterator[Path]:
    """A folder for each step at which it can be killed."""
    for step in count(1):
        folder = base / str(step)
        folder.mkdir()
        prepare(folder)
        if not _killed_at(step, lambda folder=folder: act(folder)):
            assert step > 5
            return
        yield folder


def test_killed_while_installing_both_are_the_old_ones_or_both_the_new_and_it_can_be_done_again(tmp_path: Path) -> None:
    found = set()
    for folder in _kills(tmp_path, lambda folder: put(folder, 1), lambda folder: put(folder, 2)):
        assert state(folder) in (A, B)
        found.add(state(folder))
        if state(folder) == B:
            assert back(folder)
        assert state(folder) == A
        put(folder, 2)
        assert state(folder) == B
        assert back(folder)
        assert state(folder) == A
        assert sum(path.is_dir() for path in folder.iterdir()) == 2
    assert found == {A, B}


def test_killed_while_going_back_nothing_is_lost(tmp_path: Path) -> None:
    def both(folder: Path) -> None:
        put(folder, 1)
        put(folder, 2)

    found = set()
    for folder in _kills(tmp_path, both, back):
        before = state(folder)
        assert back(folder)
        assert {before, state(folder)} == {A, B}
        found.add(before)
    assert found == {A, B}


def test_killed_while_the_old_layout_is_brought_over_it_reads_the_same(tmp_path: Path) -> None:
    def nothing(folder: Path) -> None:
        with alone(folder):
            pass

    for folder in _kills(tmp_path, old_layout, nothing):
        assert state(folder) == B
        assert back(folder)
        assert state(folder) == A
        assert back(folder)
        assert state(folder) == B
        assert not (folder / WEIGHTS).exists()


def test_two_that_install_at_once_do_not_meet(tmp_path: Path) -> None:
    children = []
    for number in (1, 2):
        child = os.fork()
        if child == 0:
            done = 0
            while done < 25:
                try:
                    put(tmp_path, number)
                    done += 1
                except Busy:
                    continue
            os._exit(_DONE)
        children.append(child)
    assert [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children] == [_DONE, _DONE]
    assert state(tmp_path) in (A, B)


def test_whoever_comes_while_another_learns_is_told(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(Busy), alone(tmp_path):
        pass
    with alone(tmp_path) as shelf:
        assert isinstance(shelf, Shelf)


def test_gone_back_beyond_the_first_the_shipped_ones_are_in_use_and_one_can_return(tmp_path: Path) -> None:
    put(tmp_path, 1)
    assert back(tmp_path)
    assert state(tmp_path) == NOTHING
    assert back(tmp_path)
    assert state(tmp_path) == A


def test_what_each_generation_was_trained_on_goes_and_comes_with_it(tmp_path: Path) -> None:
    one, two = frozenset({"1a"}), frozenset({"1a", "2b"})
    with alone(tmp_path) as shelf:
        assert (shelf.known_tips(), shelf.known_pairs()) == (frozenset(), frozenset())
        shelf.install(few_weights(1), tips=one, forests=trees(1), pairs=one)
        shelf.install(few_weights(2), tips=two)
        assert (shelf.known_tips(), shelf.known_pairs()) == (two, one)
        shelf.go_back()
        assert (shelf.known_tips(), shelf.known_pairs()) == (one, one)
        shelf.install(few_weights(2), tips=one, forests=trees(2), pairs=two)
        shelf.go_back()
        assert shelf.known_pairs() == one


def test_of_weights_in_the_old_layout_nobody_knows_what_they_were_trained_on(tmp_path: Path) -> None:
    old_layout(tmp_path)
    with alone(tmp_path) as shelf:
        assert (shelf.known_tips(), shelf.known_pairs()) == (None, None)


def test_nobody_goes_back_to_weights_that_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path, 1)
    first = generation_in(tmp_path)
    put(tmp_path, 2)
    (first / WEIGHTS).write_bytes(b"half a file")
    assert not back(tmp_path)
    assert state(tmp_path) == B


def test_a_pointer_that_cannot_be_read_points_to_what_is_shipped(tmp_path: Path) -> None:
    put(tmp_path, 1)
    (tmp_path / "in-use.json").write_bytes(b"{")
    assert state(tmp_path) == NOTHING
    put(tmp_path, 2)
    assert state(tmp_path) == B


def test_trees_of_another_release_are_neither_gone_back_to_nor_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ships the same weights and other trees."""
    old = tmp_path / "other-trees.json"
    old.write_bytes(pack(trees(7)))
    folder = tmp_path / "model"
    with monkeypatch.context() as before:
        before.setattr("nlp.place.FORESTS", old)
        put(folder, 1)
        assert state(folder) == A
    assert state(folder) == (A[0], pack(shipped()))
    put(folder, 2)
    assert back(folder)
    assert state(folder) == (A[0], pack(shipped()))
    assert back(folder)
    monkeypatch.setattr("nlp.place.FORESTS", old)
    assert (installed(folder), pack(forests_in(folder))) == (B[0], A[1])
