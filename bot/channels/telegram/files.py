"""Photos and files from Telegram: fetched, checked by size and content, sealed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.incoming import RemoteFile
from bot.channels.telegram.request import AnswerTooLarge
from bot.channels.uploads import MAX_FILE, FileRefused, Received, clean_name, keep, media_type_of
from casework.env import Env
from casework.ports import Transactions
from risk.organisation import Person

_PATIENCE: Final = 20.0  # seconds for one file; while it comes, the updates behind it wait
_TRIES: Final = 3


async def store(
    bot: Bot, transactions: Transactions, env: Env, file: RemoteFile, *, person: Person, update_id: str
) -> tuple[str, ...]:
    """The attachment's id; the same update again stores nothing more.

    Raises `FileRefused` by the rules of the web chat, or with `why="lost"` when Telegram does not give it out.
    """
    name = clean_name(file.name) or "file"
    content = await _fetch(bot, file, name)
    if not content:
        raise FileRefused(why="empty", name=name)
    received = Received(name=name, media_type=media_type_of(content, name), content=content)
    return await transactions.run(partial(keep, env=env, person=person, update_id=update_id, files=[received]))


async def _fetch(bot: Bot, file: RemoteFile, name: str) -> bytes:
    too_large = FileRefused(why="size", name=name)
    if (file.size or 0) > MAX_FILE:
        raise too_large
    try:
        async with asyncio.timeout(_PATIENCE):
            content = await _download(bot, file)
    except AnswerTooLarge:
        raise too_large from None
    except BadRequest as error:
        raise (too_large if "too big" in error.message.lower() else FileRefused(why="lost", name=name)) from None
    except (TelegramError, TimeoutError):
        raise FileRefused(why="lost", name=name) from None
    if len(content) > MAX_FILE:
        raise too_large
    return content


async def _download(bot: Bot, file: RemoteFile) -> bytes:
    tries = 1
    while True:
        try:
            remote = await bot.get_file(file.file_id)
            if (remote.file_size or 0) > MAX_FILE:
                raise AnswerTooLarge("told before the download")
            return bytes(await remote.download_as_bytearray())
        except (BadRequest, AnswerTooLarge):
            raise
        except TelegramError:
            if tries == _TRIES:
                raise
        await asyncio.sleep(tries)
        tries += 1
