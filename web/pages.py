"""Our HTML: jinja2 templates with every word from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import partial

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casework.ports import Moment
from texts.catalogue import LOCALES, say
from web.assets import Assets
from web.house import House


class Pages:
    """Renders a template for the request's reader."""

    def __init__(self, house: House, assets: Assets) -> None:
        self._house = house
        self._assets = assets
        self._zone = str(house.env.timezone)
        self._templates = Environment(
            loader=PackageLoader("web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(
        self,
        request: web.Request,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> web.Response:
        """`values` go to the template, which has `say`, `day`, `asset`, `csrf`, `locale`, `locales`, `path` besides."""
        locale = self._house.locale(request)
        text = self._templates.get_template(template).render(
            say=partial(self._say, locale),
            day=partial(self._day, locale),
            asset=lambda name: f"{self._assets.path}/{name}",
            csrf=self._house.csrf(request),
            office=self._house.office,
            locale=locale,
            locales=LOCALES,
            path=request.rel_url.path_qs if request.method == "GET" else request.path,
            **values,
        )
        return web.Response(text=text, content_type="text/html", status=status, headers=headers)

    def _say(self, locale: str, key: str, **params: object) -> Markup | str:
        return say(locale, key, params, tz=self._zone)

    def _day(self, locale: str, moment: date | datetime) -> str:
        """As the language writes a day."""
        if not isinstance(moment, datetime):
            noon = datetime.combine(moment, time(12), tzinfo=self._house.env.timezone)
            moment = noon.astimezone(UTC)
        return say(locale, "web-day", {"day": Moment(at=moment, day_only=True)}, tz=self._zone)
