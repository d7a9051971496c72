"""What adorns a community beyond its profile: menu, government mark, live cover, applications. Pure; never raises.

Some of the fields are documented nowhere (vk.md 2.4), so an odd one is no more than one that did not come.
"""

from __future__ import annotations

from collectors.links import may_lead_to_portal
from collectors.vk.attachments import plain_object
from collectors.vk.fields import Json, is_list

FIELDS = "menu,is_government_organization,live_covers,main_section,secondary_section,members_count"

LIVE_COVER = "динамичная обложка"
MENU = "меню со ссылками"
APPLICATION = "приложение"

# groups_group_full_section (VKCOM/vk-api-schema): apps, app_btns, app_widget.
_APPLICATIONS = frozenset({7, 13, 31})
_SECTIONS = ("main_section", "secondary_section")


def menu(group: Json) -> tuple[str, ...] | None:
    """The links of ``menu.items`` that may be forms of the feedback platform; no other is kept."""
    items = _menu_items(group)
    if items is None:
        return None
    urls = [url for each in items if isinstance(url := each.get("url"), str)]
    return tuple(dict.fromkeys(filter(may_lead_to_portal, urls)))


def badge(group: Json) -> bool | None:
    """The mark «Госорганизация»; None when VK did not tell."""
    told = group.get("is_government_organization")
    return bool(told) if isinstance(told, int) and told in (0, 1) else None


def extras(group: Json) -> tuple[str, ...] | None:
    """What P2.4 recommends and the page has; nothing of it only where VK told of everything."""
    told = {LIVE_COVER: _live_cover(group), MENU: _has_menu(group), APPLICATION: _has_application(group)}
    found = tuple(name for name, has in told.items() if has)
    return None if not found and None in told.values() else found


def members(group: Json) -> int | None:
    """How many follow the community."""
    count = group.get("members_count")
    return count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None


def _menu_items(group: Json) -> list[Json] | None:
    """``{"items": [{"url": …}, …]}``, as clients read it (smkthat/find-pos-widgets)."""
    items = plain_object(group.get("menu")).get("items")
    return [plain_object(each) for each in items] if is_list(items) else None


def _live_cover(group: Json) -> bool | None:
    told = plain_object(group.get("live_covers")).get("is_enabled")
    return told if isinstance(told, bool) else None


def _has_menu(group: Json) -> bool | None:
    items = _menu_items(group)
    return None if items is None else bool(items)


def _has_application(group: Json) -> bool | None:
    told = [section for key in _SECTIONS if isinstance(section := group.get(key), int)]
    return any(section in _APPLICATIONS for section in told) if told else None
