"""Phone numbers, e-mail addresses and postal addresses in a free text; what is found is compared, never kept."""

from __future__ import annotations

import re

from phonenumbers import Leniency, PhoneNumberMatcher

from collectors.links import LONGEST

_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@(?:[^\W_][\w\-]{0,62}\.){1,8}(?!\d)[\w\-]{2,63}")
# «dk @ mail.ru», «dk@mail .ru», «dk(собака)mail.ru»: an address told to people and hidden from robots. A blank
# before the sign alone makes none: «канал @zarya.ru».
_GAP = r"[^\S\n]"
_AT = rf"(?:{_GAP}{{0,2}}@{_GAP}{{1,2}}|@|{_GAP}?[(\[](?:at|собака)[)\]]{_GAP}?)"
_HIDDEN_EMAIL = re.compile(
    rf"(?<![\w.+\-])[a-z0-9][a-z0-9._+\-]{{1,63}}{_AT}(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{0,3}}[a-z0-9][a-z0-9\-]{{0,62}}"
    rf"{_GAP}?\.{_GAP}?(?:ru|su|com|org|net)(?!\w)",
    re.IGNORECASE,
)

_AT_IN_WORDS = re.compile(r"[(\[](?:at|собака)[)\]]", re.IGNORECASE)

# Numbers that look like a phone and are none.
_REQUISITE = re.compile(
    r"(?:ИНН|КПП|ОГРН|ОГРНИП|БИК|ОКПО|ОКТМО|ОКАТО|[рлк]/с|л/сч|сч[её]т)\W{0,5}\d[\d/ ]{3,30}", re.IGNORECASE
)
# «тел. 21-3-45»: local numbers of villages, which the numbering plan alone does not know.
_LOCAL_PHONE = re.compile(
    r"(?:(?<!\w)(?:телефон\w{0,3}|тел|факс|звон\w{2,4}|т(?!\.\s?[декнпч]\.))(?:\.|\b)|[☎☏📞📱📲])"
    r"[\s\ufe0f:./№а-яё()]{0,20}\d(?:[\s()\-]{0,2}\d){4,10}",
    re.IGNORECASE,
)
_BARE_LOCAL_PHONE = re.compile(r"\d(?:[\s()\-]{0,2}\d){4,6}")
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
# What leads to a street or a house, read backwards from it: «Адрес:», a postal code, a region, a settlement.
_NAME = r"[А-ЯЁ][\w\-]{0,30}(?:\s[А-ЯЁ][\w\-]{0,30}){0,2}"
_REGION = r"(?:область|обл\.|край|район|р-н|округ|республика|поселение|сельсовет|ЕАО|РФ|Россия)"
_LABEL = r"(?i:(?:(?:наш|почтовый|юридический|фактический)\s)?(?:по\s)?адрес\w{0,3})\s?[:—–\-]?"
_LEAD = re.compile(
    rf"(?<!\w)(?:\d{{6}}|(?:[\w\-]{{1,30}}\s){{0,3}}{_REGION}"
    rf"|(?i:{_SETTLEMENT})\s?{_NAME}|{_LABEL})[\s,]{{0,5}}$"
)
_LONGEST_LEAD = 130


def phone_in(text: str) -> bool:
    """Whether a phone number valid in Russia, or a short local one after «тел.», stands in the text."""
    told = _REQUISITE.sub(" ", text[:LONGEST])
    if sum(map(str.isdigit, told)) < 5:
        return False
    return bool(_LOCAL_PHONE.search(told)) or PhoneNumberMatcher(told, "RU", Leniency.VALID, _TRIES).has_next()


def email_in(text: str) -> bool:
    """Whether an e-mail address stands in the text, also one that blanks hide from robots."""
    told = text[:LONGEST]
    return bool(_EMAIL.search(told) or _HIDDEN_EMAIL.search(told))


def emails(text: str) -> list[str]:
    """The e-mail addresses in a text, without the blanks and words that hide them from robots."""
    told = text[:LONGEST]
    found = [*_EMAIL.finditer(told), *_HIDDEN_EMAIL.finditer(told)]
    return ["".join(_AT_IN_WORDS.sub("@", each[0]).split()) for each in found]


def local_phones(text: str) -> list[str]:
    """The digits of short local numbers, written by themselves or after «тел.»."""
    told = _REQUISITE.sub(" ", text[:LONGEST])
    found = [each[0] for each in _LOCAL_PHONE.finditer(told)]
    found += [part for part in re.split(r"[,;/\n]", told) if _BARE_LOCAL_PHONE.fullmatch(part.strip())]
    digits = ("".join(filter(str.isdigit, each)) for each in found)
    return [each for each in digits if 5 <= len(each) <= 7]


def address_in(text: str) -> bool:
    """Whether a street or settlement together with a house number stands in the text."""
    told = _plain_numbers(text[:LONGEST])
    return bool(_BY_STREET.search(told) or _BY_SETTLEMENT.search(told))


def without_contacts(text: str) -> str:
    """The text with e-mails, phones and addresses cut out."""
    for contact in (_LOCAL_PHONE, _EMAIL, _HIDDEN_EMAIL, _LONG_NUMBER):
        text = contact.sub(" ", text)
    return "\n".join(map(_without_address, text.splitlines()))


def _without_address(line: str) -> str:
    plain, kept, end = _plain_numbers(line), list[str](), 0
    by_street = list(_BY_STREET.finditer(plain))
    for found in by_street or _BY_SETTLEMENT.finditer(plain):
        kept.append(_without_lead(line[end : found.start()]))
        end = found.end()
    return " ".join((*kept, line[end:]))


def _without_lead(text: str) -> str:
    while lead := _LEAD.search(text, max(0, len(text) - _LONGEST_LEAD)):
        text = text[: lead.start()]
    return text


def _plain_numbers(text: str) -> str:
    """Without phones, and without numbers that belong to a street's name («8 Марта», «2-я»); of the same length."""
    told = _LONG_NUMBER.sub(lambda found: ";" * len(found[0]), text)
    return _NAMED_BY_NUMBER.sub(lambda found: "И" * len(found[0]), told)
