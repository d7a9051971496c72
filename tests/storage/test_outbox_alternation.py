"""Whatever happens to letters, nobody hears an end before its opening, nor either twice, and nothing is lost."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlite_utils import Database

from domain import alerting
from domain.alerting import Standing
from domain.finding import Finding, Subject, Verdict
from domain.letter import Letter
from domain.matter import Event
from domain.network import Network
from domain.norm import Force
from domain.workdays import Calendar
from storage import matters, outbox, people
from storage.migrations import migrations
from storage.outbox import Occasion
from storage.sql import run

START = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = Subject.page(1, Network.VK)
VERDICTS = {
    "ok": Verdict.ok("обложка есть"),
    "violated": Verdict.violated("обложки нет"),
    "unknown": Verdict.unknown("поле не пришло"),
}


def fresh_database() -> Database:
    db = Database(sqlite3.connect(":memory:"))
    db.execute("pragma foreign_keys = on")
    migrations.apply(db)
    run(
        db,
        "insert into organisation (id, short_name, short_key, full_name, kind, added_at) values (7, ?, ?, ?, ?, ?)",
        ("Клуб", "клуб", "Клуб", "подведомственная", "2026"),
    )
    run(
        db,
        "insert into page (id, organisation_id, network, written, added_at) values (1, 7, 'vk', 'klub', '2026')",
    )
    return db


@dataclass
class Reader:
    """What one person has in the chat: letters by number, in the order of their first arrival."""

    letters: dict[int, list[Event]] = field(default_factory=dict)

    def receive(self, letter: Letter) -> None:
        events = [item.event for part in letter.parts for item in part.items]
        self.letters.setdefault(letter.id, events)

    @property
    def heard(self) -> list[bool]:
        """True for an opening, False for an end."""
        events = [event for events in self.letters.values() for event in events if not event.is_reminder]
        return [event is Event.OPENED for event in events]


class Telling(RuleBasedStateMachine):
    """Judging, muting, delivering and failing in any order."""

    @initialize()
    def begin(self) -> None:
        self.db = fresh_database()
        self.now = START
        self.verdict = VERDICTS["unknown"]
        self.muted = False
        self.readers = {1: Reader(), 2: Reader()}
        people.let_in_configured(self.db, self.readers, self.now)

    @rule(verdict=st.sampled_from(sorted(VERDICTS)), muted=st.booleans())
    def judge(self, verdict: str, muted: bool) -> None:
        self.verdict, self.muted = VERDICTS[verdict], muted
        self.cycle()

    def cycle(self) -> None:
        self.now += timedelta(hours=1)
        found = Finding("page_cover", PAGE, 7, self.verdict, "P2.4", ("P2.4",), Force.MANDATORY)
        quiet = frozenset({Network.VK}) if self.muted else frozenset[Network]()
        standing = Standing(self.now, ZoneInfo("UTC"), Calendar(), live_pages=frozenset({1}), mute_all=quiet)
        matters.apply(self.db, alerting.plan([found], matters.open_of(self.db, 7), standing), self.now)
        alerts = alerting.words(matters.speakable(self.db, 7), standing)
        outbox.post(self.db, alerts, 7, people.alerted(self.db), Occasion(self.now, self.now))

    @rule(fate=st.sampled_from(["arrived", "refused", "lost", "blocked", "answer lost", "died", "died after"]))
    def deliver(self, fate: str) -> None:
        letter = outbox.claim(self.db, self.now)
        if letter is None:
            return
        if fate in ("arrived", "answer lost", "died after"):
            self.readers[letter.person_id].receive(letter)
        if fate == "arrived":
            outbox.confirm(self.db, letter, 1, self.now)
        elif fate.startswith("died"):
            outbox.recover(self.db)
        elif fate == "blocked":
            outbox.lose_reader(self.db, letter.person_id, fate, letter)
        else:
            outbox.postpone(self.db, letter, self.now, fate, refused=fate == "refused")

    @rule(person=st.sampled_from([1, 2]))
    def lose(self, person: int) -> None:
        outbox.lose_reader(self.db, person, "бот заблокирован")

    @rule(person=st.sampled_from([1, 2]))
    def greet(self, person: int) -> None:
        people.greet(self.db, person, person)
        reader = people.find(self.db, person)
        assert reader is not None
        outbox.catch_up(self.db, reader, Occasion(self.now, self.now), storm_over=20)

    @invariant()
    def openings_and_ends_alternate(self) -> None:
        for reader in self.readers.values():
            heard = reader.heard
            assert not heard or heard[0], "an end was heard before any opening"
            assert all(first is not second for first, second in pairwise(heard)), heard

    def teardown(self) -> None:
        if not hasattr(self, "db"):
            return
        for person in self.readers:
            self.greet(person)
        self.muted = False
        for _ in range(3):
            self.cycle()
            while (letter := outbox.claim(self.db, self.now)) is not None:
                self.readers[letter.person_id].receive(letter)
                outbox.confirm(self.db, letter, 1, self.now)
        self.openings_and_ends_alternate()
        knows = [bool(reader.heard and reader.heard[-1]) for reader in self.readers.values()]
        is_open = bool(matters.open_of(self.db, 7))
        assert any(knows) if is_open else not any(knows)


TestTelling = Telling.TestCase
TestTelling.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
