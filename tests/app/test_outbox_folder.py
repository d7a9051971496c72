"""Letters in the outbox folder while Telegram is off or refuses: each written once, never counted as delivered."""

from __future__ import annotations

import asyncio
import json

import pytest
from household import Household

from emulators.telegram import FaultKind, TelegramEmulator

pytestmark = pytest.mark.story

FOLDER = '[people]\nspecialists = [100001]\n[schedule]\nquiet_hours = ""\n[storage]\noutbox_folder = "letters"\n'
TOKEN = "123456:INVENTED"
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


async def test_while_telegram_refuses_one_check_puts_every_due_letter_into_the_folder(home: Household) -> None:
    async with TelegramEmulator(token=TOKEN) as telegram:
        telegram.person(user_id=100001).started = True
        home.settings(f'{FOLDER}[telegram]\ntoken = "{TOKEN}"\napi_url = "{telegram.url}"\n')
        home.settle(*BARE)
        telegram.faults.script(FaultKind.UNAUTHORIZED, times=100)

        counts = await asyncio.to_thread(outbox_after_check, home)
        first = letters(home)
        assert counts == {"due": len(first), "sent": 0, "given_up": 0}
        for club in ("Клуб 1", "Клуб 2", "Клуб 3"):
            assert sum(f"· {club}\n" in text for text in first.values()) == 1

        await asyncio.to_thread(home.run, "attest", "--org", "Клуб 3", "--rule", "credentials_ledger", "--no")
        await asyncio.to_thread(outbox_after_check, home)
        news = [text for name, text in letters(home).items() if name not in first]
        assert len(news) == 1
        assert "Клуб 3" in news[0]

        telegram.faults.clear()
        await asyncio.sleep(1.2)
        counts = await asyncio.to_thread(outbox_after_check, home)
        kept = letters(home)
        assert {name: kept[name] for name in first} == first
        assert counts == {"due": 0, "sent": len(kept), "given_up": 0}
