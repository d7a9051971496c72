"""What OK tells about links and groups, as domain values; pure, raises nothing but `Unintelligible`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collectors.ok.shapes import (
    Json,
    as_object,
    as_objects,
    counted,
    moment,
    object_or_empty,
    text,
    unexpected,
    whole,
)
from domain.page import Openness, Resolution

_ACCESS = {"OPEN": Openness.OPEN, "CLOSED": Openness.CLOSED, "SECRET": Openness.CLOSED}


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: a group's number, or why there is none."""

    resolution: Resolution
    number: int | None = None


MISSING = Target(Resolution.MISSING)


def target(answer: object) -> Target:
    """From url.getInfo: ``{"objectId", "type"}`` (ok.md 4.1). A person or an app leaves nothing but the fact."""
    told = as_object(answer, "куда ведёт ссылка")
    kind = text(told.get("type")).upper()
    number = whole(told.get("objectId"))
    if number is None or number <= 0 or kind in ("", "UNKNOWN"):
        return MISSING
    return Target(Resolution.FOUND, number) if kind == "GROUP" else Target(Resolution.NOT_A_PAGE)


def groups(answer: object) -> dict[int, Json]:
    """Groups by number from group.getInfo: a bare list, or the same under ``groups`` (ok.md 4.2)."""
    wrapped = object_or_empty(answer).get("groups", answer)
    return {_number(bean): bean for bean in as_objects(wrapped, "список групп")}


def title(bean: Json) -> str | None:
    """The group's own name, None when it did not come."""
    return text(bean.get("name")) or None


def created_at(bean: Json) -> datetime | None:
    """When the group was founded."""
    return moment(bean.get("created_ms"))


def openness(bean: Json) -> Openness:
    """Whether visitors see the group; without `access_type` nobody told."""
    if bean.get("blocked") is True or text(bean.get("disable_reason")):
        return Openness.BLOCKED
    if bean.get("private") is True:
        return Openness.CLOSED
    return _ACCESS.get(text(bean.get("access_type")).upper(), Openness.UNKNOWN)


def themes(answer: object) -> int | None:
    """The number of topics from group.getCounters; its wrapper is unsourced (ok.md 4.3), so one level is tried."""
    told = object_or_empty(answer)
    for bean in (told, *map(object_or_empty, told.values())):
        for name in ("themes", "THEMES"):
            number = counted(bean.get(name))
            if number is not None:
                return number
    return None


def _number(bean: Json) -> int:
    number = whole(bean.get("uid"))
    if number is None:
        raise unexpected("группа без номера")
    return number
