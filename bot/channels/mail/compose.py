"""A letter as a mail: text, HTML and PDF. Pure; header values are one clean line each, so nobody adds headers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email._header_value_parser import get_unstructured
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from functools import cache
from mimetypes import guess_type
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.channels.letters import Letter, one_line
from texts.catalogue import say

_SUBJECT_LIMIT: Final = 120  # characters
_FILE_NAME_LIMIT, _NAME_LIMIT = 80, 60


class _Verbatim:
    """A header that is written as it is: the library would break an address into encoded words that nobody reads."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, told: dict[str, object]) -> None:
        told["parse_tree"] = get_unstructured(value)
        told["decoded"] = value

    def fold(self, *, policy: EmailPolicy[EmailMessage]) -> str:
        name = self.name  # type: ignore[attr-defined] # given by the header class that it is mixed into
        return f"{name}: {self}{policy.linesep}"


def _policy() -> EmailPolicy[EmailMessage]:
    registry = HeaderRegistry()
    registry.map_to_type("list-unsubscribe", _Verbatim)  # type: ignore[arg-type] # mixed into a header class there
    return SMTP.clone(header_factory=registry)


_POLICY: Final = _policy()


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The office's own address and the name beside it."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """What goes with the letter: `html` is the circular as rendered at its approval, `file` its document."""

    html: str = ""
    file: bytes = field(default=b"", repr=False)


def mail(
    letter: Letter,
    enclosed: Enclosed,
    *,
    sender: Letterhead,
    to: str,
    tag: str,
    number: str,
    locale: str,
    at: datetime,
    unsubscribe: str = "",
) -> EmailMessage:
    """`tag` names the message in its Message-ID, the same at every repeat. Raises `ValueError` for a wrong address."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(one_line(sender.name)[:_NAME_LIMIT], addr_spec=sender.address)
    message["To"] = Address(addr_spec=to)
    subject = one_line(say(locale, "mail-subject", {"heading": letter.heading, "number": number}))
    message["Subject"] = subject if len(subject) <= _SUBJECT_LIMIT else f"{subject[: _SUBJECT_LIMIT - 1]}…"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{tag}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
    message["X-Auto-Response-Suppress"] = "All"
    if letter.urgent:
        message["Importance"] = "high"
        message["X-Priority"] = "1"
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    footer = [say(locale, "mail-footer", {"number": number}), say(locale, "mail-footer-service")]
    message.set_content(_text(letter, footer, locale, unsubscribe=unsubscribe), cte="base64")
    message.add_alternative(
        _html(letter, enclosed, footer, locale, unsubscribe=unsubscribe), subtype="html", cte="base64"
    )
    if enclosed.file:
        name = one_line(letter.file_name)[-_FILE_NAME_LIMIT:] or "document"
        kind, _, subtype = (guess_type(name)[0] or "application/octet-stream").partition("/")
        message.add_attachment(enclosed.file, maintype=kind, subtype=subtype, filename=name)
    message["Content-Language"] = locale
    return message


def _text(letter: Letter, footer: list[str], locale: str, *, unsubscribe: str) -> str:
    parts = [letter.heading, letter.repeat, letter.body, f"{letter.label}\n{letter.link}", "-- ", "\n".join(footer)]
    if unsubscribe:
        parts.append(f"{say(locale, 'mail-unsubscribe')}\n{unsubscribe}")
    return "\n\n".join(part for part in parts if part)


def _html(letter: Letter, enclosed: Enclosed, footer: list[str], locale: str, *, unsubscribe: str) -> str:
    return _template().render(
        letter=letter,
        locale=locale,
        # Ours, made and escaped by `documents`.
        paper=Markup(enclosed.html) if enclosed.html else "",  # noqa: S704
        paragraphs=[part for part in letter.body.split("\n\n") if part.strip()],
        footer=footer,
        unsubscribe=unsubscribe,
        unsubscribe_label=say(locale, "mail-unsubscribe"),
    )


@cache
def _template() -> Template:
    house = Environment(
        loader=PackageLoader("bot.channels.mail", ""), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    return house.get_template("letter.html")
