"""An officer corrects a tip, weights are trained on a small corpus and the case, and the next tip is read better."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casework import learning
from casework.corrections import Change, correct_signal, correctable, mark_of
from casework.fakes import FrozenClock
from casework.ports import UnitOfWork
from casework.tips import Told, submit_tip
from fenghuo.cli import nlp as commands
from fenghuo.cli.exits import Stopped
from fenghuo.compose import workshop
from fenghuo.demonstration import settle
from fenghuo.settings import Settings
from nlp.installed import Installed, in_use
from nlp.model import SHIPPED, Weights
from nlp.place import folder_for
from nlp.score import unseen_tips
from nlp.training.build import train
from nlp.training.install import alone, judge
from nlp.training.learn import Learned, learn
from nlp.training.local import Marks, judge_local, local_rows, mark, with_entities
from risk.organisation import Level
from storage.memory import MemoryTransactions
from tests.support.command_line import CommandLine
from tests.support.corpus import few_phrases, few_tips
from tests.support.desk import INSTITUTE, Desk
from tests.support.talk import Chat

# A thing that no list names: only officers can say what it is.
TOLD = (
    "家里进口的理疗魔方发烫冒烟，我叫王小明，电话13812345678",
    "跨境买的理疗魔方充电时冒烟，把桌子熏黑了",
    "请查一下这批理疗魔方，用着用着冒烟",
)
AGAIN = "进口的理疗魔方又冒烟了"
RIGHT, RIGHT_NAME = "medical_devices", "医疗器械"

pytestmark = pytest.mark.timeout(400)  # three trainings, on machines that do other things besides


def _unseen() -> list[dict[str, Any]]:
    return [dict(row) for row in unseen_tips()[:60]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the phrases."""
    return few_phrases(tmp_path_factory.mktemp("phrases"))


@pytest.fixture(scope="module")
def small(folder: Path) -> Weights:
    """What the small corpus alone teaches."""
    return train(few_tips(), folder=folder)


@pytest.fixture
def weights(small: Weights, tmp_path: Path) -> Path:
    """A folder where that is in use."""
    folder = tmp_path / "model"
    with alone(folder) as shelf:
        shelf.install(small)
    return folder


@pytest.fixture
def town(weights: Path) -> Desk:
    built = Desk(transactions=MemoryTransactions(), triage=Installed(weights))
    built.customs()
    built.found(INSTITUTE, Level.TECHNICAL)
    return built


async def _correct(officer: Chat, town: Desk, number: int) -> None:
    """By the card, the product typed in, for all tips of the signal."""
    await officer.says(f"/signal {number}")
    await officer.presses("更正")
    if (tips := town.signal(number).tips) > 1:
        await officer.presses(f"全部 {tips} 条（连同整条线索）")
    await officer.presses("产品")
    answers = await officer.says(RIGHT_NAME)
    if "已更正" not in answers[0]:  # it was none of the likeliest, so the list is narrowed to it
        answers = await officer.presses(RIGHT_NAME)
    assert "已更正" in answers[0]


async def test_what_officers_corrected_is_read_right_the_next_time(town: Desk, weights: Path, folder: Path) -> None:
    officer, _ = town.staff()
    for number in sorted({town.tip(words)[1].number for words in TOLD}):
        await _correct(officer, town, number)
    before = town.triage(AGAIN)
    assert before.product != RIGHT
    cases = town.transactions.run_now(lambda uow: learning.read_cases(uow, town.env, purpose="train"))
    local = local_rows([dict(row) for row in cases.tips])
    assert len(local) == len(TOLD)

    learned = _learn(local, weights, folder, known=frozenset())
    assert learned.local is None
    assert learned.weights is not None, learned.shipped.worse
    known = judge_local(in_use(weights), learned.weights.pack(), local)
    assert (known.before["product"], known.after["product"]) == (0, len(TOLD))
    assert not [gram for gram in learned.weights.grams if "王小" in gram or "1381" in gram]
    with alone(weights) as shelf:
        shelf.install(learned.weights)

    after = town.triage(AGAIN)
    assert after.product == RIGHT
    assert after.version != before.version
    _, signal = town.tip(AGAIN)
    (*_, stored) = town.transactions.run_now(lambda uow: uow.informations.of_signal(signal.id))
    assert (stored.product, stored.finding["version"]) == (RIGHT, after.version)


def test_a_small_corpus_is_worse_than_the_shipped_weights_and_said_to_be(small: Weights) -> None:
    assert judge(SHIPPED.read_bytes(), small.pack(), [dict(row) for row in unseen_tips()]).worse


