"""The web chat: a page of our own, its posts, its event stream (STYLE 29)."""

from bot.channels.webchat.chat import WebChat, static_folder
from bot.channels.webchat.sender import WebSender

__all__ = ["WebChat", "WebSender", "static_folder"]
