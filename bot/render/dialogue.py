"""What the bot says in conversation: greetings, help, refusals, and the questions of an attestation."""

from __future__ import annotations

from datetime import datetime

from bot.attestable import Duty
from bot.render.book import Book
from bot.render.html import bold, code, esc, italic
from bot.render.words import NO_PASSWORDS
from bot.rights import Command, commands_of
from domain.attestation import Attestation, Role
from domain.person import Person
from domain.russian import date_title, plural

_MOST_NAME = 120

STRANGER = (
    "Это служебный бот, отвечает он только тем, кого пригласили. "
    f"Чтобы войти, пришлите приглашение: {code('/start КОД')}"
)
WRONG_CODE = "Код не подошёл: он одноразовый и действует сутки. Попросите новое приглашение."
STALE = "Эта кнопка устарела. Отправьте команду ещё раз."
NOT_YOURS = "Эта команда вам не открыта. Что можно: /help"
FAILED = "Не получилось: ошибка на стороне программы. Попробуйте ещё раз чуть позже."
HINT = "Я понимаю только команды. Список — /help, а организацию можно открыть так: " + code("/org часть названия")
CONFIDENTIAL = (
    "Похоже, в сообщении пароль, код, телефон или почта. Не присылайте сюда такие сведения: "
    "я их не принимаю и не сохраняю. Удалите это сообщение из переписки."
)
NO_FILES = "Файлы, контакты и голосовые сообщения я не принимаю. Список команд — /help"
NO_ORGANISATIONS = "В реестре пока нет организаций."
WHICH_ORGANISATION = "Какая организация?"
CANCELLED = "Ничего не записано."
NOTHING_TO_ATTEST = "Подтверждать нечего: для организаций реестра таких требований нет."
WHOSE_ANSWER = f"{bold('Подтверждение')}\nЗа какую организацию отвечаете?"

DESCRIPTIONS = {
    Command.START: "начать заново",
    Command.STATUS: "состояние всех страниц",
    Command.ORGANISATION: "карточка организации",
    Command.VIOLATIONS: "открытые нарушения",
    Command.DIGEST: "сводка за прошлую неделю",
    Command.ATTEST: "подтвердить то, что видит только человек",
    Command.HELP: "что умеет бот",
}
_OWN_DESCRIPTIONS = {
    Command.STATUS: "состояние ваших страниц",
    Command.ORGANISATION: "карточка вашей организации",
}
_ARGUMENTS = {Command.ORGANISATION: " название"}


def greeting(person: Person) -> str:
    """After a /start that let the person in, or found them let in."""
    alerts = {
        Role.SPECIALIST: "Сообщения о нарушениях и еженедельная сводка будут приходить сюда.",
        Role.DEPUTY: "Сообщения о нарушениях и еженедельная сводка будут приходить сюда.",
    }
    letters = alerts.get(person.role, "Сообщения сами сюда не приходят, смотрите их командами.")
    return f"Здравствуйте! Вы вошли, роль — {person.role.label}. {letters}\nСписок команд — /help"


def help_text(person: Person) -> str:
    """The commands open to the person."""
    own = _OWN_DESCRIPTIONS if person.role is Role.ORGANISATION else {}
    lines = [
        f"/{command}{_ARGUMENTS.get(command, '') if not own else ''} — {own.get(command, DESCRIPTIONS[command])}"
        for command in commands_of(person.role)
        if command is not Command.START
    ]
    about = "Я слежу за официальными страницами организаций и сверяю их с постановлением."
    return "\n".join([about, "", *lines, "", "Пароли, коды, телефоны и почту сюда не присылайте."])


def sheet(html: str, number: int, total: int) -> str:
    """One sheet of a longer answer, `number` from 1."""
    return html if total == 1 else f"{html}\n\n{italic(f'Лист {number} из {total}')}"


def several_found(count: int, shown: int) -> str:
    """Over buttons for the first `shown` of `count` that fit."""
    found = f"{plural(count, 'Подходит', 'Подходят', 'Подходят')} {count}"
    found = f"{found} {plural(count, 'организация', 'организации', 'организаций')}."
    return f"{found} Какая нужна?" if shown == count else f"{found} Вот первые {shown}, уточните название:"


def none_found(*, is_any_near: bool) -> str:
    """Nothing fits; what looks alike stands below as buttons."""
    guess = " Может быть, одна из этих?" if is_any_near else " Все организации: /org"
    return f"Такой организации в реестре нет.{guess}"


def which_duty(name: str) -> str:
    """Over the buttons with what may be attested."""
    return f"{bold(esc(name, _MOST_NAME))}\nЧто подтверждаете? {NO_PASSWORDS}."


def duty_caption(duty: Duty, known: Attestation | None, now: datetime, book: Book) -> str:
    """A button's plain caption: «ВКонтакте: двухфакторная аутентификация — до 22.02.2027»."""
    return f"{_duty_words(duty)} — {_known(known, now, book)}"


def _duty_words(duty: Duty) -> str:
    if duty.network is None:
        return duty.title
    return f"{duty.network.label}: {duty.title[:1].lower()}{duty.title[1:]}"


def _known(known: Attestation | None, now: datetime, book: Book) -> str:
    if known is None:
        return "нет ответа"
    if not known.answer:
        return "ответ «нет»"
    return "срок вышел" if known.valid_until <= now else f"да, до {date_title(known.valid_until, book.zone)}"


def question(name: str, duty: Duty) -> str:
    """What is asked, before «да» and «нет»."""
    return f"{_about(name, duty)}\nСейчас это обеспечено?"


def confirmation(name: str, duty: Duty, role: Role, *, answer: bool) -> str:
    """What is about to be recorded."""
    said = "да" if answer else "нет"
    days = f"{duty.valid_days} {plural(duty.valid_days, 'день', 'дня', 'дней')}"
    effect = f"Ответ будет действовать {days}." if answer else "До другого ответа это будет считаться нарушением."
    return f"{_about(name, duty)}\nОтвет: «{said}», в роли «{role.label}». {effect}\nЗаписать?"


def recorded(name: str, duty: Duty, valid_until: datetime, book: Book, *, answer: bool) -> str:
    """What was recorded, and until when it holds."""
    until = f"«да», действует до {date_title(valid_until, book.zone)}" if answer else "«нет»"
    return f"{_about(name, duty)}\nЗаписано: {until}. Подтвердить ещё: /attest"


def _about(name: str, duty: Duty) -> str:
    return f"{bold(esc(name, _MOST_NAME))}\n{esc(_duty_words(duty))}"
