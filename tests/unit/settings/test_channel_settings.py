"""Settings of the channels that only send."""

from __future__ import annotations

from pathlib import Path

import pytest

from fenghuo.channels import mail_server, offered, sms_gateway
from fenghuo.cli.channel_checks import check_push
from fenghuo.cli.checks import Health
from tests.unit.settings.test_settings import read, wrong

SMS = {"SMS_URL": "https://sms.example.org/send?key=made-up", "SMS_BODY": '{"to": "{phone}", "text": "{text}"}'}


def test_mail_and_short_messages_are_off_until_they_are_set_and_robots_need_nothing() -> None:
    assert offered(read()) == {"wecom", "dingtalk", "feishu", "webhook"}
    assert offered(read(MAIL_HOST="mail.example.org", MAIL_FROM="a@example.org", **SMS)) >= {"mail", "sms"}


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ({}, ""),
        ({"BASE_URL": "http://127.0.0.1:8080"}, ""),
        ({"BASE_URL": "https://fenghuo.example.cn"}, "https://fenghuo.example.cn"),
        (
            {
                "BASE_URL": "https://fenghuo.example.cn",
                "MAIL_HOST": "mail.example.org",
                "MAIL_FROM": "烽火 <alerts@example.org>",
            },
            "mailto:alerts@example.org",
        ),
        ({"PUSH_CONTACT": "mailto:duty@example.org"}, "mailto:duty@example.org"),
    ],
)
def test_browsers_get_notices_where_push_services_can_be_told_whom_to_ask(given: dict[str, str], contact: str) -> None:
    settings = read(**given)
    assert settings.push_contact == contact
    assert ("push" in offered(settings)) is bool(contact)
    assert "push" not in offered(read(**given, PUSH="no"))


def test_the_doctor_doubts_notices_that_only_this_machine_could_switch_on() -> None:
    contact = {"PUSH_CONTACT": "mailto:duty@example.org"}
    assert check_push(read()).health is Health.FINE
    assert check_push(read(**contact)).health is Health.DOUBTFUL
    assert check_push(read(**contact, BASE_URL="https://fenghuo.example.cn")).health is Health.FINE


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_the_port_follows_the_encryption_and_bounces_the_senders_domain(security: str, port: int) -> None:
    settings = read(MAIL_HOST="mail.example.org", MAIL_FROM="烽火平台 <alerts@example.org>", MAIL_SECURITY=security)
    assert (mail_server(settings).port, mail_server(settings).name) == (port, "example.org")
    assert settings.mail_return == "bounce@example.org"


def test_passwords_and_the_gateway_come_from_files(tmp_path: Path) -> None:
    for name, value in (("password", "made-up\n"), ("headers", "Authorization: Bearer made-up\n")):
        (tmp_path / name).write_text(value)
    settings = read(MAIL_PASSWORD_FILE=str(tmp_path / "password"), SMS_HEADERS_FILE=str(tmp_path / "headers"), **SMS)
    assert settings.mail_password.get_secret_value() == "made-up"
    assert sms_gateway(settings).headers == {"Authorization": "Bearer made-up"}
    for secret in ("made-up", "Bearer"):
        assert secret not in repr(settings)
        assert secret not in repr(sms_gateway(settings))
        assert secret not in repr(mail_server(settings))


def test_what_is_wrong_with_them_is_listed_at_once() -> None:
    assert wrong(
        MAIL_HOST="mail.example.org",
        MAIL_SECURITY="none",
        MAIL_RETURN="much-too-long@example.org",
        MAIL_BOUNCE_DIR="absent",
        WEBHOOK_HOSTS="https://erp.example.org/",
        PUSH_CONTACT="alerts@example.org",
        PUSH_HOSTS="10.0.0.5/push",
        SMS_URL="https://sms.example.org",
        SMS_HEADERS="Authorization",
        SMS_SUCCESS="code = 0",
    ) == {
        "FENGHUO_MAIL_FROM": "setting-mail-incomplete",
        "FENGHUO_MAIL_SECURITY": "setting-mail-plain",
        "FENGHUO_MAIL_RETURN": "setting-mail-return",
        "FENGHUO_MAIL_BOUNCE_DIR": "setting-folder",
        "FENGHUO_WEBHOOK_HOSTS": "setting-hosts",
        "FENGHUO_PUSH_CONTACT": "setting-push-contact",
        "FENGHUO_PUSH_HOSTS": "setting-hosts",
        "FENGHUO_SMS_HEADERS": "setting-sms-headers",
        "FENGHUO_SMS_BODY": "setting-sms-incomplete",
        "FENGHUO_SMS_SUCCESS": "setting-sms-rule",
    }


@pytest.mark.parametrize("body", ['{"text": {text}}', '{"text": "{words}"}'])
def test_a_template_is_tried_before_the_start(body: str) -> None:
    assert wrong(SMS_URL="https://sms.example.org", SMS_BODY=body) == {"FENGHUO_SMS_BODY": "setting-sms-template"}


def test_only_this_machine_is_spoken_to_without_encryption_and_never_with_a_password() -> None:
    assert read(MAIL_HOST="127.0.0.1", MAIL_SECURITY="none", MAIL_FROM="a@example.org").mail_host == "127.0.0.1"
    assert wrong(MAIL_HOST="127.0.0.1", MAIL_SECURITY="none", MAIL_FROM="a@example.org", MAIL_USER="me") == {
        "FENGHUO_MAIL_SECURITY": "setting-mail-plain"
    }
