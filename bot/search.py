"""Finding an organisation by any part of its name; case and ё/е do not matter."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from domain.organisation import Organisation
from domain.registry import name_key

_ALIKE = 0.55
_MOST_NEAR = 5


def matching(organisations: Sequence[Organisation], text: str) -> list[Organisation]:
    """The one of exactly that short name, else all with that text in either name, in the registry's order."""
    key = name_key(text)
    exact = [each for each in organisations if name_key(each.short_name) == key]
    return exact or [each for each in organisations if key in name_key(f"{each.short_name} {each.full_name}")]


def near(organisations: Sequence[Organisation], text: str) -> list[Organisation]:
    """Names that look alike, the most alike first."""
    key = name_key(text)
    alike = [(_likeness(key, each), each) for each in organisations]
    alike.sort(key=lambda pair: -pair[0])
    return [each for likeness, each in alike if likeness >= _ALIKE][:_MOST_NEAR]


def _likeness(key: str, organisation: Organisation) -> float:
    """The best of the short name as a whole and of its words."""
    name = name_key(organisation.short_name)
    return max(SequenceMatcher(None, key, part).ratio() for part in (name, *name.split()))
