"""What people are told about a circular, and with which buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from casework.exercise_marks import marked
from casework.ports import Moment, Option, Say, Text
from casework.ports.replies import Param
from casework.terms import term
from risk.circular import Circular, CircularKind, Filing, emergency
from risk.organisation import Person, Role

# Who can tell us whether their goods are concerned (Art. 22).
ANSWERING = frozenset({Role.ENTERPRISE, Role.EXPERT})
PDF = "circular.pdf"


@dataclass(frozen=True, kw_only=True)
class Issued:
    """`people` who receive it; `unreachable` of them have no address; `nobody`: names of enterprises without people."""

    circular: Circular
    people: int
    unreachable: int
    nobody: tuple[str, ...] = ()


def day_of(day: date, zone: tzinfo) -> Moment:
    """A date as a parameter; noon, so that it is the same day everywhere in the country."""
    return Moment(at=datetime.combine(day, time(12), tzinfo=zone), day_only=True)


def confidential(circular: Circular) -> bool:
    """A bulletin is for offices only: foreign channels carry its number and a link (Art. 25)."""
    return circular.kind is CircularKind.BULLETIN


def name_of(circular: Circular) -> dict[str, Param]:
    """The parameters that name a circular in a sentence that may go anywhere; a bulletin's title stays at home."""
    return {**full_name_of(circular), **({"title": "……"} if confidential(circular) else {})}


def full_name_of(circular: Circular) -> dict[str, Param]:
    """The same with the title, for what is itself confidential where the circular is."""
    return {
        "kind": term("circular-kind", circular.kind.value),
        "level": term("warning-level", circular.level.value),
        "number": circular.official_number or circular.number,
        "title": circular.title,
    }


def brief(circular: Circular) -> Text:
    """For channels that may not carry the text: kind, level and number."""
    params = name_of(circular)
    del params["title"]
    return marked(circular, Text(key="circular-brief", params=params))


def work_brief(circular: Circular) -> Text:
    """The same for those who work on it: something waits for them."""
    return marked(circular, Text(key="circular-brief-work", params=brief(circular).params))


def circular_notice(circular: Circular, text: str, zone: tzinfo, *, answer: bool) -> Say:
    """The circular itself, one message: its rendered text, 签收, PDF, and 答复 where an answer is asked for.

    The same for all who are asked alike: nothing personal is in it.
    """
    params: dict[str, Param] = {"paper": text}
    if answer and circular.reply_by is not None:
        params["reply_by"] = day_of(circular.reply_by, zone)
    acknowledge = Option(label=Text(key="circular-acknowledge"), action="circular.acknowledge", subject=circular.id)
    reply = Option(label=Text(key="circular-answer"), action="circular.answer", subject=circular.id)
    return Say(
        text=marked(
            circular, Text(key="circular-notice-reply" if "reply_by" in params else "circular-notice", params=params)
        ),
        options=((acknowledge,), (pdf_option(circular), reply) if answer else (pdf_option(circular),)),
        confidential=confidential(circular),
        brief=brief(circular),
        urgent=emergency(circular),
    )


def wants_answer(circular: Circular, person: Person) -> bool:
    """Whether this recipient is asked to answer by a date."""
    return circular.reply_by is not None and person.role in ANSWERING


def pdf_option(circular: Circular) -> Option:
    """The button that sends the PDF."""
    return Option(label=Text(key="circular-pdf"), action=PDF, subject=circular.id)


def approval_request(circular: Circular, text: str) -> Say:
    """For the signing leader: exactly the rendered text, and buttons that carry its digest."""
    mark = f"{circular.id}:{circular.digest}"
    return Say(
        text=marked(circular, Text(key="circular-for-approval", params={**full_name_of(circular), "paper": text})),
        options=(
            (
                Option(label=Text(key="circular-approve"), action="circular.approve", subject=mark),
                Option(label=Text(key="circular-return"), action="circular.return", subject=mark),
            ),
            (pdf_option(circular),),
        ),
        confidential=confidential(circular),
        brief=work_brief(circular),
        urgent=emergency(circular),
    )


def approved_notice(circular: Circular) -> Say:
    """For the drafter: it can be issued now."""
    issue = Option(label=Text(key="circular-issue"), action="circular.issue", subject=circular.id)
    return _about(circular, "circular-approved-told", (issue,))


def returned_notice(circular: Circular) -> Say:
    """For the drafter: what to change."""
    edit = Option(label=Text(key="circular-edit"), action="circular.edit", subject=circular.id)
    return _about(circular, "circular-returned-told", (edit,), reason=circular.return_reason)


def issued_notice(issued: Issued) -> Say:
    """For the office: how many it went to, and whom it could not reach."""
    params: dict[str, Param] = {"people": issued.people, "unreachable": issued.unreachable}
    if not issued.nobody:
        return _about(issued.circular, "circular-issued-told", (pdf_option(issued.circular),), **params)
    params |= {"count": len(issued.nobody), "names": "\n".join(issued.nobody)}
    return _about(issued.circular, "circular-issued-nobody", (pdf_option(issued.circular),), **params)


def filing_notice(circular: Circular, filing: Filing, text: str, *, office: str) -> Say:
    """For the superior: what was issued (Art. 20)."""
    return Say(
        text=Text(key="filing-received", params={**full_name_of(circular), "office": office, "paper": text}),
        options=(
            (Option(label=Text(key="filing-acknowledge"), action="filing.acknowledge", subject=filing.id),),
            (pdf_option(circular),),
        ),
        confidential=confidential(circular),
        brief=Text(key="filing-brief", params={"office": office, "number": circular.official_number}),
    )


def ended_notice(circular: Circular, *, successor: Circular | None = None) -> Say:
    """For exactly those who had received it."""
    params: dict[str, Param] = {**full_name_of(circular), "reason": circular.end_reason}
    if successor is not None:
        params["successor"] = successor.official_number
    return Say(
        text=marked(circular, Text(key=f"circular-ended-{circular.state.value}", params=params)),
        options=((pdf_option(circular),),),
        confidential=confidential(circular),
        brief=marked(circular, Text(key="circular-ended-brief", params={"number": circular.official_number})),
    )


def _about(circular: Circular, key: str, options: tuple[Option, ...], **params: Param) -> Say:
    return Say(
        text=marked(circular, Text(key=key, params={**full_name_of(circular), **params})),
        options=(options,),
        confidential=confidential(circular),
        brief=work_brief(circular),
    )
