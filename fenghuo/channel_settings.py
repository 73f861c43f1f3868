"""Forms of the settings of mail, webhooks and short messages; a wrong value is a `ValueError` with a catalogue key."""

from __future__ import annotations

import re
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr, ValidationInfo

from bot.channels.mail.tags import LOCAL_LIMIT
from bot.channels.sms.gateway import BadTemplate, Gateway, Rule, parse_headers
from casework.address_forms import MAIL, checked
from risk.errors import Invalid

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST: Final = re.compile(r"[a-z0-9.-]+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?", re.IGNORECASE)


def split_sender(value: str) -> tuple[str, str]:
    """("name", "address") of "name <address>"."""
    return parseaddr(value)


def hosts_of(value: str) -> tuple[str, ...]:
    return tuple(host.strip() for host in value.split(",") if host.strip())


def _sender(value: str, info: ValidationInfo) -> str:
    if not value:
        if info.data.get("mail_host"):
            raise ValueError("setting-mail-incomplete")
        return value
    _address_or(split_sender(value)[1], "setting-mail-sender")
    return value


def _return(value: str) -> str:
    if value:
        _address_or(value, "setting-mail-address")
        if len(value.rpartition("@")[0]) > LOCAL_LIMIT:
            raise ValueError("setting-mail-return")
    return value


def _security(value: str, info: ValidationInfo) -> str:
    """Without encryption only to this very machine, and never a password."""
    host = info.data.get("mail_host", "")
    if value == "none" and host and (host not in _LOOPBACK or info.data.get("mail_user")):
        raise ValueError("setting-mail-plain")
    return value


def _folder(value: Path | None) -> Path | None:
    if value is not None and not value.is_dir():
        raise ValueError("setting-folder")
    return value


def _hosts(value: str) -> str:
    if any(_HOST.fullmatch(host) is None for host in hosts_of(value)):
        raise ValueError("setting-hosts")
    return value


def _contact(value: str) -> str:
    """An address for mail or a page, as push services demand it (RFC 8292 section 2.1)."""
    if value.startswith("mailto:"):
        _address_or(value.removeprefix("mailto:"), "setting-push-contact")
    elif value and (urlsplit(value).scheme != "https" or not urlsplit(value).hostname):
        raise ValueError("setting-push-contact")
    return value


def _headers(value: SecretStr) -> SecretStr:
    try:
        parse_headers(value.get_secret_value())
    except BadTemplate:
        raise ValueError("setting-sms-headers") from None
    return value


def _rule(value: str) -> str:
    try:
        Rule.read(value)
    except BadTemplate:
        raise ValueError("setting-sms-rule") from None
    return value


def _body(value: SecretStr, info: ValidationInfo) -> SecretStr:
    """The last of the gateway's settings: with it the whole is tried."""
    url = info.data.get("sms_url")
    if url is None or not url.get_secret_value():
        return value
    if not value.get_secret_value() and info.data.get("sms_method") != "GET":
        raise ValueError("setting-sms-incomplete")
    try:
        Gateway(
            url=url.get_secret_value(),
            headers=parse_headers(info.data["sms_headers"].get_secret_value()),
            body=value.get_secret_value(),
            content_type=info.data["sms_content_type"],
        )
    except (BadTemplate, KeyError):
        raise ValueError("setting-sms-template") from None
    return value


def _address_or(value: str, key: str) -> None:
    try:
        checked(MAIL, value)
    except Invalid:
        raise ValueError(key) from None


MailSender = Annotated[str, AfterValidator(_sender)]
MailReturn = Annotated[str, AfterValidator(_return)]
Folder = Annotated[Path | None, AfterValidator(_folder)]
Hosts = Annotated[str, AfterValidator(_hosts)]
PushContact = Annotated[str, AfterValidator(_contact)]
SmsHeaders = Annotated[SecretStr, AfterValidator(_headers)]
SmsRule = Annotated[str, AfterValidator(_rule)]
SmsBody = Annotated[SecretStr, AfterValidator(_body)]
secure_enough = AfterValidator(_security)
