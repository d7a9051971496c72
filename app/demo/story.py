"""The demo's story: four weeks of an invented settlement, told by what happens to its pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from app import digesting
from app.demo.settlement import DAYS, FIRST_DAY, SHORT_WEEK, WARNED_WEEK, at
from app.demo.stage import Stage
from bot.attestable import administration_duties, duties
from domain.attestation import Role
from emulators.telegram.messages import Author, ChatMessage
from storage import attestations, people, registry

Scene = Callable[[Stage], Awaitable[None]]
UNATTESTED = "Клуб «Заречье»"
LEFT_TO_ASK = ("twofa_attested", "credentials_ledger")
BUTTON_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Point:
    """Something the story promises to show: all `words` stand in one message of the bot."""

    title: str
    words: tuple[str, ...]


POINTS = (
    Point("пустой адрес найден", ("Музей", "адрес не указан")),
    Point("страницы нет в реестре", ("Водоканал", "в реестре нет страницы")),
    Point("долгое молчание замечено", ("Школа искусств", "нет публикаций")),
    Point("третья неделя подряд — одной строкой", ("Школа искусств", "третья неделя подряд")),
    Point("двухфакторная аутентификация подтверждена кнопкой", (UNATTESTED, "Подтверждено")),
    Point("в пятницу — предупреждение", ("Библиотека", "до конца недели нужна ещё 1 публикация")),
    Point("появилась вторая публикация", ("Библиотека", "Устранено")),
    Point("заполненный адрес закрыл вопрос", ("Музей", "Устранено")),
    Point("неполная неделя открыта", ("Спортклуб", "опубликовано 0 из 2")),
    Point("следующая неделя её закрыла", ("Спортклуб", "норма снова соблюдается")),
    Point("страницу закрыли от посетителей", ("Детский сад", "закрыта")),
    Point("сводка в понедельник", ("Сводка за неделю 16–22 ноября",)),
)


def shown(messages: list[ChatMessage]) -> dict[Point, bool]:
    """Which promises the chat kept."""
    texts = [_plain(message.text) for message in messages if message.who is Author.BOT]
    return {
        point: any(all(_plain(word).casefold() in text.casefold() for word in point.words) for text in texts)
        for point in POINTS
    }


def _plain(text: str) -> str:
    """Without typography: a nested quotation has other marks."""
    return text.replace("„", "«").replace("“", "»").replace("\xa0", " ")


def scenes() -> list[tuple[datetime, Scene]]:
    """What happens when, in order."""
    extra = [
        (at(FIRST_DAY, 8, 30), _operator_confirms),
        (at(FIRST_DAY, 9, 30), _specialist_comes),
        (at(date(2026, 11, 3), 10, 30), _specialist_confirms),
        (at(WARNED_WEEK + timedelta(days=2), 14), _museum_fills_its_address),
        (at(date(2026, 11, 16), 15), _nursery_closes),
        (at(date(2026, 11, 18), 15), _nursery_opens),
        (at(FIRST_DAY + timedelta(days=DAYS - 1), 10, 30), _specialist_looks),
    ]
    return sorted([*extra, *_routine()], key=lambda scene: scene[0])


def _routine() -> list[tuple[datetime, Scene]]:
    """Two rounds a working day, and the digest on Mondays."""
    days = [FIRST_DAY + timedelta(days=n) for n in range(DAYS)]
    rounds = [(at(day, hour, minute), _sweep) for day in days for hour, minute in ((10, 0), (16, 30))]
    mondays = [(at(day, 9, 0), _monday) for day in days if day.weekday() == 0 and day > FIRST_DAY]
    return [*rounds, *mondays]


async def _sweep(on: Stage) -> None:
    await on.sweep()


async def _monday(on: Stage) -> None:
    await on.sweep()
    hour = on.room.settings.schedule.digest
    await on.room.store.write(lambda db: digesting.post_due(db, on.room.frame, hour))
    await on.room.deliver_due()


async def _operator_confirms(on: Stage) -> None:
    """The operator knows of everything that needs a person, but not how one club protects its accounts."""
    now, frame = on.clock(), on.room.frame

    def record(db: Database) -> None:
        known = [*administration_duties(frame.decree, frame.rules)]
        for organisation in registry.organisations(db):
            own = duties(organisation, registry.pages(db, organisation.id), frame.decree, frame.rules)
            is_left = organisation.short_name == UNATTESTED
            known += [duty for duty in own if not (is_left and duty.rule in LEFT_TO_ASK)]
        for duty in known:
            attestations.record(
                db,
                rule=duty.rule,
                subject=duty.subject,
                answer=True,
                at=now,
                valid_until=duty.valid_until(now),
                role=Role.OPERATOR,
            )

    await on.room.store.write(record)


async def _specialist_comes(on: Stage) -> None:
    now = on.clock()
    code = await on.room.store.write(lambda db: people.invite(db, Role.SPECIALIST, None, now))
    await _ask(on, f"/start {code}")


async def _specialist_confirms(on: Stage) -> None:
    """Through the bot's own buttons: organisation, what, «да», confirm; twice."""
    for what, answer in (("Двухфакторная", "Да, на всех страницах"), ("логинов", "Да")):
        await _ask(on, "/attest")
        for label in (UNATTESTED, what, answer, "Записать"):
            await _press(on, label)
        await _recorded(on, what)
    await on.room.deliver_due()


async def _recorded(on: Stage, what: str) -> None:
    """Wait until the bot says that this answer is written down."""
    await on.specialist.wait_for(
        lambda message: "Записано" in message.text and what in message.text, timeout=BUTTON_PATIENCE
    )


async def _museum_fills_its_address(on: Stage) -> None:
    on.vk.world.groups[904].addresses_enabled = True


async def _nursery_closes(on: Stage) -> None:
    on.vk.world.groups[907].is_closed = 1


async def _nursery_opens(on: Stage) -> None:
    on.vk.world.groups[907].is_closed = 0


async def _specialist_looks(on: Stage) -> None:
    await _ask(on, "/status")
    await _ask(on, "/org Музей")


async def _ask(on: Stage, text: str) -> ChatMessage:
    """Say something and wait for the bot's answer."""
    said = on.specialist.say(text)
    return await on.specialist.wait_for(
        lambda message: message.message_id > said.message_id, timeout=BUTTON_PATIENCE
    )


async def _press(on: Stage, label: str) -> None:
    """Press the newest button whose caption holds the label."""

    def has_it(message: ChatMessage) -> bool:
        return any(_plain(label) in _plain(caption) for caption in message.button_texts)

    message = await on.specialist.wait_for(has_it, timeout=BUTTON_PATIENCE)
    caption = next(caption for caption in message.button_texts if _plain(label) in _plain(caption))
    on.specialist.press(message, caption)


__all__ = ["POINTS", "SHORT_WEEK", "Point", "scenes", "shown"]
