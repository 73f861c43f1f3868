"""Settings from the environment or `fenghuo.toml`: read once, complete, or refused with everything that is wrong."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from casework.ports import Text
from fenghuo.channel_settings import (
    Folder,
    Hosts,
    MailReturn,
    MailSender,
    PushContact,
    SmsBody,
    SmsHeaders,
    SmsRule,
    secure_enough,
    split_sender,
)

FILE: Final = Path("fenghuo.toml")
PREFIX: Final = "FENGHUO_"
SECRETS: Final = ("database_url", "telegram_token", "mail_password", "sms_url", "sms_headers", "sms_body")
_FROM_FILE: Final = "_file"  # FENGHUO_TELEGRAM_TOKEN_FILE names a file that holds the token
# Read by the test suite, so not unknown.
_FOREIGN: Final = re.compile(r"FENGHUO_(NO_SKIP|TEST_.*)")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`setting`: its name as it was given. `text` never repeats the value, which may be a secret."""

    setting: str
    text: Text


class SettingsError(Exception):
    """`problems`: one for each setting that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.setting}: {problem.text.key}" for problem in problems))


def _database(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("setting-database-url")
    return value


def _token(value: SecretStr) -> SecretStr:
    if value and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value()):
        raise ValueError("setting-telegram-token")
    return value


def _web_address(value: str) -> str:
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        raise ValueError("setting-web-address")
    return value.rstrip("/")


def _timezone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("setting-timezone")
    return value


def _existing(value: Path | None) -> Path | None:
    if value is not None and not value.is_file():
        raise ValueError("setting-no-file")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseModel):
    """Names are those of the environment without FENGHUO_, in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    data_dir: Path = Path("data")
    database_url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("")
    key_file: Path = Path()
    telegram_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    telegram_api_url: WebAddress = "https://api.telegram.org"
    telegram_webhook_url: WebAddress = ""
    telegram_per_second: int = Field(default=30, ge=1, le=1_000)
    base_url: WebAddress = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65_535)
    probe_port: int = Field(default=0, ge=0, le=65_535)
    poll_seconds: int = Field(default=0, ge=0, le=3_600)
    locale: Literal["zh-CN", "zh-HK", "en"] = "zh-CN"
    timezone: Annotated[str, AfterValidator(_timezone)] = "Asia/Shanghai"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    competence_file: Annotated[Path | None, AfterValidator(_existing)] = None
    proxies: int = Field(default=0, ge=0, le=10)
    mail_host: str = ""
    mail_port: int = Field(default=0, ge=0, le=65_535)
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_security: Annotated[Literal["starttls", "tls", "none"], secure_enough] = "starttls"
    mail_from: MailSender = ""
    mail_return: MailReturn = ""
    mail_ca_file: Annotated[Path | None, AfterValidator(_existing)] = None
    mail_bounce_dir: Folder = None
    mail_per_minute: int = Field(default=120, ge=1, le=60_000)
    mail_connections: int = Field(default=4, ge=1, le=50)
    wecom_api_url: WebAddress = "https://qyapi.weixin.qq.com"
    dingtalk_api_url: WebAddress = "https://oapi.dingtalk.com"
    feishu_api_url: WebAddress = "https://open.feishu.cn"
    webhook_hosts: Hosts = ""
    sms_url: SecretStr = SecretStr("")
    sms_method: Literal["POST", "GET", "PUT"] = "POST"
    sms_headers: SmsHeaders = SecretStr("")
    sms_content_type: str = "application/json"
    sms_body: SmsBody = SecretStr("")
    sms_success: SmsRule = ""
    sms_dead: SmsRule = ""
    sms_parts: int = Field(default=3, ge=1, le=10)
    sms_per_second: int = Field(default=5, ge=1, le=1_000)
    sms_country_code: bool = False
    push: Literal["yes", "no"] = "yes"
    push_contact: PushContact = ""
    push_hosts: Hosts = ""
    read_files: Literal["yes", "no"] = "yes"

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """What depends on another setting."""
        data = Path(str(raw.get("data_dir") or "data"))
        host, port = raw.get("host", "127.0.0.1"), raw.get("port", 8080)
        _, sender = split_sender(str(raw.get("mail_from") or ""))
        base_url = str(raw.get("base_url") or "")
        filled = {
            "push_contact": f"mailto:{sender}" if "@" in sender else base_url if base_url.startswith("https:") else "",
            "mail_return": f"bounce@{sender.rpartition('@')[2]}" if "@" in sender else "",
            "database_url": f"sqlite:///{(data / 'fenghuo.db').absolute()}",
            "key_file": data / "key",
            # Only a base address that was given can be wrong.
            "base_url": f"http://{host}:{port}" if re.fullmatch(r"\d+", str(port)) else "",
        }
        return {**filled, **raw}


