"""What an update says: pure, nothing is fetched or stored here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

from bot.channels.telegram.render import PRESS
from bot.dialogue.incoming import Incoming

CHANNEL: Final = "telegram"
# Edited messages are not asked for: what was handled is not changed by rewriting it.
WANTED: Final = ("message", "callback_query", "my_chat_member")
NOT_YOURS: Final = "telegram-contact-not-yours"
NOT_UNDERSTOOD: Final = "telegram-unsupported"
_OUT: Final = (ChatMember.LEFT, ChatMember.BANNED)


@dataclass(frozen=True, kw_only=True)
class RemoteFile:
    """A file that Telegram holds for us; `size` None = not told."""

    file_id: str
    name: str
    size: int | None


@dataclass(frozen=True, kw_only=True)
class Received:
    """A private message or press. With `notice` (a catalogue key) it goes no further than a sentence back."""

    incoming: Incoming
    file: RemoteFile | None = None
    callback_id: str = ""
    pressed_message: int | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Somebody calls us in a group, where we do not speak of cases."""

    chat: str
    language: str
    callback_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A person blocked us (`blocked`) or came back."""

    chat: str
    blocked: bool


def read(update: Update, *, username: str) -> Received | Group | Membership | None:
    """None = nothing to answer. `username` is ours, without "@"."""
    if update.message is not None:
        return _message(update.update_id, update.message, username)
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return None


def _message(update_id: int, message: Message, username: str) -> Received | Group | None:
    sender = message.from_user
    if sender is None or sender.is_bot:
        return None
    language = sender.language_code or ""
    text = message.text or message.caption or ""
    command, ours = _addressed(text, username)
    if message.chat.type != ChatType.PRIVATE:
        return Group(chat=str(message.chat.id), language=language) if command and ours else None
    if command and not ours:
        return None
    text = _without_name(text) if command else text
    phone = notice = ""
    if message.contact is not None:
        if message.contact.user_id == sender.id:
            phone = message.contact.phone_number
        else:
            notice = NOT_YOURS
    file = _file(message)
    if not (text or phone or notice or file):
        notice = NOT_UNDERSTOOD
    word, _, payload = text.partition(" ")
    incoming = Incoming(
        channel=CHANNEL,
        address=str(message.chat.id),
        update_id=str(update_id),
        text=text,
        contact_phone=phone,
        start=payload.strip() if word == "/start" else "",
        language=language,
    )
    return Received(incoming=incoming, file=file, notice=notice)


def _press(update_id: int, query: CallbackQuery) -> Received | Group | None:
    message = query.message
    if message is None:
        return None
    language = query.from_user.language_code or ""
    if message.chat.type != ChatType.PRIVATE:
        return Group(chat=str(message.chat.id), language=language, callback_id=query.id)
    incoming = Incoming(
        channel=CHANNEL,
        address=str(message.chat.id),
        update_id=str(update_id),
        press=(query.data or "?").removeprefix(PRESS),
        language=language,
    )
    return Received(incoming=incoming, callback_id=query.id, pressed_message=message.message_id)


def _membership(change: ChatMemberUpdated) -> Group | Membership | None:
    chat = str(change.chat.id)
    out = change.new_chat_member.status in _OUT
    if change.chat.type == ChatType.PRIVATE:
        return Membership(chat=chat, blocked=out)
    if change.chat.type == ChatType.CHANNEL or out or change.old_chat_member.status not in _OUT:
        return None
    return Group(chat=chat, language=change.from_user.language_code or "")


def _addressed(text: str, username: str) -> tuple[bool, bool]:
    """(is a command, is one for us): "/help@AnotherBot" is not."""
    if not text.startswith("/") or not text[1:2].isalpha():
        return False, False
    name = text.split(maxsplit=1)[0].partition("@")[2]
    return True, not name or name.lower() == username.lower()


def _without_name(text: str) -> str:
    """ "/queue@OurBot 3" -> "/queue 3"."""
    parts = text.split(maxsplit=1)
    return " ".join([parts[0].partition("@")[0], *parts[1:]])


def _file(message: Message) -> RemoteFile | None:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return RemoteFile(file_id=largest.file_id, name="photo.jpg", size=largest.file_size)
    if message.voice is not None:
        return RemoteFile(file_id=message.voice.file_id, name="voice.ogg", size=message.voice.file_size)
    if message.video_note is not None:
        return RemoteFile(file_id=message.video_note.file_id, name="video.mp4", size=message.video_note.file_size)
    for kind, name in ((message.document, "file"), (message.video, "video.mp4"), (message.audio, "audio")):
        if kind is not None:
            return RemoteFile(file_id=kind.file_id, name=kind.file_name or name, size=kind.file_size)
    return None
