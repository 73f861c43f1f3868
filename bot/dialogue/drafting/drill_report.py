"""What an exercise has measured, for those who started it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.dialogue.turn import Context, Input, State, Turn, say_only
from casework.exercise_marks import marked
from casework.exercise_reports import exercise_report
from casework.notices import confidential, full_name_of, work_brief
from casework.ports import Moment, Option, Say, Text
from casework.ports.exercises import Latency, Line
from casework.ports.replies import Param
from casework.terms import term
from texts.catalogue import say

_ORGANISATIONS = 10


def show(state: State, input_: Input, context: Context) -> Turn:
    """As it stands now; the button under it asks again."""
    report = exercise_report(context.uow, context.env, context.person, input_.subject, organisations=_ORGANISATIONS)
    circular, reached = report.circular, report.reached
    params: dict[str, Param] = {
        **full_name_of(circular),
        "state": term("circular-state", circular.state.value),
        "at": Moment(at=report.at),
        "whole": _words(context, "drill-line", **_counts(reached.whole)),
        "sent": _latency(context, reached.whole.to_sent),
        "acknowledged": _latency(context, reached.whole.to_acknowledged),
        "channels": _rows(context, reached.channels, channels=True),
        "organisations": _rows(context, reached.organisations, channels=False),
        "shown": len(reached.organisations),
        "of": reached.of,
    }
    again = Option(label=Text(key="drill-report-again"), action="drill.report", subject=circular.id)
    return say_only(
        state,
        Say(
            text=marked(circular, Text(key="drill-report-told", params=params)),
            options=((again,),),
            confidential=confidential(circular),
            brief=work_brief(circular),
        ),
    )


def duration(locale: str, time: timedelta) -> str:
    """In the two greatest units."""
    seconds = round(time.total_seconds(), 1)
    if seconds < 60:
        return say(locale, "drill-seconds", {"seconds": f"{seconds:g}"})
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return say(locale, "drill-minutes", {"minutes": minutes, "seconds": rest})
    return say(locale, "drill-hours", {"hours": minutes // 60, "minutes": minutes % 60})


def _rows(context: Context, lines: Sequence[Line], *, channels: bool) -> str:
    return "\n".join(
        _words(
            context,
            "drill-row",
            name=_channel(context, line.name) if channels else line.name,
            line=_words(context, "drill-line", **_counts(line)),
            sent=_latency(context, line.to_sent),
            acknowledged=_latency(context, line.to_acknowledged),
        )
        for line in lines
    )


def _channel(context: Context, code: str) -> str:
    return say(context.person.locale, f"channel-{code}" if code else "drill-no-channel")


def _counts(line: Line) -> dict[str, Param]:
    return {
        "addressed": line.addressed,
        "sent": line.sent,
        "delivered": line.delivered,
        "acknowledged": line.acknowledged,
        "unreachable": line.unreachable,
    }


def _latency(context: Context, latency: Latency | None) -> str:
    if latency is None:
        return "—"
    return _words(
        context,
        "drill-latency",
        p50=duration(context.person.locale, latency.p50),
        p90=duration(context.person.locale, latency.p90),
        p99=duration(context.person.locale, latency.p99),
        last=duration(context.person.locale, latency.last),
    )


def _words(context: Context, key: str, **params: Param) -> str:
    return say(context.person.locale, key, params)
