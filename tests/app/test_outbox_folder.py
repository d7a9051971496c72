"""Letters in the outbox folder while Telegram is switched off: written once, never counted as delivered."""

from __future__ import annotations

import json

import pytest
from household import Household

pytestmark = pytest.mark.story

FOLDER = '[people]\nspecialists = [100001]\n[schedule]\nquiet_hours = ""\n[storage]\noutbox_folder = "letters"\n'
BARE = tuple(f"МКУ Клуб {number};Клуб {number};;ведёт;;;;;;;;;" for number in (1, 2, 3))


def letters(home: Household) -> dict[str, str]:
    """The files of the folder with their texts."""
    folder = home.folder / "letters"
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*"))}


def outbox_after_check(home: Household) -> dict[str, int]:
    answer = home.run("check", "--json")
    assert answer.code == 0, answer.err
    counts: dict[str, int] = json.loads(answer.out)["outbox"]
    return counts


def test_every_letter_is_in_the_folder_after_one_check_and_stays_due(home: Household) -> None:
    home.settings(FOLDER)
    home.settle(*BARE)

    counts = outbox_after_check(home)

    files = letters(home)
    assert counts == {"due": len(files), "sent": 0, "given_up": 0}
    for club in ("Клуб 1", "Клуб 2", "Клуб 3"):
        assert sum(f"· {club}\n" in text for text in files.values()) == 1
    assert "Telegram выключен в настройках" in home.run("status").out


def test_the_next_check_writes_only_what_is_new(home: Household) -> None:
    home.settings(FOLDER)
    home.settle(*BARE)
    outbox_after_check(home)
    first = letters(home)

    assert outbox_after_check(home)["due"] == len(first)
    assert letters(home) == first

    home.run("attest", "--org", "Клуб 1", "--rule", "credentials_ledger", "--no")
    outbox_after_check(home)
    fresh = letters(home)
    assert {name: fresh[name] for name in first} == first
    (said,) = [text for name, text in fresh.items() if name not in first]
    assert "Клуб 1" in said


def test_without_a_folder_letters_only_wait(home: Household) -> None:
    home.settings(FOLDER.split("[storage]", maxsplit=1)[0])
    home.settle(*BARE)

    assert outbox_after_check(home)["due"] > 0
    assert not (home.folder / "letters").exists()
