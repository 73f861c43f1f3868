"""Settings from the environment or `fenghuo.toml`: read once, complete, or refused with everything that is wrong."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

FILE: Final = Path("fenghuo.toml")
PREFIX: Final = "FENGHUO_"
# Read elsewhere, so not unknown: the test suite's own.
_FOREIGN: Final = re.compile(r"FENGHUO_(NO_SKIP|TEST_.*)")
_SECRETS: Final = ("telegram_token", "database_url")


class SettingsError(Exception):
    """`problems`: one sentence for each setting that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Settings(BaseModel):
    """Names are those of the environment without FENGHUO_, in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")
    key_file: Path = Path()
    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_url: str = ""
    base_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    locale: Literal["zh-CN", "zh-HK", "en"] = "zh-CN"
    timezone: str = "Asia/Shanghai"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    competence_file: Path | None = None
    proxies: int = Field(default=0, ge=0, le=10)

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """What depends on another setting."""
        data = Path(str(raw.get("data_dir") or "data"))
        raw.setdefault("database_url", f"sqlite:///{(data / 'fenghuo.db').absolute()}")
        raw.setdefault("key_file", data / "key")
        raw.setdefault("base_url", f"http://{raw.get('host', '127.0.0.1')}:{raw.get('port', 8080)}")
        return raw

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return value

    @field_validator("base_url", "telegram_api_url", "telegram_webhook_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc):
            raise ValueError("must be an address such as https://example.org")
        return value.rstrip("/")

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if value and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value()):
            raise ValueError("must look like 123456:ABC-DEF, as BotFather gives it")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("must be a time zone such as Asia/Shanghai")
        return ZoneInfo(value).key

    @field_validator("competence_file")
    @classmethod
    def _there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("no such file")
        return value


def read_settings(environment: Mapping[str, str] | None = None, *, file: Path = FILE) -> Settings:
    """The environment goes before the file. Raises `SettingsError` with every problem."""
    environment = os.environ if environment is None else environment
    problems: list[str] = []
    raw = {**_from_file(file, problems), **_from_environment(environment, problems)}
    unknown = sorted(set(raw) - set(Settings.model_fields))
    problems += [f"{_name(name)}: there is no such setting" for name in unknown]
    known = {name: value for name, value in raw.items() if name not in unknown}
    try:
        settings = Settings.model_validate(known)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False, include_input=False):
            said = str(error.get("ctx", {}).get("error") or error["msg"])
            problems.append(f"{_name(str(error['loc'][0]))}: {said}")
        raise SettingsError(problems) from None
    if problems:
        raise SettingsError(problems)
    return settings


def _from_file(file: Path, problems: list[str]) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        problems.append(f"{file}: {wrong}")
        return {}


def _from_environment(environment: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for variable, value in environment.items():
        if not variable.startswith(PREFIX) or _FOREIGN.fullmatch(variable) or value == "":
            continue
        name = variable.removeprefix(PREFIX).lower()
        secret = name.removesuffix("_file")
        if name.endswith("_file") and secret in _SECRETS:
            if f"{PREFIX}{secret.upper()}" in environment:
                problems.append(f"{_name(secret)}: given twice, also as {variable}")
            try:
                raw[secret] = Path(value).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as wrong:
                problems.append(f"{variable}: {wrong}")
        else:
            raw[name] = value
    return raw


def _name(setting: str) -> str:
    return f"{PREFIX}{setting.upper()}"
