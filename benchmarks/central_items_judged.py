"""Recognising materials of «Госпаблики»: how often it is right on a labelled set, and how fast it is.

``python -m benchmarks.central_items_judged`` prints precision and recall by half, form and kind, with every error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypedDict

from rapidfuzz.fuzz import token_set_ratio
from sqlite_utils import Database

from app.recognising import recognise_items
from benchmarks import registry_world as world
from benchmarks.comparison import Comparison, at_least, at_most
from benchmarks.share import Share
from benchmarks.stopwatch import fastest, seconds
from domain.content import Content
from domain.finding import DueSource
from domain.post import Post
from domain.reading import Fetched
from rules.recognition import recognise
from rules.recognition.wording import wording_of
from storage import central, readings, registry
from storage.store import transaction

FOLDER = Path(__file__).parent / "central_items"
RIVAL = "token_set_ratio, best threshold"
AIM_PRECISION, AIM_RECALL = 0.99, 0.95
ROUNDS = 3
OPEN_ITEMS, NEW_POSTS = 50, 2
ORGANISATIONS = 5_000
"""With two pages each; all of them are looked through within the hour."""


class _Text(TypedDict):
    text: str
    links: list[str]


class _ItemRow(_Text):
    id: str
    title: str


class _PostRow(_Text):
    id: str
    form: str
    items: list[str]


class _NearRow(TypedDict):
    item: str
    kind: str
    post: _Text


@dataclass(frozen=True, slots=True)
class Item:
    """A material of the set; the odd ones were looked at while guards were written, the even ones were not."""

    id: str
    text: str
    links: tuple[str, ...]

    @property
    def half(self) -> str:
        return "odd" if int(self.id[1:]) % 2 else "even"


@dataclass(frozen=True, slots=True)
class Case:
    """A material and a publication; `kind` is the post's form, or what makes it a near miss."""

    item: Item
    name: str
    kind: str
    content: Content
    is_placed: bool
    is_near: bool = False


Judge = Callable[[Case], bool]


def cases(one_in: int = 1) -> list[Case]:
    """Every item (or one in so many) with every post, and its near misses."""
    items = {row["id"]: Item(row["id"], row["text"], tuple(row["links"])) for row in _item_rows()[::one_in]}
    posts = [
        Case(item, row["id"], row["form"], _content(row), item.id in row["items"])
        for row in _post_rows()
        for item in items.values()
    ]
    near = [
        Case(items[row["item"]], f"line {line}", row["kind"], _content(row["post"]), is_placed=False, is_near=True)
        for line, row in enumerate(_near_rows(), 1)
        if row["item"] in items
    ]
    return posts + near


def ours(case: Case) -> bool:
    """What the program says."""
    return recognise(case.item.text, case.item.links, case.content).is_same


