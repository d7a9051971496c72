"""Remarks on officialese: how often they are right on a labelled set, and how fast they come.

``python -m benchmarks.officialese_judged [FILE.csv …]`` prints precision and recall with every error, and, of files
with a column «text», how many texts are remarked.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pymorphy3 import MorphAnalyzer

from benchmarks.comparison import Comparison, at_least
from benchmarks.share import Share
from benchmarks.stopwatch import seconds
from rules.officialese.measure import FEWEST_WORDS, measure
from rules.officialese.morphology import sort_of
from rules.officialese.remark import points, remark

FOLDER = Path(__file__).parent / "officialese"
CHECK = "check"
OFFICIAL_IN = 7
"""One text in so many is an official one: about what a careless page publishes."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text; those of part «tune» may have been looked at while points were chosen."""

    id: str
    part: str
    text: str
    is_official: bool

    @property
    def is_remarked(self) -> bool:
        """What the program says."""
        return bool(remark(self.text))


def examples() -> list[Example]:
    """The whole set, lively texts first."""
    return [
        Example(row["id"], row["part"], row["text"], is_official)
        for name, is_official in (("lively", False), ("officialese", True))
        for row in map(json.loads, (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    ]


def precision(of: Sequence[Example]) -> Share:
    """How many of the texts remarked are official."""
    remarked = [each for each in of if each.is_remarked]
    return Share(sum(each.is_official for each in remarked), len(remarked))


def recall(of: Sequence[Example]) -> Share:
    """How many of the official texts are remarked."""
    official = [each for each in of if each.is_official]
    return Share(sum(each.is_remarked for each in official), len(official))


def remarking(*, texts: int = 2_000) -> list[Comparison]:
    """Precision and recall, then texts a second beside asking the dictionary about every word."""
    known = examples()
    told = _texts(texts)
    rival = MorphAnalyzer(lang="ru")
    sort_of("текст")
    bare = texts / seconds(lambda: [rival.parse(word) for text in told for word in text.split()])
    against = "pymorphy3 over every word"
    return [
        Comparison("precision of remarks", "share", precision(known).value, 1, "no lively text", at_least(0.95)),
        Comparison("recall of remarks", "share", recall(known).value, 1, "every official text"),
        Comparison("texts measured, nothing kept", "texts/s", texts / _cold(told), bare, against),
        Comparison("texts measured, words kept", "texts/s", texts / _words_kept(told), bare, against),
        Comparison("texts measured, texts kept", "texts/s", texts / _texts_kept(told), bare, against),
    ]


def _cold(told: Sequence[str]) -> float:
    sort_of.cache_clear()
    return _words_kept(told)


def _words_kept(told: Sequence[str]) -> float:
    measure.cache_clear()
    return _texts_kept(told)


def _texts_kept(told: Sequence[str]) -> float:
    return seconds(lambda: [remark(text) for text in told])


def _texts(count: int) -> list[str]:
    """Different texts of a usual length, put together of sentences of the set; always the same ones."""
    known, chance = examples(), random.Random(5)
    lively, official = ([each.text for each in known if each.is_official is wanted] for wanted in (False, True))
    return [
        " ".join(chance.sample(official if number % OFFICIAL_IN == 0 else lively, 3)) for number in range(count)
    ]


def report(files: Sequence[Path]) -> Iterator[str]:
    """Lines for a person: shares with their intervals, every error, and what is remarked in the files."""
    known = examples()
    for title, part in (("whole set", known), ("check half", [each for each in known if each.part == CHECK])):
        yield f"{title}: precision {precision(part)}; recall {recall(part)}"
    for each in known:
        if each.is_remarked is not each.is_official:
            error = "missed" if each.is_official else "remarked"
            yield f"{error} {each.id} ({each.part}, {points(measure(each.text))} points): {each.text}"
    for file in files:
        if file.is_file():
            yield f"{file.name}: remarked {Share(*_remarked(file))} of texts with {FEWEST_WORDS} words and more"
        else:
            yield f"{file.name}: not there, left out"


def _remarked(file: Path) -> tuple[int, int]:
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8", newline="") as rows:
        told = [row["text"] for row in csv.DictReader(rows)]
    long = [text for text in told if measure(text).words]
    return sum(bool(remark(text)) for text in long), len(long)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report([Path(each) for each in sys.argv[1:]]))
