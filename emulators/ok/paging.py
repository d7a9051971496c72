"""Pages by anchor: the anchor holds the place of the last item shown, and is opaque to the client."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from emulators.ok.call import Call
from emulators.ok.errors import bad_parameter
from emulators.ok.topic import JsonObject

Item = TypeVar("Item")
Place = tuple[int, int, int]

DIRECTIONS = ("FORWARD", "BACKWARD")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A piece of a list. `asked` is the anchor it was asked with ("" for the first page)."""

    items: list[Item]
    asked: str
    anchor: str
    has_more: bool


def anchor_of(place: Place) -> str:
    """A place as the client carries it."""
    return urlsafe_b64encode(":".join(map(str, place)).encode()).decode()


def place_of(anchor: str) -> Place:
    """The place an anchor holds; OkError 100 when it is none of ours."""
    try:
        first, second, third = map(int, urlsafe_b64decode(anchor).decode().split(":"))
    except ValueError:  # bad base64, bad text, bad number and a wrong count are all kinds of it
        raise bad_parameter("Invalid parameter anchor") from None
    return first, second, third


def backward(call: Call) -> bool:
    """Whether the list is read towards its beginning. AROUND is not emulated: OkError 100."""
    direction = call.text("direction", DIRECTIONS[0]).upper()
    if direction not in DIRECTIONS:
        raise bad_parameter("Invalid parameter direction")
    return direction == DIRECTIONS[1]


def turn(
    items: Iterable[Item], place: Callable[[Item], Place], asked: str, count: int, *, back: bool
) -> Page[Item]:
    """The next `count` items past the anchor. What came or went in between moves no other item."""
    ordered = sorted(items, key=place, reverse=back)
    if asked:
        start = place_of(asked)
        ordered = [each for each in ordered if (place(each) < start if back else place(each) > start)]
    shown = ordered[:count]
    anchor = anchor_of(place(shown[-1])) if shown else asked
    return Page(shown, asked, anchor, len(ordered) > count)


def final_anchor(call: Call, page: Page[Item]) -> str:
    """The anchor of the answer; "" when it has none."""
    if page.has_more or call.habits.last_anchor == "given":
        return page.anchor
    return "" if call.habits.last_anchor == "absent" else page.asked or page.anchor


def answer(
    call: Call, name: str, beans: Sequence[JsonObject], page: Page[Item], *, has_more: bool
) -> JsonObject | None:
    """``{name: [...], "anchor": str, "has_more": bool}``, or what the habits make of it; None is null."""
    if not beans and call.habits.end_of_list == "null":
        return None
    told: JsonObject = {}
    if beans or call.habits.end_of_list == "empty":
        told[name] = list(beans)
    if anchor := final_anchor(call, page):
        told["anchor"] = anchor
    if has_more:
        told["has_more"] = page.has_more
    return told
