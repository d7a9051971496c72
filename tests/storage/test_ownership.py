"""Files of another user: refused in words that name the file, its owner and what to do, and nothing is spoilt."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage import ownership
from storage.lock import Held, holder_path, holding, lock_path
from storage.ownership import foreign_owner, make_private, user_name
from storage.store import StoreFault, connect, reading, writing
from tests.foreign import STRANGER, STRANGER_NAME, give_away, lock_folder

NOW = datetime(2026, 11, 23, 12, 0, 5, tzinfo=ZoneInfo("Asia/Vladivostok"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An empty database of ours, closed."""
    path = tmp_path / "postovoy.db"
    connect(path).conn.close()
    return path


def test_a_database_of_another_user_is_not_written_to(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_away(monkeypatch, database)

    with pytest.raises(StoreFault) as refused, writing(database):
        pass

    told = str(refused.value)
    assert told.startswith(f"база {database} недоступна: нет прав: это файл пользователя {STRANGER_NAME}")
    assert told.endswith(f"передайте файл: chown {ownership.our_name()} {database}")


def test_a_database_of_another_user_is_not_read(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_away(monkeypatch, database)

    with pytest.raises(StoreFault, match=f"это файл пользователя {STRANGER_NAME}"), reading(database):
        pass


def test_a_folder_nothing_can_be_made_in_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock_folder(monkeypatch, tmp_path)

    with pytest.raises(StoreFault) as refused:
        connect(tmp_path / "postovoy.db")

    assert f"проверьте права на файл и на папку {tmp_path}" in str(refused.value)


@pytest.mark.parametrize("part", [lock_path, holder_path], ids=["lock", "holder"])
def test_a_lock_of_another_user_is_told_and_not_taken_for_a_held_one(
    database: Path, monkeypatch: pytest.MonkeyPatch, part: Callable[[Path], Path]
) -> None:
    with holding(database, NOW):
        pass
    file = part(database)
    with monkeypatch.context() as for_now:
        give_away(for_now, file)
        with pytest.raises(StoreFault) as refused, holding(database, NOW):
            pytest.fail("the block must not run")

    assert str(refused.value).startswith(f"файл {file} недоступен: нет прав: это файл пользователя {STRANGER_NAME}")
    with holding(database, NOW):
        pass  # the lock was let go again


def test_who_holds_the_database_is_unknown_where_the_holder_s_file_is_closed_to_us(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with holding(database, NOW):
        give_away(monkeypatch, holder_path(database))
        with pytest.raises(Held) as held, holding(database, NOW):
            pass

    assert held.value.holder is None


def test_the_holder_tells_the_time_as_the_settlement_s_clock_shows_it(database: Path) -> None:
    with holding(database, NOW), pytest.raises(Held) as held, holding(database, NOW):
        pass

    assert held.value.holder is not None
    assert held.value.holder.started == "2026-11-23T12:00:05+10:00"


def test_our_own_files_and_files_that_are_not_there_have_no_foreign_owner(database: Path, tmp_path: Path) -> None:
    assert foreign_owner(database) is None
    assert foreign_owner(tmp_path / "nowhere") is None


def test_under_another_effective_user_our_files_are_foreign(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = user_name(os.geteuid())
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)

    assert foreign_owner(database) == owner


def test_on_windows_nobody_is_called_an_owner(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    monkeypatch.setattr(ownership, "has_owners", lambda: False)

    assert foreign_owner(database) is None


def test_a_file_is_made_for_its_owner_only_and_its_content_stays(tmp_path: Path) -> None:
    path = tmp_path / "new" / "postovoy.db"
    make_private(path)
    path.write_text("content")
    path.chmod(0o644)

    make_private(path)

    assert (path.stat().st_mode & 0o777, path.read_text()) == (0o600, "content")
