"""A warning's whole way on every engine: tip, announcement, delivery, receipt, answer, withdrawal."""

from __future__ import annotations

from dataclasses import replace

from casework.circulars import describe
from casework.deliveries import record_outcome
from casework.endings import withdraw_circular
from casework.fakes import NOTHING_FOUND
from casework.outgoing import claim_parcels
from casework.ports import Sent, Transactions
from casework.receipts import acknowledge_receipt, answer_circular
from casework.subscriptions import subscribe
from casework.tips import Told, submit_tip
from risk.finding import Scope
from risk.information import Status
from tests.support.customs import LAMPS_USCC, World, world


def test_an_announcement_reaches_subscribers_named_enterprises_and_the_tipster(transactions: Transactions) -> None:
    here = world(transactions)
    citizen, toys = here.people["citizen"], here.people["toys"]
    finding = replace(NOTHING_FOUND, scope=Scope.IN, product="toys", hazards=("choking",))
    told = Told(text="磁力珠掉出来被孩子吞了", finding=finding, channel="webchat")
    tip = here.do(lambda uow: submit_tip(uow, here.env, citizen, told))
    assert tip.signal is not None
    here.do(lambda uow: subscribe(uow, here.env, toys, products=("toys",)))
    circular = here.issued(
        kind="announcement",
        measures=["停止销售", "召回"],
        audience=[LAMPS_USCC],
        signal_id=tip.signal.id,
        reply_by="2026-03-10",
    )
    assert here.do(lambda uow: uow.informations.get(tip.information.id)).status is Status.WARNED
    _send_all(here)
    here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, circular.id, channel="telegram"))
    here.do(lambda uow: answer_circular(uow, here.env, here.people["lamps"], circular.id, involved=False))
    shown = here.do(lambda uow: describe(uow, circular))
    assert (shown["deliveries"], shown["receipts"], shown["answers"]) == ({"acknowledged": 3}, 2, 1)
    withdrawn = here.do(lambda uow: withdraw_circular(uow, here.env, here.people["signer"], circular.id, reason="误发"))
    assert withdrawn.state.value == "withdrawn"
    endings = [here.told("toys")[-1], here.told("toys", "telegram")[-1], here.told("lamps")[-1]]
    assert all("circular-ended-withdrawn" in message.reply.reveal() for message in endings)


def _send_all(here: World) -> None:
    for parcel in here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=50)):
        outcome = Sent(external_id=parcel.message_id)
        here.do(lambda uow, parcel=parcel, outcome=outcome: record_outcome(uow, here.env, parcel.message_id, outcome))  # type: ignore[misc]
