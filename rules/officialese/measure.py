"""Measures of officialese in one text (P2.5), each with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rules.officialese.morphology import Sort, may_be_deverbal, sort_of
from rules.officialese.phrases import Found, opening, phrases_in

FEWEST_WORDS = 8
"""A shorter text is a caption."""
_MOST_READ = 6_000
_MOST_TEXTS = 4_096

_NOISE = re.compile(r"https?://\S+|[#@]\S+|\[[^\]|]*\|([^\]]*)\]")
_SENTENCES = re.compile(r"[.!?…]+(?=\s|$)|\n+")
_WORDS = re.compile(r"[а-я]+(?:-[а-я]+)*")
# What only a talker writes: he speaks to somebody, of himself, smiles, asks, exclaims.
_LIVELY = re.compile(
    r"[!?]|[\u2600-\u27bf\U0001f300-\U0001faff]|(?<![а-я])(?:мы|нас|нам|нами|ты|вы|вас|вам|я)(?![а-я])"
)
_ADDRESS = re.compile(r"^\W*уважаем\w+[^!.\n]{0,60}!")


@dataclass(frozen=True, slots=True)
class Measures:
    """Of a text: words, letters a word, words a sentence, what is stock, deverbal nouns, chains of genitives.

    `formula`: the very first words are a stock phrase. `stock` is the sum of weights, each phrase once.
    `shown` are the phrases to show: words of our own list and deverbal nouns of the dictionary, nothing else of
    the text, so that no name can be among them.
    """

    words: int
    letters: float
    sentence: float
    opening: str
    formula: bool
    stock: int
    deverbal: int
    chains: int
    lively: int
    shown: tuple[str, ...]

    @property
    def per_hundred(self) -> float:
        """Deverbal nouns per 100 words."""
        return 100 * self.deverbal / self.words if self.words else 0


CAPTION = Measures(
    words=0, letters=0, sentence=0, opening="", formula=False, stock=0, deverbal=0, chains=0, lively=0, shown=()
)


@lru_cache(maxsize=_MOST_TEXTS)
def measure(text: str) -> Measures:
    """The measures of a publication's own text."""
    told = _ADDRESS.sub("", _NOISE.sub(r" \1 ", text[:_MOST_READ]).lower().replace("ё", "е"))
    sentences = [words for part in _SENTENCES.split(told) if (words := _WORDS.findall(part))]
    tokens = list(chain.from_iterable(sentences))
    if len(tokens) < FEWEST_WORDS:
        return CAPTION
    found = list(phrases_in(tokens))
    opened = opening(tokens)
    sorts = [sort_of(token) for token in tokens] if _is_suspicious(tokens, found, opened) else []
    nouns = [token for token, sort in zip(tokens, sorts, strict=False) if Sort.DEVERBAL in sort]
    shown = dict.fromkeys(filter(None, (opened, *_stock_shown(found, tokens, sorts), *nouns)))
    return Measures(
        words=len(tokens),
        letters=sum(map(len, tokens)) / len(tokens),
        sentence=len(tokens) / len(sentences),
        opening=opened,
        formula=any(each.end - len(each.phrase.words) == 0 for each in found),
        stock=sum({each.phrase: each.phrase.weight for each in found}.values()),
        deverbal=len(nouns),
        chains=sum(1 for _ in _chains(sorts)),
        lively=len(_LIVELY.findall(told)),
        shown=tuple(shown),
    )


def _is_suspicious(tokens: Sequence[str], found: Sequence[Found], opened: str) -> bool:
    """Worth the dictionary: without such a sign no text reaches the points that `remark` asks for."""
    return bool(found or opened) or sum(may_be_deverbal(token) for token in tokens) >= 2


def _stock_shown(found: Sequence[Found], tokens: Sequence[str], sorts: Sequence[Sort]) -> list[str]:
    return [
        f"{each.said} {tokens[each.end]}"
        if each.phrase.leads and each.end < len(tokens) and Sort.DEVERBAL in sorts[each.end]
        else each.said
        for each in sorted(found, key=lambda each: -each.phrase.weight)
    ]


def _chains(sorts: Sequence[Sort]) -> Iterator[int]:
    """Lengths of runs of three genitive nouns and more, adjectives between them allowed."""
    length = 0
    for sort in (*sorts, Sort.NONE):
        if Sort.GENITIVE in sort and Sort.NOUN in sort:
            length += 1
        elif not (Sort.GENITIVE in sort and Sort.ADJECTIVE in sort):
            if length >= 3:
                yield length
            length = 0
