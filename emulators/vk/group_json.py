"""Communities and their addresses as API 5.199 gives them (groups_group_full of VKCOM/vk-api-schema)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from emulators.vk.call import TokenKind
from emulators.vk.group import VkAddress, VkGroup
from emulators.vk.post import JsonObject


def group_json(group: VkGroup, kind: TokenKind, fields: Iterable[str]) -> JsonObject:
    """The base of a community and those of `fields` VK has; a deactivated one has only the base."""
    told = _base(group)
    if kind == "user":
        told |= {"is_admin": 0, "is_member": 0, "is_advertiser": 0}
    if group.deactivated is not None:
        return told | {"deactivated": group.deactivated}
    return told | _optional(group, fields)


def deleted_group_json(group_id: int) -> JsonObject:
    """A community of which only the number is left."""
    return _base(VkGroup(group_id, "DELETED", has_photo=False, is_closed=1)) | {"deactivated": "deleted"}


def address_json(address: VkAddress, fields: Iterable[str] = ()) -> JsonObject:
    """One address; with `fields` only those, and always the id."""
    told: JsonObject = {
        "id": address.id,
        "title": address.title,
        "address": address.address,
        "city": None if address.city is None else {"id": 1, "title": address.city},
        "phone": address.phone,
        "latitude": address.latitude,
        "longitude": address.longitude,
        "work_info_status": "no_information",
    }
    wanted = {"id", *fields} if fields else set(told)
    return {key: value for key, value in told.items() if key in wanted and value is not None}


def _base(group: VkGroup) -> JsonObject:
    told: JsonObject = {
        "id": group.id,
        "name": group.name,
        "screen_name": group.domain,
        "is_closed": group.is_closed,
        "type": group.type,
    }
    return told | {f"photo_{side}": _photo(group, side) for side in (50, 100, 200)}


def _photo(group: VkGroup, side: int) -> str:
    # Without an avatar VK gives the url of a stub (dev.vk.com, VKWebAppGetGroupInfo).
    if not group.has_photo:
        return f"https://vk.com/images/community_{side}.png"
    return f"https://photos.example/club{group.id}/{side}.jpg"


def _optional(group: VkGroup, fields: Iterable[str]) -> JsonObject:
    told: JsonObject = {}
    for name in set(fields) - group.withheld:
        value = _MODELLED[name](group) if name in _MODELLED else None
        value = group.extra.get(name, value)
        if value is not None:
            told[name] = value
    return told


def _cover(group: VkGroup) -> JsonObject | None:
    if group.cover_enabled is None:
        return None
    if not group.cover_enabled:
        return {"enabled": 0}
    url = f"https://photos.example/club{group.id}/cover.jpg"
    return {"enabled": 1, "images": [{"url": url, "width": 1590, "height": 530}]}


def _addresses(group: VkGroup) -> JsonObject:
    if not group.addresses_shown:
        return {"is_enabled": False}
    told: JsonObject = {"is_enabled": True, "count": len(group.addresses)}
    for address in group.addresses:
        if address.id == group.main_address_id:
            told |= {"main_address_id": address.id, "main_address": address_json(address)}
    return told


_MODELLED: dict[str, Callable[[VkGroup], object]] = {
    "description": lambda group: group.description,
    "site": lambda group: group.site,
    "status": lambda group: group.status,
    "activity": lambda group: group.activity,
    "members_count": lambda group: group.members_count,
    "verified": lambda group: int(group.verified),
    "wall": lambda group: group.wall,
    "has_photo": lambda group: int(group.has_photo),
    "photo_max": lambda group: _photo(group, 400),
    "cover": _cover,
    "live_covers": lambda group: None if group.live_cover is None else {"is_enabled": group.live_cover},
    "is_government_organization": lambda group: group.government,
    "main_section": lambda group: group.main_section,
    "addresses": _addresses,
    "contacts": lambda group: group.contacts,
    "links": lambda group: group.links,
    "menu": lambda group: None if group.menu is None else {"items": group.menu},
}
