"""A decree's text as its check reads it: paragraphs, where clauses begin, and the passage nearest to a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment, token_set_ratio
from rapidfuzz.process import extractOne

from app.decree import TEXT
from domain.norm import Clause, Decree

_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.\s+\S")
# Out of 100, found by trial on the shipped decrees: a slip of the pen leaves 80 and more.
LIKE_ENOUGH = 60
SAME_WORDS = 80
_MARK = re.compile(r"^(?:\d+(?:\.\d+)*\.|[·•–—-])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the text and the number of their line, from 1."""

    line: int
    words: str


class DecreeText:
    """The decree's paragraphs (white space folded) and which clause or heading begins in which."""

    def __init__(self, decree: Decree) -> None:
        self.units = (*decree.clauses, *decree.headings)
        self._lines = [" ".join(line.split()) for line in decree.text.splitlines()]
        self._parents = {unit.id: unit.parent for unit in self.units}
        self._begun = {unit.id: self._beginnings(unit) for unit in self.units}

    def holds(self, quote: str) -> bool:
        """The quote stands somewhere in the text."""
        return fold(quote) in fold(" ".join(self._lines))

    def nearest(self, quote: str) -> Passage | None:
        """The words most like the quote, to whole words; None when nothing in the text is like it."""
        sought = _alike(quote)
        found = [
            (alignment.score, -number, alignment)
            for number, line in enumerate(self._lines, start=1)
            if (alignment := partial_ratio_alignment(sought, _alike(line), score_cutoff=LIKE_ENOUGH))
        ]
        if not found:
            return self._of_same_words(sought)
        _, place, best = max(found, key=lambda each: each[:2])
        return Passage(-place, _whole_words(self._lines[-place - 1], best.dest_start, best.dest_end))

    def holds_in(self, unit_id: str, quote: str) -> bool:
        """The quote stands in that clause, or in the words that open the list it belongs to."""
        parent = self._parents.get(unit_id)
        return any(fold(quote) in self._passage(unit) for unit in (unit_id, parent) if unit in self._begun)

    def _of_same_words(self, sought: str) -> Passage | None:
        """The paragraph that holds the same words in another order."""
        lines = [_alike(line) for line in self._lines]
        found = extractOne(sought, lines, scorer=token_set_ratio, score_cutoff=SAME_WORDS)
        return Passage(found[2] + 1, self._lines[found[2]]) if found else None

    def times(self, unit: Clause) -> int:
        """How many paragraphs begin with the clause's first words."""
        return len(self._begun[unit.id])

    def orphans(self) -> list[str]:
        """Numbered paragraphs that no clause and no heading begins with."""
        known = {line for begun in self._begun.values() for line in begun}
        return [
            f"{TEXT}, строка {number + 1}: абзац «{shorten(line)}» не отнесён ни к одному пункту"
            for number, line in enumerate(self._lines)
            if _NUMBERED.match(line) and number not in known
        ]

    def _beginnings(self, unit: Clause) -> list[int]:
        opens = fold(unit.opens)
        return [
            number for number, line in enumerate(self._lines) if opens and _MARK.sub("", line).startswith(opens)
        ]

    def _passage(self, unit_id: str) -> str:
        borders = sorted({line for begun in self._begun.values() for line in begun})
        starts = self._begun[unit_id]
        ends = [next((border for border in borders if border > start), None) for start in starts]
        return fold(" ".join(" ".join(self._lines[s:e]) for s, e in zip(starts, ends, strict=True)))


def _whole_words(line: str, start: int, end: int) -> str:
    """The stretch of the line widened to where its first and last words begin and end."""
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return line[start:end].strip()


def _alike(text: str) -> str:
    """What passages are compared by, letter for letter as long as the text."""
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in fold(text)).replace("ё", "е")


def fold(text: str) -> str:
    """White space as single spaces."""
    return " ".join(text.split())


def shorten(line: str, length: int = 60) -> str:
    """The line, or its beginning with an ellipsis."""
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
