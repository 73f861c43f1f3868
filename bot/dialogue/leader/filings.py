"""`/filings`: the superior reads what lower offices have issued, and acknowledges the filing 备案 (Art. 20)."""

from __future__ import annotations

from functools import partial

from bot.dialogue.turn import Context, Input, State, Turn, say_only
from casework.filings import acknowledge_filing
from casework.notices import filing_notice, name_of
from casework.ports import Done, Moment, Option, Reply, Say, Text
from risk.circular import Filing
from risk.errors import NotFound
from risk.permission import Act, demand

_LISTED = 10


def waiting(state: State, input_: Input, context: Context) -> Turn:
    """Those that nobody has acknowledged yet; a single one is shown at once."""
    filings = context.uow.filings.waiting(context.person.org_id)
    if not filings:
        return say_only(state, Say(text=Text(key="filings-none")))
    if len(filings) == 1:
        return say_only(state, _notice(filings[0], context))
    rows = tuple(
        (Option(label=_label(filing, context), action="filing.show", subject=filing.id),)
        for filing in filings[:_LISTED]
    )
    return say_only(state, Say(text=Text(key="filings-list", params={"count": len(filings)}), options=rows))


def show(state: State, input_: Input, context: Context) -> Turn:
    """One filing with the text that was issued."""
    filing = context.uow.filings.get(input_.subject)
    demand(context.person, Act.ACKNOWLEDGE_FILING, subject=filing)
    return say_only(state, _notice(filing, context))


def acknowledge(state: State, input_: Input, context: Context) -> Turn:
    """A second press, or a colleague's, says when it was done."""
    earlier = context.uow.filings.get(input_.subject).acknowledged_at
    return Turn(
        state=state,
        command=partial(acknowledge_filing, context.uow, context.env, context.person, input_.subject),
        then=lambda filing: say_only(state, _done(filing, context, again=earlier is not None)),
    )


def _label(filing: Filing, context: Context) -> Text:
    circular = context.uow.circulars.get(filing.circular_id)
    office = context.uow.organisations.get(filing.from_org_id).name
    return Text(key="filing-row", params={"office": office, "number": circular.official_number})


def _notice(filing: Filing, context: Context) -> Reply:
    circular = context.uow.circulars.get(filing.circular_id)
    rendition = context.uow.renditions.of(circular.id, final=True)
    if rendition is None:
        raise NotFound(circular=circular.number)
    office = context.uow.organisations.get(filing.from_org_id).name
    return filing_notice(circular, filing, rendition.text, office=office)


def _done(filing: Filing, context: Context, *, again: bool) -> Done:
    circular = context.uow.circulars.get(filing.circular_id)
    at = Moment(at=filing.acknowledged_at or context.env.now())
    key = "filing-acknowledged-before" if again else "filing-acknowledged"
    return Done(text=Text(key=key, params={**name_of(circular), "at": at}))
