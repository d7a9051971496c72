"""The doctor on what lies here: whose files, which clock, where links lead, what letters wait for."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from household import Household

from app.config import Settings
from app.doctor.database import database_checks
from app.doctor.local import local_checks
from domain.page import Resolution
from storage import outbox, ownership, people
from storage.lock import holder_path, lock_path
from storage.outbox import Occasion
from storage.ownership import our_name
from storage.sql import run
from storage.store import connect, writing
from tests.foreign import STRANGER, STRANGER_NAME, deny, give_away

pytestmark = pytest.mark.story

NOON = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
"""23:30 in Vladivostok."""

TOKEN = "100000:Invented-bot-token"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "postovoy.db"
    connect(path).conn.close()
    return path


def settings_of(database: Path, **more: object) -> Settings:
    return Settings.model_validate({"storage": {"path": database}, **more})


def of_files(database: Path) -> list[str]:
    """The doctor's lines about the database."""
    found = database_checks(settings_of(database), NOON)
    return [check.line for check in found if check.about == "база"]


class TestLinks:
    @pytest.mark.parametrize(
        ("resolution", "told"),
        [
            (Resolution.MISSING, "по ссылке ничего не найдено"),
            (Resolution.NOT_A_PAGE, "ссылка ведёт не на сообщество"),
            (Resolution.DUPLICATE, "на ту же страницу ведёт ссылка из другой строки"),
            (Resolution.SHARED, "на ту же страницу ведёт ссылка из другой строки"),
            (Resolution.MOVED, "короткое имя теперь ведёт на другую страницу"),
        ],
    )
    def test_a_link_that_leads_astray_is_a_fault_and_is_named(
        self, home: Household, resolution: Resolution, told: str
    ) -> None:
        home.settle()
        with writing(home.database) as db:
            run(db, "update page set resolution = ? where written = ?", (resolution, "vk.com/zarechny_library"))

        answer = home.run("doctor")

        assert answer.code == 1
        assert (
            "– реестр: 2 организации; страниц: ВКонтакте — 2, Одноклассники — 1; ведут не туда: 1\n"
            f"✗ реестр: Библиотека, ВКонтакте: vk.com/zarechny_library — {told}; "
            "исправьте ссылку и загрузите реестр снова (postovoy registry import ФАЙЛ)\n"
        ) in answer.out

    @pytest.mark.parametrize("resolution", [Resolution.PENDING, Resolution.FOUND])
    def test_a_link_that_is_well_or_not_yet_looked_at_is_none(
        self, home: Household, resolution: Resolution
    ) -> None:
        home.settle()
        with writing(home.database) as db:
            run(db, "update page set resolution = ?", (resolution,))

        answer = home.run("doctor")

        assert answer.code == 0
        assert "✓ реестр: 2 организации; страниц: ВКонтакте — 2, Одноклассники — 1\n" in answer.out


