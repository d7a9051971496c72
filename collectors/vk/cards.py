"""VK's answers about names and communities as values. Pure; raises only Unintelligible."""

from __future__ import annotations

from dataclasses import dataclass

from collectors.errors import Unintelligible
from collectors.vk.fields import Json, is_list, mapping, optional, required, sequence, text, whole
from domain.page import Openness, Resolution

COMMUNITIES = frozenset({"group", "page", "event"})
OTHERS = frozenset({"user", "application", "vk_app", "community_application"})


@dataclass(frozen=True, slots=True)
class Groups:
    """An answer of groups.getById: communities, unread, and what is no community with an id."""

    by_id: dict[int, Json]
    odd: list[object]


@dataclass(frozen=True, slots=True)
class Card:
    """A community as groups.getById tells it; `title` None when it is deleted."""

    id: int
    title: str | None
    screen_name: str | None
    openness: Openness


def resolved(value: object) -> int | Resolution:
    """Who a screen name belongs to: a community's id, NOT_A_PAGE or MISSING (vk.md 2.5)."""
    if value in ([], {}):  # for an unknown name; whether VK still answers so is not documented
        return Resolution.MISSING
    found = mapping(value, "response")
    kind = required(found, "type", text)
    if kind in COMMUNITIES:
        return required(found, "object_id", whole)
    if kind in OTHERS:
        return Resolution.NOT_A_PAGE
    raise Unintelligible("ответ ВКонтакте не по описанию: type")


def groups(value: object) -> Groups:
    """An object with a list at 5.199, formerly a bare list (vk.md 2.4)."""
    listed = value if is_list(value) else required(mapping(value, "response"), "groups", sequence)
    by_id: dict[int, Json] = {}
    odd: list[object] = []
    for item in listed:
        try:
            group = mapping(item, "groups")
            by_id[required(group, "id", whole)] = group
        except Unintelligible:
            odd.append(item)
    return Groups(by_id, odd)


def card(group: Json) -> Card:
    """The head of a community."""
    openness = _openness(group)
    title = optional(group, "name", text)
    return Card(
        id=required(group, "id", whole),
        title=None if openness is Openness.DELETED else title,
        screen_name=optional(group, "screen_name", text),
        openness=openness,
    )


def _openness(group: Json) -> Openness:
    match optional(group, "deactivated", text):
        case "deleted":
            return Openness.DELETED
        case "banned":
            return Openness.BLOCKED
        case None:
            return _open_or_closed(group)
        case _:
            raise Unintelligible("ответ ВКонтакте не по описанию: deactivated")


def _open_or_closed(group: Json) -> Openness:
    closed, wall = optional(group, "is_closed", whole), optional(group, "wall", whole)
    if closed in (1, 2):
        return Openness.CLOSED
    if closed != 0:
        return Openness.UNKNOWN
    return Openness.WALL_OFF if wall == 0 else Openness.OPEN
