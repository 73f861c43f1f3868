"""Log lines: a sentence with its ids, as text or as JSON, and no secret in either."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from fenghuo import logs

LINK = "/enter/f-Xtlz0eS5BEp1P9mlvQhPaAIrFNwG11KDjz0hg0l9A"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_json_lines_part_the_sentence_from_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    logging.getLogger("jobs").info("A job ran action=%s count=%s", "clocks", 3)
    line = json.loads(capsys.readouterr().err)
    assert (line["message"], line["action"], line["count"]) == ("A job ran", "clocks", "3")
    assert (line["level"], line["logger"]) == ("INFO", "jobs")


def test_an_exception_is_one_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    try:
        raise ValueError("boom")
    except ValueError:
        logging.getLogger("jobs").exception("It failed action=deliver")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["exception"].endswith("ValueError: boom")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "https://api.telegram.org/bot123456:ABC-def/getMe",
        f"http://127.0.0.1:8080{LINK}",
        "postgresql+psycopg://fenghuo:ABC-def@db/fenghuo",
    ],
)
def test_tokens_in_addresses_are_hidden(capsys: pytest.CaptureFixture[str], form: str, secret: str) -> None:
    logs.configure("INFO", form)
    logging.getLogger("web").error("Not reached: %s action=fetch url=%s", secret, secret)
    told = capsys.readouterr().err
    assert "ABC-def" not in told
    assert LINK not in told
    assert "action" in told


def test_libraries_that_talk_too_much_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("DEBUG", "text")
    for name in ("apscheduler.scheduler", "alembic.runtime", "aiohttp.access", "telegram.ext", "httpx"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("worth knowing")
    told = capsys.readouterr().err
    assert "chatter" not in told
    assert told.count("worth knowing") == 5
