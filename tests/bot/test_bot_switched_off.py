"""The log while Telegram is switched off: what changes is said once."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from bot_world import BOOK, NOW, SPECIALIST, add_organisation, add_page, find_violation, let_in, tell
from sqlite_utils import Database

from bot.courier import Courier
from bot.switched_off import FolderPace, SwitchedOff
from domain.attestation import Role
from domain.digest import Digest
from storage.store import Store


def files(folder: Path) -> int:
    return len(list(folder.glob("*.txt")))


async def no_digest(name: str) -> Digest:
    raise AssertionError(name)


async def test_a_letter_that_still_waits_after_hours_is_no_news(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def two_letters(db: Database) -> None:
        let_in(db, SPECIALIST, Role.SPECIALIST)
        for name in ("Клуб", "Школа"):
            organisation = add_organisation(db, name)
            tell(db, organisation, find_violation(db, organisation, add_page(db, organisation, organisation + 100)))

    await store.write(two_letters)
    now = [NOW]
    courier = Courier(
        store, SwitchedOff(), lambda: BOOK, lambda: now[0], no_digest, outbox_folder=tmp_path, pace=FolderPace()
    )
    with caplog.at_level(logging.INFO, "bot"):
        for _ in range(4):
            await courier.deliver_due()
            now[0] += timedelta(hours=2)
    warnings = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert warnings == ["telegram is switched off in the settings: letters go into the outbox folder and stay due"]
    assert [record.message for record in caplog.records if record.message.startswith("letter 1 ")] == [
        "letter 1 waits: telegram is switched off"
    ]
    assert files(tmp_path) == 2
