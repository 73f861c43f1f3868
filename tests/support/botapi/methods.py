"""What each method does."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import keyboards, markup
from .chats import BotMessage, Chat, Chats
from .floods import Floods
from .refusal import bad
from .updates import Updates

DOWNLOAD_LIMIT = 20 * 1024 * 1024
_ACTIONS = frozenset({"typing", "upload_document", "upload_photo"})
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(kw_only=True)
class World:
    """Everything that calls can change."""

    me: dict[str, Any]
    chats: Chats = field(default_factory=Chats)
    updates: Updates = field(default_factory=Updates)
    floods: Floods = field(default_factory=Floods)
    files: dict[str, bytes] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    callbacks: dict[str, str | None] = field(default_factory=dict)  # id -> None until answered


async def get_me(world: World, _: dict[str, Any]) -> Any:
    return world.me


async def get_updates(world: World, call: dict[str, Any]) -> Any:
    return await world.updates.fetch(hold=call.pop("timeout", 0), **call)


async def set_webhook(world: World, call: dict[str, Any]) -> Any:
    secret = call.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not call["url"].startswith(("https://", "http://127.0.0.1")):
        raise bad("bad webhook: an HTTPS URL must be provided for webhook")
    await world.updates.set_webhook(call["url"], secret=secret, allowed_updates=call.get("allowed_updates"))
    return True


async def delete_webhook(world: World, _: dict[str, Any]) -> Any:
    await world.updates.set_webhook("", secret="", allowed_updates=None)
    return True


async def send_message(world: World, call: dict[str, Any]) -> Any:
    chat = _checked(world, call)
    text = markup.shown(call["text"], call.get("parse_mode"), limit=markup.TEXT_LIMIT, what="text")
    if not text:
        raise bad("message text is empty")
    return await _deliver(world, chat, call, text=text, html=call["text"])


async def send_document(world: World, call: dict[str, Any], *, part: str = "document") -> Any:
    chat = _checked(world, call)
    caption = call.get("caption", "")
    text = markup.shown(caption, call.get("parse_mode"), limit=markup.CAPTION_LIMIT, what="caption")
    upload = call[part]
    if not upload.content:
        raise bad("file must be non-empty")
    if not upload.name:
        raise bad("file must have a name")
    return await _deliver(world, chat, call, text=text, html=caption, document=upload.content, file_name=upload.name)


async def send_photo(world: World, call: dict[str, Any]) -> Any:
    return await send_document(world, call, part="photo")


async def edit_message_text(world: World, call: dict[str, Any]) -> Any:
    chat = world.chats.reachable(call["chat_id"])
    message = world.chats.message(chat, call["message_id"])
    _pace(world, chat, call)
    text = markup.shown(call["text"], call.get("parse_mode"), limit=markup.TEXT_LIMIT, what="text")
    if not text:
        raise bad("message text is empty")
    return await _edit(world, chat, message, text=text, html=call["text"], reply_markup=call.get("reply_markup"))


async def edit_message_reply_markup(world: World, call: dict[str, Any]) -> Any:
    chat = world.chats.reachable(call["chat_id"])
    message = world.chats.message(chat, call["message_id"])
    return await _edit(
        world, chat, message, text=message.text, html=message.html, reply_markup=call.get("reply_markup")
    )


async def delete_message(world: World, call: dict[str, Any]) -> Any:
    chat = world.chats.reachable(call["chat_id"])
    world.chats.message(chat, call["message_id"]).deleted = True
    return True


async def answer_callback_query(world: World, call: dict[str, Any]) -> Any:
    id_ = call["callback_query_id"]
    if id_ not in world.callbacks:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if markup.units(call.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    world.callbacks[id_] = call.get("text", "")
    return True


async def send_chat_action(world: World, call: dict[str, Any]) -> Any:
    if call["action"] not in _ACTIONS:
        raise bad("wrong parameter action in request")
    world.chats.reachable(call["chat_id"]).actions.append(call["action"])
    return True


async def set_my_commands(world: World, call: dict[str, Any]) -> Any:
    scope = call.get("scope", {"type": "default"})
    if scope["type"] == "chat":
        world.chats.reachable(scope["chat_id"])
    if not 0 < len(call["commands"]) <= 100:
        raise bad("too many commands")
    for command in call["commands"]:
        if set(command) != {"command", "description"} or not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= markup.units(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    key = (str(scope.get("chat_id", scope["type"])), call.get("language_code", ""))
    world.commands[key] = [command["command"] for command in call["commands"]]
    return True


async def get_file(world: World, call: dict[str, Any]) -> Any:
    content = world.files.get(call["file_id"])
    if content is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(content) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return {
        "file_id": call["file_id"],
        "file_unique_id": f"u{call['file_id']}",
        "file_size": len(content),
        "file_path": f"documents/{call['file_id']}.bin",
    }


HANDLERS: Mapping[str, Callable[[World, dict[str, Any]], Awaitable[Any]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
    "getFile": get_file,
}


def _checked(world: World, call: dict[str, Any]) -> Chat:
    """All that is the same for everything that is sent."""
    chat = world.chats.reachable(call["chat_id"])
    if "reply_markup" in call:
        keyboards.check(call["reply_markup"])
    _pace(world, chat, call)
    return chat


def _pace(world: World, chat: Chat, call: dict[str, Any]) -> None:
    world.floods.check(chat.id, group=chat.kind != "private", paid=call.get("allow_paid_broadcast", False))


async def _deliver(world: World, chat: Chat, call: dict[str, Any], **content: Any) -> Any:
    message = BotMessage(
        message_id=world.chats.next_number(), chat_id=chat.id, markup=call.get("reply_markup"), **content
    )
    await world.chats.show(chat, message)
    return as_json(world, chat, message)


async def _edit(
    world: World, chat: Chat, message: BotMessage, *, text: str, html: str, reply_markup: dict[str, Any] | None
) -> Any:
    if reply_markup is not None:
        keyboards.check(reply_markup)
    if (html, reply_markup) == (message.html, message.markup):
        raise bad("message is not modified: specified new message content and reply markup are exactly the same")
    message.text, message.html, message.markup = text, html, reply_markup
    message.edits += 1
    await world.chats.show(chat, message)
    return as_json(world, chat, message)


def as_json(world: World, chat: Chat, message: BotMessage) -> dict[str, Any]:
    """A `Message` object."""
    body: dict[str, Any] = {
        "message_id": message.message_id,
        "date": 1_772_413_200,
        "chat": {"id": chat.id, "type": chat.kind},
        "from": world.me,
        "text": message.text,
    }
    if "inline_keyboard" in (message.markup or {}):
        body["reply_markup"] = message.markup
    return body
