"""Who may open which document: circulars (Art. 16, 25) and files that people sent in."""

from __future__ import annotations

from dataclasses import dataclass

from casework.attached import name_for_office
from casework.env import Env
from casework.ports import UnitOfWork
from risk.circular import Circular, public
from risk.errors import NotFound
from risk.information import Attachment
from risk.organisation import Person, Role
from risk.permission import Act, may


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file as its reader gets it: offices do not see the name that a tipster gave it."""

    name: str
    media_type: str
    content: bytes


def readable_circular(uow: UnitOfWork, circular: Circular, reader: Person | None) -> bool:
    """An issued announcement is everybody's; else addressees, the issuing office, its superior, who received a filing.

    `reader` None = somebody from the public.
    """
    if reader is None:
        return public(circular) and circular.issued_at is not None
    office = uow.organisations.get(circular.org_id)
    if may(reader, Act.SEE_CIRCULAR, office=office, subject=circular).allowed:
        return True
    if any(
        may(reader, Act.SEE_CIRCULAR, subject=delivery).allowed
        for delivery in uow.deliveries.between(circular.id, reader.id)
    ):
        return True
    filing = uow.filings.of_circular(circular.id)
    return reader.active and reader.role is Role.SUPERIOR and filing is not None and filing.to_org_id == reader.org_id


def open_circular_pdf(uow: UnitOfWork, circular_id: str, reader: Person | None) -> tuple[Circular, bytes]:
    """As issued, or as submitted while it is not issued yet. Raises `NotFound` also to those who may not see it."""
    circular = uow.circulars.get(circular_id)
    if not readable_circular(uow, circular, reader):
        raise NotFound(kind="circular")
    rendition = uow.renditions.of(circular.id, final=True) or uow.renditions.of(circular.id, final=False)
    if rendition is None:
        raise NotFound(kind="rendition")
    return circular, rendition.pdf


def open_receipt_pdf(uow: UnitOfWork, receipt_id: str, reader: Person) -> tuple[str, bytes]:
    """(file name, PDF) for whose receipt it is. Raises `NotFound` to everybody else."""
    signed = uow.receipt_book.find(receipt_id)
    pdf = uow.receipt_book.paper(receipt_id) if signed is not None and reader.active else None
    if signed is None or pdf is None or signed.person_id != reader.id:
        raise NotFound(kind="receipt")
    return f"{uow.circulars.get(signed.circular_id).official_number}-{signed.number}.pdf", pdf


def open_attachment(uow: UnitOfWork, env: Env, attachment_id: str, reader: Person) -> Opened:
    """For its sender, and for the offices that have the case or the answer that it belongs to, which leaves an audit
    entry. Raises `NotFound`.
    """
    attachment = uow.attachments.get(attachment_id)
    if attachment.person_id == reader.id and reader.active:
        return _opened(uow, attachment, name=attachment.file_name.reveal())
    offices = [uow.organisations.get(id_) for id_ in _offices_of(uow, attachment)]
    if not any(may(reader, Act.SEE_SIGNAL, office=office).allowed for office in offices):
        raise NotFound(kind="attachment")
    uow.audit.append(
        org_id=reader.org_id,
        at=env.now(),
        actor_id=reader.id,
        act="attachment.open",
        subject=f"attachment:{attachment.id}",
    )
    return _opened(uow, attachment, name=name_for_office(uow, attachment))


def _opened(uow: UnitOfWork, attachment: Attachment, *, name: str) -> Opened:
    return Opened(name=name, media_type=attachment.media_type, content=uow.attachments.content(attachment.id))


def _offices_of(uow: UnitOfWork, attachment: Attachment) -> set[str]:
    """Whoever has the signal or the information, and whoever issued the circular that it is evidence for."""
    answered = [
        answer for answer in uow.answers.of_person(attachment.person_id) if attachment.id in answer.evidence_ids
    ]
    found = {uow.circulars.get(answer.circular_id).org_id for answer in answered}
    signal_id = attachment.signal_id
    if attachment.information_id is not None:
        information = uow.informations.get(attachment.information_id)
        signal_id = signal_id or information.signal_id
        if signal_id is None and information.office_id is not None:
            found.add(information.office_id)
    if signal_id is not None:
        found.add(uow.signals.get(signal_id).office_id)
    return found
