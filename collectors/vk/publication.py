"""The words, links and formats of the community's own wall items, and their counters. Pure; never raises."""

from __future__ import annotations

import re
from collections.abc import Sequence

from collectors.contents import made_of
from collectors.vk import attachments
from collectors.vk.attachments import plain_object
from collectors.vk.fields import Json, is_list
from domain.content import Content

# «[club123|Название]», «[id1|Имя]», «[https://vk.com/klub|наша группа]» (vk.md 5.1): people read the words.
_MARKED = re.compile(r"\[([^\s|\[\]]{1,300})\|([^\[\]\n]{1,300})\]")


def content(item: Json, owner_id: int) -> Content | None:
    """What a wall item of `owner_id` is made of; None when somebody else wrote it or the item is not as documented.

    Of a repost the quoted words, and the address of what is quoted, are kept only where a community wrote them:
    people's words never are.
    """
    if item.get("from_id") != owner_id:
        return None
    text, attached, originals = item.get("text"), _listed(item, "attachments"), _listed(item, "copy_history")
    if not isinstance(text, str) or attached is None or originals is None:
        return None
    quoted = [each for original in originals if _is_of_community(each := plain_object(original))]
    foreign = [of for original in originals for of in _listed(plain_object(original), "attachments") or ()]
    told = [of for each in quoted for of in _listed(each, "attachments") or ()]
    return made_of(
        _shown(text),
        quoted="\n".join(_shown(words) for each in quoted if isinstance(words := each.get("text"), str)),
        links=[*_marked_links(text), *attachments.links([*attached, *told]), *filter(None, map(_address, quoted))],
        formats=attachments.formats([*attached, *foreign]),
        cut=len(quoted) < len(originals),
    )


def counter(item: Json, name: str) -> int | None:
    """likes, reposts or views: ``{"count": 5, …}``; None when it did not come."""
    count = plain_object(item.get(name)).get("count")
    return count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None


def _listed(owner: Json, key: str) -> Sequence[object] | None:
    """The list; empty when it did not come, None when it is something else."""
    value = owner.get(key)
    if value is None:
        return ()
    return value if is_list(value) else None


def _is_of_community(original: Json) -> bool:
    ids = (original.get("owner_id"), original.get("from_id"))
    return all(isinstance(each, int) and each < 0 for each in ids)


def _address(original: Json) -> str:
    """Where the reposted publication of a community stands; empty when it has no number."""
    number = original.get("id")
    return f"https://vk.com/wall{original['owner_id']}_{number}" if isinstance(number, int) else ""


def _shown(text: str) -> str:
    return _MARKED.sub(r"\2", text)


def _marked_links(text: str) -> list[str]:
    return [found[1] for found in _MARKED.finditer(text) if found[1].casefold().startswith(("http://", "https://"))]
