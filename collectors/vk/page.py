"""One page's reading: who it is, whether it is open, its profile, its posts, the comments under them."""

from __future__ import annotations

from dataclasses import replace

from collectors.errors import CollectingError
from collectors.vk.cards import Card, card
from collectors.vk.discussion import read_comments, worth_reading
from collectors.vk.enquiry import Enquiry
from collectors.vk.fields import Json
from collectors.vk.naming import GROUPS, resolve
from collectors.vk.profile import ADDRESS_FIELDS, lacks_main_address, listed_addresses, profile
from collectors.vk.wall import read_wall
from collectors.vk.wire import Call, Refused
from domain.network import Network
from domain.page import Openness, Resolution
from domain.reading import Reading, Route, Wish

FORGOTTEN = frozenset({Openness.DELETED, Openness.BLOCKED})
WITHOUT_WALL = frozenset({Openness.CLOSED, Openness.WALL_OFF})


def blank(enquiry: Enquiry, wish: Wish) -> Reading:
    """A reading that holds nothing yet."""
    return Reading(wish.page_id, Network.VK, enquiry.clock())


async def read_page(enquiry: Enquiry, wish: Wish, number: int, group: Json) -> Reading:
    """Everything about the community `number`; never raises CollectingError, `trouble` tells instead."""
    reading = replace(blank(enquiry, wish), resolution=Resolution.FOUND, network_id=number)
    try:
        head = enquiry.understand(GROUPS, group, lambda _: card(group))
    except CollectingError as error:
        return replace(reading, trouble=error.trouble)
    reading = replace(reading, title=head.title, openness=head.openness)
    if head.openness in FORGOTTEN:
        return reading
    reading = replace(reading, resolution=await _resolution(enquiry, wish, head))
    reading = await _with_profile(enquiry, wish, reading, group)
    if head.openness in WITHOUT_WALL:
        return reading
    return await _with_posts(enquiry, wish, reading, -number)


async def _resolution(enquiry: Enquiry, wish: Wish, head: Card) -> Resolution:
    """The page is followed by its number; a name that leads elsewhere by now is only told."""
    name, current = wish.link.name, head.screen_name
    if wish.network_id is None or name is None or current is None or current.casefold() == name.casefold():
        return Resolution.FOUND
    try:
        leads_to = await resolve(enquiry, name)
    except CollectingError:
        return Resolution.FOUND
    return Resolution.FOUND if leads_to == head.id else Resolution.MOVED


async def _with_profile(enquiry: Enquiry, wish: Wish, reading: Reading, group: Json) -> Reading:
    try:
        listed = await _addresses(enquiry, group)
        seen = enquiry.understand(GROUPS, group, lambda _: profile(group, wish.expected, reading.read_at, listed))
    except CollectingError as error:
        return replace(reading, trouble=error.trouble)
    return replace(reading, profile=seen)


async def _addresses(enquiry: Enquiry, group: Json) -> list[Json] | None:
    """The addresses where groups.getById does not give them; None when not needed or not to be had."""
    if not enquiry.understand(GROUPS, group, lambda _: lacks_main_address(group)):
        return None
    params = {"group_id": str(group["id"]), "fields": ADDRESS_FIELDS}
    try:
        listed = await enquiry.read(Call("groups.getAddresses", params), listed_addresses)
    except CollectingError:
        return None
    return None if isinstance(listed, Refused) else listed


async def _with_posts(enquiry: Enquiry, wish: Wish, reading: Reading, owner_id: int) -> Reading:
    try:
        posts = await read_wall(enquiry, owner_id, wish.posts_since, usual=wish.usual)
    except CollectingError as error:
        return replace(reading, trouble=reading.trouble or error.trouble)
    if isinstance(posts, Openness):
        return replace(reading, openness=posts)
    comments = await read_comments(enquiry, owner_id, worth_reading(posts.values, wish))
    return replace(reading, posts=posts, route=Route.WALL, comments=comments)
