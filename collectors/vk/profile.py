"""What groups.getById tells of a page's profile (P2.1.1, P2.4): presence and comparison, no value is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from collectors.description import (
    Description,
    names_owner,
    presence_trait,
    read_description,
    shows,
    site_trait,
    tells,
)
from collectors.likeness import address_match, emails_match, phones_match
from collectors.vk import extras
from collectors.vk.attachments import plain_object
from collectors.vk.fields import Json, each, flag, mapping, optional, text, whole
from domain.profile import Expected, Match, Presence, Profile, Trait

FIELDS = f"description,site,has_photo,cover,addresses,contacts,links,wall,{extras.FIELDS}"
"""What is asked of groups.getById, no more than is judged."""

ADDRESS_FIELDS = "address,phone,latitude,longitude"

IN_ADDRESSES = "в разделе «Адреса»"
NOT_TOLD = "поле не пришло"


@dataclass(frozen=True, slots=True)
class _Places:
    """The section of addresses. `came` whether it was told; `shown` are those seen, `on_map` that one is there."""

    came: bool
    filled: bool = False
    shown: tuple[Json, ...] = ()
    on_map: bool = False

    @property
    def phone(self) -> bool:
        return any(_tells(place, "phone") for place in self.shown)


def lacks_main_address(group: Json) -> bool:
    """Addresses are shown, but which they are must be asked by groups.getAddresses."""
    addresses = optional(group, "addresses", mapping)
    if addresses is None or not optional(addresses, "is_enabled", flag):
        return False
    return not addresses.get("main_address") and optional(addresses, "count", whole) != 0


def listed_addresses(value: object) -> list[Json]:
    """The answer of groups.getAddresses."""
    return each(mapping(value, "response"), "items")


def profile(group: Json, expected: Expected, seen_at: datetime, listed: list[Json] | None = None) -> Profile:
    """Read the fields of a community; `listed` are its addresses where they had to be asked for.

    A field that came empty is ABSENT, one that did not come UNKNOWN; the absence of `contacts` and `links` is
    their emptiness. Raises Unintelligible.
    """
    told = optional(group, "description", text)
    about = None if told is None else read_description(told)
    in_text = {"address": about.address, "phone": about.phone, "email": about.email} if about else {}
    places = _places(group, listed)
    likeness = _Likeness(expected, told, places, tuple(each(group, "contacts")))
    return Profile(
        seen_at=seen_at,
        address=likeness.address(_address(places, in_text.get("address"))),
        geo=_geo(places),
        phone=likeness.phone(_contact(group, "phone", in_text.get("phone"), also=places.phone)),
        email=likeness.email(_contact(group, "email", in_text.get("email"))),
        site=_site(group, about, expected),
        description=_plain(None if told is None else shows(told)),
        names_owner=Match.UNKNOWN if told is None else names_owner(told, expected.names),
        about_length=about.about_length if about else None,
        avatar=_plain(optional(group, "has_photo", flag)),
        cover=_plain(optional(optional(group, "cover", mapping) or {}, "enabled", flag)),
        menu=extras.menu(group),
        badge=extras.badge(group),
        extras=extras.extras(group),
        members=extras.members(group),
    )


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What is told, against the registry; a trait that is not there is like nothing. `told` is the description."""

    expected: Expected
    told: str | None
    places: _Places
    contacts: tuple[Json, ...]

    def address(self, trait: Trait) -> Trait:
        fields = [_full_address(place) for place in self.places.shown]
        return _like(trait, address_match(fields, self.told, self.expected.address))

    def phone(self, trait: Trait) -> Trait:
        texts = self._texts("phone", (*self.contacts, *self.places.shown))
        return _like(trait, phones_match(texts, self.expected.phone, whole=self.told is not None))

    def email(self, trait: Trait) -> Trait:
        texts = self._texts("email", self.contacts)
        return _like(trait, emails_match(texts, self.expected.email, whole=self.told is not None))

    def _texts(self, key: str, owners: tuple[Json, ...]) -> list[str]:
        return [*(optional(owner, key, text) or "" for owner in owners), self.told or ""]


def _like(trait: Trait, match: Match) -> Trait:
    return replace(trait, match=match) if trait.presence is Presence.PRESENT else trait


def _full_address(place: Json) -> str:
    """With the settlement, which stands apart: ``{"address", "city": {"title"}}`` (vk.md 2.4)."""
    told = (plain_object(place.get("city")).get("title"), place.get("address"))
    return ", ".join(each for each in told if isinstance(each, str))


def _places(group: Json, listed: list[Json] | None) -> _Places:
    addresses = optional(group, "addresses", mapping)
    enabled = optional(addresses, "is_enabled", flag) if addresses is not None else None
    if addresses is None or not enabled:
        return _Places(came=enabled is not None)
    main, count = optional(addresses, "main_address", mapping), optional(addresses, "count", whole)
    shown = [*([main] if main else []), *(listed or [])]
    return _Places(
        came=bool(shown) or count is not None or listed is not None,
        filled=bool(shown) or (count or 0) > 0,
        shown=tuple(shown),
        on_map=bool(main) or any(_located(place) for place in listed or []),
    )


def _address(places: _Places, in_text: bool | None) -> Trait:
    came, filled = places.came, places.filled
    return presence_trait(came=came, filled=filled, where=IN_ADDRESSES, in_description=in_text)


def _geo(places: _Places) -> Trait:
    """VK puts the main address on the map; of the others it is known only by their coordinates."""
    if places.filled and not places.on_map:
        return Trait(Presence.UNKNOWN, why="главный адрес не указан")
    return presence_trait(came=places.came, filled=places.on_map, where=IN_ADDRESSES, in_description=False)


def _contact(group: Json, key: str, in_text: bool | None, *, also: bool = False) -> Trait:
    if any(_tells(contact, key) for contact in each(group, "contacts")):
        return Trait(Presence.PRESENT, "в контактах")
    return presence_trait(came=True, filled=also, where=IN_ADDRESSES, in_description=in_text)


def _site(group: Json, about: Description | None, expected: Expected) -> Trait:
    site = optional(group, "site", text)
    links = [optional(link, "url", text) for link in each(group, "links")]
    found = [("в поле «Сайт»", site), *(("в ссылках", url) for url in links)]
    if about is not None:
        found += [("в описании", url) for url in about.sites]
    came = site is not None and about is not None
    return site_trait([(where, url) for where, url in found if url], came=came, expected=expected)


def _plain(filled: bool | None) -> Trait:
    """A field that stands nowhere else."""
    if filled is None:
        return Trait(Presence.UNKNOWN, why=NOT_TOLD)
    return Trait(Presence.PRESENT if filled else Presence.ABSENT)


def _tells(owner: Mapping[str, object], key: str) -> bool:
    """Whether the field holds more than a dash."""
    return tells(optional(owner, key, text) or "")


def _located(place: Json) -> bool:
    return place.get("latitude") is not None and place.get("longitude") is not None
