"""The choices of the assessment dialogue."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.forms import Answers, Question
from bot.dialogue.turn import Context, Input
from casework.ports import Ask, Option, Text
from casework.terms import term
from risk.assessment import AssessmentMethod
from risk.errors import Invalid
from risk.matrix import RiskLevel, parse_probability, risk_level
from risk.taxonomy import hazards

# The rows of the matrix have these as their upper edges.
_ODDS = ("1/2", "1/10", "1/100", "1/1000", "1/10000", "1/100000", "1/1000000")
MATRIX = "matrix"  # the level that severity and probability give


def methods(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(method.value, Text(key=term("assessment-method", method.value).key)) for method in AssessmentMethod]


def ask_method(answers: Answers, _context: Context) -> Text:
    """The usual method for these hazards is named; the expert may take the other."""
    return Text(key="assess-ask-method", params={"usual": term("assessment-method", answers["usual"])})


def categories(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    """The fields of Art. 3."""
    domains = dict.fromkeys(hazard.domain for hazard in hazards().values())
    return [(domain, Text(key=term("risk-category", domain).key)) for domain in domains]


def severities(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(str(number), Text(key=f"severity-{number}")) for number in range(1, 5)]


def injury(answers: Answers) -> bool:
    return bool(answers.get("method") == AssessmentMethod.INJURY)


def qualitative(answers: Answers) -> bool:
    return bool(answers.get("method") == AssessmentMethod.QUALITATIVE)


def matrix_level(answers: Answers) -> RiskLevel:
    """What the matrix gives for the answers."""
    return risk_level(int(answers["severity"]), parse_probability(answers["probability"]))


def ask_level(answers: Answers, _context: Context) -> Text:
    return Text(
        key="assess-ask-level",
        params={
            "severity": int(answers["severity"]),
            "probability": answers["probability"],
            "level": term("risk-level", matrix_level(answers).value),
        },
    )


def injury_levels(answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    """The matrix's level first; another one needs a reason."""
    given = matrix_level(answers)
    take = (MATRIX, Text(key="assess-take-level", params={"level": term("risk-level", given.value)}))
    return [take, *((level.value, _level(level)) for level in RiskLevel if level is not given)]


def levels(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(level.value, _level(level)) for level in RiskLevel]


def needs_reason(answers: Answers) -> bool:
    """A level that the matrix does not give."""
    return qualitative(answers) or answers.get("level", MATRIX) != MATRIX


def hazard_choices(answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    """Those of the signal first."""
    known = answers["known"]
    codes = sorted(hazards(), key=lambda code: code not in known)
    return [(code, Text(key=term("hazard", code).key)) for code in codes]


def probability(name: str) -> Question:
    """Typed in any usual form, or a preset; kept as an exact fraction."""

    def ask(_answers: Answers, _context: Context, _page: int) -> Ask:
        options = [Option(label=Text(key="form-name", params={"name": odds}), value=odds) for odds in _ODDS]
        rows = (tuple(options[:3]), tuple(options[3:5]), tuple(options[5:]))
        return Ask(text=Text(key="assess-ask-probability"), options=rows)

    def read(input_: Input, _answers: Answers, _context: Context) -> object:
        try:
            exact = parse_probability(input_.value or input_.text)
        except Invalid:
            return Text(key="assess-bad-probability")
        return f"{exact.numerator}/{exact.denominator}"

    return Question(name=name, ask=ask, read=read, when=injury)


def _level(level: RiskLevel) -> Text:
    return Text(key=term("risk-level", level.value).key)
