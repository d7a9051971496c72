"""The invented world the OK emulator serves: groups, other things a link may lead to, the token's user."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from emulators.ok.group import OkGroup
from emulators.ok.topic import OkTopic

_LINK = re.compile(
    r"(?:https?://)?(?:(?:www\.|m\.)?(?:ok|odnoklassniki)\.ru/)?(?P<path>[^?#]*)[?#]?.*", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?P<kind>group|profile|app)/(?P<number>\d+)(?:/.*)?", re.IGNORECASE)


@dataclass(slots=True)
class OkLink:
    """Something a link leads to that is no group: `kind` as in url.getInfo, e.g. PROFILE or APP."""

    kind: str
    object_id: int
    name: str = ""


@dataclass(slots=True)
class OkUser:
    """The user the token acts for."""

    uid: str = "580000000099"
    name: str = "Служебная запись"


@dataclass(slots=True, eq=False)
class OkWorld:
    """Everything there is; change it freely between requests.

    `permissions` are those granted to the application, as users.hasAppPermission tells them.
    """

    groups: dict[str, OkGroup] = field(default_factory=dict[str, OkGroup])
    links: list[OkLink] = field(default_factory=list[OkLink])
    me: OkUser = field(default_factory=OkUser)
    permissions: set[str] = field(default_factory=lambda: {"VALUABLE_ACCESS", "GROUP_CONTENT"})

    def add_group(self, group: OkGroup) -> OkGroup:
        """Found a group and hand it back."""
        self.groups[group.uid] = group
        return group

    def add_link(self, kind: str, object_id: int, name: str = "") -> OkLink:
        """Let a person's page or an application in and hand it back."""
        link = OkLink(kind, object_id, name)
        self.links.append(link)
        return link

    def find_topic(self, topic_id: str) -> OkTopic | None:
        """The topic of this id in whatever group."""
        topics = (topic for group in self.groups.values() for topic in group.topics)
        return next((each for each in topics if each.id == topic_id), None)

    def follow(self, url: str) -> OkLink | None:
        """Where a link leads: full or short, with a number or a name; case does not matter."""
        found = _LINK.fullmatch(url.strip())
        path = found["path"].strip("/") if found else ""
        if numbered := _NUMBERED.fullmatch(path):
            return self._numbered(numbered["kind"].upper(), int(numbered["number"]))
        name = path.split("/")[0].casefold()
        return next((each for each in self._everything() if name and each.name.casefold() == name), None)

    def _numbered(self, kind: str, number: int) -> OkLink | None:
        return next((each for each in self._everything() if (each.kind, each.object_id) == (kind, number)), None)

    def _everything(self) -> list[OkLink]:
        groups = [OkLink("GROUP", int(each.uid), each.shortname or "") for each in self.groups.values()]
        return [*groups, *self.links]
