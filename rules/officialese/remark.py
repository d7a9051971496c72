"""When a publication reads like a press release (P2.5), and the phrases that are shown for it."""

from __future__ import annotations

from rules.officialese.measure import Measures, measure

# Points were chosen on the half of benchmarks/officialese marked «tune» and proven on the other one.
ENOUGH = 5
_LONGEST_SHOWN = 60
_MOST_STOCK, _OPENING, _MOST_CHAINS, _MOST_LIVELY = 5, 3, 1, 3


def remark(text: str) -> tuple[str, ...]:
    """Phrases by which one sees that the text reads like a press release, the most telling first.

    Empty for an ordinary text. Each has at most 60 characters and holds no word but those of our own list and
    deverbal nouns of the dictionary.
    """
    found = measure(text)
    if points(found) < ENOUGH:
        return ()
    return tuple(phrase for phrase in found.shown if len(phrase) <= _LONGEST_SHOWN)


def points(found: Measures) -> int:
    """How much speaks for officialese, less what only a talker writes; 0 and more."""
    if not found.shown:
        return 0
    told = (
        min(found.stock, _MOST_STOCK)
        + (_OPENING if found.opening else found.formula)
        + _nouns(found)
        + min(found.chains, _MOST_CHAINS)
        + _length(found)
    )
    return max(0, told - min(found.lively // 2, _MOST_LIVELY))


def _nouns(found: Measures) -> int:
    """What is done is named instead of said: «осуществление проверки» for «проверили»."""
    return (found.deverbal >= 2 and found.per_hundred >= 8) + (found.deverbal >= 3 and found.per_hundred >= 14)


def _length(found: Measures) -> int:
    """Long words and long sentences; in talk a word has five or six letters and a sentence less than ten words."""
    return (found.letters >= 7.2) + (found.letters >= 8) + (found.sentence >= 15)