def test_cases_on_which_fewer_answers_would_be_right_refuse_the_weights(weights: Path, folder: Path) -> None:
    # Eight older cases teach the contrary of the two newest, held out, which the weights in use have right.
    strange = {"scope": "in", "product": "toys", "hazards": ["choking"], "harm": "fatal"}
    older = [{"text": f"{AGAIN}，第{n}次", "at": f"2026-03-0{n}", **strange} for n in range(1, 9)]
    newest = [_as_found(weights, f"{AGAIN}，今早第{n}次", at=f"2026-03-1{n}") for n in range(2)]
    learned = _learn(local_rows(older, newest), weights, folder, known=frozenset())
    assert learned.local is not None
    assert learned.local.cases == 2
    assert learned.local.worse
    assert learned.weights is None


def test_what_was_learned_once_can_be_learned_again(weights: Path, folder: Path) -> None:
    """The weights in use know the newest cases; weights that had to do without these could only be worse on them."""
    label = {"scope": "in", "hazards": [], "harm": "none"}
    older = [{"text": f"第{n}次：积木掉色", "at": f"2026-03-0{n}", "product": "toys", **label} for n in range(1, 9)]
    newest = [{"text": text, "at": f"2026-03-1{n}", "product": RIGHT, **label} for n, text in enumerate(TOLD[1:])]
    local = local_rows(older, newest)
    taught = train([*few_tips(), *with_entities(local, in_use(weights))], folder=folder)
    with alone(weights) as shelf:
        shelf.install(taught, tips=frozenset(mark(row["text"]) for row in local))
        known = shelf.known_tips()
    again = _learn(local, weights, folder, known=known)
    assert again.local is None
    assert again.weights is not None, again.shipped.worse


def _learn(local: list[dict[str, Any]], weights: Path, folder: Path, *, known: Marks | None) -> Learned:
    return learn(local, in_use(weights), known=known, shipped=few_tips(), unseen=_unseen(), folder=folder)


def _as_found(weights: Path, text: str, *, at: str) -> dict[str, Any]:
    finding = Installed(weights)(text)
    return {
        "text": text,
        "at": at,
        "scope": finding.scope.value,
        "product": finding.product,
        "hazards": list(finding.hazards),
        "harm": finding.harm.value,
    }


def test_without_scikit_learn_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(Stopped) as stopped:
        commands.train()
    assert stopped.value.key == "cli-nlp-needs-sklearn"


def test_an_installation_without_cases_says_so_and_has_nothing_to_go_back_to(tmp_path: Path) -> None:
    fenghuo = CommandLine(tmp_path)
    assert fenghuo("nlp", "cases").out == "Officers have not corrected any triage yet.\n"
    assert fenghuo("nlp", "cases", "--json").out == ""
    learned = fenghuo("nlp", "train")
    assert (learned.code, learned.out, learned.err[:33]) == (1, "", "There is nothing to learn from: o")
    both = fenghuo("nlp", "train", "--back", "--shipped")
    assert (both.code, both.err) == (2, "Give only one of --back, --check, --shipped and files of cases.\n")
    with alone(folder_for(tmp_path / "data")):
        assert fenghuo("nlp", "train", "--back").err.startswith("Somebody else is training or going back right now")
    back = fenghuo("nlp", "train", "--back")
    assert (back.code, back.err) == (1, "There are no previous weights to go back to.\n")


def test_what_officers_corrected_is_listed_in_words_and_by_their_clock(tmp_path: Path) -> None:
    fenghuo = CommandLine(tmp_path, LOCALE="zh-CN")
    shop = workshop(Settings(data_dir=tmp_path / "data"))
    transactions, env = shop.transactions, replace(shop.env, clock=FrozenClock(datetime(2026, 3, 1, 20, 5, tzinfo=UTC)))

    def correct(uow: UnitOfWork) -> None:
        people = settle(uow, env)
        told = Told(text=TOLD[0], finding=Installed(tmp_path)(TOLD[0]), channel="webchat")
        signal = submit_tip(uow, env, people["citizen"], told).signal
        assert signal is not None
        _, tips = correctable(uow, people["officer"], signal.id)
        change = Change(product=RIGHT, hazards=("fire",), harm="near_miss")
        correct_signal(uow, env, people["officer"], signal.id, change, seen=mark_of(tips))

    transactions.run_now(correct)
    shop.close()
    head, line, count = fenghuo("nlp", "cases").out.splitlines()
    assert head.split() == ["时间", "原判", "改判", "文字"]
    assert line.startswith("2026-03-02 04:05  ")  # in Shanghai
    assert f"{RIGHT_NAME} · 起火燃烧 · 险些出事" in line
    assert "王小明" not in line
    assert count.startswith("更正 1 条")
