"""Rows of a file that look like an organisation of the registry under a new name, which no ОГРН ties together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.organisation import Organisation
from domain.page import Page
from domain.registry import RegistryRow, name_key
from domain.same_page import same_community

# «Дом культуры» and «Дом культуры „Заря“» are alike; «Клуб» and «Школа» are not.
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Rename:
    """`was` is not in the file and `now` not in the registry; `why` says in Russian what they share."""

    was: Organisation
    now: RegistryRow
    why: str


def way_of_renaming(was: Organisation) -> str:
    """What to do so that the registry takes a renamed organisation for the same one; Russian, no full stop."""
    if was.ogrn:
        return "впишите в её строку ОГРН, по которому реестр её знает, и загрузите файл снова"
    return (
        f"верните в её строку прежнее краткое название «{was.short_name}», впишите туда ОГРН и загрузите файл: "
        "после этого название можно менять"
    )


def likely_renames(
    added: Iterable[RegistryRow], absent: Sequence[tuple[Organisation, tuple[Page, ...]]]
) -> tuple[Rename, ...]:
    """At most one a row: the absent organisation that has its page, else one of a like name."""
    found = [_likely_rename(row, absent) for row in added]
    return tuple(rename for rename in found if rename is not None)


def _likely_rename(row: RegistryRow, absent: Sequence[tuple[Organisation, tuple[Page, ...]]]) -> Rename | None:
    possible = [(each, pages) for each, pages in absent if not (row.ogrn and each.ogrn)]
    by_page = next((each for each, pages in possible if any(_names(row, page) for page in pages)), None)
    if by_page is not None:
        return Rename(by_page, row, "та же страница")
    by_name = next((each for each, _ in possible if _is_alike(row, each)), None)
    return Rename(by_name, row, "похожее название") if by_name is not None else None


def _names(row: RegistryRow, page: Page) -> bool:
    link = row.link(page.network)
    return link is not None and same_community(link, page)


def _is_alike(row: RegistryRow, organisation: Organisation) -> bool:
    """A like short name with the same numbers in it, or the same full name."""
    if name_key(row.full_name) == name_key(organisation.full_name):
        return True
    here, there = name_key(row.short_name), name_key(organisation.short_name)
    is_same_number = re.findall(r"\d+", here) == re.findall(r"\d+", there)
    return is_same_number and SequenceMatcher(None, here, there).ratio() >= _ALIKE
