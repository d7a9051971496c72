"""One call of a method: what was asked, of which world, at which moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from emulators.ok.errors import OkError, bad_parameter
from emulators.ok.group import OkGroup
from emulators.ok.habits import Habits
from emulators.ok.topic import JsonObject, OkTopic
from emulators.ok.world import OkWorld

Names = frozenset[str]
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Call:
    """What a method sees; `now` is aware, UTC. Nonsense in a parameter raises OkError 100."""

    world: OkWorld
    habits: Habits
    now: datetime
    params: Mapping[str, str]
    page_limit_stream: int

    def text(self, name: str, default: str | None = None) -> str:
        """The text; a parameter without a default is required."""
        value = self.params.get(name) or default
        if value is None:
            raise bad_parameter(f"Missing required parameter {name}")
        return value

    def number(self, name: str, default: int, *, low: int = 1) -> int:
        """A whole number, at least `low`; with a default below that the parameter is required."""
        given = self.text(name, str(default))
        if not given.isdecimal() or int(given) < low:
            raise bad_parameter(f"Invalid parameter {name}")
        return int(given)

    def words(self, name: str) -> list[str]:
        """A required list joined by commas."""
        return [each.strip() for each in self.text(name).split(",") if each.strip()]

    def fields(self, prefix: str = "") -> Names | None:
        """Names asked for under a prefix (``media_topic.``), in lower case; None when `fields` is absent."""
        asked = self.params.get("fields")
        if not asked:
            return None
        names = (each.strip().lower() for each in asked.split(","))
        return frozenset(each.removeprefix(prefix) for each in names if each.startswith(prefix))

    def group(self, name: str) -> OkGroup:
        """The group a parameter names; OkError when the id is malformed or the group is not to be had."""
        group = self.world.groups.get(self.group_id(self.text(name)))
        if group is None or not group.available:
            raise OkError(self.habits.gone_group_code)
        return group

    def group_id(self, given: str) -> str:
        """A well-formed id, as given."""
        if not given.isdecimal():
            raise OkError(self.habits.malformed_group_id, f"Invalid group ID {given}")
        return given

    def topic(self, topic_id: str) -> OkTopic | None:
        """The topic of this id, if it is there now and its group is too."""
        topic = self.world.find_topic(topic_id)
        if topic is None or not topic.visible(self.now) or not self.world.groups[topic.group_uid].available:
            return None
        return topic


def chosen(bean: JsonObject, names: Names) -> JsonObject:
    """The keys of a bean that were asked for."""
    return bean if EVERYTHING in names else {key: value for key, value in bean.items() if key in names}
