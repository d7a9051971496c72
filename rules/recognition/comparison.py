"""An announcement laid beside a publication: what guards look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rules.recognition.alignment import Fate, Pair, Run, align, runs
from rules.recognition.marks import Mark, marks_in
from rules.recognition.wording import Clause, Wording, union

# A clause says enough to lead an announcement, or to be a short shout like «Отмена!».
_LEADING_WEIGHT = 4
_SHOUT_WORDS = 4
# So much of a text's own in a row is another story in the same publication.
_STORY_CLAUSES, _STORY_WEIGHT = 3, 20
_HEAD_CLAUSES = 3


@dataclass(frozen=True)
class Comparison:
    """Both wordings and how one is laid along the other."""

    item: Wording
    text: Wording

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every clause of the item with its fate."""
        return align(self.item, self.text)

    @cached_property
    def runs(self) -> list[Run]:
        """The text's own clauses by place."""
        return runs(self.pairs, self.text)

    @cached_property
    def score(self) -> float:
        """The share of the item's words and facts that the text keeps."""
        kept = sum(
            len(pair.own.marks & pair.there.marks) for pair in self.pairs if pair.there and pair.fate.is_held
        )
        return kept / (self.item.weight or 1)

    @cached_property
    def lead(self) -> Pair:
        """What became of the clause that says what it is about."""
        return next((pair for pair in self.pairs if pair.own.weight >= _LEADING_WEIGHT), self.pairs[0])

    @cached_property
    def changed(self) -> tuple[Clause, ...]:
        """The text's clauses that say something of the item otherwise."""
        return tuple(pair.there for pair in self.pairs if pair.there and pair.fate is Fate.CHANGED)

    @cached_property
    def nearby(self) -> tuple[Clause, ...]:
        """What the text says beside the item, another story in it left out."""
        fresh = [clause for run in self.runs if not is_story(run) for clause in run.fresh]
        return (*fresh, *self.changed)

    @cached_property
    def held(self) -> tuple[Clause, ...]:
        """The text's clauses that say what the item says, perhaps with words put in."""
        return tuple(pair.there for pair in self.pairs if pair.there and pair.fate.is_held)

    @cached_property
    def head(self) -> tuple[Clause, ...]:
        """The text's own words directly before the first it keeps of the item."""
        first = next((run.fresh for run in self.runs if run.is_first), ())
        return first[-_HEAD_CLAUSES:]

    @cached_property
    def around(self) -> tuple[Clause, ...]:
        """All the text's own words that may stand for the item's."""
        return (*self.head, *self.nearby)

    def related(self, clauses: Iterable[Clause]) -> list[Clause]:
        """Those that may be about the item, not about something of the page's own."""
        return [each for each in clauses if each.stems & self.item.marks or len(each.words) <= _SHOUT_WORDS]

    def new_marks(self, clauses: Iterable[Clause]) -> frozenset[Mark]:
        """Marks of a later announcement that the item itself does not bear."""
        return marks_in(clauses) - self._own_marks

    def new_facts(self, clauses: Iterable[Clause]) -> frozenset[str]:
        """Dates, times, numbers that the item has nowhere."""
        return union(each.facts for each in clauses) - self.item.marks

    def new_names(self, clauses: Iterable[Clause]) -> frozenset[str]:
        """Places, names and titles that the item has nowhere."""
        return union(each.names for each in clauses) - self.item.marks

    @cached_property
    def _own_marks(self) -> frozenset[Mark]:
        return marks_in(self.item.clauses)


def is_story(run: Run) -> bool:
    """A run long enough to be about something else altogether."""
    return len(run.fresh) >= _STORY_CLAUSES and sum(each.weight for each in run.fresh) >= _STORY_WEIGHT
