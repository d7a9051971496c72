"""Which exit code a fault ends with, alone or in a group of works done side by side."""

from __future__ import annotations

import argparse
import errno
import json
import logging
import sqlite3

import pytest
from household import Household

from app.arguments import COMMANDS, Command
from app.commands import status
from app.config import Settings
from storage.lock import Held
from storage.store import StoreFault

pytestmark = pytest.mark.story

LOCKED = sqlite3.OperationalError("database is locked")
FULL = sqlite3.OperationalError("database or disk is full")


def nested(*faults: BaseException) -> BaseException:
    """As it comes out of a task group within a task group."""
    return BaseExceptionGroup("unhandled errors", [BaseExceptionGroup("unhandled errors", faults)])


def fail_with(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def execute(_arguments: argparse.Namespace, _settings: Settings) -> int:
        raise fault

    monkeypatch.setattr(status, "execute", execute)


@pytest.mark.parametrize(
    ("fault", "code"),
    [(LOCKED, 4), (FULL, 1), (Held(None), 4), (StoreFault("базы нет"), 2), (KeyboardInterrupt(), 130)],
    ids=["locked", "full", "held", "store", "interrupted"],
)
@pytest.mark.parametrize("in_group", [False, True])
def test_a_fault_ends_alike_alone_and_in_a_group(
    home: Household, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, *, in_group: bool
) -> None:
    home.settings()
    fail_with(monkeypatch, nested(fault) if in_group else fault)
    answer = home.run("status")
    assert answer.code == code
    assert answer.err.count("\n") == 1


def test_a_group_with_something_unexpected_in_it_flies_on(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    home.settings()
    fail_with(monkeypatch, nested(LOCKED, ZeroDivisionError("unexpected")))
    with pytest.raises(BaseExceptionGroup):
        home.run("status")


@pytest.mark.parametrize("week", ["0001-W01", "1969-W52", "9999-W52", "2026-W54", "2026-w47", "47"])
def test_a_week_nobody_can_tell_of_ends_with_2(home: Household, week: str) -> None:
    home.settle()
    answer = home.run("digest", "--week", week)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"«{week}» — не неделя; пишите год и номер: 2026-W47\n"


def test_a_week_that_is_not_over_ends_with_2(home: Household) -> None:
    home.settle()
    answer = home.run("digest", "--week", "9998-W01")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("неделя 9998-W01 ещё не закончилась; последняя полная — 20")


def test_a_week_before_the_first_check_makes_nothing_up(home: Household) -> None:
    home.settle()
    answer = home.run("digest", "--week", "1970-W01")
    assert answer.code == 0
    assert answer.out.startswith("Сводка за неделю 29 декабря 1969 – 4 января 1970 года\n")
    assert "Проверок на той неделе не было" in answer.out


def test_before_the_first_import_the_digest_is_empty_but_sound_json(home: Household) -> None:
    home.settings()
    answer = home.run("digest", "--json", "--week", "2025-W47")
    assert answer.code == 0
    assert json.loads(answer.out) == {"week": "2025-W47", "text": "", "pages": [], "changed": []}
    assert "Реестр пуст" in answer.err


def test_before_the_first_import_a_digest_for_people_is_only_the_hint(home: Household) -> None:
    home.settings()
    answer = home.run("digest")
    assert (answer.code, answer.out) == (0, "")
    assert "Реестр пуст" in answer.err


def test_what_sqlite_and_the_system_refuse_is_told_in_russian(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.settings()
    fail_with(monkeypatch, FULL)
    assert home.run("status").err == "ошибка базы данных: на диске кончилось место\n"
    fail_with(monkeypatch, OSError(errno.EMFILE, "Too many open files", "postovoy.db"))
    answer = home.run("status")
    assert (answer.code, answer.err) == (1, "система отказала: postovoy.db: открыто слишком много файлов\n")
    fail_with(monkeypatch, OSError("one of its own kind"))
    assert home.run("status").err == "система отказала: отказ системы (OSError)\n"


def test_a_check_shows_only_its_answer_unless_more_is_asked_for(home: Household) -> None:
    home.settle()
    assert home.run("check").err == ""
    assert "INFO app.cycle" in home.run("check", "--verbose").err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_only_the_service_tells_the_log_all_it_does(command: Command) -> None:
    assert command.log_level == (logging.INFO if command.words == ("run",) else logging.WARNING)
