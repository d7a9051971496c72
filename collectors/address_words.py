"""Words of postal addresses: which of them say what the next or the previous name is."""

from __future__ import annotations

import re
from enum import Enum, auto


class Sort(Enum):
    """What a word of an address is. NAME is any other word, STOP a comma or a line's end."""

    STREET = auto()
    SETTLEMENT = auto()
    HOUSE = auto()
    BLOCK = auto()
    ROOM = auto()
    AREA = auto()
    NUMBER = auto()
    STOP = auto()
    NAME = auto()


_STREETS = {
    "улица": "ул улица улице",
    "переулок": "пер переулок переулке",
    "проспект": "пр-кт пр-т просп проспект проспекте",
    "проезд": "пр-д проезд проезде",
    "площадь": "пл площадь площади",
    "шоссе": "ш шоссе",
    "бульвар": "б-р бул бульвар бульваре",
    "набережная": "наб набережная набережной",
    "микрорайон": "мкр мкрн мк-н микрорайон микрорайоне",
    "квартал": "кв-л квартал квартале",
}
_SORTS = {
    Sort.STREET: " ".join(_STREETS.values()),
    Sort.SETTLEMENT: "с село селе г гор город городе п пос поселок поселке пгт рп дер деревня деревне хутор",
    Sort.HOUSE: "дом доме зд здание стр строение влд",
    Sort.BLOCK: "к корп корпус",
    Sort.ROOM: "кв квартира оф офис каб кабинет пом помещение ком комната этаж эт а/я",
    # They follow the name of a region or a district, which many leave out.
    Sort.AREA: "область обл край район р-н округ республика поселение сельсовет россия рф федерация еао мо",
}
_SORT_OF = {word: sort for sort, words in _SORTS.items() for word in words.split()}
_STREET_KIND = {word: kind for kind, words in _STREETS.items() for word in words.split()}

_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_ORDINAL = re.compile(r"(?<!\d)(\d{1,3})\s?-\s?(?:я|й|ая|ый|ой|го|е)(?![а-я])")
# «5 А», «5-а», «5 «а»»; «д. 5 с. Озёрное» is none, nor is «5 к. 2».
_LETTERED = re.compile(r"(?<!\d)(\d{1,4})[\s\-«\"]{0,2}([а-вд-и])[»\"]?(?![а-я.])")
_SENTENCE_END = re.compile(r"(?<=\d)\.(?!\d)")
_TOKEN = re.compile(r"\d+[а-я]?(?:/\d+[а-я]?)?|[а-яa-z]+(?:[-/][а-яa-z]+)*|[,;()\n]")


def words_of(text: str) -> list[str]:
    """Words, numbers and stops in lower case, е for ё, without the postal code."""
    told = _SENTENCE_END.sub(", ", _POSTCODE.sub(" ", text.casefold().replace("ё", "е")))
    return _TOKEN.findall(_LETTERED.sub(r"\1\2 ", _ORDINAL.sub(r"\1я ", told)))


def street_kind(word: str) -> str:
    """«улица» for «ул»."""
    return _STREET_KIND[word]


def sort_of(word: str, following: str) -> Sort:
    """What a word is, by itself and by the next one (empty at the end): «д» is a house before a number."""
    if not word[0].isalnum():
        return Sort.STOP
    if word[0].isdigit():
        is_name = word.endswith("я") or (following[:1].isalpha() and following not in _SORT_OF)
        return Sort.NAME if is_name else Sort.NUMBER
    if word == "д":
        return Sort.HOUSE if following[:1].isdigit() else Sort.SETTLEMENT
    return _SORT_OF.get(word, Sort.NAME)
