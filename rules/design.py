"""Description and design of a page (P2.4)."""

from __future__ import annotations

from domain.finding import Verdict
from domain.profile import Match, Presence
from domain.view import PageView
from rules.presence import UNREAD, presence, presence_rule
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


@rule("page_extras", on=PageView)
def page_extras(view: PageView) -> Verdict:
    """The page has something of what P2.4 recommends: applications, widgets, a live cover."""
    if view.profile is None:
        return Verdict.unknown(UNREAD.why)
    if view.profile.extras is None:
        return Verdict.unknown("о приложениях, меню и динамичной обложке сеть не сообщила")
    if not view.profile.extras:
        return Verdict.violated("нет ни приложений, ни меню, ни динамичной обложки")
    return Verdict.ok(f"есть {', '.join(view.profile.extras)}")


page_avatar = presence_rule("page_avatar", lambda profile: profile.avatar, "аватар есть", "аватара нет")
page_cover = presence_rule("page_cover", lambda profile: profile.cover, "обложка есть", "обложки нет")
