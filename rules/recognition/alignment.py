"""Which clauses of an item a text keeps, which it says otherwise, and which clauses are the text's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz import fuzz

from rules.recognition.wording import Clause, Wording
from rules.recognition.words import denials, is_past, stem


class Fate(IntEnum):
    """What became of a clause of the item, the best first."""

    KEPT = 0
    CUT = 1
    CHANGED = 2
    GONE = 3

    @property
    def is_held(self) -> bool:
        """The text has it, whole or in part, and nothing else in its place."""
        return self <= Fate.CUT


class Change(StrEnum):
    """What stands in the place of something else; the value is Russian, for people."""

    FACT = "другая дата, время или число"
    NAME = "другое место или название"
    TENSE = "сказано как о прошедшем"
    DENIAL = "сказано обратное"
    WORDS = "сказано другими словами"


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the item and what the text has for it; `there` is None when it is gone.

    `place` is where that stands among the text's clauses, -1 for nowhere; `alien` is what it has and the item has
    nowhere.
    """

    own: Clause
    fate: Fate
    there: Clause | None = None
    place: int = -1
    changes: frozenset[Change] = frozenset()
    alien: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Clauses of the text in a row that stand for none of the item's, and the item's clauses gone at that place.

    `is_first`: nothing of the item stands before it; `is_last`: nothing after it.
    """

    fresh: tuple[Clause, ...]
    gone: tuple[Clause, ...]
    is_first: bool
    is_last: bool


# Shares of a clause's words and facts.
_KEPT = 0.9
_CUT = 0.45
_LIKE, _LIKE_BUT_FACTS = 0.5, 0.33
# How like two words are (of 100) that differ by a slip of the pen.
_SLIP = 88


def align(item: Wording, text: Wording) -> tuple[Pair, ...]:
    """Lay the text along the item, clause by clause."""
    pairs = [_best(clause, text.clauses, item) for clause in item.clauses]
    held = {pair.place for pair in pairs if pair.fate.is_held}
    return tuple(pair if pair.fate.is_held or pair.place not in held else _gone(pair.own) for pair in pairs)


def runs(pairs: Sequence[Pair], text: Wording) -> list[Run]:
    """The text's own clauses by place, in order."""
    held = {pair.place: place for place, pair in enumerate(pairs) if pair.fate.is_held}
    changed = {pair.place for pair in pairs if pair.fate is Fate.CHANGED}
    found: list[Run] = []
    fresh: list[Clause] = []
    before = -1
    for place in range(len(text.clauses) + 1):
        if place < len(text.clauses) and place not in held:
            fresh += [text.clauses[place]] if place not in changed else []
            continue
        after = held.get(place, len(pairs))
        gone = tuple(pair.own for pair in pairs[before + 1 : after] if not pair.fate.is_held)
        if fresh:
            found.append(Run(tuple(fresh), gone, before < 0, place == len(text.clauses)))
        fresh, before = [], after
    return found


def _gone(own: Clause) -> Pair:
    return Pair(own, Fate.GONE)


def _best(own: Clause, others: Sequence[Clause], item: Wording) -> Pair:
    found = [
        (pair, len(own.marks & other.marks) / other.weight)
        for place, other in enumerate(others)
        if own.marks & other.marks and (pair := _compare(own, place, other, item)).fate is not Fate.GONE
    ]
    return min(found, key=lambda each: (each[0].fate, -each[1]), default=(_gone(own), 0))[0]


def _compare(own: Clause, place: int, other: Clause, item: Wording) -> Pair:
    shared = len(own.marks & other.marks)
    of_own, of_other = shared / own.weight, shared / other.weight
    if max(of_own, of_other) < _LIKE_BUT_FACTS:
        return _gone(own)
    alien = _alien(own, other, item)
    changes = _changes(own, other, alien)
    if of_own >= _KEPT and not changes:
        return Pair(own, Fate.KEPT, other, place)
    if of_own >= _CUT and not alien and not changes:
        return Pair(own, Fate.CUT, other, place)
    if min(of_own, of_other) >= (_LIKE_BUT_FACTS if Change.FACT in changes else _LIKE):
        return Pair(own, Fate.CHANGED, other, place, changes, alien)
    return _gone(own)


def _alien(own: Clause, other: Clause, item: Wording) -> frozenset[str]:
    """What only the text's clause has; slips of the pen and words run together are left out."""
    lost, joined = own.stems - other.stems, "".join(own.words)
    return frozenset(
        each
        for each in other.marks - item.marks
        if not (_is_slip(each, lost) or (len(each) > 6 and each in joined))
    )


def _is_slip(word: str, lost: Iterable[str]) -> bool:
    return len(word) > 4 and any(fuzz.ratio(word, each) >= _SLIP for each in lost)


def _changes(own: Clause, other: Clause, alien: frozenset[str]) -> frozenset[Change]:
    is_instead = bool(own.marks - other.marks)
    found = {
        Change.FACT: alien & other.facts,
        Change.NAME: alien & other.names if is_instead else None,
        Change.WORDS: alien - other.facts if is_instead else None,
        Change.TENSE: _told_as_over(own, other),
        Change.DENIAL: denials(other.words) != denials(own.words),
    }
    return frozenset(change for change, sign in found.items() if sign)


def _told_as_over(own: Clause, other: Clause) -> frozenset[str]:
    """Beginnings of words that stand in the past tense only in the text: «работает» → «работала»."""
    return (_begun(other, past=True) - _begun(other, past=False)) & (
        _begun(own, past=False) - _begun(own, past=True)
    )


def _begun(clause: Clause, *, past: bool) -> frozenset[str]:
    return frozenset(stem(word)[:4] for word in clause.words if len(word) > 3 and is_past(word) is past)
