"""Nobody acknowledged on any channel in time: the circular goes to a colleague, at last to the officer's list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from casework.env import Env
from casework.fanouts import fanout_of
from casework.notices import brief, circular_notice, name_of
from casework.ports import Option, Say, Text, UnitOfWork
from casework.ports.ledger import ADDRESSED_ROLES
from casework.ports.pursuit import Handing, of_circular
from casework.ports.replies import Param
from casework.tell import tell
from risk.circular import Circular, CircularState
from risk.errors import NotFound
from risk.organisation import Person, Role

AT_ONCE: Final = 4_000  # people in one transaction
_NAMED: Final = 5  # organisations in the card; the list has all of them
_CARD: Final = "silent"


def escalate(uow: UnitOfWork, env: Env) -> int:
    """Everybody who has been waited for long enough; how many, 0 = nobody is left.

    The office is told when all are through, so that many make one card; and of a circular once an hour at most.
    """
    waited = uow.pursuit.to_hand_on(env.now(), limit=AT_ONCE)
    for circular_id, people in of_circular(waited).items():
        circular = uow.circulars.get(circular_id)
        if circular.state is CircularState.ISSUED:
            uow.pursuit.hand_on(_handing(uow, env, circular, people))
        else:
            uow.pursuit.let_go(circular_id)
    if not waited:
        for circular_id in uow.pursuit.untold():
            _tell_office(uow, env, uow.circulars.get(circular_id))
    return len(waited)


def _handing(uow: UnitOfWork, env: Env, circular: Circular, people: list[str]) -> Handing:
    return Handing(
        circular_id=circular.id,
        people=people,
        roles=ADDRESSED_ROLES,
        at=env.now(),
        fanout=fanout_of(uow, env, circular, _words(uow, env, circular)),
        owner_id=circular.drafted_by,
    )


def _words(uow: UnitOfWork, env: Env, circular: Circular) -> Callable[[bool], Say]:
    """The circular, and why it comes to this reader."""
    rendition = uow.renditions.of(circular.id, final=True)
    if rendition is None:
        raise NotFound(kind="rendition")

    def words(answer: bool) -> Say:
        notice = circular_notice(circular, rendition.text, env.timezone, answer=answer)
        key = "circular-notice-colleague-reply" if "reply_by" in notice.text.params else "circular-notice-colleague"
        return replace(
            notice,
            text=replace(notice.text, key=key),
            brief=Text(key="circular-brief-colleague", params=brief(circular).params),
        )

    return words


def _tell_office(uow: UnitOfWork, env: Env, circular: Circular) -> None:
    if not uow.ticks.claim(_CARD, f"{circular.id}:{env.now():%Y%m%d%H}", env.now()):
        return  # those who came since then are in the next card
    silent = uow.pursuit.tell(circular.id, env.now(), names=_NAMED)
    params: dict[str, Param] = {
        **name_of(circular),
        "people": silent.people,
        "names": "\n".join(f"· {name}" for name in silent.organisations),
    }
    card = Say(
        text=Text(key="circular-silent-told", params=params),
        options=((Option(label=Text(key="circular-undeliverable-open"), action="circular.undeliverable"),),),
        confidential=True,
        brief=Text(key="circular-silent-brief", params={"number": circular.official_number, "people": silent.people}),
    )
    for person in _in_charge(uow, circular):
        tell(uow, env, person, card, dedupe=f"{_CARD}:{circular.id}:{person.id}:{env.now():%Y%m%d%H}")


def _in_charge(uow: UnitOfWork, circular: Circular) -> list[Person]:
    """The drafter, and whoever is on duty in the office."""
    officers = uow.people.of(circular.org_id, role=Role.OFFICER)
    drafter = uow.people.get(circular.drafted_by)
    there = drafter.active and drafter.org_id == circular.org_id
    return officers if not there or drafter in officers else [drafter, *officers]
