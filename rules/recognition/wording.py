"""A text as it is compared: clauses with their words, names and facts, without decoration and addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from rules.recognition.facts import facts_of, is_day
from rules.recognition.links import links_in
from rules.recognition.words import is_empty, stem

# «[club1|Клуб]» is how VK writes a mention (dev.vk.com, "Упоминания").
_MENTION = re.compile(r"\[[\w./:-]+\|([^\]]+)\]")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_HASHTAG = r"#[\w@]+"
_TAG_LINE = re.compile(rf"^[^\w#]*{_HASHTAG}(?:[^\w#]*{_HASHTAG})*[^\w#]*$", re.MULTILINE)
_TAG_TAIL = re.compile(
    rf"(?:(?<=[.!?…)»])\s*{_HASHTAG}|\s{_HASHTAG}[\s,]+{_HASHTAG})(?:[\s,]*{_HASHTAG})*[^\w#]*$", re.MULTILINE
)
_SHORTENED = re.compile(r"\b(ул|г|с|д|пос|обл|тел|руб|им|кв|каб|стр|пр|т|р)\.", re.IGNORECASE)
_END = re.compile(r"[.!?…;:]+(?=[\s»\")]|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{2,60})[»\"”]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or a part of one. `words` are lower case with е for ё, in order.

    `names` are stems of what stands for somebody or some place: capitalised within the clause, or quoted.
    """

    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    facts: frozenset[str]

    @property
    def marks(self) -> frozenset[str]:
        """All that may be told from another announcement's."""
        return self.stems | self.facts

    @property
    def weight(self) -> int:
        """How much it says."""
        return len(self.stems) + len(self.facts)


@dataclass(frozen=True)
class Wording:
    """A whole text. `links` are those written in it, normal."""

    clauses: tuple[Clause, ...]
    links: frozenset[str]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Of all clauses; a day tells its month too."""
        found = union(clause.marks for clause in self.clauses)
        return found | frozenset(f"м{each.partition('.')[2]}" for each in found if is_day(each))

    @cached_property
    def weight(self) -> int:
        """Of all clauses."""
        return sum(clause.weight for clause in self.clauses)


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All that is in any of the sets."""
    return frozenset(chain.from_iterable(sets))


@lru_cache(maxsize=512)
def wording_of(text: str) -> Wording:
    """Read a text. Clauses that say nothing are left out."""
    links, bare = links_in(_undecorated(text))
    clauses = [_clause(part) for part in _END.split(_SHORTENED.sub(r"\1", bare))]
    return Wording(tuple(clause for clause in clauses if clause.words or clause.facts), links)


def _undecorated(text: str) -> str:
    """Without emoji, mentions' brackets and the line of hashtags; a hashtag within a sentence is its word."""
    plain = _KEYCAP.sub(" ", _MENTION.sub(r"\1", unicodedata.normalize("NFC", text)))
    plain = _TAG_TAIL.sub("", _TAG_LINE.sub("", plain))
    return "".join(_plain_sign(sign) for sign in plain).replace("ё", "е").replace("Ё", "Е")


def _plain_sign(sign: str) -> str:
    if sign == "#" or unicodedata.category(sign) in ("So", "Sk", "Cf", "Mn", "Me", "Cs", "Co"):
        return " "
    return sign


def _clause(part: str) -> Clause:
    facts, rest = facts_of(part)
    found = [match[0] for match in _WORD.finditer(rest)]
    words = tuple(word.lower() for word in found)
    quoted = {word.lower() for name in _QUOTED.findall(rest) for word in _WORD.findall(name)}
    capital = {low for word, low in zip(found[1:], words[1:], strict=True) if word[0].isupper()}
    return Clause(" ".join(words), words, _stems(words), _stems((*quoted, *capital)), facts)


def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if len(word) > 1 and not is_empty(word))
