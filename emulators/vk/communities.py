"""The methods groups.getById, groups.getAddresses and utils.resolveScreenName."""

from __future__ import annotations

from emulators.vk.call import Call
from emulators.vk.errors import VkError, bad_parameter
from emulators.vk.group import VkGroup
from emulators.vk.group_json import address_json, deleted_group_json, group_json
from emulators.vk.post import JsonObject
from emulators.vk.world import VkApp, VkNamed, VkUser

MOST_GROUPS = 500
"""Ids groups.getById takes at once (dev.vk.com)."""


def get_by_id(call: Call) -> JsonObject:
    """groups.getById at 5.199: an object of two lists."""
    references = call.params.words("group_ids", high=MOST_GROUPS) or call.params.words("group_id", high=1)
    if not references:
        raise bad_parameter("group_ids is undefined")
    return {"groups": [told for each in references for told in _one_group(each, call)], "profiles": []}


def get_addresses(call: Call) -> JsonObject:
    """groups.getAddresses: the addresses of one community, or those of `address_ids`."""
    group = call.world.community(call.params.text("group_id"))
    if group is None or group.deactivated is not None:
        raise VkError(125)
    wanted = call.params.words("address_ids", high=100)
    shown = group.addresses if group.addresses_shown else []
    chosen = [each for each in shown if not wanted or str(each.id) in wanted]
    start, count = call.params.number("offset", 0), call.params.number("count", 10)
    fields = call.params.words("fields")
    return {
        "count": len(chosen),
        "items": [address_json(each, fields) for each in chosen[start : start + count]],
    }


def resolve_screen_name(call: Call) -> JsonObject | list[object]:
    """utils.resolveScreenName: who a name belongs to; for an unknown one see `Habits.unknown_name_code`."""
    found = call.world.named(call.params.text("screen_name"))
    if found is not None:
        return {"type": _type_of(found, call), "object_id": found.id}
    if call.habits.unknown_name_code is not None:
        raise VkError(call.habits.unknown_name_code)
    return []


def _type_of(found: VkNamed, call: Call) -> str:
    match found:
        case VkUser():
            return "user"
        case VkApp():
            return "application"
        case VkGroup():
            return "group" if call.habits.pages_resolve_as_group else found.type


def _one_group(reference: str, call: Call) -> list[JsonObject]:
    group = call.world.community(reference)
    if group is not None:
        return [group_json(group, call.kind, call.params.words("fields"))]
    if not reference.isdecimal() or call.habits.unknown_id == "error":
        raise _bad_group(call)
    return [deleted_group_json(int(reference))] if call.habits.unknown_id == "deleted" else []


def _bad_group(call: Call) -> VkError:
    if call.habits.bad_screen_name_code == 125:
        return VkError(125)
    return bad_parameter("group_ids is invalid")
