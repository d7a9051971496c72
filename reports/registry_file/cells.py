"""What the text of one cell of the registry means, beside what any table knows."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from domain.network import Network
from domain.page import Link, LinkFault, parse_link
from domain.registry import is_ogrn
from reports.table_file.cells import CellFault

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})", re.ASCII)


def ogrn(text: str) -> str:
    """A valid ОГРН of an organisation."""
    if re.fullmatch(r"[0-9]{15}", text):
        raise CellFault("15 цифр — это ОГРНИП предпринимателя; нужен ОГРН организации из 13 цифр")
    if not re.fullmatch(r"[0-9]{13}", text):
        raise CellFault("ОГРН — это 13 цифр подряд; задайте столбцу текстовый формат и впишите номер заново")
    if not is_ogrn(text):
        raise CellFault("такого ОГРН не бывает: не сходится контрольная цифра")
    return text


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


def _is_phone(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "RU"))
    except phonenumbers.NumberParseException:
        return False
