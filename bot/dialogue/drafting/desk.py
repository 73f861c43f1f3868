"""An office's circulars: the list, one circular's card with the buttons of its state, and its acts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.dialogue.drafting.pages import turn_pages
from bot.dialogue.forms import PAGE
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.circulars import discard_circular, keep_rendition, paper_of, submit_circular
from casework.deliveries import undeliverable
from casework.exercise_marks import marked
from casework.issuing import issue_circular, prepare_issue
from casework.notices import Issued, confidential, full_name_of, issued_notice, name_of, pdf_option, work_brief
from casework.ports import Done, Key, Option, Paper, Reply, Say, SendFile, Text
from casework.ports.replies import Param
from casework.receipts import answer_card
from casework.terms import term
from risk.circular import Circular, CircularState
from risk.permission import Act, could, demand

_SHOWN = 20
_S = CircularState


def listed(state: State, input_: Input, context: Context) -> Turn:
    """`/circulars`, newest first, paged."""
    demand(context.person, Act.DRAFT_CIRCULAR)
    circulars = [each for each in context.uow.circulars.of(context.person.org_id) if each.state is not _S.DISCARDED]
    draft = (Option(label=Text(key="circulars-new"), action="circular.draft"),)
    if not circulars:
        return say_only(state, Say(text=Text(key="circulars-none"), options=(draft,)))
    pages = -(-len(circulars) // PAGE)
    wanted = input_.subject or input_.text
    page = min(max(1, int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else 1), pages)
    rows = tuple(
        (Option(label=row_of(each), action="circular.card", subject=each.id),)
        for each in circulars[(page - 1) * PAGE : page * PAGE]
    )
    text = Text(key="circulars-list", params={"count": len(circulars)})
    return say_only(state, Say(text=text, options=(*rows, *turn_pages(page, pages, action="circulars.page"), draft)))


def card(state: State, input_: Input, context: Context) -> Turn:
    """One circular: where it stands, and what has become of its deliveries."""
    return say_only(state, card_of(_own(input_.subject, context), context))


def card_of(circular: Circular, context: Context) -> Say:
    """With the buttons of its state that this person's role may press."""
    counts = context.uow.deliveries.counts(circular.id)
    receipts = {receipt.person_id for receipt in context.uow.receipts.of_circular(circular.id)}
    answers = {answer.person_id for answer in context.uow.answers.of_circular(circular.id)}
    text = Text(
        key="circular-card-issued" if circular.issued_at else "circular-card",
        params={
            **_params(circular),
            **full_name_of(circular),
            "deliveries": sum(counts.values()),
            "waiting": sum(counts.get(each, 0) for each in ("queued", "sending", "failed", "unknown")),
            "sent": counts.get("sent", 0) + counts.get("delivered", 0),
            "acknowledged": counts.get("acknowledged", 0),
            "dead": counts.get("dead", 0),
            "receipts": len(receipts),
            "answers": len(answers),
        },
    )
    return Say(
        text=marked(circular, text),
        options=_buttons(circular, context, answered=bool(answers), acknowledged=bool(receipts)),
        confidential=confidential(circular),
        brief=work_brief(circular),
    )


def show_draft(circular: Circular, context: Context) -> Turn:
    """After drafting or editing: the card, from which it is previewed and submitted."""
    saved = Say(text=_named(circular, Text(key="draft-saved")))
    return say_only(IDLE, saved, card_of(circular, context))


def preview(state: State, input_: Input, context: Context) -> Turn:
    """The text as it will be laid before the signing leader, and its PDF."""
    circular = _own(input_.subject, context)
    paper = context.prepared
    if not isinstance(paper, Paper):
        return Turn(state=state, prepare=partial(context.render, paper_of(context.uow, circular)))
    shown = Text(key="draft-preview", params={**full_name_of(circular), "paper": paper.text})
    text = Say(
        text=marked(circular, shown),
        options=_buttons(circular, context, answered=False),
        confidential=confidential(circular),
        brief=work_brief(circular),
    )
    file = SendFile(
        text=_named(circular, Text(key="circular-pdf-sent")),
        document=f"circular-pdf:{circular.id}",
        file_name=f"{circular.number}.pdf",
        confidential=confidential(circular),
    )
    return Turn(
        state=state,
        command=partial(keep_rendition, context.uow, context.env, circular, paper, final=False),
        then=lambda _: say_only(state, text, file),
    )


def submit(state: State, input_: Input, context: Context) -> Turn:
    """送签: rendered first, then laid before the signing leaders."""
    circular = _own(input_.subject, context)
    if circular.state is not _S.DRAFT:
        return say_only(state, _stands(circular))
    paper = context.prepared
    if not isinstance(paper, Paper):
        return Turn(state=state, prepare=partial(context.render, paper_of(context.uow, circular)))
    return Turn(
        state=state,
        command=partial(submit_circular, context.uow, context.env, context.person, circular.id, paper),
        then=lambda submitted: say_only(state, Done(text=_named(submitted, Text(key="draft-submitted")))),
    )


def issue(state: State, input_: Input, context: Context) -> Turn:
    """签发: number and date are added to the approved text, then it goes out."""
    circular = _own(input_.subject, context)
    if circular.state is not _S.APPROVED:
        return say_only(state, _stands(circular))
    if context.prepared is None:
        paper = prepare_issue(context.uow, context.env, context.person, circular.id)
        return Turn(state=state, prepare=lambda: (paper, context.render(paper)))
    paper, final = context.prepared
    return Turn(
        state=state,
        command=partial(
            issue_circular,
            context.uow,
            context.env,
            context.person,
            circular.id,
            final,
            official_number=paper.official_number,
            issued_on=paper.issued_on,
        ),
        then=lambda issued: say_only(state, *_issued(issued, context)),
    )


