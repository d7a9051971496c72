"""Dies at a chosen moment of two Mondays' work, is started again, and compares what people were told.

Run as ``python crash_child.py FOLDER SHARD SHARDS EVERY``; prints a JSON object. This process has one thread, so
that it may fork; each fork does the work with a real database and courier, over pages and a channel of its own.
SQLite tells of each statement just before it runs, BEGIN and COMMIT among them: to die before one is to die after
the one before it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from town import HEADINGS, SPECIALIST, local, row

from app import digesting, wiring
from app.config import Settings, load_settings
from app.cycle import Cycle
from app.frame import Frame
from bot import render
from bot.answers import Delivered
from bot.courier import Courier
from bot.pace import Pace
from bot.render import Book
from domain.network import Network
from domain.page import Openness, Resolution
from domain.post import Post
from domain.profile import Match, Presence, Profile, Trait
from domain.reading import Fetched, Reading, Route, Wish
from domain.registry_import import plan_import
from domain.week import Week
from reports.registry_file import read_registry
from storage import registry
from storage.store import Store
from tests.calm import calm

KILLED = 9
Deliver = Callable[[Reading], Awaitable[None]]
Fact = tuple[str, str]

CONFIG = f"""
timezone = "Asia/Vladivostok"
[storage]
path = "postovoy.db"
[people]
specialists = [{SPECIALIST}]
[schedule]
quiet_hours = ""
[vk]
token = "invented"
"""
TUESDAY, MONDAY = local("11-24 11:00"), local("11-30 09:00")
CLUB, MUSEUM, ARCHIVE = (
    row("Клуб", vk="vk.com/club1", site="https://ozernoe.example"),
    row("Музей", vk="vk.com/club2", site="https://ozernoe.example", status="создаётся"),
    row("Архив", status="создаётся"),
)
PRESENT, ABSENT = Trait(Presence.PRESENT), Trait(Presence.ABSENT)
WHOLE = Profile(
    TUESDAY,
    PRESENT,
    PRESENT,
    PRESENT,
    PRESENT,
    Trait(Presence.PRESENT, match=Match.EQUAL),
    PRESENT,
    Match.EQUAL,
    100,
    PRESENT,
    PRESENT,
)


@dataclass(frozen=True)
class Act:
    """One start of the program: when, over which registry, with which pages by number."""

    now: datetime
    rows: tuple[str, ...]
    profiles: dict[int, Profile]
    posts: dict[int, tuple[str, ...]]


# On Monday the club has mended its cover and its week, the museum has lost its phone, the archive is gone.
ACTS = (
    Act(
        TUESDAY,
        (CLUB, MUSEUM, ARCHIVE),
        {1: replace(WHOLE, cover=ABSENT), 2: replace(WHOLE, avatar=ABSENT)},
        {1: ("11-03", "11-18", "11-24"), 2: ("11-03", "11-17", "11-19", "11-23")},
    ),
    Act(
        MONDAY,
        (CLUB, MUSEUM),
        {1: WHOLE, 2: replace(WHOLE, avatar=ABSENT, phone=ABSENT)},
        {1: ("11-03", "11-18", "11-24", "11-26"), 2: ("11-03", "11-17", "11-19", "11-23", "11-25")},
    ),
)


class Clockwork:
    """Counts steps and dies at the chosen one."""

    def __init__(self, fatal: int | None) -> None:
        self.steps = 0
        self._fatal = fatal

    def step(self, _statement: str = "") -> None:
        self.steps += 1
        if self.steps == self._fatal:
            os._exit(KILLED)

    def watch(self) -> None:
        """Let every statement of every connection be a step."""
        connect: Callable[..., sqlite3.Connection] = sqlite3.connect

        def watched(*args: Any, **more: Any) -> sqlite3.Connection:
            connection = connect(*args, **more)
            # What is asked here is that the process dies, not the machine: the disk may take its time.
            connection.execute("pragma synchronous = off")
            connection.set_trace_callback(self.step)
            return connection

        sqlite3.connect = watched  # type: ignore[assignment] # the seam is where connections are made


@dataclass(frozen=True)
class Pages:
    """A collector that reads the act."""

    act: Act
    network: Network = Network.VK

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        for wish in wishes:
            number = wish.link.number or 0
            await deliver(self._reading(wish.page_id, number))

    async def close(self) -> None:
        return

    def _reading(self, page_id: int, number: int) -> Reading:
        now = self.act.now
        posts = tuple(Post(str(each), local(day)) for each, day in enumerate(self.act.posts[number]))
        return Reading(
            page_id,
            Network.VK,
            now,
            Resolution.FOUND,
            number,
            f"Страница {number}",
            Openness.OPEN,
            profile=replace(self.act.profiles[number], seen_at=now),
            posts=Fetched(posts, now, None),
            route=Route.WALL,
        )


@dataclass(frozen=True)
class Diary:
    """A channel that writes down what it delivers; a process that dies leaves it as it is."""

    path: Path
    clockwork: Clockwork

    async def send(self, chat_id: int, html: str, *, silent: bool = False) -> Delivered:
        assert silent in {True, False}
        self.clockwork.step()
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"chat": chat_id, "text": render.plain(html)}, ensure_ascii=False) + "\n")
        self.clockwork.step()
        return Delivered(chat_id)

    async def close(self) -> None:
        return

    def told(self) -> list[str]:
        """The texts in the order of their arrival."""
        if not self.path.exists():
            return []
        return [json.loads(line)["text"] for line in self.path.read_text(encoding="utf-8").splitlines()]


async def play(act: Act, settings: Settings, frame: Frame, clockwork: Clockwork, folder: Path) -> None:
    """One start of the program."""
    frame = replace(frame, clock=lambda: act.now)
    store = Store(folder / "postovoy.db")
    await store.open()
    await wiring.let_in(settings, store, frame.clock)
    file = read_registry("реестр.csv", "\n".join((HEADINGS, *act.rows)).encode())
    await store.write(
        lambda db: registry.apply_import(db, plan_import(registry.known(db), file, remove_missing=True), act.now)
    )
    await Cycle(store, {Network.VK: Pages(act)}, frame).run()
    hour = settings.schedule.digest
    await store.write(lambda db: digesting.post_due(db, frame, hour))

    async def compose(week: str) -> Any:
        return await store.read(lambda db: digesting.compose(db, Week.parse(week, frame.zone), frame, hour))

    courier = Courier(
        store,
        Diary(folder / "told.jsonl", clockwork),
        lambda: Book(frame.decree, frame.zone, act.now),
        frame.clock,
        compose,
        pace=Pace(delays=(0.001,), between=0.0),
    )
    await courier.deliver_due()
    await store.close()


async def work(settings: Settings, frame: Frame, clockwork: Clockwork, folder: Path) -> None:
    """The acts that have not been played to their end."""
    done = folder / "played"
    for number, act in enumerate(ACTS):
        if done.exists() and int(done.read_text()) > number:
            continue
        await play(act, settings, frame, clockwork, folder)
        done.write_text(str(number + 1))


def forked(settings: Settings, frame: Frame, folder: Path, fatal: int | None) -> int:
    """The work in a process of its own; how it ended."""
    child = os.fork()
    if child == 0:
        _live(settings, frame, folder, fatal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _live(settings: Settings, frame: Frame, folder: Path, fatal: int | None) -> NoReturn:
    clockwork = Clockwork(fatal)
    clockwork.watch()
    ended = 1
    try:
        asyncio.run(work(settings, frame, clockwork, folder))
        (folder / "steps").write_text(str(clockwork.steps))
        ended = 0
    finally:
        # No cleaning up after the mother's files; an error of the child's is told by its exit code.
        os._exit(ended)


def facts(texts: Sequence[str]) -> list[tuple[str, Fact]]:
    """What was told: the letter's number, and its title with each of its points. A digest is one point."""
    found: list[tuple[str, Fact]] = []
    for text in texts:
        head, *lines = text.splitlines()
        number, _, title = head.partition(" · ")
        points = [line for line in lines if line.startswith("• ")]
        if title.startswith("Сводка"):
            points = [""]
        found += [(number, (title, point)) for point in points]
    return found


