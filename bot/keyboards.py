"""Buttons under messages, and what a press carries: ids only, checked against rights when pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.render.html import clipped
from domain.organisation import Organisation

ROWS = 8
_MOST_CAPTION = 60
BACK, ON = "← Назад", "Дальше →"


class View(StrEnum):
    """A longer answer that is leafed through."""

    STATUS = "st"
    VIOLATIONS = "vi"
    DIGEST = "di"
    ORGANISATION = "or"


class Purpose(StrEnum):
    """What an organisation is chosen for."""

    CARD = "c"
    ATTEST = "a"


class Sheet(CallbackData, prefix="sh"):
    """One sheet of a view, `number` from 0; `about` is a week or an organisation's id."""

    view: View
    about: str
    number: int


class Choice(CallbackData, prefix="ch"):
    """An organisation was chosen."""

    purpose: Purpose
    organisation_id: int


class Names(CallbackData, prefix="na"):
    """One sheet of the list of all organisations, `number` from 0."""

    purpose: Purpose
    number: int


class PaperChoice(CallbackData, prefix="pa"):
    """A kind of paper was chosen."""

    kind: str


def _short_name(organisation: Organisation) -> str:
    return organisation.short_name


def button(caption: str, press: CallbackData) -> InlineKeyboardButton:
    """A button with a caption of bounded length."""
    return InlineKeyboardButton(text=clipped(caption, _MOST_CAPTION), callback_data=press.pack())


def column(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """One below the other."""
    return InlineKeyboardMarkup(inline_keyboard=[[each] for each in buttons])


def leafing(view: View, about: str, number: int, total: int) -> InlineKeyboardMarkup | None:
    """«Назад» and «Дальше», as far as there is something there."""
    row = _leaves(total, number, lambda at: Sheet(view=view, about=about, number=at))
    return InlineKeyboardMarkup(inline_keyboard=[row]) if row else None


def choosing(organisations: Sequence[Organisation], purpose: Purpose) -> InlineKeyboardMarkup:
    """A button each, for few organisations."""
    return InlineKeyboardMarkup(inline_keyboard=_rows(organisations, purpose))


def names(
    organisations: Sequence[Organisation],
    purpose: Purpose,
    number: int,
    caption: Callable[[Organisation], str] = _short_name,
) -> InlineKeyboardMarkup:
    """A sheet of the list of many organisations, each under its `caption`."""
    total = -(-len(organisations) // ROWS)
    shown = organisations[number * ROWS : (number + 1) * ROWS]
    row = _leaves(total, number, lambda at: Names(purpose=purpose, number=at))
    return InlineKeyboardMarkup(inline_keyboard=[*_rows(shown, purpose, caption), *([row] if row else [])])


def has_sheet(count: int, number: int) -> bool:
    """Whether the list of so many organisations has such a sheet."""
    return 0 <= number * ROWS < count


def _rows(
    organisations: Sequence[Organisation], purpose: Purpose, caption: Callable[[Organisation], str] = _short_name
) -> list[list[InlineKeyboardButton]]:
    return [[button(caption(each), Choice(purpose=purpose, organisation_id=each.id))] for each in organisations]


def _leaves(total: int, number: int, at: Callable[[int], CallbackData]) -> list[InlineKeyboardButton]:
    back = [button(BACK, at(number - 1))] if number > 0 else []
    on = [button(ON, at(number + 1))] if number + 1 < total else []
    return [*back, *on]