def discard(state: State, input_: Input, context: Context) -> Turn:
    """A draft that is not needed."""
    circular = _own(input_.subject, context)
    if circular.state is not _S.DRAFT:
        return say_only(state, _stands(circular))
    return Turn(
        state=state,
        command=partial(discard_circular, context.uow, context.env, context.person, circular.id),
        then=lambda gone: say_only(state, Done(text=_named(gone, Text(key="draft-discarded")))),
    )


def answers(state: State, input_: Input, context: Context) -> Turn:
    """What operators answered, the newest last."""
    circular = _own(input_.subject, context)
    given = context.uow.answers.of_circular(circular.id)[-_SHOWN:]
    if not given:
        return say_only(state, Say(text=Text(key="circular-answers-none")))
    return say_only(state, *(answer_card(context.uow, circular, answer) for answer in given))


def evidence(state: State, input_: Input, context: Context) -> Turn:
    """The files of one answer."""
    answer = context.uow.answers.get(input_.subject)
    circular = _own(answer.circular_id, context)
    files: tuple[Reply, ...] = tuple(
        SendFile(
            text=Text(key="circular-evidence-sent", params={"number": circular.official_number}),
            document=f"attachment:{id_}",
            file_name=context.uow.attachments.get(id_).file_name.reveal(),
            confidential=True,
        )
        for id_ in answer.evidence_ids
    )
    return say_only(state, *files)


def undelivered(state: State, input_: Input, context: Context) -> Turn:
    """`/undelivered`: whom the office's circulars could not reach, each with a reason and who looks after it."""
    found = undeliverable(context.uow, context.person)
    if not found:
        return say_only(state, Say(text=Text(key="undelivered-none")))
    replies = [
        Say(
            text=Text(
                key="undelivered-row",
                params={
                    **full_name_of(item.circular),
                    "company": context.uow.organisations.get(item.delivery.org_id).name,
                    "contact": item.person.name.reveal() or "—",
                    "phone": item.person.phone.mask(head=3, tail=4) if item.person.phone else "—",
                    "channel": term("channel", item.delivery.channel) if item.delivery.channel else "—",
                    "owner": _owner(item.delivery.owner_id, context),
                    "why": Key(key="undelivered-silent" if item.silent else "undelivered-unreachable"),
                },
            ),
            confidential=True,
            brief=Text(key="undelivered-brief", params={"number": item.circular.official_number}),
        )
        for item in found[:_SHOWN]
    ]
    head = Say(text=Text(key="undelivered-list", params={"count": len(found)}))
    return say_only(state, head, *replies)


def _owner(owner_id: str | None, context: Context) -> str:
    owner = context.uow.people.find(owner_id) if owner_id else None
    return owner.name.reveal() if owner else "—"


def _own(circular_id: str, context: Context) -> Circular:
    circular = context.uow.circulars.get(circular_id)
    demand(context.person, Act.DRAFT_CIRCULAR, subject=circular)
    return circular


def _issued(issued: Issued, context: Context) -> tuple[Reply, ...]:
    return issued_notice(issued), card_of(issued.circular, context)


def _stands(circular: Circular) -> Say:
    """A stale or second press: says where it stands."""
    return Say(text=marked(circular, Text(key="circular-stands", params=_params(circular))))


def row_of(circular: Circular) -> Text:
    """One line of a list."""
    return marked(circular, Text(key="circular-row", params=_params(circular)))


def _named(circular: Circular, text: Text) -> Text:
    return marked(circular, replace(text, params=name_of(circular)))


def _params(circular: Circular) -> dict[str, Param]:
    return {**name_of(circular), "state": term("circular-state", circular.state.value)}


def _buttons(
    circular: Circular, context: Context, *, answered: bool, acknowledged: bool = False
) -> tuple[tuple[Option, ...], ...]:
    state = circular.state
    offered: list[tuple[str, str, Act, bool]] = [
        ("circular.preview", "circular-preview", Act.DRAFT_CIRCULAR, state is _S.DRAFT),
        ("circular.edit", "circular-edit", Act.DRAFT_CIRCULAR, state is _S.DRAFT),
        ("circular.submit", "circular-submit", Act.SUBMIT_CIRCULAR, state is _S.DRAFT),
        ("circular.discard", "circular-discard", Act.DISCARD_CIRCULAR, state is _S.DRAFT),
        ("circular.issue", "circular-issue", Act.ISSUE_CIRCULAR, state is _S.APPROVED),
        ("circular.receipts", "receipts-open", Act.DRAFT_CIRCULAR, acknowledged),
        ("circular.answers", "circular-answers", Act.DRAFT_CIRCULAR, answered),
        ("drill.report", "drill-report", Act.DRAFT_CIRCULAR, circular.exercise and bool(circular.issued_at)),
        ("circular.update", "circular-update", Act.UPDATE_CIRCULAR, state is _S.ISSUED and not circular.exercise),
        ("circular.lift", "circular-lift", Act.LIFT_CIRCULAR, state is _S.ISSUED and not circular.exercise),
        ("circular.withdraw", "circular-withdraw", Act.WITHDRAW_CIRCULAR, state is _S.ISSUED),
    ]
    options = [
        Option(label=Text(key=key), action=action, subject=circular.id)
        for action, key, act, fits in offered
        if fits and could(context.person, act).allowed
    ]
    if circular.digest:
        options.append(pdf_option(circular))
    return tuple(tuple(options[at : at + 2]) for at in range(0, len(options), 2))