def judging(*, rounds: int = ROUNDS, one_in: int = 1) -> list[Comparison]:
    """Precision and recall against the aim and against the rival, then speed."""
    every = cases(one_in)
    placed = {id(case): ours(case) for case in every}
    rival = _rival(every)
    return [
        *_shares("all", every, placed, rival, has_aim=True),
        *_shares("odd items", [case for case in every if case.item.half == "odd"], placed, rival),
        *_shares("even items", [case for case in every if case.item.half == "even"], placed, rival),
        _speed(every[:: len(every) // 2_000 or 1], rounds),
        _an_hour(),
    ]


def _shares(
    name: str, of: Sequence[Case], placed: dict[int, bool], rival: dict[int, bool], *, has_aim: bool = False
) -> list[Comparison]:
    precise, complete = precision(of, placed), recall(of, placed)
    aims = (
        [
            Comparison(
                f"precision, {name}: {precise}", "share", precise.value, AIM_PRECISION, "the aim", at_least(1)
            ),
            Comparison(f"recall, {name}: {complete}", "share", complete.value, AIM_RECALL, "the aim", at_least(1)),
        ]
        if has_aim
        else []
    )
    return [
        *aims,
        Comparison(f"precision, {name}: {precise}", "share", precise.value, precision(of, rival).value, RIVAL),
        Comparison(f"recall, {name}: {complete}", "share", complete.value, recall(of, rival).value, RIVAL),
    ]


def precision(of: Sequence[Case], placed: dict[int, bool]) -> Share:
    """How many of those taken for placements are."""
    taken = [case for case in of if placed[id(case)]]
    return Share(sum(case.is_placed for case in taken), len(taken))


def recall(of: Sequence[Case], placed: dict[int, bool]) -> Share:
    """How many placements are taken for such."""
    meant = [case for case in of if case.is_placed]
    return Share(sum(placed[id(case)] for case in meant), len(meant))


def _rival(of: Sequence[Case]) -> dict[int, bool]:
    """The bare ratio, with the threshold (of 100) at which it does best on this very set."""
    scores = {id(case): token_set_ratio(case.item.text, case.content.text) for case in of}
    meant = {id(case) for case in of if case.is_placed}

    def quality(least: int) -> float:
        taken = {key for key, score in scores.items() if score >= least}
        return 2 * len(taken & meant) / (len(taken) + len(meant))

    best = max(range(50, 101), key=quality)
    return {key: score >= best for key, score in scores.items()}


def _speed(of: Sequence[Case], rounds: int) -> Comparison:
    own, bare = fastest(
        rounds,
        lambda: [ours(case) for case in of],
        lambda: [token_set_ratio(case.item.text, case.content.text) for case in of],
    )
    return Comparison("texts compared", "pairs/s", len(of) / own, len(of) / bare, "token_set_ratio alone")


def _an_hour() -> Comparison:
    """Looking through two new posts on each of two pages for fifty open items, all of it stored."""
    budget = 3_600 / ORGANISATIONS
    took = _look()
    what = f"{OPEN_ITEMS} items x {2 * NEW_POSTS} new posts of an organisation"
    against = f"an hour's share of {ORGANISATIONS:,}"
    return Comparison(what, "ms", took * 1000, budget * 1000, against, at_most(0.1))


def _look() -> float:
    texts = [row["text"] for row in _post_rows()]
    later = world.NOW + world.HOUR
    with world.database() as db:
        world.found(db, 1)
        with transaction(db):
            _note_items(db)
            _publish(db, texts[20:40])
            [organisation] = registry.organisations(db)
            recognise_items(db, organisation, world.NOW)
        wording_of.cache_clear()
        with transaction(db):
            _publish(db, texts[: 2 * NEW_POSTS], new=True)
            return seconds(lambda: recognise_items(db, organisation, later))


def _note_items(db: Database) -> None:
    for row in _item_rows()[:OPEN_ITEMS]:
        central.add(
            db,
            number=row["id"],
            title=row["title"],
            text=row["text"],
            links=row["links"],
            received_at=world.NOW - timedelta(days=5),
            due_at=world.NOW,
            due_source=DueSource.SETTING,
            addressed=(),
            now=world.NOW,
        )


def _publish(db: Database, texts: Sequence[str], *, new: bool = False) -> None:
    """The texts as posts of either page, half of them each."""
    at = world.NOW + world.HOUR if new else world.NOW
    for place, page in enumerate(registry.pages(db)):
        own = texts[place::2]
        posts = [
            Post(f"{at:%H}{n}", at - world.HOUR / (n + 2), content=Content(text)) for n, text in enumerate(own)
        ]
        read = world.reading(page, at, posts=1)
        readings.save(db, replace(read, posts=Fetched(tuple(posts), at, at - world.HOUR)), at)


def _content(row: _Text) -> Content:
    return Content(row["text"], links=tuple(row["links"]))


def _item_rows() -> list[_ItemRow]:
    return list(map(json.loads, _lines("items")))


def _post_rows() -> list[_PostRow]:
    return list(map(json.loads, _lines("posts")))


def _near_rows() -> list[_NearRow]:
    return list(map(json.loads, _lines("near_misses")))


def _lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def _report() -> Iterator[str]:
    every = cases()
    placed = {id(case): ours(case) for case in every}
    for half in ("odd", "even"):
        own = [case for case in every if case.item.half == half]
        yield f"{half} items: precision {precision(own, placed)}, recall {recall(own, placed)}"
    yield f"all items: precision {precision(every, placed)}, recall {recall(every, placed)}"
    for form in sorted({case.kind for case in every if case.is_placed}):
        yield f"  placed as {form}: {recall([case for case in every if case.kind == form], placed)}"
    for kind in sorted({case.kind for case in every if case.is_near}):
        near = [case for case in every if case.is_near and case.kind == kind]
        yield f"  refused, {kind}: {Share(sum(not placed[id(case)] for case in near), len(near))}"
    strangers = [case for case in every if not case.is_placed and not case.is_near]
    yield f"  refused, other posts: {Share(sum(not placed[id(case)] for case in strangers), len(strangers))}"
    for case in every:
        if placed[id(case)] is not case.is_placed:
            yield _error(case)


def _error(case: Case) -> str:
    found = recognise(case.item.text, case.item.links, case.content)
    word = "missed" if case.is_placed else "TAKEN"
    return f"{word} {case.item.id} {case.name} ({case.kind}): {found.alike}, {found.score:.2f}, {found.why}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in _report())
