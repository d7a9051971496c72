"""A town for stories: VK and OK emulators, a real database, the real cycle, and a clock the story moves."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from app import digesting, wiring
from app.config import Settings, load_settings
from app.cycle import Collector, Cycle, Swept
from app.frame import Frame
from app.json_view import overview_json
from app.quota_keeper import QuotaKeeper
from bot import render
from bot.render import Book, plain
from collectors.ok.client import OkClient
from collectors.ok.client import Patience as OkPatience
from collectors.ok.collector import OkCollector
from collectors.ok.signature import Keys
from collectors.vk.collector import VkCollector
from collectors.vk.patience import Patience as VkPatience
from collectors.vk.session import Limits
from domain.attestation import Role
from domain.finding import MatterKind, Subject
from domain.letter import Letter, LetterKind
from domain.matter import Event
from domain.network import Network
from domain.reading import RawAnswer
from domain.registry_import import plan_import
from domain.week import Week
from emulators.ok import OkEmulator, OkWorld
from emulators.vk import VkEmulator, VkWorld
from reports.registry_file import read_registry
from storage import attestations, outbox, people, registry
from storage.overview import overview
from storage.store import Store
from tests.calm import calm

ZONE = ZoneInfo("Asia/Vladivostok")
SPECIALIST = 77
HEADINGS = (
    "Организация;Краткое название;ОГРН;Статус;Адрес;Телефон;E-mail;Сайт;ВКонтакте;Одноклассники;"
    "Основание освобождения;Дата основания;Вид"
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

Verdicts = dict[tuple[str, str], dict[str, str]]
"""Outcomes by rule at (short name, «vk», «ok» or «organisation»)."""


def local(text: str) -> datetime:
    """«11-23 09:00» of 2026 by the town's clock, aware UTC; without an hour it is noon."""
    written = text if " " in text else f"{text} 12:00"
    return datetime.strptime(f"2026-{written}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).astimezone(UTC)


TUESDAY = local("11-24 11:00")
# No rule judges comments yet, so they are read as little as can be.
FEW_COMMENTS = {"POSTOVOY_SCHEDULE__COMMENTS_DAYS": "1"}


def row(
    short: str,
    *,
    vk: str = "",
    ok: str = "",
    status: str = "ведёт",
    site: str = "",
    ground: str = "",
    ground_date: str = "",
    kind: str = "",
) -> str:
    """A line of the registry's CSV."""
    full = f"МКУ {short} села Озёрное"
    return f"{full};{short};;{status};;;;{site};{vk};{ok};{ground};{ground_date};{kind}"


class Heard(NamedTuple):
    """One item of a letter that arrived `at` this moment by the town's clock, UTC."""

    at: datetime
    letter: int
    person: int
    kind: LetterKind
    organisation: str | None
    rule: str
    network: Network | None
    matter: MatterKind
    event: Event
    said: str


@dataclass
class Town:
    """Move `now` freely; `config` is what stands in the settings beside the networks and the database.

    `deadline`: seconds a call to a network may take. Rules beyond the main job are off, but for those of `keep`;
    with `whole_decree` all are as the decree has them.
    """

    folder: Path
    vk_world: VkWorld = field(default_factory=VkWorld)
    ok_world: OkWorld = field(default_factory=OkWorld)
    config: str = ""
    now: datetime = TUESDAY
    networks: frozenset[Network] = frozenset(Network)
    deadline: float = 0.5
    keep: frozenset[str] = frozenset()
    whole_decree: bool = False
    decree: str = "amurzet-98"
    heard: list[Heard] = field(default_factory=list[Heard])
    letters: list[Letter] = field(default_factory=list[Letter])
    raw: list[RawAnswer] = field(default_factory=list[RawAnswer])
    vk: VkEmulator = field(init=False)
    ok: OkEmulator = field(init=False)
    settings: Settings = field(init=False)
    frame: Frame = field(init=False)
    store: Store = field(init=False)
    sweeping: Cycle = field(init=False)
    collectors: dict[Network, Collector] = field(default_factory=dict[Network, Collector])

    def clock(self) -> datetime:
        return self.now

    @property
    def database(self) -> Path:
        return self.folder / "postovoy.db"

    async def begin(self) -> None:
        """Open the database and let the people of the settings in, as the program does at its start."""
        self.settings = load_settings(self._written(), FEW_COMMENTS)
        self.frame = wiring.frame_of(self.settings, self.clock)
        self.store = Store(self.settings.storage.path)
        await self.store.open()
        await wiring.let_in(self.settings, self.store, self.clock)
        self.collectors = self._collectors()
        self.sweeping = self._cycle()

    async def end(self) -> None:
        for collector in self.collectors.values():
            await collector.close()
        await self.store.close()

    async def restart(self, *, config: str | None = None, networks: Iterable[Network] | None = None) -> None:
        """Stop the program and start it again, perhaps with other settings."""
        await self.end()
        self.config = self.config if config is None else config
        self.networks = self.networks if networks is None else frozenset(networks)
        await self.begin()

    async def recollect(self, *, deadline: float) -> None:
        """New collectors that remember nothing, with this deadline in seconds for a call."""
        for collector in self.collectors.values():
            await collector.close()
        self.deadline = deadline
        self.collectors = self._collectors()
        self.sweeping = self._cycle()

    def _cycle(self) -> Cycle:
        sites = wiring.site_reader_of(self.settings, self.store, self.clock, self.collectors)
        return Cycle(self.store, self.collectors, self.frame, sites)

    async def register(self, *rows: str, remove_missing: bool = False) -> None:
        """Import a registry file of these rows."""
        file = read_registry("реестр.csv", "\n".join((HEADINGS, *rows)).encode())

        def load(db: Database) -> None:
            plan = plan_import(registry.known(db), file, remove_missing=remove_missing)
            registry.apply_import(db, plan, self.now)

        await self.store.write(load)

    async def sweep(self) -> Swept:
        """One cycle, nothing delivered."""
        return await self.sweeping.run()

    async def day(self, moment: str | datetime) -> list[Heard]:
        """At this moment: one cycle, and what is due is delivered; what was heard by that."""
        self.now = local(moment) if isinstance(moment, str) else moment
        await self.sweep()
        return await self.deliver()

    async def sweep_at(self, moment: datetime) -> Swept:
        """At this moment: one cycle, and what is due is delivered; how the cycle went."""
        self.now = moment
        swept = await self.sweep()
        await self.deliver()
        return swept

    async def days(self, first: str, last: str, *clocks: str) -> list[Heard]:
        """`day` at these hours («09:00») of every day from the first to the last («11-23»), both included."""
        fresh: list[Heard] = []
        at = local(first)
        while at <= local(last):
            for clock in clocks:
                fresh += await self.day(f"{at.astimezone(ZONE):%m-%d} {clock}")
            at += DAY
        return fresh

    def text(self, letter: Letter) -> str:
        """What the letter says to its reader, without markup."""
        book = Book(self.frame.decree, self.frame.zone, self.now)
        return "\n".join(plain(html) for html in render.letter(letter, book))

    async def deliver(self) -> list[Heard]:
        """Hand over everything that is due; what was heard."""
        fresh: list[Heard] = []
        quiet_since = self.frame.quiet_since(self.now)
        while (letter := await self.store.write(lambda db: outbox.claim(db, self.now, quiet_since))) is not None:
            fresh += self._hear(letter)
            await self._confirm(letter)
        return fresh

    async def attest(self, short: str, rule: str, network: Network | None = None, *, answer: bool = True) -> None:
        """A person states something about the organisation or about its page."""
        at = self.now

        def record(db: Database) -> int:
            owner = registry.find_organisation(db, short)
            assert owner is not None
            page = next((each for each in registry.pages(db, owner.id) if each.network is network), None)
            subject = Subject.page(page.id, page.network) if page else Subject.organisation(owner.id)
            until = at + 90 * DAY
            attestations.record(
                db, rule=rule, subject=subject, answer=answer, at=at, valid_until=until, role=Role.SPECIALIST
            )
            return owner.id

        await self.sweeping.rejudge(await self.store.write(record))

    async def lose(self, person: int = SPECIALIST) -> None:
        """Telegram said that the person blocked the bot."""
        await self.store.write(lambda db: outbox.lose_reader(db, person, "бот заблокирован"))

    async def greet(self, person: int = SPECIALIST) -> None:
        """The person said /start: the chat is open again, and one catch-up is due."""
        now, storm_over = self.now, self.frame.storm_over

        def welcome(db: Database) -> None:
            people.greet(db, person, person)
            reader = people.find(db, person)
            assert reader is not None
            outbox.catch_up(db, reader, outbox.Occasion(now, now), storm_over)

        await self.store.write(welcome)

    async def digest(self, moment: str) -> list[str]:
        """At this moment: what the service's look for a due digest brings to the specialist, as texts."""
        self.now = local(moment)
        hour = self.settings.schedule.digest
        await self.store.write(lambda db: digesting.post_due(db, self.frame, hour))
        before = len(self.letters)
        await self.deliver()
        return [await self._digest_text(each) for each in self.letters[before:] if each.week is not None]

    async def _digest_text(self, letter: Letter) -> str:
        week, hour = Week.parse(letter.week or "", ZONE), self.settings.schedule.digest
        digest = await self.store.read(lambda db: digesting.compose(db, week, self.frame, hour))
        return render.digest_text(digest, Book(self.frame.decree, self.frame.zone, self.now))

    async def give_up(self) -> None:
        """The housekeeping of the service."""
        await self.store.write(lambda db: outbox.give_up_old(db, self.now, self.frame.give_up_after))

    async def look(self) -> dict[str, Any]:
        """What `status --json` would say."""
        frame = self.frame
        glance = await self.store.read(
            lambda db: overview(db, now=self.now, stale_after=frame.stale_after, off=frame.off)
        )
        return overview_json(glance, frame.zone)

    async def counts(self) -> outbox.Counts:
        return await self.store.read(outbox.counts)

    def _hear(self, letter: Letter) -> list[Heard]:
        self.letters.append(letter)
        told = [
            Heard(
                self.now,
                letter.id,
                letter.person_id,
                letter.kind,
                part.name,
                item.matter.rule,
                item.matter.subject.network,
                item.matter.kind,
                item.event,
                item.matter.ending_note if item.event.is_ending else item.matter.evidence,
            )
            for part in letter.parts
            for item in part.items
        ]
        self.heard += told
        return told

    async def _confirm(self, letter: Letter) -> None:
        await self.store.write(lambda db: outbox.confirm(db, letter, 1000 + letter.id, self.now))

    def _written(self) -> Path:
        vk = f'[vk]\ntoken = "vk-demo-token"\napi_url = "{self.vk.url}"\nrps = 1000\n'
        ok = (
            '[ok]\napplication_key = "app-key"\napplication_secret_key = "app-secret"\n'
            f'access_token = "demo-token"\napi_url = "{self.ok.url}"\nrps = 1000\n'
        )
        file = self.folder / "config.toml"
        sections = {Network.VK: vk, Network.OK: ok}
        parts = [text for network, text in sections.items() if network in self.networks]
        head = '[storage]\npath = "postovoy.db"\n' + f"[people]\nspecialists = [{SPECIALIST}]\n"
        written = f'timezone = "Asia/Vladivostok"\ndecree = "{self.decree}"\n{head}{"".join(parts)}{self.config}'
        file.write_text(written if self.whole_decree else calm(written, self.keep), encoding="utf-8")
        return file

    def _seconds(self) -> float:
        return self.now.timestamp()

    def _collectors(self) -> dict[Network, Collector]:
        """As `app.wiring` builds them, with pauses a test can wait out and rests by the town's clock."""
        built: dict[Network, Collector] = {}
        if Network.VK in self.networks:
            built[Network.VK] = VkCollector(
                ["vk-demo-token"],
                quota=QuotaKeeper(self.store, self.clock, 4500),
                clock=self.clock,
                on_raw=self.raw.append,
                api_url=self.vk.url,
                rps=1000,
                workers=8,
                limits=Limits(connect=self.deadline, read=self.deadline, total=self.deadline),
                patience=VkPatience(pause=0.002, longest=0.01, push=0.01),
                monotonic=self._seconds,
            )
        if Network.OK in self.networks:
            keys = Keys("app-key", "app-secret", "demo-token")
            client = OkClient(
                keys,
                clock=self.clock,
                api_url=self.ok.url,
                rps=1000,
                on_raw=self.raw.append,
                patience=OkPatience(first=0.001, longest=0.004),
                deadline=self.deadline,
            )
            built[Network.OK] = OkCollector(client)
        return built


@asynccontextmanager
async def town(folder: Path, **more: Any) -> AsyncGenerator[Town, None]:
    """A town whose emulators run and whose program has started; `more` are fields of `Town`."""
    place = Town(folder, **more)
    place.vk = VkEmulator(place.vk_world, clock=place.clock, daily_wall_get=None)
    place.ok = OkEmulator(
        place.ok_world,
        clock=place.clock,
        application_key="app-key",
        application_secret_key="app-secret",
        access_token="demo-token",
    )
    async with place.vk, place.ok:
        await place.begin()
        try:
            yield place
        finally:
            await place.end()


def verdicts(answer: Mapping[str, Any]) -> Verdicts:
    """The outcomes in an answer of `check --json`."""
    told: Verdicts = {}
    for line in answer["organisations"]:
        told[line["name"], "organisation"] = _outcomes(line)
    for line in answer["pages"]:
        told[line["organisation"], line["network"]] = _outcomes(line)
    return told


def _outcomes(line: Mapping[str, Any]) -> dict[str, str]:
    return {finding["rule"]: finding["outcome"] for finding in line["findings"]}
