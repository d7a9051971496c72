"""Description and design of a page (P2.4)."""

from __future__ import annotations

from domain.finding import Verdict
from domain.profile import Match, Presence
from domain.view import PageView
from rules.profile import UNREAD, presence
from rules.rule import rule


@rule("page_description", on=PageView)
def page_description(view: PageView) -> Verdict:
    """The description tells whose page it is; a name not found is no proof that it is missing."""
    if view.profile is None:
        return Verdict.unknown(UNREAD.why)
    description = view.profile.description
    if description.presence is not Presence.PRESENT:
        return presence(description, "", "текстового описания нет")
    if view.profile.names_owner is Match.EQUAL:
        return Verdict.ok("описание есть, организация в нём названа")
    return Verdict.unknown("описание есть, но названия организации в нём не найдено")


@rule("page_avatar", on=PageView)
def page_avatar(view: PageView) -> Verdict:
    """The page has an avatar."""
    avatar = view.profile.avatar if view.profile else UNREAD
    return presence(avatar, "аватар есть", "аватара нет")


@rule("page_cover", on=PageView)
def page_cover(view: PageView) -> Verdict:
    """The page has a cover."""
    cover = view.profile.cover if view.profile else UNREAD
    return presence(cover, "обложка есть", "обложки нет")
