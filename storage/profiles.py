"""What pages tell about their owners, and whether they are open: the last answers, with their times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from domain.page import Openness
from domain.profile import Match, Presence, Profile, Trait
from domain.reading import Reading
from storage.sql import Row, moment, run, stamp

_TRAITS = ("address", "geo", "phone", "email", "site", "description", "avatar", "cover")
_PLAIN = ("names_owner", "about_length", "badge", "members")
_LISTED = ("menu", "extras")


def save(db: Database, reading: Reading) -> None:
    """Keep the profile and the openness a reading brought; what it did not bring stays as it was."""
    if reading.profile is not None:
        profile = reading.profile
        run(
            db,
            "update page_state set profile = ?, profile_at = ? where page_id = ?",
            (to_text(profile), stamp(profile.seen_at), reading.page_id),
        )
    if reading.openness is not Openness.UNKNOWN:
        run(
            db,
            "update page_state set openness = ?, openness_at = ? where page_id = ?",
            (reading.openness, stamp(reading.read_at), reading.page_id),
        )


def profile_of(state: Row, since: datetime) -> Profile | None:
    """The profile in a row of `page_state`; None when there is none seen since that time."""
    if state["profile"] is None or moment(state["profile_at"]) < since:
        return None
    return from_text(state["profile"], moment(state["profile_at"]))


def openness_of(state: Row, since: datetime) -> Openness:
    """The openness in a row of `page_state`; UNKNOWN when it was not told since that time."""
    if state["openness_at"] is None or moment(state["openness_at"]) < since:
        return Openness.UNKNOWN
    return Openness(state["openness"])


def to_text(profile: Profile) -> str:
    """A profile as JSON, without its time."""
    traits = {name: _trait_fields(getattr(profile, name)) for name in _TRAITS}
    rest = {name: getattr(profile, name) for name in (*_PLAIN, *_LISTED)}
    return json.dumps(traits | rest, ensure_ascii=False)


def from_text(text: str, seen_at: datetime) -> Profile:
    """The reverse of `to_text`; what an older text lacks is unknown. Raises ValueError on a foreign text."""
    fields: dict[str, Any] = json.loads(text)
    told: dict[str, Any] = {name: _trait(fields[name]) for name in _TRAITS if name in fields}
    told |= {name: fields[name] for name in _PLAIN if name in fields}
    told |= {name: tuple(fields[name]) for name in _LISTED if fields.get(name) is not None}
    return replace(Profile(seen_at), **told | {"names_owner": Match(fields.get("names_owner", Match.UNKNOWN))})


def _trait_fields(trait: Trait) -> dict[str, str]:
    return {"presence": trait.presence, "where": trait.where, "match": trait.match, "why": trait.why}


def _trait(fields: Mapping[str, str]) -> Trait:
    return Trait(Presence(fields["presence"]), fields["where"], Match(fields["match"]), fields["why"])
