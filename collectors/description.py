"""Reading a page's free text: what it holds of P2.1.1 and P2.4, told as presence and comparison only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collectors.contacts import address_in, email_in, phone_in, without_contacts
from collectors.links import LONGEST, is_official_site, links_in, links_of_field, official, same_site, without_links
from domain.profile import Expected, Match, Presence, Trait

__all__ = [
    "Description",
    "address_in",
    "email_in",
    "names_owner",
    "phone_in",
    "presence_trait",
    "read_description",
    "same_site",
    "shows",
    "site_trait",
    "tells",
]

IN_DESCRIPTION = "в описании"
FIELD_MISSING = "поле не пришло"
DESCRIPTION_MISSING = "описание не пришло"

_NOT_WORDS = re.compile(r"[\W_]+")
# The legal form at the head of a name, short or long; pages leave it out or write a newer one.
_SHORT_FORM = r"м[бка](?:д?оу|у(?:до|к|о)?)|до|муп|[ок]?г[бка]у(?:з|со)?"
_OWNERSHIP = r"муниципальн\w\w|областн\w\w|краев\w\w|государственн\w\w"
_SORT = r"казенное|бюджетное|автономное|унитарное|дошкольное|\w{0,9}образовательное"
_FIELD = r"(?:(?:культуры|здравоохранения|дополнительного образования) )?"
_LEGAL_FORM = re.compile(rf"^(?:(?:{_SHORT_FORM}|{_OWNERSHIP}|{_SORT}) )*(?:учреждение {_FIELD})?")
# What is left of a name after its legal form is taken for a name only from this length on.
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Description:
    """What a description holds. `sites` are links that may be official sites, as written; compare, never keep.

    `about_length` counts characters beside phones, e-mails, links and addresses, white space folded, and leaves
    out what stands between blanks without a letter or digit: rows of pictures and dashes.
    """

    address: bool
    phone: bool
    email: bool
    sites: tuple[str, ...]
    about_length: int


def read_description(text: str) -> Description:
    """Read a description; only its first `LONGEST` characters count. Never raises."""
    told = text[:LONGEST]
    about = " ".join(filter(tells, without_contacts(without_links(told)).split()))
    return Description(
        address=address_in(told),
        phone=phone_in(without_links(told)),
        email=email_in(told),
        sites=official(links_in(told)),
        about_length=len(about),
    )


def shows(text: str) -> bool:
    """Whether anything visible stands in the text: blanks of no width are none."""
    return any(each.isprintable() and not each.isspace() for each in text)


def tells(text: str) -> bool:
    """Whether a letter or a digit stands in the text; a field that holds «-» is as good as empty."""
    return any(map(str.isalnum, text))


def names_owner(text: str, names: Sequence[str]) -> Match:
    """EQUAL when one of the names stands in the text as whole words, else UNKNOWN.

    Case, ё/е, quotes, punctuation and the legal form at a name's head (МБУ, МКУ) do not matter.
    """
    told = f" {_words(text[:LONGEST])} "
    return Match.EQUAL if any(f" {name} " in told for name in map(_bare_name, names) if name) else Match.UNKNOWN


def site_trait(found: Sequence[tuple[str, str]], *, came: bool, expected: Expected) -> Trait:
    """The trait «official site» from `found` pairs of (where in Russian, what is written there).

    Links that cannot be an official site do not count. `came` says that every place where it may stand came; else
    another site than the registry's proves nothing. The match is UNKNOWN when the registry knows no site.
    """
    sites = [(where, url) for where, text in found for url in links_of_field(text) if is_official_site(url)]
    if not sites:
        return Trait(Presence.ABSENT) if came else Trait(Presence.UNKNOWN, why=FIELD_MISSING)
    if not expected.sites:
        return Trait(Presence.PRESENT, sites[0][0])
    for where, url in sites:
        if any(same_site(url, site) for site in expected.sites):
            return Trait(Presence.PRESENT, where, Match.EQUAL)
    if not came:
        return Trait(Presence.PRESENT, sites[0][0], why=FIELD_MISSING)
    return Trait(Presence.PRESENT, sites[0][0], Match.DIFFERENT)


def presence_trait(*, came: bool, filled: bool, where: str, in_description: bool | None) -> Trait:
    """A trait that stands in its own field (`where`, Russian) or in the description.

    `in_description` None: the description did not come, so an empty field proves nothing yet; pass False for
    what a description cannot hold, e.g. a picture.
    """
    if came and filled:
        return Trait(Presence.PRESENT, where)
    if in_description:
        return Trait(Presence.PRESENT, IN_DESCRIPTION)
    if not came:
        return Trait(Presence.UNKNOWN, why=FIELD_MISSING)
    if in_description is None:
        return Trait(Presence.UNKNOWN, why=DESCRIPTION_MISSING)
    return Trait(Presence.ABSENT)


def _words(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold().replace("ё", "е")).strip()


def _bare_name(name: str) -> str:
    whole = _words(name)
    bare = _LEGAL_FORM.sub("", whole)
    return bare if len(bare) >= _SHORTEST_NAME else whole