def read_settings(environment: Mapping[str, str] | None = None, *, file: Path = FILE) -> Settings:
    """The environment goes before the file. Raises `SettingsError` with every problem."""
    environment = os.environ if environment is None else environment
    problems: list[Problem] = []
    raw = {**_from_file(file, problems), **_from_environment(environment)}
    known = {name: value for name, value in _with_secrets(raw, problems).items() if name in Settings.model_fields}
    problems += [_problem(name, "setting-unknown") for name in sorted(set(raw) - set(known)) if not _is_secret(name)]
    try:
        settings = Settings.model_validate(known)
    except ValidationError as wrong:
        problems += [_explained(dict(error)) for error in wrong.errors(include_url=False, include_input=False)]
        raise SettingsError(problems) from None
    if problems:
        raise SettingsError(problems)
    return settings


def _from_file(file: Path, problems: list[Problem]) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as wrong:
        reason, key = str(wrong.strerror), "setting-unreadable"
    except ValueError as wrong:
        reason, key = str(wrong), "setting-not-toml"
    problems.append(Problem(setting=str(file), text=Text(key=key, params={"reason": reason})))
    return {}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """A variable that is set to nothing counts as not set."""
    return {
        variable.removeprefix(PREFIX).lower(): value
        for variable, value in environment.items()
        if variable.startswith(PREFIX) and not _FOREIGN.fullmatch(variable) and value
    }


def _with_secrets(raw: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Secrets that come from files are read."""
    found = dict(raw)
    for secret in SECRETS:
        path = found.pop(secret + _FROM_FILE, None)
        if path is None:
            continue
        if secret in found:
            problems.append(_problem(secret, "setting-twice", other=_name(secret + _FROM_FILE)))
            continue
        try:
            found[secret] = Path(str(path)).read_text(encoding="utf-8").strip()
        except OSError as wrong:
            problems.append(_problem(secret + _FROM_FILE, "setting-unreadable", reason=str(wrong.strerror)))
        except ValueError:
            problems.append(_problem(secret + _FROM_FILE, "setting-invalid"))
    return found


def _explained(error: Mapping[str, Any]) -> Problem:
    """pydantic's finding as a sentence of the catalogue."""
    name, context = str(error["loc"][0]), error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return _problem(name, str(context["error"]))
        case "literal_error":
            return _problem(
                name, "setting-one-of", expected=str(context["expected"]).replace("'", "").replace(" or ", ", ")
            )
        case _ if Settings.model_fields[name].annotation is int:
            bounds = {type(each).__name__: each for each in Settings.model_fields[name].metadata}
            return _problem(name, "setting-number", least=str(bounds["Ge"].ge), most=str(bounds["Le"].le))
    return _problem(name, "setting-invalid")


def _is_secret(name: str) -> bool:
    return name.removesuffix(_FROM_FILE) in SECRETS


def _problem(name: str, key: str, **params: str) -> Problem:
    return Problem(setting=_name(name), text=Text(key=key, params=params))


def _name(setting: str) -> str:
    return f"{PREFIX}{setting.upper()}"
