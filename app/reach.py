"""Why letters reach nobody, and which step of an operator would help: only steps that work as things are."""

from __future__ import annotations

from bot.render.glance import SWITCHED_OFF

NOBODY = "Некому доставить"
_NOBODY_YET = "ни один специалист ещё не вошёл в бота. Пригласить: postovoy invite --role specialist"
_NOBODY_NOW = (
    "ни один специалист не на связи с ботом. Кто его останавливал, пусть отправит ему /start; "
    "пригласить нового: postovoy invite --role specialist"
)


def nobody(*, channel_on: bool, folder_on: bool, nobody_yet: bool) -> str:
    """A paragraph for an operator: letters reach nobody, why, and what to do."""
    if not channel_on:
        return f"{NOBODY}: {switched_off(folder_on=folder_on, nobody_yet=nobody_yet)}"
    return f"{NOBODY}: {_NOBODY_YET if nobody_yet else _NOBODY_NOW}."


def switched_off(*, folder_on: bool, nobody_yet: bool) -> str:
    """That Telegram is off, what turns it on, and where letters are meanwhile; `nobody_yet`: none are written."""
    return f"{SWITCHED_OFF}. {_letters(folder_on=folder_on, nobody_yet=nobody_yet)}."


def _letters(*, folder_on: bool, nobody_yet: bool) -> str:
    readers = "хотя бы один номер в ключе specialists раздела [people]"
    if folder_on:
        place = "Письма ложатся файлами в папку outbox_folder"
        return f"{place}, но для этого нужен {readers}" if nobody_yet else place
    folder = "нужна папка outbox_folder в разделе [storage]"
    return f"Чтобы получать письма файлами, {folder}{f' и {readers}' if nobody_yet else ''}"
