"""The triage as it is shipped, loaded once."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline, load
from nlp.reader import Reader, load_reader


@pytest.fixture(scope="session")
def triage() -> Pipeline:
    return load()


@pytest.fixture(scope="session")
def read() -> Reader:
    return load_reader()
