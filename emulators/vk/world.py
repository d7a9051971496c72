"""The invented world the VK emulator serves: communities, and people and applications a link may lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from emulators.vk.group import VkGroup

_NUMBERED = re.compile(r"(?P<kind>club|public|event|id|app)(?P<number>\d+)", re.IGNORECASE)


@dataclass(slots=True)
class VkUser:
    """A person."""

    id: int
    screen_name: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass(slots=True)
class VkApp:
    """An application."""

    id: int
    screen_name: str = ""


VkNamed = VkGroup | VkUser | VkApp


@dataclass(slots=True)
class VkWorld:
    """Everything there is; change it freely between requests."""

    groups: dict[int, VkGroup] = field(default_factory=dict[int, VkGroup])
    users: dict[int, VkUser] = field(default_factory=dict[int, VkUser])
    apps: dict[int, VkApp] = field(default_factory=dict[int, VkApp])

    def add_group(self, group: VkGroup) -> VkGroup:
        """Found a community and hand it back."""
        self.groups[group.id] = group
        return group

    def add_user(self, user: VkUser) -> VkUser:
        """Let a person in and hand it back."""
        self.users[user.id] = user
        return user

    def add_app(self, app: VkApp) -> VkApp:
        """Let an application in and hand it back."""
        self.apps[app.id] = app
        return app

    def named(self, name: str) -> VkNamed | None:
        """Who answers to a screen name or to club1, public1, event1, id1, app1; case does not matter."""
        if found := _NUMBERED.fullmatch(name):
            return self._numbered(found["kind"].lower(), int(found["number"]))
        everybody: list[VkNamed] = [*self.groups.values(), *self.users.values(), *self.apps.values()]
        wanted = name.casefold()
        return next((each for each in everybody if wanted and each.screen_name.casefold() == wanted), None)

    def community(self, reference: str) -> VkGroup | None:
        """A community by its positive number or any of its names; a person or an application is none."""
        found = self.groups.get(int(reference)) if reference.isdecimal() else self.named(reference)
        return found if isinstance(found, VkGroup) else None

    def _numbered(self, kind: str, number: int) -> VkNamed | None:
        match kind:
            case "id":
                return self.users.get(number)
            case "app":
                return self.apps.get(number)
            case _:
                return self.groups.get(number)
