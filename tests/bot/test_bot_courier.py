"""The courier over a real database: nothing is lost, nothing told twice, whatever the channel answers."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from bot_world import (
    BOOK,
    DEPUTY,
    NOW,
    SPECIALIST,
    ZONE,
    add_organisation,
    add_page,
    an_organisation,
    an_overview,
    find_violation,
    let_in,
    mend,
    tell,
)
from paper_channel import Arrival, PaperChannel
from sqlite_utils import Database

from bot.answers import Answer, ChannelDown, Delivered, Later, Moved, Unreachable
from bot.courier import Courier
from bot.pace import Pace
from domain.alerting import Opened
from domain.attestation import Role
from domain.digest import Digest, Tally, compose
from domain.finding import Finding, MatterKind, Subject, Verdict
from domain.matter import Matter
from domain.network import Network
from domain.norm import Force
from domain.overview import OrgLine
from domain.week import Week
from storage import matters, outbox, people, sql
from storage.outbox import Occasion
from storage.store import Store

pytestmark = pytest.mark.story

BROKEN = Later("связь с Telegram прервалась", "broken connection", refused=False)
BUSY = Later("Telegram временно не работает", "server error", refused=True)
DOWN = ChannelDown("Telegram не принимает токен бота", "401")
QUICK = Pace(delays=(0.01, 0.02, 0.04), between=0.0, look=0.2)


async def digest_of(name: str) -> Digest:
    overview = an_overview([OrgLine(an_organisation(), (), ())])
    return compose(Week.parse(name, ZONE), Tally(1, 0, 0), overview, [], now=NOW, late=timedelta())


def courier(store: Store, channel: PaperChannel, folder: Path | None = None, pace: Pace = QUICK) -> Courier:
    return Courier(store, channel, lambda: BOOK, lambda: NOW, digest_of, outbox_folder=folder, pace=pace)


def settle(db: Database, *readers: int) -> list[Matter]:
    """Specialists, an organisation with a page, and a letter to each of them about its missing cover."""
    for reader in readers:
        let_in(db, reader, Role.SPECIALIST)
    club = add_organisation(db, "Клуб")
    found = find_violation(db, club, add_page(db, club, 101))
    tell(db, club, found)
    return found


def number_of(text: str) -> str:
    return text.split(" · ", maxsplit=1)[0]


@asynccontextmanager
async def running(runner: Courier) -> AsyncIterator[asyncio.Event]:
    """The courier at work; yields the event that wakes it."""
    stop, wake = asyncio.Event(), asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(runner.run(stop, wake))
        yield wake
        stop.set()


async def outcome_of(store: Store) -> outbox.Counts:
    return await store.read(outbox.counts)


async def test_a_due_letter_arrives_once_and_its_matter_counts_as_announced(store: Store) -> None:
    channel = PaperChannel()
    found = await store.write(lambda db: settle(db, SPECIALIST))
    outcome = await courier(store, channel).deliver_due()
    again = await courier(store, channel).deliver_due()
    assert (outcome.delivered, again.delivered) == (1, 0)
    assert [arrival.chat_id for arrival in channel.arrived] == [SPECIALIST]
    assert "обложки нет" in channel.arrived[0].text
    told = await store.read(lambda db: matters.by_id(db, found[0].id))
    assert told is not None
    assert told.announced_at == NOW


async def test_every_reader_gets_a_letter_of_their_own(store: Store) -> None:
    channel = PaperChannel()
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    await courier(store, channel).deliver_due()
    assert [arrival.chat_id for arrival in channel.arrived] == [SPECIALIST, DEPUTY]
    assert len({number_of(arrival.text) for arrival in channel.arrived}) == 2


async def test_a_letter_lost_between_yes_and_note_comes_again_under_the_same_number(store: Store) -> None:
    """Killed after Telegram's yes: the only window in which a message can come twice."""
    channel = PaperChannel()
    await store.write(lambda db: settle(db, SPECIALIST))
    letter = await store.write(lambda db: outbox.claim(db, NOW))
    assert letter is not None
    await channel.send(letter.chat_id, f"№ {letter.id} · Клуб")
    await courier(store, channel).deliver_due()
    assert [number_of(arrival.text) for arrival in channel.arrived] == [f"№ {letter.id}"] * 2
    assert await outcome_of(store) == outbox.Counts(due=0, sent=1, given_up=0)