def state(folder: Path) -> list[tuple[Any, ...]]:
    """Matters, and letters that wait, as they stand in the end; raises AssertionError on a damaged database."""
    with sqlite3.connect(folder / "postovoy.db") as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert db.execute("pragma foreign_key_check").fetchall() == []
        found = db.execute(
            """select rule, subject, period, kind, occurrence, ending, announced_at is not null from matter
            order by 1, 2, 3, 4"""
        ).fetchall()
        waiting = db.execute("select state from letter where state not in ('sent', 'dropped')").fetchall()
    db.close()
    return [*found, *waiting]


@dataclass
class Trial:
    """Comparing deaths with an undisturbed life."""

    settings: Settings
    frame: Frame
    folder: Path

    def undisturbed(self) -> tuple[int, set[Fact], list[tuple[Any, ...]]]:
        """How many steps there are, what is told, and what is kept in the end."""
        calm = self.folder / "calm"
        calm.mkdir()
        assert forked(self.settings, self.frame, calm, None) == 0
        told = Counter(fact for _, fact in facts(Diary(calm / "told.jsonl", Clockwork(None)).told()))
        assert max(told.values()) == 1, told
        return int((calm / "steps").read_text()), set(told), state(calm)

    def dies_at(self, step: int, expected: set[Fact], kept: list[tuple[Any, ...]]) -> str:
        """What is wrong after a death at this step and one more start; empty when nothing is. «2» for twice."""
        folder = self.folder / f"step-{step}"
        folder.mkdir()
        ended = forked(self.settings, self.frame, folder, step)
        diary = Diary(folder / "told.jsonl", Clockwork(None))
        before = facts(diary.told())
        if ended == KILLED:
            ended = forked(self.settings, self.frame, folder, None)
        wrong = "" if ended == 0 else f"the start after the death ended with {ended}"
        wrong = wrong or compared(before, facts(diary.told()), expected) or _kept(folder, kept)
        shutil.rmtree(folder)
        return wrong


