"""Russian words as they are compared: without endings, and which of them carry no meaning of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OF_NOUNS = (
    "а я о е и ы у ю ь й ой ей ий ый ая яя ое ее ие ые ую юю ом ем ам ям ах ях ов ев ами ями его ого ему ому ими "
    "ыми их ых им ым ию ия ии ией иям иях иями ьи ье ья ью ьев ен на но ны ена ено ены ан ана ано аны"
)
_OF_VERBS = "ет ит ют ут ят ат ете ите ешь ишь ить ать ять еть уть ти ть ает яет ают яют ует уют айте яйте йте уйте"
# Those of the past tense stay: «Мокдола» must not lose what «Мокдол» keeps.
_ENDINGS = tuple(sorted(f"{_OF_NOUNS} {_OF_VERBS}".split(), key=len, reverse=True))
_LEAST_STEM = 3
_REFLEXIVE = re.compile(r"(?<=..)(?:ся|сь)$")
_PAST = re.compile(r"(?:[аеиоуыяё]л[аои]?|[бвгзкпрсхш](?:ла|ло|ли)|ш[её]л|ш(?:ла|ло|ли))(?:сь|ся)?$")
_VERB = re.compile(r"(?:[аеиоуыя]ть|[аиуыяе]т|[ую]т|[еи]м|[еи]шь|[еи]те|[аеиоуыя]л[аои]?)(?:ся|сь)?$")

# They join words or name what every announcement has; an abbreviation means what its full word means.
_SAID_ANYWHERE = """
а без более больше бы быть в вам вас ваш весь вместе во вот все всего всем всех вы где да для до его ее если
есть еще же за здесь и из или им их к как какой ко когда который ли либо лишь между меня мне многие можно мой мы
на над нам нас наш не нет ни но ну о об обо один он она они от очень по под при про просто с сам свой себя со
среди так такой там те тем то того тоже той только тот ту тут ты у уж уже хотя чего чей чем что чтобы эта эти
это этого этой этом этот этих я будет будут был была были было является будем также которая которое которые
которых которым которой нужно надо пожалуйста г гор город города д дом дома ул улица улицы улице улицам село
села селе обл п пос поселок тел телефон телефону телефона руб рубля рублей рубль час часа часов ч год года году
кв каб кабинет наша наше наши нашей нашего нашем наших ваша ваше ваши вашей вашего дорогие уважаемые
"""
_EMPTY = frozenset(_SAID_ANYWHERE.split())
_DENIALS = frozenset(("не", "нет", "нельзя", "ни"))


def stem(word: str) -> str:
    """The word (lower case, е for ё) without its ending, at least three letters long: «прививку» → «прививк»."""
    bare = _REFLEXIVE.sub("", word)
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _LEAST_STEM:
            return bare[: -len(ending)]
    return bare


def is_empty(word: str) -> bool:
    """It says nothing of which announcement this is."""
    return word in _EMPTY


def denials(words: Iterable[str]) -> int:
    """How many of the words deny something."""
    return sum(word in _DENIALS for word in words)


def is_verb(word: str) -> bool:
    """It looks like a verb in a personal form or the infinitive; some nouns do too."""
    return len(word) > 3 and _VERB.search(word) is not None


def is_past(word: str) -> bool:
    """It looks like a verb in the past tense; some nouns do too, so compare with the word it replaces."""
    return len(word) > 3 and _PAST.search(word) is not None
