"""All receipts of a circular in one file that anybody can check (`risk.receipt_file`), and the same as a paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.enrolment import SYSTEM
from casework.env import Env
from casework.ports import ReceiptsPaper, UnitOfWork
from casework.receipt_signing import circular_named, issuer_named, receipt_paper, sign_earlier
from risk.circular import Circular
from risk.receipt import SignedReceipt, instant
from risk.receipt_file import closing_content, closing_line, receipt_line

Progress = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """`file`: JSON Lines; `paper`: what its PDF shows."""

    file: str
    receipts: int
    paper: ReceiptsPaper


def export_receipts(
    uow: UnitOfWork, env: Env, circular: Circular, *, actor_id: str = SYSTEM, progress: Progress = lambda _: None
) -> Exported:
    """Names in clear: the export is written down in the audit log. `progress` gets how many more are done."""
    sign_earlier(uow, env, circular.org_id)
    signed: list[SignedReceipt] = []
    lines: list[str] = []
    while batch := uow.receipt_book.of_circular(circular.id, after=signed[-1].place if signed else 0):
        signed += batch
        lines += [receipt_line(each) for each in batch]
        progress(len(batch))
    now = env.now()
    closing = uow.receipt_book.close(
        closing_content(
            lines,
            issuer=issuer_named(uow.organisations.get(circular.org_id)),
            circular=circular_named(circular),
            last=signed[-1].hash if signed else "",
            exported_at=instant(now),
        )
    )
    uow.audit.append(
        org_id=circular.org_id,
        at=now,
        actor_id=actor_id,
        act="receipt.export",
        subject=f"circular:{circular.id}",
        count=str(len(signed)),
        closing=closing.hash,
    )
    paper = ReceiptsPaper(
        receipts=tuple(receipt_paper(each) for each in signed),
        timezone=str(env.timezone),
        exported_at=now,
        hash=closing.hash,
        key=uow.receipt_book.keys()[0].id,
        signature=closing.signature,
    )
    return Exported(file="".join([*lines, closing_line(closing)]), receipts=len(signed), paper=paper)
