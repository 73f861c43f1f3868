"""Which signal a tip joins, why, and how officers take it off again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import join_cases, signals, splitting, transfers
from casework.fakes import FixedTriage, PatternCompare
from casework.findings import open_part, stored_finding
from casework.ports import UnitOfWork
from risk.deadline import DeadlineKind
from risk.errors import IllegalTransition, Invalid, NotAllowed, TipAlone, TipElsewhere
from risk.finding import Finding, Harm, Scope
from risk.identity import NOTHING
from risk.information import RiskInformation
from risk.likeness import JoinCase, JoinDecision, JoinReason, Thing, Verdict
from risk.organisation import Person, Role
from risk.signal import Signal, SignalState
from tests.support.desk import Desk, desk
from tests.support.storage_records import INFORMATION

PLAIN = "玩具车充电时冒烟"
STAR = "星汪玩具车充电冒烟，我叫王小明，电话13812345678"
STAR_AGAIN = "星汪的玩具车又烧起来了"
MOON = "月汪玩具车冒烟"
CX2 = "星汪CX2玩具车冒烟"
CX2_AGAIN = "又是星汪CX2，充电就冒烟"
CX3 = "星汪CX3玩具车冒烟"
_FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS}


def _named(brand: str | None, model: str | None = None, **changes: object) -> dict[str, object]:
    return {**_FOUND, "entities": {"brand": brand, "model": model}, **changes}


@pytest.fixture
def town() -> Desk:
    town = desk()
    town.triage = FixedTriage(
        {
            PLAIN: _FOUND,
            STAR: _named("星汪", harm=Harm.SERIOUS, severity_rank=5),
            STAR_AGAIN: _named("星汪"),
            MOON: _named("月汪"),
            CX2: _named("星汪", "CX2"),
            CX2_AGAIN: _named("星汪", "CX2"),
            CX3: _named("星汪", "CX3"),
        }
    )
    return town


@pytest.fixture
def officer(town: Desk) -> Person:
    return town.staff()[0].person()


def tips(town: Desk, signal: Signal) -> list[RiskInformation]:
    return town.transactions.run_now(lambda uow: uow.informations.of_signal(signal.id))


def cases(town: Desk) -> list[JoinCase]:
    return town.transactions.run_now(lambda uow: uow.join_cases.all())


def split(town: Desk, officer: Person, tip: RiskInformation, *, into: str = "") -> Signal:
    def body(uow: UnitOfWork) -> Signal:
        return splitting.split_tip(uow, town.env, officer, tip.id, from_id=tip.signal_id or "", into_id=into)

    return town.transactions.run_now(body)


def test_a_tip_joins_the_signal_of_its_brand_and_says_why(town: Desk) -> None:
    _, first = town.tip(STAR)
    _, second = town.tip(STAR_AGAIN)
    _, other = town.tip(MOON)
    assert (second.id, second.tips) == (first.id, 2)
    assert other.id != first.id
    assert [tip.join_reason for tip in tips(town, first)] == ["opened", "same_kind_pattern"]


def test_two_models_stand_on_two_signals_and_a_tip_without_one_joins_the_older(town: Desk) -> None:
    _, two = town.tip(CX2)
    _, three = town.tip(CX3)
    _, joined = town.tip(STAR_AGAIN)
    assert two.id != three.id
    assert joined.id == two.id


def test_the_first_tip_that_names_the_brand_names_it_for_the_signal(town: Desk) -> None:
    _, plain = town.tip(PLAIN)
    _, named = town.tip(STAR_AGAIN)
    _, other = town.tip(MOON)
    assert named.id == plain.id
    assert named.brand.reveal() == "星汪"
    assert other.id != plain.id


class Reader(PatternCompare):
    """Keeps what it was asked to compare."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        self.read.append(b.text)
        return super().__call__(a, b)


def test_a_tip_is_compared_with_the_words_of_the_latest_tips(town: Desk) -> None:
    town.tip(PLAIN)
    for _ in range(3):
        town.clock.pass_(minutes=1)
        town.tip(STAR_AGAIN)
    compare = Reader()
    town.env = replace(town.env, compare=compare)
    _, joined = town.tip(STAR)
    assert joined.tips == 5
    assert compare.read == ["", *[STAR_AGAIN] * 3]


class ByModel(PatternCompare):
    """The same where both tell the same model; `words`: also where the other one has its text."""

    def __init__(self, reason: JoinReason, *, words: bool) -> None:
        self._reason = reason
        self._words = words

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        same = bool(a.model) and a.model == b.model and (self._words or not b.text)
        return Verdict(same=same, reason=self._reason if same else JoinReason.NO_COMMON_GROUND)


@pytest.mark.parametrize(
    "compare",
    [
        ByModel(JoinReason.SAME_MODEL, words=False),  # brand and model settle it, whatever the tips say
        ByModel(JoinReason.SAME_BRAND_PATTERN, words=True),  # each tip is about what the signal is
    ],
)
def test_what_a_signal_is_about_holds_for_tips_that_do_not_say_it(town: Desk, compare: ByModel) -> None:
    _, two = town.tip(CX2)
    for _ in range(3):
        town.clock.pass_(minutes=1)
        town.tip(STAR_AGAIN)
    town.env = replace(town.env, compare=compare)
    _, again = town.tip(CX2_AGAIN)
    assert again.id == two.id


