"""How an address of each outgoing channel is written down, and how much of it is shown."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qs, urlsplit

from risk.errors import Invalid
from risk.identity import Secret

MAIL, SMS, WEBHOOK, PUSH = "mail", "sms", "webhook", "push"
WECOM, DINGTALK, FEISHU = "wecom", "dingtalk", "feishu"
CHANNELS: Final = (MAIL, SMS, WECOM, DINGTALK, FEISHU, WEBHOOK, PUSH)
GROUPS: Final = frozenset({WECOM, DINGTALK, FEISHU, WEBHOOK})  # several people read there, or a machine

# RFC 5321 without quoted local parts; what is beside it is hardly ever an address and often an attack.
_EMAIL: Final = re.compile(
    r"(?P<local>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@"
    r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+)"
)
_LOCAL_LIMIT, _EMAIL_LIMIT = 64, 254
_MOBILE: Final = re.compile(r"(?:\+86)?(1[3-9]\d{9})")
_ABROAD: Final = re.compile(r"\+[1-9]\d{6,14}")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,200}")
_SECRET: Final = re.compile(r"[\x21-\x7e]{8,200}")
_URL_LIMIT: Final = 2000
_POINT, _AUTH = 65, 16  # bytes of a browser's two keys (RFC 8291)
_SERVER_KEY: Final = re.compile(r"[0-9a-f]{8}")
_SEPARATORS: Final = str.maketrans("", "", " -()")


def checked(channel: str, to: str) -> str:
    """As it is stored. Raises `Invalid` with the field that is wrong."""
    return _READ[channel](to.strip())


def shown(channel: str, address: Secret) -> str:
    """Masked; of a webhook the host, for the rest is a secret; of a browser its push service, and the end of its name
    there, so that two are told apart."""
    value = address.reveal().partition(" ")[0]
    match channel:
        case "mail":
            local, _, host = value.rpartition("@")
            return f"{Secret(local).mask(tail=0)}@{host}"
        case "sms":
            return Secret(value).mask(head=3, tail=2)
        case "webhook":
            return urlsplit(value).hostname or ""
        case "push":
            return f"{urlsplit(value).hostname} …{value[-4:]}"
    return Secret(value).mask(head=0, tail=4)


def mobile(phone: str) -> str:
    """The number if short messages can go there, else ""."""
    try:
        return _phone(phone)
    except Invalid:
        return ""


def _email(to: str) -> str:
    found = _EMAIL.fullmatch(to)
    if found is None or len(found["local"]) > _LOCAL_LIMIT or len(to) > _EMAIL_LIMIT:
        raise Invalid(field="email")
    return f"{found['local']}@{found['host'].lower()}"


def _phone(to: str) -> str:
    """Mainland mobile numbers with eleven digits, all others with + and country code."""
    number = to.translate(_SEPARATORS)
    home = _MOBILE.fullmatch(number)
    if home is not None:
        return home[1]
    if _ABROAD.fullmatch(number) is None or number.startswith("+86"):
        raise Invalid(field="phone")
    return number


def _robot(to: str) -> str:
    """Key, or key and signing secret (a robot that is guarded otherwise has none).

    Of a webhook address that was pasted only the key counts, never the host.
    """
    key, _, secret = to.partition(" ")
    if "/" in key:
        parts = urlsplit(key)
        query = parse_qs(parts.query)
        key = (query.get("key") or query.get("access_token") or [parts.path.rpartition("/")[2]])[0]
    if _KEY.fullmatch(key) is None:
        raise Invalid(field="robot")
    return _with_secret(key, secret.strip(), field="robot_secret")


def _unsigned_robot(to: str) -> str:
    """WeCom's robots know no secret beside their key."""
    if " " in to:
        raise Invalid(field="robot_secret")
    return _robot(to)


def _webhook(to: str) -> str:
    url, _, secret = to.partition(" ")
    _demand_url(url, field="webhook")
    if not secret.strip():
        raise Invalid(field="webhook_secret")
    return _with_secret(url, secret.strip(), field="webhook_secret")


def _push(to: str) -> str:
    """Endpoint, the browser's public key and secret (RFC 8291), and which of our keys it knows us by."""
    endpoint, *keys = to.split(" ")
    _demand_url(endpoint, field="push")
    if len(keys) != 3 or len(_raw(keys[0])) != _POINT or len(_raw(keys[1])) != _AUTH:
        raise Invalid(field="push")
    if _raw(keys[0])[0] != 4 or _SERVER_KEY.fullmatch(keys[2]) is None:
        raise Invalid(field="push")
    return to


def _raw(text: str) -> bytes:
    """URL-safe base64 without padding, as browsers write it; b"" for anything else."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text else b""


def _demand_url(url: str, *, field: str) -> None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises as well
    except ValueError:
        raise Invalid(field=field) from None
    whole = parts.scheme in ("https", "http") and parts.hostname
    if not whole or parts.username or parts.password or parts.fragment or len(url) > _URL_LIMIT or not url.isascii():
        raise Invalid(field=field)


def _with_secret(value: str, secret: str, *, field: str) -> str:
    if secret and _SECRET.fullmatch(secret) is None:
        raise Invalid(field=field)
    return f"{value} {secret}" if secret else value


_READ: Final[Mapping[str, Callable[[str], str]]] = {
    MAIL: _email,
    SMS: _phone,
    WECOM: _unsigned_robot,
    DINGTALK: _robot,
    FEISHU: _robot,
    WEBHOOK: _webhook,
    PUSH: _push,
}
