"""What a Russian word may be, by a dictionary that is loaded with the first word asked about."""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer, Parse

_MOST_WORDS = 1 << 15
"""Forms kept in memory, about 8 MB: publications of thousands of pages share their words (Zipf)."""


class Sort(Flag):
    """What a form may be; a form of several readings is all of them."""

    NONE = 0
    NOUN = auto()
    ADJECTIVE = auto()
    GENITIVE = auto()
    DEVERBAL = auto()


# The ending of a noun made of a verb, before which stands what was done: осуществл-ение, проведение, вовлечение.
_DEVERBAL = re.compile(r"(?:[аяе]ни|[ыия]ти)е$|изация$")
# The same ending in any case and number.
_PERHAPS = re.compile(r"(?:(?:[аяе]ни|[ыия]ти)(?:[еяюий]|ем|ям|ями|ях)|изаци(?:[яиюй]|ей|ею|ям|ями|ях))$")
# Such nouns of everyday speech, which are no sign of officialese: names of things, places, feelings, holidays.
_EVERYDAY_WORDS = """
    варение варенье вдохновение величие внимание волнение воображение воскресение воскресенье впечатление
    выступление голосование гуляние гулянье движение дыхание желание задание занятие заявление здание знание
    значение издание имение испытание катание лечение мгновение мероприятие мнение молчание название
    направление настроение население наслаждение образование объявление объятие огорчение ожидание описание
    опоздание организация отделение отношение отопление ощущение пение переживание печение печенье питание
    плавание поздравление поколение пожелание положение помещение понимание понятие поселение послание
    посещение появление правление представление предложение преступление признание приглашение приключение
    приложение произведение происшествие путешествие развлечение растение расписание расстояние решение
    рисование рождение свидание событие собрание соединение сознание сообщение соревнование состояние
    состязание сочинение сражение старание стихотворение страдание строение терпение увлечение угощение
    удивление украшение умение упражнение участие учение учреждение чаепитие чтение чутьё явление вязание
    освещение оборудование удостоверение землетрясение наводнение течение происхождение телевидение изобретение
    звание сведение соглашение обвинение давление
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    # A quarter of a second and 38 MB, which only a text that looks suspicious is worth.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 -- see above

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=_MOST_WORDS)
def sort_of(word: str) -> Sort:
    """What a word in lower case may be, over all its readings: the dictionary ranks rare ones first at times."""
    found = Sort.NONE
    for parse in _analyzer().parse(word):
        found |= _sort(parse)
    return found


def may_be_deverbal(word: str) -> bool:
    """Whether `sort_of` might call the word deverbal; asks no dictionary."""
    return _PERHAPS.search(word) is not None


def _sort(parse: Parse) -> Sort:
    if parse.tag.POS in ("ADJF", "PRTF"):
        return Sort.ADJECTIVE | _genitive(parse)
    if parse.tag.POS != "NOUN":
        return Sort.NONE
    is_deverbal = parse.is_known and _DEVERBAL.search(parse.normal_form) and parse.normal_form not in _EVERYDAY
    return Sort.NOUN | _genitive(parse) | (Sort.DEVERBAL if is_deverbal else Sort.NONE)


def _genitive(parse: Parse) -> Sort:
    return Sort.GENITIVE if parse.tag.case in ("gent", "gen2") else Sort.NONE
