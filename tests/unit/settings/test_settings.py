"""Settings: complete, or refused with everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from fenghuo.settings import Settings, SettingsError, read_settings
from texts.catalogue import LOCALES, keys


def read(file: Path = Path("absent.toml"), **environment: str) -> Settings:
    return read_settings({f"FENGHUO_{name}": value for name, value in environment.items()}, file=file)


def wrong(file: Path = Path("absent.toml"), **environment: str) -> dict[str, str]:
    """The catalogue key of each problem, by setting."""
    with pytest.raises(SettingsError) as refused:
        read(file, **environment)
    return {problem.setting: problem.text.key for problem in refused.value.problems}


def test_without_any_setting_everything_has_a_default() -> None:
    settings = read()
    assert settings.host == "127.0.0.1"
    assert settings.base_url == "http://127.0.0.1:8080"
    assert settings.database_url.get_secret_value() == f"sqlite:///{Path('data/fenghuo.db').absolute()}"
    assert settings.key_file == Path("data/key")
    assert settings.timezone == "Asia/Shanghai"
    assert not settings.telegram_token


def test_database_and_key_follow_the_data_folder_and_the_address_follows_host_and_port() -> None:
    settings = read(DATA_DIR="/srv/fenghuo", HOST="127.0.0.2", PORT="9000")
    assert settings.database_url.get_secret_value() == "sqlite:////srv/fenghuo/fenghuo.db"
    assert settings.key_file == Path("/srv/fenghuo/key")
    assert settings.base_url == "http://127.0.0.2:9000"


def test_every_problem_is_listed_at_once() -> None:
    assert wrong(
        PORT="many", PROXIES="-1", LOCALE="fr", TIMEZONE="Mars", BASE_URL="ftp://x", TELEGRAM_TOKEN="x", COLOUR="red"
    ) == {
        "FENGHUO_PORT": "setting-number",
        "FENGHUO_PROXIES": "setting-number",
        "FENGHUO_LOCALE": "setting-one-of",
        "FENGHUO_TIMEZONE": "setting-timezone",
        "FENGHUO_BASE_URL": "setting-web-address",
        "FENGHUO_TELEGRAM_TOKEN": "setting-telegram-token",
        "FENGHUO_COLOUR": "setting-unknown",
    }


@pytest.mark.parametrize("value", ["mysql://host/name", "fenghuo.db", "postgresql://host/name"])
def test_only_the_two_engines_are_taken(value: str) -> None:
    assert wrong(DATABASE_URL=value) == {"FENGHUO_DATABASE_URL": "setting-database-url"}


def test_every_sentence_is_in_the_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "fenghuo.toml"
    file.write_text("port = [", encoding="utf-8")
    told = wrong(file, PORT="0", DATABASE_URL="x", TELEGRAM_TOKEN_FILE="absent", COMPETENCE_FILE="absent", X="1")
    assert len(told) == 6
    assert all(set(told.values()) <= keys(locale) for locale in LOCALES)


def test_a_secret_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123456:ABC-def_1\n", encoding="utf-8")
    settings = read(TELEGRAM_TOKEN_FILE=str(tmp_path / "token"))
    assert settings.telegram_token.get_secret_value() == "123456:ABC-def_1"


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123456:ABC", encoding="utf-8")
    told = wrong(TELEGRAM_TOKEN="123456:ABC", TELEGRAM_TOKEN_FILE=str(tmp_path / "token"))
    assert told == {"FENGHUO_TELEGRAM_TOKEN": "setting-twice"}


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "fenghuo.toml"
    file.write_text('port = 9000\nlocale = "en"\n', encoding="utf-8")
    settings = read(file, LOCALE="zh-HK", HOST="")
    assert (settings.port, settings.locale, settings.host) == (9000, "zh-HK", "127.0.0.1")


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "fenghuo.toml"
    file.write_bytes(b"\xff\xfe")
    assert wrong(file) == {str(file): "setting-not-toml"}


def test_secrets_are_in_no_message(tmp_path: Path) -> None:
    settings = read(TELEGRAM_TOKEN="123456:hunter2", DATABASE_URL="postgresql+psycopg://me:hunter2@db/fenghuo")
    assert "hunter2" not in f"{settings!r} {settings}"
    with pytest.raises(SettingsError) as refused:
        read(TELEGRAM_TOKEN="hunter2", DATABASE_URL="hunter2")
    assert "hunter2" not in f"{refused.value!r} {refused.value} {refused.value.problems}"


def test_variables_of_the_test_suite_are_not_ours() -> None:
    assert read(NO_SKIP="1", TEST_POSTGRES="x") == read()
