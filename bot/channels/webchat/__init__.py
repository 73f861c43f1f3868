"""The web chat: a page of our own, its posts, its event stream (STYLE 29). What is in the outbox is on the page."""

from bot.channels.webchat.chat import WebChat, static_folder

__all__ = ["WebChat", "static_folder"]
