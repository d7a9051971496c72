"""Whether two postal addresses name one house; where there is doubt the answer is UNKNOWN. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from collectors.address import Address
from domain.profile import Match

# Names as near as this may be one name with a slip or in another case.
_NEAR = 0.7
_STEM = 4
_NUMBER = re.compile(r"\d+")


def compared(one: Address, other: Address) -> Match:
    """EQUAL and DIFFERENT only where the street (without one the settlement) and the house settle it."""
    if not one.house or not other.house:
        return Match.UNKNOWN
    names = _streets(one, other) if one.street or other.street else Match.EQUAL
    settlements = _alike(one.settlement, other.settlement)
    # A settlement that only one of them names is no difference of streets.
    if names is Match.EQUAL and (settlements is not Match.UNKNOWN or _is_doubtful(one, other)):
        names = settlements
    return _and_houses(names, one, other)


def _is_doubtful(one: Address, other: Address) -> bool:
    """No street to go by, or two settlements that may be one."""
    return not (one.street or other.street) or bool(one.settlement and other.settlement)


def _streets(one: Address, other: Address) -> Match:
    if not one.street or not other.street:
        named, unnamed = (one, other) if one.street else (other, one)
        return Match.EQUAL if named.street <= unnamed.loose else Match.UNKNOWN
    streets = _alike(one.street, other.street)
    is_of_another_kind = bool(one.kind and other.kind) and one.kind != other.kind
    return Match.UNKNOWN if is_of_another_kind and streets is Match.EQUAL else streets


def _alike(one: frozenset[str], other: frozenset[str]) -> Match:
    """Names word by word in whatever order; initials and «им.» may be left out."""
    mine, theirs = (frozenset(word for word in name if len(word) > 1 and word != "им") for name in (one, other))
    if not mine or not theirs:
        return Match.UNKNOWN
    if mine <= theirs or theirs <= mine:
        return Match.EQUAL
    return Match.UNKNOWN if any(_near(word, another) for word in mine for another in theirs) else Match.DIFFERENT


def _near(word: str, other: str) -> bool:
    is_same_stem = len(word) >= _STEM and word[:_STEM] == other[:_STEM]
    return is_same_stem or SequenceMatcher(None, word, other).ratio() >= _NEAR


def _and_houses(names: Match, one: Address, other: Address) -> Match:
    """«5» and «5а» may be one house to those who live in it."""
    if names is not Match.EQUAL or one.house == other.house:
        return names
    is_same_number = _NUMBER.findall(one.house)[:1] == _NUMBER.findall(other.house)[:1]
    return Match.UNKNOWN if is_same_number else Match.DIFFERENT
