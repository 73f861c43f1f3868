"""A served house for the tests of pages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.memory import MemoryTransactions
from tests.support.web_client import Client, client
from tests.support.web_house import WebHouse, web_house


@pytest.fixture
async def house(memory: MemoryTransactions) -> AsyncIterator[WebHouse]:
    async with web_house(memory) as served:
        yield served


@pytest.fixture
async def browser(house: WebHouse) -> AsyncIterator[Client]:
    async with client(house) as one:
        yield one
