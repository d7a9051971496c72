"""Who stands behind names and numbers: screen names one by one, communities up to 500 at once."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.errors import CollectingError, Unintelligible
from collectors.vk import cards
from collectors.vk.enquiry import Enquiry
from collectors.vk.fields import Json
from collectors.vk.profile import FIELDS
from collectors.vk.refusals import BAD_IDS, NO_SUCH_NAME, no_access
from collectors.vk.wire import Call, Refused
from domain.page import Resolution

MOST_IDS = 500
GROUPS = "groups.getById"


async def resolve(enquiry: Enquiry, name: str) -> int | Resolution:
    """A community's id, NOT_A_PAGE for a person or an application (nothing of it is kept), or MISSING.

    Raises CollectingError.
    """
    found = await enquiry.read(Call("utils.resolveScreenName", {"screen_name": name}), cards.resolved)
    if not isinstance(found, Refused):
        return found
    if found.code in NO_SUCH_NAME:
        return Resolution.MISSING
    raise no_access(found)


async def communities(enquiry: Enquiry, ids: Sequence[int]) -> dict[int, Json | CollectingError]:
    """Communities by id, unread, or why they could not be had; an id VK does not know is left out.

    That VK does not know an id is believed when it says so twice.
    """
    unique = list(dict.fromkeys(ids))
    found = await _in_batches(enquiry, unique)
    missing = [each for each in unique if each not in found]
    return found | await _in_batches(enquiry, missing)


async def _in_batches(enquiry: Enquiry, ids: list[int]) -> dict[int, Json | CollectingError]:
    found: dict[int, Json | CollectingError] = {}
    for start in range(0, len(ids), MOST_IDS):
        found |= await _batch(enquiry, ids[start : start + MOST_IDS])
    return found


async def _batch(enquiry: Enquiry, ids: list[int]) -> dict[int, Json | CollectingError]:
    """One request; when a bad id spoils the whole, the halves by themselves."""
    params = {"group_ids": ",".join(map(str, ids)), "fields": FIELDS}
    try:
        answer = await enquiry.read(Call(GROUPS, params), cards.groups)
    except CollectingError as error:
        return dict.fromkeys(ids, error)
    match answer:
        case Refused(code) if code not in BAD_IDS:
            return dict.fromkeys(ids, no_access(answer))
        case Refused() if len(ids) == 1:
            return {}
        case Refused():
            half = len(ids) // 2
            return await _batch(enquiry, ids[:half]) | await _batch(enquiry, ids[half:])
        case _:
            return _told(enquiry, ids, answer)


def _told(enquiry: Enquiry, ids: list[int], answer: cards.Groups) -> dict[int, Json | CollectingError]:
    """Where something in the answer has no readable id, nobody left out is missing."""
    found: dict[int, Json | CollectingError] = {each: answer.by_id[each] for each in ids if each in answer.by_id}
    if not answer.odd:
        return found
    enquiry.keep(GROUPS, answer.odd)
    return dict.fromkeys(ids, Unintelligible("ответ ВКонтакте не по описанию: groups")) | found
