"""Why the system or SQLite refuses, and what to do about it: Russian phrases for people."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from storage.ownership import foreign_owner, our_name

_OF_SYSTEM: Mapping[int, str] = {
    errno.ENOENT: "нет такого файла или папки",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EISDIR: "это папка",
    errno.ENOTDIR: "в пути стоит файл там, где нужна папка",
    errno.EEXIST: "на этом месте уже что-то есть",
    errno.ENOSPC: "на диске кончилось место",
    errno.EDQUOT: "исчерпана квота диска",
    errno.EROFS: "диск доступен только для чтения",
    errno.EIO: "диск не читается или не пишется",
    errno.EBUSY: "файл занят другой программой",
    errno.ETXTBSY: "файл занят другой программой",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.ELOOP: "ссылки в пути ходят по кругу",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENFILE: "открыто слишком много файлов",
    errno.ENOSYS: "файловая система не умеет запирать файлы",
    errno.ENOLCK: "файловая система не умеет запирать файлы",
}

# Primary result codes with SQLite's own words for them (sqlite.org/rescode.html, `sqlite3_errstr`).
_OF_SQLITE: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("database is locked", "базу дольше 10 секунд занимает другой процесс; повторите позже"),
    sqlite3.SQLITE_NOTADB: ("file is not a database", "это не база данных"),
    sqlite3.SQLITE_CORRUPT: (
        "disk image is malformed",
        "файл повреждён; восстановите базу из копии (postovoy restore КОПИЯ --force)",
    ),
    sqlite3.SQLITE_FULL: ("disk is full", "на диске кончилось место"),
    sqlite3.SQLITE_READONLY: (
        "readonly database",
        "в базу или её папку нельзя писать; проверьте права и владельца",
    ),
    sqlite3.SQLITE_CANTOPEN: ("unable to open", "файл базы или её папка недоступны; проверьте права и владельца"),
    sqlite3.SQLITE_PERM: ("access permission denied", "нет прав"),
    sqlite3.SQLITE_IOERR: ("disk I/O error", "диск не читается или не пишется"),
    sqlite3.SQLITE_NOMEM: ("out of memory", "не хватило памяти"),
    sqlite3.SQLITE_LOCKED: ("table is locked", "таблица базы занята; повторите позже"),
}


def why(error: OSError) -> str:
    """The reason in Russian; the system's own words, in parentheses, only where there is no better."""
    known = _OF_SYSTEM.get(error.errno or 0)
    return known or f"отказ системы ({error.strerror or type(error).__name__})"


def why_of_sqlite(error: sqlite3.Error) -> str:
    """The reason in Russian; SQLite's own words, in parentheses, only where there is no better."""
    # An error that Python itself raises has no code.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _OF_SQLITE:
        return _OF_SQLITE[code][1]
    by_words = (reason for words, reason in _OF_SQLITE.values() if words in str(error))
    return next(by_words, f"отказ SQLite ({error})")


def is_busy(error: sqlite3.Error) -> bool:
    """Another process has the database."""
    return why_of_sqlite(error) == _OF_SQLITE[sqlite3.SQLITE_BUSY][1]


def refusal(path: Path, error: OSError) -> str:
    """`why`, and where it is a matter of rights, whose the file or its folder is and what to do."""
    if not isinstance(error, PermissionError):
        return why(error)
    us = our_name()
    if _is_folder(path):
        return f"{why(error)} у пользователя {us}: проверьте права на папку {_folder(path)}"
    if owner := foreign_owner(path):
        return (
            f"{why(error)}: это файл пользователя {owner}, а команда дана от имени {us}; "
            f"дайте её от имени {owner} или передайте файл: chown {us} {path}"
        )
    return f"{why(error)} у пользователя {us}: проверьте права на файл и на папку {_folder(path.absolute().parent)}"


def _folder(path: Path) -> str:
    owner = foreign_owner(path)
    return f"{path.absolute()} (она пользователя {owner})" if owner else f"{path.absolute()}"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
