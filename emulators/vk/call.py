"""One call of a method: its parameters, who asks, when, and VK's habits nobody has documented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from emulators.vk.errors import VkError, bad_parameter
from emulators.vk.world import VkWorld

TokenKind = Literal["service", "user", "community"]


@dataclass(slots=True)
class Habits:
    """What no public source settles; a client must bear every setting.

    `bad_screen_name_code`: groups.getById with one unknown name fails whole, by 100 or 125.
    `unknown_name_code`: utils.resolveScreenName answers an empty list (None) or error 104.
    `unknown_id`: a number groups.getById does not know is left out, comes as deleted, or fails the batch.
    `deleted_wall_code`: wall.get of a deleted community answers 18 or 15.
    `pages_resolve_as_group`: resolveScreenName says "group" for public pages and events too.
    `deleted_posts_marked`: wall.getById gives deleted posts with is_deleted instead of leaving them out.
    `execute_for_service`: a service token may call execute; else error 28.
    `execute_trailer`: execute_errors end with an entry whose method is "execute".
    `execute_null`: response is null, not a list of false, when every inner call failed.
    """

    bad_screen_name_code: Literal[100, 125] = 100
    unknown_name_code: Literal[104] | None = None
    unknown_id: Literal["absent", "deleted", "error"] = "absent"
    deleted_wall_code: Literal[15, 18] = 18
    pages_resolve_as_group: bool = False
    deleted_posts_marked: bool = False
    execute_for_service: bool = True
    execute_trailer: bool = True
    execute_null: bool = False


@dataclass(frozen=True, slots=True)
class Params:
    """Parameters as they came over the wire: text by name. Everything raises VkError 100 on nonsense."""

    values: Mapping[str, str]

    def text(self, name: str, default: str | None = None) -> str:
        """The text; a parameter without a default is required."""
        value = self.values.get(name) or default
        if value is None:
            raise bad_parameter(f"{name} is undefined")
        return value

    def number(self, name: str, default: int | None = None, *, low: int = 0, high: int | None = None) -> int:
        """A whole number within its bounds.

        Whether VK refuses or clips what is over a maximum is not documented; refusing shows the mistake.
        """
        given = self.text(name, None if default is None else str(default))
        try:
            value = int(given)
        except ValueError:
            raise bad_parameter(f"{name} not integer") from None
        if value < low:
            raise bad_parameter(f"{name} should be greater or equal to {low}")
        if high is not None and value > high:
            raise bad_parameter(f"{name} should be less or equal to {high}")
        return value

    def flag(self, name: str) -> bool:
        """Whether 1 or true was sent."""
        return self.values.get(name, "").lower() in {"1", "true"}

    def words(self, name: str, high: int | None = None) -> list[str]:
        """A list joined by commas, at most `high` items; empty when absent."""
        words = [each.strip() for each in self.values.get(name, "").split(",") if each.strip()]
        if high is not None and len(words) > high:
            raise bad_parameter(f"{name} should contain at most {high} items")
        return words


@dataclass(frozen=True, slots=True)
class Call:
    """What a method sees: the world as it is at `now` (aware, UTC)."""

    world: VkWorld
    params: Params
    kind: TokenKind
    now: datetime
    habits: Habits


def refuse_kind(kind: TokenKind) -> VkError:
    """The error for a token whose kind may not call a method."""
    return VkError(27 if kind == "community" else 28 if kind == "service" else 7)
