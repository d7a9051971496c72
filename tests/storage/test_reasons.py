"""Every usual refusal of the system and of SQLite has Russian words; only the unknown keeps its own."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.reasons import is_busy, why, why_of_sqlite
from storage.store import StoreFault, reading, writing

Opened = Callable[[Path], AbstractContextManager[Database]]

USUAL = ("ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "ENOSPC", "EROFS", "EIO", "EBUSY", "ENOLCK")


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_refusal_of_the_system_is_in_russian(name: str) -> None:
    number = getattr(errno, name)

    assert not re.search("[A-Za-z]", why(OSError(number, os.strerror(number))))


def test_an_unusual_refusal_of_the_system_keeps_its_own_words_in_parentheses() -> None:
    assert why(OSError(errno.EPROTO, "Protocol error")) == "отказ системы (Protocol error)"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("database is locked", "базу дольше 10 секунд занимает другой процесс; повторите позже"),
        ("file is not a database", "это не база данных"),
        ("database or disk is full", "на диске кончилось место"),
        ("attempt to write a readonly database", "в базу или её папку нельзя писать; проверьте права и владельца"),
        ("no such table: note", "отказ SQLite (no such table: note)"),
    ],
)
def test_what_sqlite_says_is_told_in_russian(message: str, told: str) -> None:
    assert why_of_sqlite(sqlite3.OperationalError(message)) == told


def test_sqlite_s_code_is_enough_whatever_its_words(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db", isolation_level=None) as one:
        one.execute("begin exclusive")
        two = sqlite3.connect(tmp_path / "a.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError) as refused:
            two.execute("begin immediate")
        two.close()
    one.close()

    assert is_busy(refused.value)
    assert not is_busy(sqlite3.OperationalError("disk I/O error"))


@pytest.mark.parametrize("opened", [writing, reading])
def test_a_file_that_is_no_database_is_refused_without_english(tmp_path: Path, opened: Opened) -> None:
    path = tmp_path / "postovoy.db"
    path.write_bytes(b"not a database" * 1000)

    with pytest.raises(StoreFault) as refused, opened(path) as db:
        db.execute("select count(*) from note")

    assert str(refused.value).endswith(f"базу {path}: это не база данных")
