"""One SQLModel row class per record; columns are named like the record's fields."""

from storage.rows.books import AuditEntryRow, AuditHeadRow, CounterRow, WrappedKeyRow
from storage.rows.circulars import CircularRow, FilingRow, RenditionRow, SubscriptionFacetRow, SubscriptionRow
from storage.rows.clocks import DeadlineRow, HolidayRow, OfficeClocksRow, TickRow
from storage.rows.columns import Row, Sealed
from storage.rows.deliveries import AnswerRow, AttemptRow, DeliveryRow, ReceiptRow
from storage.rows.informations import (
    AttachmentContentRow,
    AttachmentRow,
    InformationHintRow,
    InformationRow,
    RealNameRow,
    RelayRow,
    StatusEventRow,
)
from storage.rows.machines import LeaseRow, PaceRow
from storage.rows.organisations import AddressRow, BindingRow, OperatorRoleRow, OrganisationRow, PersonRow
from storage.rows.readings import ReadingRow
from storage.rows.receipts import AddressConfirmationRow, ReceiptHeadRow, ReceiptPaperRow, SignedReceiptRow
from storage.rows.signals import AssessmentRow, CorrectionRow, DecisionRow, JoinCaseRow, SignalRow, VerificationRow
from storage.rows.talk import ConversationRow, InboxRow, LinkRow, MessageRow, NoticeRow, SessionRow

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "AddressConfirmationRow",
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
    "InformationHintRow",
    "InformationRow",
    "JoinCaseRow",
    "LeaseRow",
    "LinkRow",
    "MessageRow",
    "NoticeRow",
    "OfficeClocksRow",
    "OperatorRoleRow",
    "OrganisationRow",
    "PaceRow",
    "PersonRow",
    "ReadingRow",
    "RealNameRow",
    "ReceiptHeadRow",
    "ReceiptPaperRow",
    "ReceiptRow",
    "RelayRow",
    "RenditionRow",
    "Row",
    "Sealed",
    "SessionRow",
    "SignalRow",
    "SignedReceiptRow",
    "StatusEventRow",
    "SubscriptionFacetRow",
    "SubscriptionRow",
    "TickRow",
    "VerificationRow",
    "WrappedKeyRow",
]
