"""What the bot says in conversation: greetings, help, refusals."""

from __future__ import annotations

from collections.abc import Mapping

from bot.render.html import code, esc, italic
from bot.render.sections import of_matter, tally
from bot.render.words import capital
from bot.rights import Command, commands_of
from domain.attestation import Role
from domain.overview import Overview
from domain.person import Person
from domain.russian import plural
from domain.week import Week

_MOST_NAME = 120

STRANGER = (
    "Это служебный бот, он отвечает только тем, кого пригласили. "
    f"Чтобы войти, пришлите строку приглашения: {code('/start КОД')}"
)
WRONG_CODE = "Код не подошёл: он одноразовый и действует сутки. Попросите новое приглашение."
UNLISTED = (
    "Вашей организации больше нет в реестре, поэтому показать нечего. Если она переименована или убрана по ошибке, "
    "обратитесь к специалисту администрации, который ведёт реестр: он пришлёт новое приглашение."
)
STALE = "Эта кнопка устарела. Отправьте команду ещё раз."
NOT_YOURS = "Эта команда вам недоступна. Ваши команды — /help"
FAILED = "Не получилось: ошибка на стороне программы. Попробуйте ещё раз чуть позже."
HINT = "Я понимаю только команды. Список — /help, а организацию можно открыть так: " + code("/org часть названия")
CONFIDENTIAL = (
    "Похоже, в сообщении пароль, код, телефон или почта. Не присылайте сюда такие сведения: "
    "я их не принимаю и не сохраняю. Удалите это сообщение из переписки."
)
NO_FILES = "Файлы, контакты и голосовые сообщения я не принимаю. Список команд — /help"
NO_ORGANISATIONS = "В реестре пока нет организаций."
WHICH_PAPER = "Какой документ прислать? Он делается заново, личных сведений в нём нет."
NO_PAPERS = "Документов для отправки нет."
WHICH_ORGANISATION = "Какая организация?"
CANCELLED = "Ничего не записано."
NOTHING_TO_ATTEST = "Подтверждать нечего: таких требований сейчас нет."

DESCRIPTIONS = {
    Command.START: "начать заново",
    Command.STATUS: "состояние всех страниц",
    Command.ORGANISATION: "карточка организации",
    Command.VIOLATIONS: "открытые нарушения",
    Command.DIGEST: "сводка за прошлую неделю",
    Command.REPORT: "отчёты и таблицы файлом",
    Command.ATTEST: "подтвердить то, что видит только человек",
    Command.HELP: "что умеет бот",
}
_OWN_DESCRIPTIONS = {
    Command.STATUS: "состояние ваших страниц",
    Command.ORGANISATION: "карточка вашей организации",
}
_ARGUMENTS = {Command.ORGANISATION: " название"}


def greeting(person: Person, overview: Overview) -> str:
    """After a /start that let the person in, or found them let in; `overview` is what they may see."""
    alerts = {
        Role.SPECIALIST: "Сообщения о нарушениях и еженедельная сводка будут приходить сюда.",
        Role.DEPUTY: "Сообщения о нарушениях и еженедельная сводка будут приходить сюда.",
    }
    letters = alerts.get(person.role, "Сообщения сами сюда не приходят, смотрите их командами.")
    welcome = f"Здравствуйте! Вы вошли, роль — {person.role.label}. {letters}"
    return "\n".join([welcome, _open_now(person, overview), "Список команд — /help"])


def _open_now(person: Person, overview: Overview) -> str:
    """What is open already: letters tell only what is new."""
    whose = " у вашей организации" if person.role is Role.ORGANISATION else ""
    counts = tally(of_matter(matter) for matter in overview.matters)
    if counts:
        return f"Сейчас{whose} открыто: {counts}. Подробно: /violations"
    return f"Открытых дел{whose} сейчас нет." if overview.checked_at else "Проверок ещё не было."


def descriptions(person: Person) -> dict[Command, str]:
    """What the commands do for this person."""
    return DESCRIPTIONS | (_OWN_DESCRIPTIONS if person.role is Role.ORGANISATION else {})


def help_text(person: Person) -> str:
    """The commands open to the person."""
    arguments = {} if person.role is Role.ORGANISATION else _ARGUMENTS
    told = descriptions(person)
    lines = [
        f"/{command}{arguments.get(command, '')} — {told[command]}"
        for command in commands_of(person.role)
        if command is not Command.START
    ]
    about = "Я слежу за официальными страницами организаций и сверяю их с постановлением."
    return "\n".join([about, "", *lines, "", "Пароли, коды, телефоны и почту сюда не присылайте."])


def which_week(last: Week) -> str:
    """The word after /digest is no week."""
    return f"Неделю пишите так: {code(f'/digest {last.name}')} — год и номер недели. Без номера — последняя полная."


def week_ahead(week: Week, last: Week) -> str:
    """Only a complete week has a digest."""
    return f"Неделя {week.title} ещё не закончилась. Последняя полная: {code(f'/digest {last.name}')}"


def no_paper(why: str, titles: Mapping[str, str]) -> str:
    """The word after /report is no paper, or the next is no period of it."""
    known = "\n".join(f"{code(f'/report {kind}')} — {esc(title)}" for kind, title in titles.items())
    return f"{esc(capital(why))}.\n\n{known}"


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
