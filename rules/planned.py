"""Whether a publication is the one that was planned: by the words of its title, or by its text."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio, token_set_ratio

# Out of 100; words of one root in different cases («концерт», «концерта») stay above, other words below.
_SAME_WORD = 75
_SAME_TEXT = 85
_ENOUGH_OF_TITLE = 0.7
_SHORT = 3
_WORD = re.compile(r"[a-zа-я0-9]+")


def is_planned(title: str, text: str, published: str) -> bool:
    """The published text tells of what the title names, or is the planned text; endings and ё do not matter."""
    told = _words(published)
    if not told:
        return False
    if text and token_set_ratio(" ".join(_words(text)), " ".join(told)) >= _SAME_TEXT:
        return True
    named = [word for word in _words(title) if len(word) > _SHORT or word.isdigit()] or _words(title)
    found = sum(_is_told(word, told) for word in named)
    return bool(named) and found >= _ENOUGH_OF_TITLE * len(named)


def _is_told(word: str, told: list[str]) -> bool:
    """A number must be the same, a word may stand in another case."""
    if word.isdigit():
        return word in told
    return any(word[:3] == each[:3] and ratio(word, each) >= _SAME_WORD for each in told)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("ё", "е"))