class ByWords(PatternCompare):
    """The same beside these texts, whatever names the signal goes by."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def thing(self, finding: Finding, text: str) -> Thing:
        return replace(super().thing(finding, text), hints=("玩具车",))

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        verdict = super().__call__(a, b)
        return Verdict(same=True, reason=JoinReason.SAME_TEXT) if b.text in self._texts else verdict


@pytest.mark.parametrize(("same", "joins"), [([PLAIN], False), ([PLAIN, STAR], True)])
def test_where_names_differ_a_tip_joins_only_what_it_is_the_same_as_beside_every_tip(
    town: Desk, same: list[str], joins: bool
) -> None:
    town.env = replace(town.env, compare=ByWords(*same))
    town.tip(PLAIN)
    _, star = town.tip(STAR)
    _, moon = town.tip(MOON)
    assert (moon.id == star.id) is joins


def test_what_triage_guesses_is_compared_and_not_told(town: Desk) -> None:
    unsure = {**_named("星汪"), "abstained": ("product",)}
    town.triage = FixedTriage({STAR: unsure, STAR_AGAIN: _named("星汪")})
    _, guessed = town.tip(STAR)
    _, sure = town.tip(STAR_AGAIN)
    assert (sure.id, guessed.product) == (guessed.id, None)
    assert guessed.identity.reveal().startswith("?|fire|")


def test_a_dismissed_signal_is_reopened_by_a_tip_on_the_very_same_thing(town: Desk, officer: Person) -> None:
    _, first = town.tip(CX2)
    town.transactions.run_now(lambda uow: signals.dismiss_signal(uow, town.env, officer, first.id, reason="无此事"))
    _, other = town.tip(CX3)
    _, again = town.tip(CX2)
    assert other.id != first.id
    assert (again.id, again.state) == (first.id, SignalState.NEW)


def test_a_tip_split_off_stands_on_a_signal_of_its_own(town: Desk, officer: Person) -> None:
    _, first = town.tip(STAR_AGAIN)
    town.tip(STAR, named=True)
    wrong = tips(town, first)[1]
    own = split(town, officer, wrong)
    left = town.signal(1)
    assert (own.number, own.tips, own.named_tips, own.harm, own.severity_rank) == (2, 1, 1, "serious", 5)
    assert (left.tips, left.named_tips, left.harm, left.severity_rank) == (1, 0, "near_miss", 1)
    assert [tip.join_reason for tip in tips(town, own)] == ["by_officer"]
    clocks = town.transactions.run_now(lambda uow: uow.deadlines.running(own.id))
    assert [clock.kind for clock in clocks] == [DeadlineKind.ACKNOWLEDGE]


def test_after_a_split_new_tips_join_where_the_others_stayed(town: Desk, officer: Person) -> None:
    _, first = town.tip(STAR_AGAIN)
    town.tip(STAR)
    own = split(town, officer, tips(town, first)[1])
    _, third = town.tip(STAR_AGAIN)
    assert third.id == first.id
    assert town.signal(own.number).tips == 1


def test_a_tip_may_be_moved_to_another_signal(town: Desk, officer: Person) -> None:
    _, first = town.tip(STAR_AGAIN)
    town.tip(STAR)
    _, moon = town.tip(MOON)
    into = split(town, officer, tips(town, first)[1], into=moon.id)
    assert (into.id, into.tips, into.harm) == (moon.id, 2, "serious")
    assert [(case.decision, case.same) for case in cases(town)] == [
        (JoinDecision.SPLIT, False),
        (JoinDecision.MOVE, True),
    ]


def test_what_is_not_to_be_split_is_refused(town: Desk, officer: Person) -> None:
    stranger = town.enrol(Role.OFFICER, org="新会海关").person()
    _, first = town.tip(STAR_AGAIN)
    (alone,) = tips(town, first)
    with pytest.raises(TipAlone):
        split(town, officer, alone)
    town.tip(STAR)
    _, other = town.tip(MOON)
    second = tips(town, first)[1]
    with pytest.raises(NotAllowed):
        split(town, stranger, second)
    with pytest.raises(Invalid):
        split(town, officer, second, into=first.id)
    split(town, officer, second, into=other.id)
    with pytest.raises(TipElsewhere):  # a button pressed again
        split(town, officer, second)
    with pytest.raises(NotAllowed):
        split(town, stranger, second)


def test_a_signal_that_is_under_assessment_keeps_its_tips(town: Desk, officer: Person) -> None:
    _, first = town.tip(STAR_AGAIN)
    _, signal = town.tip(STAR)
    town.transactions.run_now(lambda uow: uow.signals.save(replace(signal, state=SignalState.ASSESSING)))
    with pytest.raises(IllegalTransition):
        split(town, officer, tips(town, first)[1])


def test_merges_and_splits_are_kept_as_pairs_without_personal_data(town: Desk, officer: Person) -> None:
    _, star = town.tip(STAR)
    _, moon = town.tip(MOON)
    town.transactions.run_now(lambda uow: transfers.merge_signal(uow, town.env, officer, moon.id, star.id))
    (case,) = cases(town)
    assert (case.decision, case.same, case.reason, case.actor_id) == (
        JoinDecision.MERGE,
        True,
        "different_brand",
        officer.id,
    )
    (pair,) = town.transactions.run_now(lambda uow: list(join_cases.pairs(uow)))
    assert (pair["a"], pair["same"]) == (MOON, True)
    assert "13812345678" not in str(pair)
    assert "王小明" not in str(pair)
    assert "星汪" in str(pair["b"])


def test_what_triage_held_likely_is_kept_until_somebody_puts_the_labels_right() -> None:
    chances = (("product:toys", 0.9), ("hazard:fire", 0.8))
    found = FixedTriage({PLAIN: {**_FOUND, "chances": chances}})(PLAIN)
    stored = replace(INFORMATION, product="toys", hazards=("fire",), finding=open_part(found), finding_texts=NOTHING)
    assert stored_finding(stored).chances == chances
    assert stored_finding(replace(stored, hazards=("burns",))).chances == ()
    assert stored_finding(replace(stored, product="other")).chances == ()
