"""Whether a page's address, phones and e-mails are those of the registry; no value leaves this module."""

from __future__ import annotations

import re
from collections.abc import Iterable

from phonenumbers import Leniency, PhoneNumberMatcher

from collectors.address import Address, read_address
from collectors.contacts import emails, local_phones
from collectors.links import LONGEST, ascii_host
from collectors.same_address import compared
from domain.profile import Match

# Tries at candidates that turn out not to be numbers.
_TRIES = 200
_LABELLED = re.compile(
    r"(?<!\w)(?:почтовый |юридический |фактический )?адрес(?:у|а)?\s?[:—–-]\s*(?P<told>[^\n]{5,200})", re.IGNORECASE
)


def phones_match(told: Iterable[str], expected: str | None, *, whole: bool) -> Match:
    """EQUAL when a phone of the registry stands in the texts `told`.

    `whole` says that these are all the places where it may stand; else another phone proves nothing. A short local
    number is compared by its end and never proves a difference.
    """
    if not expected:
        return Match.UNKNOWN
    texts = list(told)
    ours, theirs = _full_phones([expected], Leniency.POSSIBLE), _full_phones(texts, Leniency.POSSIBLE)
    our_ends, their_ends = local_phones(expected), [end for text in texts for end in local_phones(text)]
    if ours & theirs or _end_alike(ours, their_ends) or _end_alike(theirs, our_ends) or {*our_ends} & {*their_ends}:
        return Match.EQUAL
    is_sure = whole and bool(ours) and not our_ends and not their_ends
    return Match.DIFFERENT if is_sure and _full_phones(texts, Leniency.VALID) else Match.UNKNOWN


def emails_match(told: Iterable[str], expected: str | None, *, whole: bool) -> Match:
    """EQUAL when an e-mail of the registry stands in the texts `told`, whatever the case; `whole` as above."""
    if not expected:
        return Match.UNKNOWN
    ours = {_plain_email(each) for each in emails(expected)}
    theirs = {_plain_email(each) for text in told for each in emails(text)}
    if ours & theirs:
        return Match.EQUAL
    return Match.DIFFERENT if whole and ours and theirs else Match.UNKNOWN


def address_match(fields: Iterable[str], description: str | None, expected: str | None) -> Match:
    """EQUAL when one of the addresses in the fields, or in the description, is that of the registry.

    DIFFERENT when every address told is surely another. In the description only what stands after «Адрес:» is told
    as the organisation's own; another address there may be anybody's.
    """
    if not expected:
        return Match.UNKNOWN
    ours = read_address(expected)
    text = (description or "")[:LONGEST]
    labelled = [found["told"] for found in _LABELLED.finditer(text)]
    told = [compared(read_address(each), ours) for each in (*fields, *labelled) if each.strip()]
    if Match.EQUAL in told or any(_is_same(line, ours) for line in text.splitlines()):
        return Match.EQUAL
    return Match.DIFFERENT if told and set(told) == {Match.DIFFERENT} else Match.UNKNOWN


def _is_same(text: str, ours: Address) -> bool:
    return compared(read_address(text), ours) is Match.EQUAL


def _full_phones(texts: Iterable[str], leniency: int) -> set[str]:
    """Numbers with their country code and without extensions, digits only."""
    return {
        f"{found.number.country_code}{found.number.national_number}"
        for text in texts
        for found in PhoneNumberMatcher(text[:LONGEST], "RU", leniency, _TRIES)
    }


def _end_alike(full: set[str], ends: Iterable[str]) -> bool:
    return any(number.endswith(end) for end in ends for number in full)


def _plain_email(address: str) -> str:
    name, _, host = address.casefold().rpartition("@")
    return f"{name}@{ascii_host(host)}"