def compared(before: list[tuple[str, Fact]], told: list[tuple[str, Fact]], expected: set[Fact]) -> str:
    counted = Counter(fact for _, fact in told)
    if lost := expected - counted.keys():
        return f"lost: {sorted(lost)}"
    if false := counted.keys() - expected:
        return f"never so: {sorted(false)}"
    twice = {fact for fact, count in counted.items() if count > 1}
    # A letter whose delivery was not noted yet is repeated under its number; nothing else may be.
    last = before[-1][0] if before else ""
    repeated = {fact for number, fact in told[len(before) :] if number == last}
    if twice - repeated or max(counted.values()) > 2:
        return f"told twice: {sorted(twice)}"
    return "2" if twice else ""


def _kept(folder: Path, kept: list[tuple[Any, ...]]) -> str:
    try:
        found = state(folder)
    except AssertionError as fault:
        return f"damaged: {fault}"
    return "" if found == kept else f"kept otherwise: {sorted(set(map(str, found)) ^ set(map(str, kept)))}"


def main(folder: Path, shard: int, shards: int, every: int) -> None:
    """Try this shard's share of every `every`-th step."""
    (folder / "config.toml").write_text(calm(CONFIG), encoding="utf-8")
    settings = load_settings(folder / "config.toml", {})
    trial = Trial(settings, wiring.frame_of(settings, lambda: TUESDAY), folder)
    steps, expected, kept = trial.undisturbed()
    outcomes = {
        step: trial.dies_at(step, expected, kept) for step in range(1 + shard * every, steps + 1, shards * every)
    }
    twice = [step for step, wrong in outcomes.items() if wrong == "2"]
    wrong = {step: what for step, what in outcomes.items() if what not in {"", "2"}}
    answer = {"steps": steps, "tried": len(outcomes), "facts": len(expected), "twice": len(twice), "wrong": wrong}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    assert "aiogram" not in sys.modules
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
