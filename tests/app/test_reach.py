"""What an operator is told of letters that wait: only steps that work as the settings are."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from household import Household

from app.commands.run import tell_what_is_missing
from app.config import Settings, load_settings
from app.frame import Frame
from app.glance import glance
from app.reach import nobody, switched_off
from app.table import print_overview
from app.wiring import frame_of
from storage import people, sql
from storage.store import writing

ZONE = ZoneInfo("Asia/Vladivostok")
TELEGRAM = '[telegram]\ntoken = "123456:INVENTED"\n'
FOLDER = '[storage]\noutbox_folder = "letters"\n'
NETWORKS = """
[vk]
token = "invented"
[ok]
application_key = "INVENTED"
application_secret_key = "invented"
access_token = "invented"
"""
READER = "[people]\nspecialists = [100001]\n"


def test_with_the_bot_on_the_code_is_to_be_sent_to_it(home: Household) -> None:
    home.settings(TELEGRAM)
    home.settle()
    assert "отправьте эту строку боту" in home.run("invite", "--role", "specialist").err


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (FOLDER, "Письма ложатся файлами в папку outbox_folder, но для этого нужен хотя бы один номер"),
        ("", "Чтобы получать письма файлами, нужна папка outbox_folder"),
    ],
)
def test_with_the_bot_off_an_invitation_says_so_and_what_turns_it_on(
    home: Household, settings: str, told: str
) -> None:
    home.settings(settings)
    home.settle()
    answer = home.run("invite", "--role", "specialist")
    assert answer.out.startswith("/start ")
    assert "отправьте эту строку боту" not in answer.err
    assert "Telegram выключен в настройках; включает его ключ token в разделе [telegram]" in answer.err
    assert told in answer.err


@pytest.mark.parametrize(
    ("settings", "told", "never"),
    [
        (TELEGRAM, "ни один специалист ещё не вошёл в бота. Пригласить: postovoy invite", "Telegram выключен"),
        (FOLDER, "включает его ключ token в разделе [telegram]", "postovoy invite"),
        ("", "нужна папка outbox_folder", "postovoy invite"),
    ],
)
def test_status_advises_only_what_can_help(home: Household, settings: str, told: str, never: str) -> None:
    home.settings(settings)
    home.settle()
    said = " ".join(home.run("status").out.split())
    assert "Некому доставить" in said
    assert told in said
    assert never not in said


def test_who_stopped_the_bot_is_not_called_somebody_who_never_came() -> None:
    said = nobody(channel_on=True, folder_on=False, nobody_yet=False)
    assert "/start" in said
    assert "ещё не вошёл" not in said


def test_with_a_reader_and_a_folder_nothing_more_is_asked_for() -> None:
    assert switched_off(folder_on=True, nobody_yet=False).endswith("Письма ложатся файлами в папку outbox_folder.")


def test_a_digest_sent_with_the_bot_off_does_not_promise_delivery_alone(home: Household) -> None:
    home.settings(FOLDER + READER)
    home.settle()
    home.run("check")
    assert "Telegram выключен в настройках" in home.run("digest", "--send").err


@pytest.mark.parametrize(
    ("settings", "told", "never"),
    [
        (
            TELEGRAM,
            "ни один специалист ещё не вошёл в бота. Приглашает оператор: postovoy invite",
            "Telegram выключен",
        ),
        ("", "Некому доставить: Telegram выключен в настройках; включает его ключ token", "postovoy invite"),
        (FOLDER, "Некому доставить: Telegram выключен в настройках; включает его ключ token", "postovoy invite"),
        (FOLDER + READER, "письма ложатся файлами в папку outbox_folder", "Некому доставить"),
    ],
)
def test_a_digest_names_why_letters_reach_nobody(home: Household, settings: str, told: str, never: str) -> None:
    home.settings(settings)
    home.settle()
    home.run("check")
    said = home.run("digest").out
    assert told in said
    assert never not in said


@pytest.mark.parametrize(
    ("settings", "is_empty", "told"),
    [
        (TELEGRAM, True, ["switched off in the settings: vk, ok; the registry is empty"]),
        ("", False, ["switched off in the settings: vk, ok, Telegram"]),
        (TELEGRAM + NETWORKS, True, ["the registry is empty"]),
        (TELEGRAM + NETWORKS, False, []),
    ],
)
def test_the_service_logs_what_is_missing_at_its_start(
    home: Household, caplog: pytest.LogCaptureFixture, settings: str, is_empty: bool, told: list[str]
) -> None:
    caplog.set_level(logging.INFO, "app.commands.run")
    tell_what_is_missing(load_settings(home.settings(settings), {}), is_empty=is_empty)
    assert caplog.messages == told


def test_an_attestation_says_when_it_counts(home: Household) -> None:
    home.settle()
    answer = home.run("attest", "--org", "Библиотека", "--rule", "credentials_ledger", "--yes")
    assert "Ответ учтёт ближайшая проверка: работающей службы или postovoy check." in answer.err
    assert findings(home) == []
    home.run("check")
    assert findings(home) == [("ok",)]


def findings(home: Household) -> list[tuple[str, ...]]:
    """What is known of the library's ledger."""
    organisations = json.loads(home.run("status", "--json").out)["organisations"]
    own = [each for each in organisations if each["name"] == "Библиотека"]
    return [(each["outcome"],) for one in own for each in one["findings"] if each["rule"] == "credentials_ledger"]


