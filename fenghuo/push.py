"""The pages of the notices in browsers, put together."""

from __future__ import annotations

from aiohttp import web

from bot.channels.push.pages import House, PushPages
from casework.address_forms import PUSH
from fenghuo.channels import push_hosts
from fenghuo.compose import Workshop
from storage.push_keys import PushKeys


def push_pages(shop: Workshop, house: House) -> list[web.RouteDef]:
    """None where notices are switched off."""
    if PUSH not in shop.env.outgoing:
        return []
    pages = PushPages(
        transactions=shop.transactions,
        env=shop.env,
        house=house,
        keys=PushKeys(shop.storage.ring),
        allowed=push_hosts(shop.settings),
    )
    return pages.routes()
