"""group.*: profile, counters, statistics of topics, the user's place in a group."""

from __future__ import annotations

from emulators.ok.beans import stat_bean
from emulators.ok.call import Call, Names, chosen
from emulators.ok.errors import OkError
from emulators.ok.group import OkGroup
from emulators.ok.methods.feed import newest_first
from emulators.ok.moments import milliseconds
from emulators.ok.paging import answer, turn
from emulators.ok.topic import JsonObject, OkTopic

_FIELDS = [
    "uid",
    "name",
    "shortname",
    "description",
    "access_type",
    "country",
    "city",
    "address",
    "location_latitude",
    "location_longitude",
    "phone",
    "homepage_url",
    "photo_id",
    "main_photo",
    "cover",
    "gos_org",
    "members_count",
    "created_ms",
    "role",
    "stats_allowed",
]
# Nobody was seen to ask for it.
_UNCERTAIN = frozenset({"gos_org"})


def get_info(call: Call) -> object:
    """A bare array (recorded) of the fields asked for; groups that are not to be had are left out."""
    names = frozenset(each.lower() for each in call.words("fields"))
    if call.habits.uncertain_fields_code is not None and names & _UNCERTAIN:
        raise OkError(call.habits.uncertain_fields_code)
    uids = [call.group_id(each) for each in call.words("uids")]
    groups = [call.world.groups[each] for each in uids if each in call.world.groups]
    told = [_info(call, each, names) for each in groups if each.available or _listed(call, each)]
    return {"groups": told} if call.habits.wrapped_groups else told


def _listed(call: Call, group: OkGroup) -> bool:
    return call.habits.blocked_groups_listed and not group.disabled


def _info(call: Call, group: OkGroup, names: Names) -> JsonObject:
    values: JsonObject = {name: getattr(group, name) for name in _FIELDS}
    values |= {"pic_avatar": group.pic_avatar, "blocked": group.blocked or None} | group.extra
    told = {name: value for name, value in values.items() if value is not None and name in names}
    if "pic_avatar" in told:
        told["picAvatar"] = told.pop("pic_avatar")
    if call.habits.allowed_in_flags and told.pop("stats_allowed", None) is not None:
        told["attrs"] = {"flags": group.flags}
    return told


def get_counters(call: Call) -> JsonObject:
    """The counters asked for, by lower-case name, e.g. ``{"counters": {"themes": 3}}``."""
    group = call.group("group_id")
    themes = len(group.visible_topics(call.now, hidden=False))
    known = {"themes": themes, "members": group.members_count or 0} | group.counters
    asked = [each.lower() for each in call.words("counterTypes")]
    told: JsonObject = {name: known[name] for name in asked if name in known}
    return {"counters": told} if call.habits.wrapped_counters else told


def get_stat_topics(call: Call) -> JsonObject | None:
    """Topics somebody but their author has seen, newest first, with ``totalCount`` of the whole window.

    `start_time` and `end_time` are milliseconds and belong to the window. Without `fields` only the id
    comes: the default set is not documented, and the poorest shows who forgot to ask.
    """
    group = call.group("gid")
    if not group.routes.stat_topics:
        raise OkError(group.routes.refusal)
    topics = _counted(call, group)
    count = min(call.number("count", call.habits.stat_page), call.habits.stat_page)
    page = turn(topics, newest_first, call.params.get("anchor", ""), count, back=False)
    beans = [chosen(stat_bean(call, each), call.fields() or frozenset({"id"})) for each in page.items]
    told = answer(call, "topics", beans, page, has_more=call.habits.has_more)
    return None if told is None else told | {"totalCount": len(topics)}


def _counted(call: Call, group: OkGroup) -> list[OkTopic]:
    start = call.number("start_time", 0, low=0)
    end = call.number("end_time", milliseconds(call.now))
    topics = group.visible_topics(call.now, hidden=call.habits.stat_hidden)
    return [each for each in topics if each.seen and start <= milliseconds(each.created) <= end]


def get_user_groups_by_ids(call: Call) -> list[JsonObject]:
    """``[{"groupId", "userId", "status"}]`` of the token's user; other people are left out."""
    group, me = call.group("group_id"), call.world.me.uid
    asked = call.words("uids")
    return [{"groupId": group.uid, "userId": me, "status": group.member_status} for each in asked if each == me]