# Quiet hours.


def waiting(home: Household, hour: int, quiet: str = "20:00-08:00") -> tuple[Settings, Frame]:
    """A letter waits for a specialist who is let in, at that local hour."""
    file = home.settings(f'timezone = "{ZONE.key}"\n{TELEGRAM}[schedule]\nquiet_hours = "{quiet}"\n')
    home.settle()
    settings = load_settings(file, {})
    now = datetime(2026, 11, 24, hour, 30, tzinfo=ZONE).astimezone(UTC)
    with writing(settings.storage.path) as db:
        people.let_in_configured(db, [100001], now)
        letter: dict[str, sql.Value] = {
            "person_id": 100001,
            "kind": "digest",
            "week": "2026-W47",
            "created_at": sql.stamp(now - timedelta(hours=5)),
            "not_before": sql.stamp(now - timedelta(hours=5)),
            "state": "due",
            "trouble": "нет связи с Telegram",
        }
        sql.inserted(db, "letter", letter)
    return settings, frame_of(settings, lambda: now)


@pytest.mark.parametrize(
    ("hour", "quiet", "told"),
    [
        (21, "20:00-08:00", "Письма ждут конца тихих часов, до 08:00."),
        (3, "20:00-08:30", "Письма ждут конца тихих часов, до 08:30."),
        (12, "20:00-08:00", ""),
        (21, "", ""),
    ],
)
def test_letters_that_wait_for_the_morning_are_said_to(
    home: Household, capsys: pytest.CaptureFixture[str], hour: int, quiet: str, told: str
) -> None:
    settings, frame = waiting(home, hour, quiet)
    with writing(settings.storage.path) as db:
        seen = glance(db, settings, frame)
    print_overview(seen, frame.decree, frame.zone)
    said = capsys.readouterr().out
    assert ("тихих часов" in said) is bool(told)
    assert told in said
    assert "Почему письма ждут: нет связи с Telegram." in said


def test_with_the_bot_off_no_morning_is_promised(home: Household) -> None:
    settings, frame = waiting(home, 21)
    with writing(settings.storage.path) as db:
        assert glance(db, settings.model_copy(update={"telegram": None}), frame).outbox.quiet_till is None


def test_a_table_names_what_a_no_was_said_to(home: Household) -> None:
    home.settle()
    home.run("attest", "--org", "Библиотека", "--rule", "credentials_ledger", "--no")
    home.run("check")
    said = home.run("status").out
    assert "нарушение: учёт логинов и паролей — " in " ".join(said.replace("│", " ").split())
