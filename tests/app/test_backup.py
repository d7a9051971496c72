"""Copies of the database: consistent beside a running service, put back only when nobody holds it."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from household import CULTURE, Household

from app.commands import check
from storage.backup import BackupFault, backup, restore
from storage.lock import Held, holding
from storage.ownership import our_name
from storage.sql import run, value
from storage.store import connect, reading, transaction
from tests.foreign import STRANGER_NAME, give_away, lock_folder

pytestmark = pytest.mark.story

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with one note in it, closed."""
    path = tmp_path / "postovoy.db"
    write(path, "first")
    return path


def write(path: Path, text: str) -> None:
    db = connect(path)
    with transaction(db):
        run(
            db,
            "insert into note (name, value) values ('word', ?) on conflict do update set value = ?",
            (text, text),
        )
    db.conn.close()


def read(path: Path) -> str:
    with reading(path) as db:
        return str(value(db, "select value from note where name = 'word'"))


class TestBackup:
    def test_a_copy_holds_what_was_committed_and_is_for_the_owner_only(
        self, database: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.db"

        size = backup(database, copy)

        assert read(copy) == "first"
        assert size == copy.stat().st_size > 0
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600

    def test_a_copy_is_one_file_although_the_service_has_not_emptied_its_journal(
        self, database: Path, tmp_path: Path
    ) -> None:
        service = connect(database)
        with transaction(service):
            run(service, "update note set value = 'second'")

        backup(database, tmp_path / "copy.db")

        carried = tmp_path / "elsewhere"
        carried.mkdir()
        (tmp_path / "copy.db").rename(carried / "copy.db")
        assert read(carried / "copy.db") == "second"
        assert Path(f"{database}-wal").stat().st_size > 0
        service.conn.close()

    def test_a_transaction_under_way_is_in_the_copy_whole_or_not_at_all(
        self, database: Path, tmp_path: Path
    ) -> None:
        stop = threading.Event()

        def keep_books() -> None:
            db = connect(database)
            while not stop.is_set():
                with transaction(db):
                    run(db, "insert into cycle (started_at) values ('a')")
                    run(db, "insert into cycle (started_at) values ('b')")
            db.conn.close()

        writer = threading.Thread(target=keep_books)
        writer.start()
        try:
            counts: list[int] = []
            for number in range(10):
                copy = tmp_path / f"copy{number}.db"
                backup(database, copy)
                with reading(copy) as db:
                    counts.append(value(db, "select count(*) from cycle"))
        finally:
            stop.set()
            writer.join()

        assert counts[-1] > 0
        assert all(count % 2 == 0 for count in counts)

    def test_a_newer_copy_replaces_the_older_one(self, database: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        backup(database, copy)
        write(database, "second")

        backup(database, copy)

        assert read(copy) == "second"

    def test_a_copy_that_fails_leaves_the_older_one_and_no_crumbs(self, database: Path, tmp_path: Path) -> None:
        folder = tmp_path / "copies"
        folder.mkdir()
        backup(database, folder / "copy.db")
        database.write_bytes(b"no database at all, and long enough to be looked at" * 100)

        with pytest.raises(BackupFault, match="не читается как база"):
            backup(database, folder / "copy.db")

        assert read(folder / "copy.db") == "first"
        assert {each.name for each in folder.iterdir()} - {"copy.db-wal", "copy.db-shm"} == {"copy.db"}

    def test_a_copy_never_takes_the_place_of_the_database_itself(self, database: Path) -> None:
        with pytest.raises(BackupFault, match="на месте самой базы"):
            backup(database, database.parent / "." / database.name)

    @pytest.mark.parametrize(
        "content", [b"", b'[telegram]\ntoken = "1:secret"\n', b"SQLite format 3\x00 and no more"]
    )
    def test_what_is_no_copy_of_ours_is_never_replaced(
        self, database: Path, tmp_path: Path, content: bytes
    ) -> None:
        settings = tmp_path / "config.toml"
        settings.write_bytes(content)
        with pytest.raises(BackupFault, match="лежит что-то другое"):
            backup(database, settings)
        assert settings.read_bytes() == content

    def test_a_folder_is_no_name_for_a_copy(self, database: Path, tmp_path: Path) -> None:
        with pytest.raises(BackupFault, match="это папка"):
            backup(database, tmp_path)

    def test_a_pipe_stays_a_pipe(self, database: Path, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with pytest.raises(BackupFault, match="лежит что-то другое"):
            backup(database, pipe)
        assert pipe.is_fifo()

    def test_a_folder_that_is_not_there_is_told(self, database: Path, tmp_path: Path) -> None:
        with pytest.raises(BackupFault, match="нельзя писать: её нет, создайте её"):
            backup(database, tmp_path / "nowhere" / "copy.db")

    def test_before_there_is_a_database_there_is_nothing_to_copy(self, tmp_path: Path) -> None:
        with pytest.raises(BackupFault, match="ещё нет"):
            backup(tmp_path / "postovoy.db", tmp_path / "copy.db")


class TestRestore:
    def test_a_copy_becomes_the_database_and_the_former_one_is_kept(self, database: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        backup(database, copy)
        write(database, "second")

        aside = restore(copy, database, NOW, force=True)

        assert aside == Path(f"{database}.before-restore-2026-11-23-020000")
        assert (read(database), read(aside), read(copy)) == ("first", "second", "first")
        assert stat.S_IMODE(database.stat().st_mode) == 0o600

    def test_a_journal_left_behind_is_not_played_into_the_restored_database(
        self, database: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.db"
        backup(database, copy)
        crashed = connect(database)
        with transaction(crashed):
            run(crashed, "update note set value = 'second'")
        left = Path(f"{database}-wal").read_bytes()
        crashed.conn.close()
        Path(f"{database}-wal").write_bytes(left)

        aside = restore(copy, database, NOW, force=True)

        assert aside is not None
        assert read(database) == "first"
        assert read(aside) == "second"

    def test_no_former_database_is_ever_replaced_by_the_next_one(self, database: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        backup(database, copy)
        kept: list[Path | None] = []
        for text, moment in (("second", NOW), ("third", NOW), ("fourth", NOW + timedelta(hours=1))):
            write(database, text)
            kept.append(restore(copy, database, moment, force=True))

        assert [each and each.name.removeprefix(f"{database.name}.") for each in kept] == [
            "before-restore-2026-11-23-020000",
            "before-restore-2026-11-23-020000-2",
            "before-restore-2026-11-23-030000",
        ]
        assert [each and read(each) for each in kept] == ["second", "third", "fourth"]

    def test_a_journal_without_its_database_keeps_its_name_too(self, database: Path, tmp_path: Path) -> None:
        left = Path(f"{database}.before-restore-2026-11-23-020000-wal")
        left.write_text("a journal left over")

        aside = restore_over_itself(database, tmp_path)

        assert aside == Path(f"{database}.before-restore-2026-11-23-020000-2")
        assert left.read_text() == "a journal left over"

    def test_nothing_is_replaced_without_being_told_to(self, database: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        backup(database, copy)
        write(database, "second")

        with pytest.raises(BackupFault, match="--force"):
            restore(copy, database, NOW, force=False)

        assert read(database) == "second"

    def test_where_there_was_no_database_the_copy_just_takes_its_place(
        self, database: Path, tmp_path: Path
    ) -> None:
        fresh = tmp_path / "new" / "postovoy.db"

        assert restore(database, fresh, NOW, force=False) is None

        assert read(fresh) == "first"

    def test_while_somebody_holds_the_database_nothing_happens(self, database: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        backup(database, copy)
        write(database, "second")

        with holding(database, NOW), pytest.raises(Held):
            restore(copy, database, NOW, force=True)

        assert read(database) == "second"

    @pytest.mark.parametrize("spoil", ["cut", "foreign", "newer", "text", "missing"])
    def test_what_is_no_sound_copy_of_ours_is_refused_and_the_database_stays(
        self, database: Path, tmp_path: Path, spoil: str
    ) -> None:
        copy = tmp_path / "copy.db"
        spoilt(database, copy, spoil)

        with pytest.raises(BackupFault):
            restore(copy, database, NOW, force=True)

        assert read(database) == "first"
        assert list(database.parent.glob("*.before-restore*")) == []


def restore_over_itself(database: Path, folder: Path) -> Path | None:
    backup(database, folder / "copy.db")
    return restore(folder / "copy.db", database, NOW, force=True)


def spoilt(database: Path, copy: Path, how: str) -> None:
    """Lay down a file that must not become the database."""
    match how:
        case "cut":
            backup(database, copy)
            copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
        case "foreign":
            sqlite3.connect(copy).execute("create table note (name, value)").connection.close()
        case "newer":
            backup(database, copy)
            with sqlite3.connect(copy) as db:
                db.execute("insert into _sqlite_migrations (migration_set, name) values ('postovoy', '9999_new')")
            db.close()
        case "text":
            copy.write_text("this is a letter, not a database" * 50)
        case _:
            pass


class TestTheCommands:
    def test_copy_and_restore_through_the_program(self, home: Household) -> None:
        home.settle()
        assert home.run("backup", "copy.db").code == 0
        home.run("registry", "import", str(home.registry(CULTURE)), "--remove-missing")

        refused = home.run("restore", "copy.db")
        done = home.run("restore", "copy.db", "--force")

        assert (refused.code, done.code) == (2, 0)
        now = datetime.now(ZoneInfo("Asia/Vladivostok"))
        assert f"postovoy.db.before-restore-{now:%Y-%m-%d-}" in done.out
        assert "(в имени день и время по поясу Asia/Vladivostok)" in done.out
        assert "организаций: 2" in home.run("registry", "export", "now.csv").out

    def test_a_held_database_is_told_with_process_and_time_and_exit_code_4(self, home: Household) -> None:
        home.settle()
        home.run("backup", "copy.db")

        with holding(home.database, NOW.astimezone(ZoneInfo("Asia/Vladivostok"))):
            answer = home.run("restore", "copy.db", "--force")

        assert answer.code == 4
        assert "базу держит процесс" in answer.err
        assert "запущенный 23.11.2026 в 12:00:00 (UTC+10:00)" in answer.err

    def test_a_check_tells_the_time_it_began_by_the_settlement_s_clock(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.settings('timezone = "Asia/Kolkata"')
        home.settle()
        monkeypatch.setattr(check, "wall_clock", lambda: NOW)

        assert home.run("check").code == 0

        assert '"started": "2026-11-23T07:30:00+05:30"' in Path(f"{home.database}.holder").read_text()


class TestRights:
    """What this user may not do is refused in Russian, by name, with 2; nothing else has changed."""

    @pytest.mark.parametrize(
        "words",
        [("backup", "copy.db"), ("restore", "copy.db", "--force"), ("registry", "import", "registry.csv")],
        ids=lambda words: words[0],
    )
    def test_a_database_of_another_user(
        self, home: Household, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
    ) -> None:
        home.settle()
        home.run("backup", "copy.db")
        home.run("restore", "copy.db", "--force")
        give_away(monkeypatch, home.database, Path(f"{home.database}.lock"))

        answer = home.run(*words)

        assert (answer.code, answer.out) == (2, "")
        assert f"нет прав: это файл пользователя {STRANGER_NAME}, а команда дана от имени" in answer.err
        assert f"chown {our_name()} {home.database}" in answer.err

    def test_a_folder_for_the_copy_that_is_closed(self, home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
        home.settle()
        folder = home.folder / "copies"
        folder.mkdir()
        lock_folder(monkeypatch, folder)

        answer = home.run("backup", str(folder / "copy.db"))

        told = f"нет прав у пользователя {our_name()}: проверьте права на папку {folder}"
        assert (answer.code, answer.err) == (2, f"в папку {folder} нельзя писать: {told}\n")

    def test_a_folder_for_the_database_that_is_closed(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.settings()
        lock_folder(monkeypatch, home.folder)

        answer = home.run("registry", "import", str(home.registry(CULTURE)))

        assert answer.code == 2
        assert f"база {home.database} недоступна: нет прав у пользователя {our_name()}" in answer.err
        assert f"папку {home.folder}" in answer.err

    def test_a_registry_that_may_not_be_read(self, home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
        home.settle()
        file = home.registry(CULTURE)
        give_away(monkeypatch, file)

        answer = home.run("registry", "import", str(file))

        assert answer.code == 2
        assert f"файл {file} не читается: нет прав: это файл пользователя {STRANGER_NAME}" in answer.err

    def test_a_copy_that_cannot_take_its_place(self, home: Household) -> None:
        home.settle()
        (home.folder / "copy.db").mkdir()

        answer = home.run("backup", "copy.db")

        assert (answer.code, answer.err) == (2, "copy.db — это папка; назовите файл для копии\n")
