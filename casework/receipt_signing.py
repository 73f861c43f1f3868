"""What a signed receipt says, and how one is shown again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from casework.env import Env
from casework.ports import ReceiptPaper, UnitOfWork
from risk.circular import Circular
from risk.delivery import Receipt
from risk.identity import Secret
from risk.organisation import Organisation
from risk.receipt import (
    RECEIPT_TYPE,
    AddressConfirmation,
    ReceiptTitle,
    SignedReceipt,
    instant,
    moment,
    name_digest,
    title_for,
)


def sign_receipt(uow: UnitOfWork, env: Env, receipt: Receipt) -> SignedReceipt:
    """In the transaction that records it. The first of an issuer's chain comes after all that were given before."""
    circular = uow.circulars.get(receipt.circular_id)
    if uow.receipt_book.begin(circular.org_id):
        sign_earlier(uow, env, circular.org_id, but=receipt.id)
    return uow.receipt_book.find(receipt.id) or _sign(uow, env, receipt, circular, late=False)


def sign_earlier(uow: UnitOfWork, env: Env, issuer_id: str, *, but: str = "") -> int:
    """Receipts of an older release, or of one that still ran during an upgrade, from the books; oldest first."""
    uow.receipt_book.begin(issuer_id)
    count = 0
    while earlier := [receipt for receipt in uow.receipt_book.unsigned(issuer_id) if receipt.id != but]:
        for receipt in earlier:
            _sign(uow, env, receipt, uow.circulars.get(receipt.circular_id), late=True)
        count += len(earlier)
    return count


def receipt_paper(signed: SignedReceipt) -> ReceiptPaper:
    """As its content tells it; nothing is looked up again."""
    told: dict[str, Any] = json.loads(signed.content)
    circular, recipient, confirmation = told["circular"], told["recipient"], told["confirmation"]
    return ReceiptPaper(
        id=signed.id,
        title=told["title"],
        number=signed.number,
        office=told["issuer"]["name"],
        circular_number=circular["number"],
        circular_kind=circular["kind"],
        circular_level=circular["level"],
        circular_title=circular["title"],
        digest=circular["digest"],
        organisation=recipient["organisation"]["name"],
        uscc=recipient["organisation"]["uscc"],
        name=signed.name.reveal(),
        capacity=told["capacity"],
        channel=told["channel"],
        means=told["means"],
        acknowledged_at=moment(told["acknowledged_at"]),
        signed_at=moment(told["signed_at"]),
        late=told["late"],
        exercise="status" in circular,
        confirmed_on=confirmation["signed_on"] if confirmation else "",
        confirmation=confirmation["reference"] if confirmation else "",
        hash=signed.hash,
        key=signed.signed_with,
        signature=signed.signature,
    )


def circular_named(circular: Circular) -> dict[str, str]:
    """What a receipt says of its circular; of an exercise also that it is one."""
    status = {"status": circular.status.value} if circular.exercise else {}
    return {
        **status,
        "id": circular.id,
        "number": circular.official_number,
        "kind": circular.kind.value,
        "level": circular.level.value,
        "title": circular.title,
        "digest": circular.approved_digest,
        "issued_at": instant(circular.issued_at) if circular.issued_at else "",
    }


def issuer_named(office: Organisation) -> dict[str, str]:
    """What a receipt says of who issued the circular."""
    return {"id": office.id, "name": office.name}


def _sign(uow: UnitOfWork, env: Env, receipt: Receipt, circular: Circular, *, late: bool) -> SignedReceipt:
    organisation = uow.organisations.get(receipt.org_id)
    confirmation = uow.address_confirmations.current(organisation.id, circular.org_id)
    title = title_for(confirmation, channel=receipt.channel, at=receipt.at)
    if circular.exercise:
        title = ReceiptTitle.READING  # nothing was served on anybody
    name, salt = _writable(uow.people.get(receipt.person_id).name), env.ids.token()
    now = env.now()
    content = {
        "type": RECEIPT_TYPE,
        "title": title.value,
        "receipt": receipt.id,
        "issuer": issuer_named(uow.organisations.get(circular.org_id)),
        "circular": {**circular_named(circular), "digest": receipt.digest},
        "recipient": {
            "person": receipt.person_id,
            "name_digest": name_digest(name, salt),
            "organisation": {"id": organisation.id, "name": organisation.name, "uscc": organisation.uscc or ""},
        },
        "capacity": receipt.capacity.value,
        "channel": receipt.channel,
        "means": receipt.means.value,
        "acknowledged_at": instant(receipt.at),
        "signed_at": instant(now),
        "late": late,
        "confirmation": _confirmed(confirmation) if title is ReceiptTitle.SERVICE else None,
    }
    return uow.receipt_book.append(
        receipt, issuer_id=circular.org_id, content=content, name=Secret(name), salt=Secret(salt), signed_at=now
    )


def _confirmed(confirmation: AddressConfirmation | None) -> dict[str, Any] | None:
    if confirmation is None:
        return None
    signed_on: date = confirmation.signed_on
    return {
        "id": confirmation.id,
        "signed_on": signed_on.isoformat(),
        "reference": confirmation.reference,
        "channels": list(confirmation.channels),
    }


def _writable(name: Secret) -> str:
    """As UTF-8 can hold it."""
    return name.reveal().encode("utf-8", "replace").decode()
