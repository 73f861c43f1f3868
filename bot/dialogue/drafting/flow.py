"""The table of drafting, for officers and for signing leaders."""

from __future__ import annotations

from bot.dialogue.drafting import desk, draft, drill, drill_report, editing, receipts
from bot.dialogue.turn import Flow
from risk.organisation import Role

FLOW = Flow(
    name="drafting",
    roles=frozenset({Role.OFFICER, Role.SIGNER}),
    steps={"draft": draft.STEP, "drill": drill.STEP},
    commands={
        "draft": draft.start,
        "circulars": desk.listed,
        "undelivered": desk.undelivered,
        "drill": drill.start,
        "drills": drill.listed,
    },
    actions={
        "circular.draft": draft.start,
        "circular.edit": editing.start_edit,
        "circular.update": draft.start_successor,
        "circular.preview": desk.preview,
        "circular.submit": desk.submit,
        "circular.issue": desk.issue,
        "circular.discard": desk.discard,
        "circular.card": desk.card,
        "circulars.page": desk.listed,
        "drill.draft": drill.start,
        "drill.report": drill_report.show,
        "drills.page": drill.listed,
        "circular.receipts": receipts.listed,
        "circular.answers": desk.answers,
        "circular.evidence": desk.evidence,
        "circular.undeliverable": desk.undelivered,
    },
)

FLOWS = (FLOW,)
