"""One SQLModel row class per record; columns are named like the record's fields."""

from storage.rows.books import AuditEntryRow, AuditHeadRow, CounterRow, WrappedKeyRow
from storage.rows.circulars import CircularRow, FilingRow, RenditionRow, SubscriptionRow
from storage.rows.clocks import DeadlineRow, HolidayRow, OfficeClocksRow, TickRow
from storage.rows.columns import Row, Sealed
from storage.rows.deliveries import AnswerRow, AttemptRow, DeliveryRow, ReceiptRow
from storage.rows.informations import (
    AttachmentContentRow,
    AttachmentRow,
    InformationRow,
    RealNameRow,
    RelayRow,
    StatusEventRow,
)
from storage.rows.organisations import AddressRow, BindingRow, OrganisationRow, PersonRow
from storage.rows.readings import ReadingRow
from storage.rows.signals import AssessmentRow, CorrectionRow, DecisionRow, JoinCaseRow, SignalRow, VerificationRow
from storage.rows.talk import ConversationRow, InboxRow, LinkRow, MessageRow, SessionRow

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "AddressRow",
    "AnswerRow",
    "AssessmentRow",
    "AttachmentContentRow",
    "AttachmentRow",
    "AttemptRow",
    "AuditEntryRow",
    "AuditHeadRow",
    "BindingRow",
    "CircularRow",
    "ConversationRow",
    "CorrectionRow",
    "CounterRow",
    "DeadlineRow",
    "DecisionRow",
    "DeliveryRow",
    "FilingRow",
    "HolidayRow",
    "InboxRow",
    "InformationRow",
    "JoinCaseRow",
    "LinkRow",
    "MessageRow",
    "OfficeClocksRow",
    "OrganisationRow",
    "PersonRow",
    "ReadingRow",
    "RealNameRow",
    "ReceiptRow",
    "RelayRow",
    "RenditionRow",
    "Row",
    "Sealed",
    "SessionRow",
    "SignalRow",
    "StatusEventRow",
    "SubscriptionRow",
    "TickRow",
    "VerificationRow",
    "WrappedKeyRow",
]
