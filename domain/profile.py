"""What a page tells about its organisation (P2.1.1, P2.4), as presence only: no value is ever kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Presence(StrEnum):
    """A field that came filled, came empty, or did not come (then nothing is known)."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Match(StrEnum):
    """A value against the registry's."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trait:
    """One requirement of the profile. `where` is Russian, e.g. «в контактах», empty unless present.

    `why` is Russian and says why it is unknown, e.g. «поле не пришло».
    """

    presence: Presence
    where: str = ""
    match: Match = Match.UNKNOWN
    why: str = ""


UNSEEN = Trait(Presence.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of a page as read at `seen_at` (aware UTC).

    `site.match` says whether a found site is the organisation's or the administration's registry site.
    `names_owner` is EQUAL when the description holds the organisation's or the founder's name.
    `address.match`, `phone.match` and `email.match` compare with the registry's. `menu` are those links of the
    page's menu that lead to the state services portal or hide where they lead, `badge` whether it carries
    «Госорганизация», `extras` what P2.4 recommends, in Russian («динамичная обложка»), `members` how many follow
    it; each None when the network did not tell.
    `about_length` counts the description's characters beside contacts, None when no description came.
    """

    seen_at: datetime
    address: Trait = UNSEEN
    geo: Trait = UNSEEN
    phone: Trait = UNSEEN
    email: Trait = UNSEEN
    site: Trait = UNSEEN
    description: Trait = UNSEEN
    names_owner: Match = Match.UNKNOWN
    about_length: int | None = None
    avatar: Trait = UNSEEN
    cover: Trait = UNSEEN
    menu: tuple[str, ...] | None = None
    badge: bool | None = None
    extras: tuple[str, ...] | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the registry knows of the owner; the collector compares with it and keeps only the outcome.

    `names` are the organisation's and the founder's (full and short) names; `sites` the organisation's own
    site, or, if it has none, the administration's; empty when neither is in the registry. `address`, `phone` and
    `email` are the organisation's as the registry has them, None when it does not.
    """

    names: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    address: str | None = None
    phone: str | None = None
    email: str | None = None


NOTHING_EXPECTED = Expected()
