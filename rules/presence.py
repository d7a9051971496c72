"""Requirements that a mere presence on the page fulfils (P2.1.1, P2.4)."""

from __future__ import annotations

from collections.abc import Callable

from domain.finding import Verdict
from domain.profile import Presence, Profile, Trait
from domain.view import PageView
from rules.rule import PageRule, rule

UNREAD = Trait(Presence.UNKNOWN, why="профиль страницы не прочитан")
_NO_ANSWER = "поле не пришло"

Pick = Callable[[Profile], Trait]
"""Which trait of a profile is meant."""


def trait_of(view: PageView, pick: Pick) -> Trait:
    """A trait of the page, unknown while its profile is unread."""
    return pick(view.profile) if view.profile else UNREAD


def presence(trait: Trait, present: str, absent: str) -> Verdict:
    """The verdict on a mere presence; the phrases are Russian, e.g. «адрес указан» and «адрес не указан»."""
    if trait.presence is Presence.PRESENT:
        return Verdict.ok(f"{present} {trait.where}".rstrip())
    if trait.presence is Presence.ABSENT:
        return Verdict.violated(absent)
    return Verdict.unknown(trait.why or _NO_ANSWER)


def presence_rule(rule_id: str, pick: Pick, present: str, absent: str) -> PageRule:
    """A rule that asks for nothing but a trait's presence; the phrases as in `presence`."""

    @rule(rule_id, on=PageView)
    def judge(view: PageView) -> Verdict:
        return presence(trait_of(view, pick), present, absent)

    return judge
