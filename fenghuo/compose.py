"""The composition root: the only place where adapters are built and handed over."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.env import Env
from casework.ports import FileReader, Render, Transactions, Triage
from documents.circular import CircularRenderer
from fenghuo.channels import offered
from fenghuo.ground import RandomIds, SystemClock, WorkCalendar
from fenghuo.settings import Settings
from nlp.compare import Comparer
from nlp.files.reader import Reader
from nlp.place import folder_for, forests_in
from risk.competence import CompetenceTable, default_competence, parse_competence
from storage.errors import KeyFileMissing
from storage.migrate import migrate
from storage.opening import Storage, holds_sealed_data, open_storage
from storage.presence import Presence, enter
from storage.vault import KeyRing

ANCHORS = "audit"  # folder of the heads of the audit log


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What every command and every role works with. `close` it at the end."""

    settings: Settings
    storage: Storage
    transactions: Transactions
    env: Env
    calendar: WorkCalendar
    render: Render
    presence: Presence

    def close(self) -> None:
        self.storage.close()
        self.presence.leave()


def workshop(settings: Settings) -> Workshop:
    """An open, migrated database and the small ports.

    Raises `risk.errors.DomainError` where the database is newer, not of this key file, or being restored just now.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    presence = enter(settings.database_url.get_secret_value())
    try:
        return _furnished(settings, presence)
    except BaseException:
        presence.leave()
        raise


def _furnished(settings: Settings, presence: Presence) -> Workshop:
    url = settings.database_url.get_secret_value()
    if not settings.key_file.exists() and holds_sealed_data(url):
        raise KeyFileMissing(file=str(settings.key_file))
    ring = KeyRing.load(settings.key_file)
    migrate(url)
    storage = open_storage(url, keys=ring, anchor_dir=settings.data_dir / ANCHORS)
    calendar = WorkCalendar(storage.transactions.run_now(lambda uow: uow.holidays.all()))
    env = Env(
        clock=SystemClock(),
        ids=RandomIds(),
        calendar=calendar,
        timezone=ZoneInfo(settings.timezone),
        competence=competence(settings.competence_file),
        compare=Comparer(forests_in(folder_for(settings.data_dir))),
        outgoing=offered(settings),
    )
    return Workshop(
        settings=settings,
        storage=storage,
        transactions=storage.transactions,
        env=env,
        calendar=calendar,
        render=CircularRenderer(),
        presence=presence,
    )


def file_reader(settings: Settings, triage: Triage) -> FileReader | None:
    """Starts no process before the first file; None where reading is switched off."""
    return Reader(triage) if settings.read_files == "yes" else None


def competence(file: Path | None) -> CompetenceTable:
    """The office's own table, or the shipped demonstration. Raises `Invalid` with the bad rows."""
    if file is None:
        return default_competence()
    return parse_competence(tomllib.loads(file.read_text(encoding="utf-8")))
