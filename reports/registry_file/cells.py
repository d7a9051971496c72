"""What the text of one cell means: each reading returns a value or raises `CellFault` with a Russian phrase."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from domain.network import Network
from domain.page import Link, LinkFault, parse_link
from domain.registry import is_ogrn, name_key

W = TypeVar("W", bound=StrEnum)

MAX_CELL = 4_000
# What table programs show, and save, in place of a value they could not count; English and Russian.
ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
    | {"#ПУСТО!", "#ДЕЛ/0!", "#ЗНАЧ!", "#ССЫЛКА!", "#ИМЯ?", "#ЧИСЛО!", "#Н/Д"}
)
# XML 1.0 has no place for these; U+FFFD is what a broken change of encoding leaves behind.
_UNWRITABLE = frozenset("\ufffd\ufffe\uffff")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})", re.ASCII)


class CellFault(ValueError):
    """The cell cannot be taken as it is; the message is Russian and does not repeat the value."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose content is no value: a formula, an error, a part of a merged range."""

    reason: str


Cell = str | date | Unreadable


def clean(text: str) -> str:
    """Trimmed, with every run of white space one space, without invisible marks. Raises `CellFault`."""
    if len(text) > MAX_CELL:
        raise CellFault(f"длиннее {MAX_CELL} знаков")
    if any(_is_unwritable(each) for each in text):
        raise CellFault("недопустимый знак: текст, видимо, испорчен при копировании; впишите его заново")
    visible = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def ogrn(text: str) -> str:
    """A valid ОГРН of an organisation."""
    if re.fullmatch(r"[0-9]{15}", text):
        raise CellFault("15 цифр — это ОГРНИП предпринимателя; нужен ОГРН организации из 13 цифр")
    if not re.fullmatch(r"[0-9]{13}", text):
        raise CellFault("ОГРН — это 13 цифр подряд; задайте столбцу текстовый формат и впишите номер заново")
    if not is_ogrn(text):
        raise CellFault("такого ОГРН не бывает: не сходится контрольная цифра")
    return text


def word(words: type[W], text: str) -> W:
    """One of the column's words; case and ё/е do not matter."""
    for each in words:
        if name_key(each) == name_key(text):
            return each
    raise CellFault(f"пишите одно из слов: {', '.join(words)}")


def phones(text: str) -> str:
    """One or several telephone numbers with their codes, separated by commas or semicolons."""
    if not all(_is_phone(each) for each in re.split(r"[,;]", text)):
        raise CellFault("не похоже на телефон; пишите номер с кодом, несколько номеров — через запятую")
    return text


def email(text: str) -> str:
    """One e-mail address; only its form is looked at, whatever its zone."""
    try:
        address = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise CellFault("не похоже на адрес электронной почты; нужен один адрес") from None
    if "." not in address.ascii_domain:
        raise CellFault("в адресе почты нет домена")
    return text


def site(text: str) -> str:
    """A site's address with or without http(s)://, in Latin or Cyrillic letters."""
    try:
        split = urlsplit(text if "://" in text else f"https://{text}")
        named = split.scheme in ("http", "https") and split.username is None and split.port != 0
        host = (split.hostname or "").encode("idna").decode("ascii").lower()
    except ValueError:
        named, host = False, ""
    if not named or " " in text or not _HOST.fullmatch(host):
        raise CellFault("не похоже на адрес сайта; пишите, например, example.ru")
    return text


def link(network: Network, text: str) -> Link:
    """A link to a community, its short name or number."""
    try:
        return parse_link(network, text)
    except LinkFault:
        raise CellFault(f"нужна ссылка на сообщество ({network.label}), его короткое имя или номер") from None


def day(text: str) -> date:
    """A date written as ДД.ММ.ГГГГ."""
    found = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", text)
    if not found:
        raise CellFault("нужна дата вида ДД.ММ.ГГГГ")
    try:
        return likely(date(int(found[3]), int(found[2]), int(found[1])))
    except ValueError:
        raise CellFault("такой даты нет в календаре") from None


def likely(value: date) -> date:
    """The same date, unless its year is a slip of the hand."""
    if not 1901 <= value.year <= 2100:
        raise CellFault("год вне 1901–2100")
    return value


def _is_unwritable(each: str) -> bool:
    if each in "\t\n\r":
        return False
    return each in _UNWRITABLE or unicodedata.category(each) in ("Cc", "Cs")


def _is_phone(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "RU"))
    except phonenumbers.NumberParseException:
        return False