async def test_a_letter_that_may_have_arrived_is_repeated_even_when_its_matter_is_mended(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [lambda arrival: (channel.deliver(arrival), BROKEN)[1]]
    found = await store.write(lambda db: settle(db, SPECIALIST))
    async with running(courier(store, channel)):
        await channel.until(lambda: len(channel.arrived) == 1)
        await store.write(lambda db: mend(db, found[0]))
        await channel.until(lambda: len(channel.arrived) >= 2)
    assert number_of(channel.arrived[0].text) == number_of(channel.arrived[1].text)
    assert "обложки нет" in channel.arrived[1].text


async def test_what_was_mended_after_a_death_while_filing_is_never_told(store: Store) -> None:
    """Killed between the claim for the folder and its note: nothing went to Telegram."""
    channel = PaperChannel()
    found = await store.write(lambda db: settle(db, SPECIALIST))
    assert await store.write(lambda db: outbox.claim(db, NOW, untried=True)) is not None
    await store.write(lambda db: mend(db, found[0]))
    assert (await courier(store, channel).deliver_due()).delivered == 0
    assert channel.arrived == []


async def test_a_letter_filed_behind_another_leaves_nothing_uncertain(store: Store, tmp_path: Path) -> None:
    channel = PaperChannel()
    channel.answers[0] = [DOWN]
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    await courier(store, channel, tmp_path / "box").deliver_due()
    kept = await store.read(lambda db: sql.rows(db, "select attempts, uncertain, state from letter order by id"))
    assert [tuple(each) for each in kept] == [(1, 0, "due")] * 2


async def test_after_a_refusal_only_what_still_holds_is_told(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [BUSY]
    found = await store.write(lambda db: settle(db, SPECIALIST))
    first = courier(store, channel, pace=Pace(delays=(0.3,), between=0.0, look=0.05))
    async with running(first):
        await channel.until(lambda: len(channel.asked) == 1)
        await store.write(lambda db: mend(db, found[0]))
        await asyncio.sleep(0.5)
    assert channel.arrived == []
    assert await outcome_of(store) == outbox.Counts(due=0, sent=0, given_up=0)


@pytest.mark.parametrize("fault", [BROKEN, BUSY, DOWN])
async def test_a_fault_of_the_channel_loses_nothing_and_is_told_while_it_lasts(store: Store, fault: Answer) -> None:
    channel = PaperChannel()
    channel.answers[0] = [fault] * 4
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    async with running(courier(store, channel)):
        await channel.until(lambda: len(channel.arrived) == 2)
    assert sorted(arrival.chat_id for arrival in channel.arrived) == [SPECIALIST, DEPUTY]


async def test_a_channel_that_is_down_costs_no_attempt_and_its_trouble_is_kept(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[0] = [DOWN]
    await store.write(lambda db: settle(db, SPECIALIST))
    outcome = await courier(store, channel).deliver_due()
    assert outcome.trouble == "Telegram не принимает токен бота"
    kept = await store.read(lambda db: sql.rows(db, "select attempts, uncertain, state, trouble from letter"))
    assert [tuple(each) for each in kept] == [(0, 0, "due", "Telegram не принимает токен бота")]


async def test_flood_control_makes_one_chat_wait_and_costs_no_attempt(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [Later("Telegram просит подождать", "429", seconds=0.4)]
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    async with running(courier(store, channel)):
        await channel.until(lambda: len(channel.arrived) == 2)
    assert [arrival.chat_id for arrival in channel.arrived] == [DEPUTY, SPECIALIST]
    attempts = await store.read(lambda db: sql.value(db, "select max(attempts) from letter"))
    assert attempts == 1


async def test_a_letter_that_always_fails_does_not_starve_the_others(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [BUSY] * 100
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    async with running(courier(store, channel)):
        await channel.until(lambda: len(channel.arrived) == 1)
    assert channel.arrived[0].chat_id == DEPUTY
    assert len(channel.asked) < 10


async def test_a_check_tries_a_few_times_and_leaves_the_letter_due(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[0] = [BROKEN] * 50
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    outcome = await courier(store, channel).deliver_due()
    assert outcome.delivered == 0
    assert len(channel.asked) == 3
    assert (await outcome_of(store)).due == 2


async def test_a_check_outlives_a_short_fault(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[0] = [BROKEN, BUSY]
    await store.write(lambda db: settle(db, SPECIALIST))
    assert (await courier(store, channel).deliver_due()).delivered == 1


async def test_who_blocked_the_bot_loses_their_letters_and_the_others_get_theirs(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [Unreachable("бот заблокирован")]
    found = await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    await courier(store, channel).deliver_due()
    assert [arrival.chat_id for arrival in channel.arrived] == [DEPUTY]
    assert [person.id for person in await store.read(people.alerted)] == [DEPUTY]
    told = await store.read(lambda db: matters.by_id(db, found[0].id))
    assert told is not None
    assert told.announced_at == NOW


async def test_with_nobody_reachable_a_matter_stays_unannounced_until_somebody_returns(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [Unreachable("бот заблокирован")]
    found = await store.write(lambda db: settle(db, SPECIALIST))
    await courier(store, channel).deliver_due()
    assert [matter.id for matter in await store.read(matters.unannounced)] == [found[0].id]


async def test_a_chat_that_moved_is_followed_and_remembered(store: Store) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [Moved(777)]
    await store.write(lambda db: settle(db, SPECIALIST))
    await courier(store, channel).deliver_due()
    assert [arrival.chat_id for arrival in channel.arrived] == [777]
    person = await store.read(lambda db: people.find(db, SPECIALIST))
    assert person is not None
    assert person.chat_id == 777


def settle_long(db: Database, count: int = 60) -> None:
    """One letter with more matters than fit into a message."""
    let_in(db, SPECIALIST, Role.SPECIALIST)
    club = add_organisation(db, "Клуб")
    page = add_page(db, club, 101)
    for number in range(1, count + 1):
        verdict = Verdict.violated(f"замечание {number}. " + "слова " * 30)
        subject = Subject.page(page, Network.VK)
        found = Finding(f"rule_{number}", subject, club, verdict, "P2.4", ("P2.4",), Force.MANDATORY)
        matters.apply(db, [Opened(found, MatterKind.VIOLATION, None, None)], NOW)
    tell(db, club, matters.open_of(db, club))


def told_in(arrivals: list[Arrival]) -> list[int]:
    """Numbers of the findings told, in order, repetitions included."""
    words = " ".join(arrival.text for arrival in arrivals).split("замечание ")
    return [int(each.split(".")[0]) for each in words[1:]]


async def test_a_long_letter_makes_a_sound_once(store: Store) -> None:
    channel = PaperChannel()
    await store.write(settle_long)
    await courier(store, channel).deliver_due()
    assert len(channel.arrived) > 2
    assert [arrival.silent for arrival in channel.arrived] == [False] + [True] * (len(channel.arrived) - 1)
    assert sorted(told_in(channel.arrived)) == list(range(1, 61))


@pytest.mark.parametrize("fault", [BUSY, DOWN, Later("Telegram просит подождать", "429", seconds=0.01)])
async def test_a_long_letter_broken_off_goes_on_with_the_next_message(store: Store, fault: Answer) -> None:
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [channel.deliver, fault]
    await store.write(settle_long)
    runner = courier(store, channel)
    await runner.deliver_due()
    await asyncio.sleep(0.05)
    await runner.deliver_due()
    assert sorted(told_in(channel.arrived)) == list(range(1, 61))
    assert len({number_of(arrival.text).split(",")[0] for arrival in channel.arrived}) == 1
    assert [arrival.silent for arrival in channel.arrived] == [False] + [True] * (len(channel.arrived) - 1)


@pytest.mark.parametrize("fault", [DOWN, Later("Telegram просит подождать", "429", seconds=60.0)])
async def test_nothing_is_added_to_a_letter_of_which_a_part_has_arrived(store: Store, fault: Answer) -> None:
    """Its items would change places, and what arrived could not be told from what did not."""
    channel = PaperChannel()
    channel.answers[SPECIALIST] = [channel.deliver, fault]
    await store.write(settle_long)
    await courier(store, channel).deliver_due()
    await store.write(lambda db: tell(db, 1, find_violation(db, 1, 1)[-1:]))
    assert await store.read(lambda db: sql.value(db, "select count(*) from letter")) == 2


async def test_a_long_letter_killed_midway_repeats_no_more_than_one_message(store: Store) -> None:
    """The courier dies after the second message arrived and before that was noted."""
    channel = PaperChannel()
    await store.write(settle_long)
    second = asyncio.Event()

    def arrive_last(arrival: Arrival) -> Answer:
        second.set()
        return channel.deliver(arrival)

    channel.answers[SPECIALIST] = [channel.deliver, arrive_last]
    dying = asyncio.create_task(courier(store, channel).deliver_due())
    await second.wait()
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    arrived = list(channel.arrived)
    await courier(store, channel).deliver_due()
    assert set(told_in(channel.arrived)) == set(range(1, 61))
    repeated = len(told_in(channel.arrived)) - 60
    assert repeated in (0, len(told_in(arrived[-1:])))


async def test_the_digest_is_composed_when_it_is_delivered(store: Store) -> None:
    channel = PaperChannel()

    def post(db: Database) -> None:
        let_in(db, SPECIALIST, Role.SPECIALIST)
        outbox.post_digest(db, "2026-W47", people.alerted(db), Occasion(NOW, NOW))

    await store.write(post)
    await courier(store, channel).deliver_due()
    assert channel.arrived[0].text.startswith("№ 1 · Сводка за неделю 16–22 ноября")


async def test_letters_are_given_up_after_their_time_and_their_matters_are_free_again(store: Store) -> None:
    channel = PaperChannel()
    found = await store.write(lambda db: settle(db, SPECIALIST))
    late = NOW + timedelta(days=15)
    old = Courier(store, channel, lambda: BOOK, lambda: late, digest_of, pace=QUICK)
    await old.deliver_due()
    assert channel.asked == []
    assert await outcome_of(store) == outbox.Counts(due=0, sent=0, given_up=1)
    assert [matter.id for matter in await store.read(matters.unannounced)] == [found[0].id]


async def test_a_letter_waits_for_its_time(store: Store) -> None:
    channel = PaperChannel()

    def post(db: Database) -> None:
        let_in(db, SPECIALIST, Role.SPECIALIST)
        outbox.post_digest(db, "2026-W47", people.alerted(db), Occasion(NOW, NOW + timedelta(hours=2)))

    await store.write(post)
    assert (await courier(store, channel).deliver_due()).delivered == 0
    assert channel.asked == []


async def test_waking_the_courier_makes_it_look_at_once(store: Store) -> None:
    channel = PaperChannel()
    async with running(courier(store, channel, pace=Pace(look=60.0))) as wake:
        await asyncio.sleep(0.05)
        await store.write(lambda db: settle(db, SPECIALIST))
        wake.set()
        await channel.until(lambda: len(channel.arrived) == 1)


async def test_without_being_woken_it_looks_by_itself(store: Store) -> None:
    channel = PaperChannel()
    async with running(courier(store, channel)):
        await asyncio.sleep(0.05)
        await store.write(lambda db: settle(db, SPECIALIST))
        await channel.until(lambda: len(channel.arrived) == 1)


async def test_the_folder_gets_each_letter_whole_readable_by_its_owner_alone(store: Store, tmp_path: Path) -> None:
    channel = PaperChannel()
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    await courier(store, channel, tmp_path / "box").deliver_due()
    files = sorted((tmp_path / "box").iterdir())
    assert [file.name for file in files] == ["000001-2026-11-24.txt", "000002-2026-11-24.txt"]
    assert files[0].read_text(encoding="utf-8") == f"{channel.arrived[0].text}\n"
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_the_folder_has_the_letter_though_nobody_can_be_reached_and_tries_do_not_rewrite_it(
    store: Store, tmp_path: Path
) -> None:
    channel = PaperChannel()
    channel.answers[0] = [BROKEN] * 6
    await store.write(lambda db: settle(db, SPECIALIST))
    await courier(store, channel, tmp_path).deliver_due()
    file = tmp_path / "000001-2026-11-24.txt"
    file.write_text("первая запись", encoding="utf-8")
    await courier(store, channel, tmp_path).deliver_due()
    assert file.read_text(encoding="utf-8") == "первая запись"


def texts_in(box: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in box.iterdir()}


@pytest.mark.parametrize("fault", [BROKEN, BUSY, DOWN])
async def test_whatever_keeps_the_channel_busy_every_due_letter_is_in_the_folder_as_it_was_first(
    store: Store, tmp_path: Path, fault: Answer
) -> None:
    def settle_four(db: Database) -> None:
        settle(db, SPECIALIST)
        for number in (2, 3, 4):
            club = add_organisation(db, f"Клуб {number}")
            tell(db, club, find_violation(db, club, add_page(db, club, 100 + number)))

    channel = PaperChannel()
    channel.answers[0] = [fault] * 50
    await store.write(settle_four)
    box = tmp_path / "box"
    await courier(store, channel, box).deliver_due()
    first = texts_in(box)
    assert len(first) == 4
    await store.write(lambda db: tell(db, 2, find_violation(db, 2, 2, "profile_about")[-1:]))
    await courier(store, channel, box).deliver_due()
    second = texts_in(box)
    assert {name: second[name] for name in first} == first
    assert len(second) == 5


async def test_a_service_whose_channel_is_down_files_every_due_letter_at_once(store: Store, tmp_path: Path) -> None:
    channel = PaperChannel()
    channel.answers[0] = [DOWN] * 50
    await store.write(lambda db: settle(db, SPECIALIST, DEPUTY))
    async with running(courier(store, channel, tmp_path / "box", pace=Pace(delays=(5.0,), between=0.0))):
        await asyncio.sleep(0.5)
    assert (len(channel.asked), len(texts_in(tmp_path / "box"))) == (1, 2)


async def test_a_folder_that_cannot_be_written_keeps_no_letter_back(store: Store, tmp_path: Path) -> None:
    channel = PaperChannel()
    (tmp_path / "box").write_text("это не папка", encoding="utf-8")
    await store.write(lambda db: settle(db, SPECIALIST))
    assert (await courier(store, channel, tmp_path / "box").deliver_due()).delivered == 1


async def test_stopping_does_not_wait_for_the_next_look(store: Store) -> None:
    async with asyncio.timeout(2):
        async with running(courier(store, PaperChannel(), pace=Pace(look=60.0))):
            await asyncio.sleep(0.02)


async def test_every_answer_has_a_message_number() -> None:
    channel = PaperChannel()
    assert await channel.send(1, "раз") == Delivered(1)
