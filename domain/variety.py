"""Which kinds of material publications are made of, and how many of each (P2.3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from domain.content import Content, Format
from domain.post import Counting, Post, PostKind

_MOST_READ = 4_000
"""How many characters of a text are looked through: an announcement names what it is at its beginning."""


class Occasion(StrEnum):
    """Kinds of P2.3 that no network marks: the words of a text tell them; the value is what is shown."""

    CONTEST = "конкурс"
    CAMPAIGN = "акция"


Kind = Format | Occasion
Histogram = Mapping[Kind, int]
"""How many publications are of a kind; the commonest first, kinds nobody used left out."""

_ORDER: tuple[Kind, ...] = (*Format, *Occasion)


def histogram(posts: Iterable[Post]) -> Histogram:
    """How many of the page's own publications are of each kind; one publication may be of several.

    Publications without known content are left out.
    """
    counts = Counter(kind for post in posts if post.content for kind in kinds_of(post.content))
    return {kind: counts[kind] for kind in sorted(counts, key=lambda kind: (-counts[kind], _ORDER.index(kind)))}


def histogram_title(counts: Histogram) -> str:
    """«фото 6, видео 1»; empty for nothing."""
    return ", ".join(f"{kind_title(kind)} {count}" for kind, count in counts.items())


def kind_title(kind: Kind) -> str:
    """Russian, lower-case."""
    return kind.label if isinstance(kind, Format) else kind.value


def is_own(post: Post) -> bool:
    """The page's own publication: what it passes on says nothing about the variety of what it makes."""
    return post.kind.counting is not Counting.EXCLUDED and post.kind is not PostKind.REPOST


def kinds_of(content: Content) -> frozenset[Kind]:
    """Kinds of one publication; its text is a kind only when nothing is attached and no word tells another."""
    found: set[Kind] = {kind for kind in content.formats if kind is not Format.TEXT}
    text = content.text[:_MOST_READ].lower()
    # Most texts hold none of the words, and looking for letters is ten times as fast as looking for words.
    if any(stem in text for stem in _STEMS):
        found.update(kind for kind, words in _TOLD if words.search(text))
    if not found and (Format.TEXT in content.formats or content.text.strip()):
        found.add(Format.TEXT)
    return frozenset(found)


# Endings of every case and number; so few words need no dictionary.
_HARD = "|а|у|ом|е|ы|ов|ам|ами|ах"
_HISSING = "|а|у|ем|е|и|ей|ам|ами|ах"
_ON_A = "а|ы|у|ой|ою|е||ам|ами|ах"
_ON_YA = "я|и|ю|ей|ею|й|ям|ями|ях"
_ON_YE = "е|я|ю|ем|и|й|ям|ями|ях"


def _forms(endings: str, *stems: str) -> str:
    return rf"(?:{'|'.join(stems)})(?:{endings})"


_CONTEST = "|".join((_forms(_HARD, "конкурс", "квиз"), _forms(_HISSING, "розыгрыш"), _forms(_ON_A, "викторин")))
_CAMPAIGN = "|".join((_forms(_ON_YA, "акци"), _forms(_HARD, "флешмоб", "флэшмоб"), _forms(_HISSING, "челлендж")))
_POLL = "|".join(
    (_forms(_HARD, "опрос"), _forms(_ON_YE, "голосовани", "голосовань", "анкетировани"), "(?:про)?голосуй(?:те)?")
)
_STRAIGHT = r"прям(?:ой|ого|ому|ым|ом|ая|ую|ые|ых|ыми)"
_LIVE = "|".join(
    (
        rf"{_STRAIGHT}\s+{_forms(_HARD, 'эфир')}",
        rf"(?:{_STRAIGHT}\s+|онлайн-){_forms(_ON_YA, 'трансляци')}",
        _forms(_HARD, "стрим"),
    )
)
_STEMS = (
    *("конкурс", "квиз", "розыгрыш", "викторин", "акци", "флешмоб", "флэшмоб", "челлендж"),
    *("опрос", "голос", "анкетир", "прям", "трансляци", "стрим"),
)
# Whoever fills a post announces a contest too, and means another thing.
_OF_A_POST = r"\s+на\s+(?:замещение|должность)"

_TOLD: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![а-яё])(?:{words})(?![а-яё])(?!{_OF_A_POST})"))
    for kind, words in (
        (Format.LIVE, _LIVE),
        (Format.POLL, _POLL),
        (Occasion.CONTEST, _CONTEST),
        (Occasion.CAMPAIGN, _CAMPAIGN),
    )
)
