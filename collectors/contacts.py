"""Whether a free text holds a phone number, an e-mail address or a postal address; no value leaves this module."""

from __future__ import annotations

import re

from phonenumbers import Leniency, PhoneNumberMatcher

from collectors.links import LONGEST

_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@(?:[^\W_][\w\-]{0,62}\.){1,8}(?!\d)[\w\-]{2,63}")

# Numbers that look like a phone and are none.
_REQUISITE = re.compile(
    r"(?:ИНН|КПП|ОГРН|ОГРНИП|БИК|ОКПО|ОКТМО|ОКАТО|[рлк]/с|л/сч|сч[её]т)\W{0,5}\d[\d/ ]{3,30}", re.IGNORECASE
)
# «тел. 21-3-45»: local numbers of villages, which the numbering plan alone does not know.
_LOCAL_PHONE = re.compile(
    r"(?<!\w)(?:телефон\w{0,3}|тел|т|факс)(?:\.|\b)[\s:./№а-яё()]{0,20}\d(?:[\s()\-]{0,2}\d){4,10}", re.IGNORECASE
)
# Tries at candidates that turn out not to be numbers; a description holds far fewer.
_TRIES = 200

_LONG_NUMBER = re.compile(r"\+?\d(?:[ \u00a0()\-]{0,3}\d){6,20}")
_NAMED_BY_NUMBER = re.compile(
    r"\d{1,3}(?:\s?-?\s?(?:й|я|е|го|ой|ая|ый|лет\w{0,3})\b|\s+(?:лет|год\w{0,3}|января|февраля|марта|апреля|мая|июня"
    r"|июля|августа|сентября|октября|ноября|декабря|съезда|армии|гвардейск\w{0,4})\b)",
    re.IGNORECASE,
)
_STREET = (
    r"(?:ул|пер|пр-кт|просп|пл|мкр|мкрн|мк-н|ш|бул|б-р|наб|кв-л|пр-д|тер)\.|"
    r"(?:ул|улица|улице|пер|переулок|переулке|пр-кт|пр-т|проспект|проспекте|площадь|площади|мкр|мкрн|микрорайон|микрорайоне"
    r"|шоссе|бульвар|бульваре|набережная|набережной|квартал|квартале|проезд|проезде|тракт|тупик)\b"
)
_SETTLEMENT = (
    r"(?:(?:с|г|пос|п|дер|д|пгт|рп|ст|х)\.|"
    r"(?:село|селе|город|городе|пос[её]лок|пос[её]лке|деревня|деревне|станица|хутор|пгт)\b)"
)
_HOUSE = r"(?<![\d+(\-])\d{1,3}(?:\s?[а-яё](?!\w))?(?:\s?[/\-]\s?\d{1,3}[а-яё]?)?(?![\w\-(:%]|\s*\(?\d|[.,]\d)"
_AFTER_HOURS = r"(?<!\sс\s)(?<!\sв\s)(?<!\sдо\s)(?<!\sот\s)"
_BY_STREET = re.compile(rf"(?<!\w)(?:{_STREET})[^\d\n;!?]{{0,60}}{_AFTER_HOURS}{_HOUSE}", re.IGNORECASE)
_BY_SETTLEMENT = re.compile(
    rf"(?<!\w)(?i:{_SETTLEMENT})\s?[А-ЯЁ][^\d\n;!?]{{1,60}}(?:,\s?(?:[дД]\.?|[дД]ом)?|(?:[дД]ом|[дД]\.))\s?(?i:{_HOUSE})"
)
# A line longer than this tells more than where the house stands.
_ADDRESS_LINE = 150


def phone_in(text: str) -> bool:
    """Whether a phone number valid in Russia, or a short local one after «тел.», stands in the text."""
    told = _REQUISITE.sub(" ", text[:LONGEST])
    if sum(map(str.isdigit, told)) < 5:
        return False
    return bool(_LOCAL_PHONE.search(told)) or PhoneNumberMatcher(told, "RU", Leniency.VALID, _TRIES).has_next()


def email_in(text: str) -> bool:
    """Whether an e-mail address stands in the text."""
    return bool(_EMAIL.search(text[:LONGEST]))


def address_in(text: str) -> bool:
    """Whether a street or settlement together with a house number stands in the text."""
    told = _plain_numbers(text[:LONGEST])
    return bool(_BY_STREET.search(told) or _BY_SETTLEMENT.search(told))


def without_contacts(text: str) -> str:
    """The text with e-mails and phones blanked out and short lines that hold an address left out."""
    told = _EMAIL.sub(" ", _LOCAL_PHONE.sub(" ", text))
    return "\n".join(_without_address(line) for line in _LONG_NUMBER.sub(" ", told).splitlines())


def _without_address(line: str) -> str:
    if not address_in(line):
        return line
    return "" if len(line) <= _ADDRESS_LINE else _BY_SETTLEMENT.sub(" ", _BY_STREET.sub(" ", line))


def _plain_numbers(text: str) -> str:
    """Without phones, and without numbers that belong to a street's name («8 Марта», «2-я», «50 лет»)."""
    return _NAMED_BY_NUMBER.sub("Имени", _LONG_NUMBER.sub(";", text))