class TestFiles:
    def test_files_of_one_user_are_in_order(self, database: Path) -> None:
        assert [line[0] for line in of_files(database)] == ["✓", "✓", "✓"]

    @pytest.mark.parametrize("part", [lock_path, holder_path], ids=["lock", "holder"])
    def test_what_another_user_left_beside_the_database_is_a_fault(
        self, database: Path, monkeypatch: pytest.MonkeyPatch, part: Callable[[Path], Path]
    ) -> None:
        file = part(database)
        file.touch()
        give_away(monkeypatch, file)

        told = f"у пользователя {STRANGER_NAME}, а должен быть у {our_name()}: chown {our_name()} {file}"
        assert of_files(database)[-1] == f"✗ база: {file} {told}"

    def test_a_lock_left_before_there_is_a_database_is_a_fault_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "postovoy.db"
        lock_path(path).touch()
        give_away(monkeypatch, lock_path(path))

        assert [line[0] for line in of_files(path)] == ["–", "✗"]

    def test_a_database_of_another_user_is_a_fault(self, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: STRANGER - 1)
        give_away(monkeypatch, database)

        refused, foreign = of_files(database)

        assert refused.startswith(f"✗ база: база {database} недоступна: нет прав")
        assert foreign.startswith(f"✗ база: {database} у пользователя {STRANGER_NAME}, а doctor дан от имени")

    def test_to_root_a_database_of_another_user_is_no_fault(
        self, database: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ownership, "owner_id", lambda _path: STRANGER)
        monkeypatch.setattr(os, "geteuid", lambda: 0)

        assert [line[0] for line in of_files(database)] == ["✓", "✓", "✓", "–"]
        assert of_files(database)[-1].endswith(f"давайте команды от имени {STRANGER_NAME}")

    def test_a_folder_that_may_not_be_written_to_is_a_fault(
        self, database: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        deny(monkeypatch, database.parent)

        assert of_files(database)[-1] == (
            f"✗ база: в папку {database.parent} нельзя писать: "
            f"дайте пользователю {our_name()} права на {database.parent}"
        )

    def test_a_folder_of_letters_that_may_not_be_written_to_is_a_fault(
        self, database: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = database.parent / "letters"
        folder.mkdir()
        deny(monkeypatch, folder)
        settings = settings_of(database, storage={"path": database, "outbox_folder": folder})

        *_, last = local_checks(settings, (), NOON)

        told = f"дайте пользователю {our_name()} права на {folder}"
        assert last.line == f"✗ папка писем: в {folder} нельзя писать: {told}"

    def test_on_windows_modes_are_not_looked_at(self, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        database.chmod(0o666)
        monkeypatch.setattr(ownership, "has_owners", lambda: False)

        told = "права файлов на Windows не проверяются: закройте папку от других её средствами"
        assert of_files(database)[-1] == f"– база: {told}"
        shown = [check.line for check in local_checks(settings_of(database), [database], NOON)]
        assert f"– настройки: {database}: {told}" in shown


def test_the_zone_and_its_time_are_told() -> None:
    shown = [check.line for check in local_checks(Settings(), (), NOON)]

    assert "– часы: пояс Asia/Vladivostok (UTC+10:00), там сейчас 23.11.2026 12:00" in shown


class TestLetters:
    @pytest.mark.parametrize(
        ("now", "more", "told"),
        [
            (NIGHT, {}, "– письма: ждут конца тихих часов, до 08:00: 1"),
            (NIGHT, {"schedule": {"quiet_hours": "22:00-09:30"}}, "– письма: ждут конца тихих часов, до 09:30: 1"),
            (NIGHT, {"schedule": {"quiet_hours": ""}}, "– письма: ждут отправки: 1"),
            (NOON, {}, "– письма: ждут отправки: 1"),
            (NIGHT, {"telegram": None}, "– письма: ждут отправки: 1"),
        ],
        ids=["night", "other hours", "no quiet hours", "day", "no bot"],
    )
    def test_what_letters_wait_for(self, database: Path, now: datetime, more: dict[str, object], told: str) -> None:
        post_digest(database)
        settings = settings_of(database, **{"telegram": {"token": TOKEN}, **more})

        assert told in [check.line for check in database_checks(settings, now)]

    def test_letters_for_somebody_out_of_reach_wait_for_more_than_the_morning(self, database: Path) -> None:
        post_digest(database)
        with writing(database) as db:
            run(db, "update person set reachable = 0")
        settings = settings_of(database, telegram={"token": TOKEN})

        assert "– письма: ждут отправки: 1" in [check.line for check in database_checks(settings, NIGHT)]

    def test_without_letters_there_is_nothing_to_wait_for(self, database: Path) -> None:
        settings = settings_of(database, telegram={"token": TOKEN})

        assert "✓ письма: ничто не ждёт отправки" in [check.line for check in database_checks(settings, NIGHT)]


def post_digest(database: Path) -> None:
    """One letter to one specialist waits."""
    with writing(database) as db:
        people.let_in_configured(db, [100001], NOON)
        outbox.post_digest(db, "2026-W47", people.alerted(db), Occasion(NOON, NOON))
