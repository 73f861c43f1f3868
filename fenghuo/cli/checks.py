"""What `fenghuo doctor` looks at. Each check says how it stands and, where something is wrong, what to do."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from casework.env import Env
from fenghuo.compose import ANCHORS, competence
from fenghuo.ground import WorkCalendar
from fenghuo.settings import Settings
from risk.errors import DomainError, UnknownYear
from storage.migrate import current, head
from storage.opening import Storage, open_storage
from storage.vault import KeyRing

_PATIENCE: Final = 5.0  # seconds for Telegram
_ENOUGH, _SCARCE = 1024**3, 100 * 1024**2  # bytes of disk
_MIB: Final = 1024**2
_DRIFT: Final = timedelta(minutes=2)
