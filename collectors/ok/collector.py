"""One cycle over the pages in Odnoklassniki: links, groups, posts, comments, page by page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from collectors.errors import CollectingError
from collectors.ok import parse
from collectors.ok.client import OkClient, Params
from collectors.ok.comments import CommentReader
from collectors.ok.errors import BAD_GROUP_ID, MALFORMED, Gone
from collectors.ok.groups import GroupReader
from collectors.ok.parse import Target
from collectors.ok.posts import PostReader
from collectors.ok.profile import profile
from collectors.ok.resolving import Resolver
from collectors.ok.shapes import Json
from domain.network import Network
from domain.page import Openness, Resolution
from domain.reading import Fetched, Reading, Trouble, Wish

Deliver = Callable[[Reading], Awaitable[None]]

# The most groups a call takes is not published; their numbers fit a form easily.
_AT_ONCE = 50


class OkCollector:
    """Reads one page after another: the allowance is small and unpublished (ok.md 6), so is the connection."""

    network = Network.OK

    def __init__(self, client: OkClient) -> None:
        self._client = client
        self._resolver = Resolver(client)
        self._groups = GroupReader(client)
        self._posts = PostReader(client)
        self._comments = CommentReader(client)

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        """Deliver one reading for every wish, each as soon as its page is done; raises no `CollectingError`."""
        self._client.begin()
        for start in range(0, len(wishes), _AT_ONCE):
            await self._some(wishes[start : start + _AT_ONCE], deliver)

    async def number_of(self, name: str) -> int | None:
        """The group behind a short name; None for a person and for nothing. Raises `CollectingError`."""
        return await self._resolver.number_of(name)

    async def close(self) -> None:
        """Drop the connection."""
        await self._client.close()

    async def _some(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        found: list[tuple[Wish, Target, int]] = []
        for wish in wishes:
            try:
                target = await self._resolver.resolve(wish)
            except CollectingError as fault:
                await deliver(self._blank(wish, trouble=fault.trouble))
                continue
            if target.number is None:
                await deliver(self._blank(wish, resolution=target.resolution))
            else:
                found.append((wish, target, target.number))
        beans = await self._groups.read(list(dict.fromkeys(number for _, _, number in found)))
        for wish, target, number in found:
            await deliver(await self._page(wish, target, number, beans))

    async def _page(
        self, wish: Wish, target: Target, number: int, beans: Mapping[int, Json | CollectingError]
    ) -> Reading:
        found = beans.get(number)
        if isinstance(found, CollectingError):
            others_came = any(isinstance(each, dict) for each in beans.values())
            return self._refused(wish, target, found, others_came=others_came)
        if found is None:
            return self._left_out(wish, target)
        return await self._contents(wish, number, self._described(wish, target, number, found))

    def _refused(self, wish: Wish, target: Target, fault: CollectingError, *, others_came: bool) -> Reading:
        """A number nobody resolved may be no group's at all; else the call failed, which says nothing."""
        malformed = fault.code == BAD_GROUP_ID or (fault.code in MALFORMED and others_came)
        if malformed and _is_new_number(wish):
            return self._blank(wish, resolution=Resolution.MISSING)
        known = None if wish.network_id is None else target.resolution
        return self._blank(wish, resolution=known, trouble=fault.trouble)

    def _left_out(self, wish: Wish, target: Target) -> Reading:
        """Unavailable groups are left out of the answer (ok.md 4.2): nobody sees the page."""
        if _is_new_number(wish):
            return self._blank(wish, resolution=Resolution.MISSING)
        shut = self._blank(wish, resolution=target.resolution, number=target.number)
        return replace(shut, openness=Openness.UNAVAILABLE)

    async def _contents(self, wish: Wish, number: int, page: Reading) -> Reading:
        """The page with its posts and comments; a page visitors do not see is read no further."""
        if page.openness.is_shut:
            return page
        themes = await self._themes(number)
        try:
            topics, route = await self._posts.read(number, wish, themes)
        except CollectingError as fault:
            return replace(page, themes=themes, trouble=fault.trouble)
        return replace(
            page,
            posts=Fetched(
                tuple(each.post for each in topics.values), topics.read_at, topics.covered_since, topics.complete
            ),
            route=route,
            themes=themes,
            comments=await self._comments.read(number, topics.values, wish),
        )

    async def _themes(self, number: int) -> int | None:
        """A cross-check and no more: whatever fails here is passed over."""
        params: Params = {"group_id": number, "counterTypes": "THEMES"}
        try:
            return await self._client.ask("group.getCounters", params, parse.themes)
        except (CollectingError, Gone):
            return None

    def _described(self, wish: Wish, target: Target, number: int, bean: Json) -> Reading:
        now = self._client.clock()
        return replace(
            self._blank(wish, resolution=target.resolution, number=number),
            title=parse.title(bean),
            openness=parse.openness(bean),
            created_at=parse.created_at(bean),
            profile=profile(bean, wish.expected, now),
        )

    def _blank(
        self,
        wish: Wish,
        *,
        resolution: Resolution | None = None,
        number: int | None = None,
        trouble: Trouble | None = None,
    ) -> Reading:
        """A reading of nothing; a page whose number is known stays found."""
        known = Resolution.PENDING if wish.network_id is None else Resolution.FOUND
        return Reading(
            wish.page_id,
            Network.OK,
            self._client.clock(),
            resolution or known,
            number or wish.network_id,
            trouble=trouble,
        )


def _is_new_number(wish: Wish) -> bool:
    """A link by number that no answer has confirmed yet."""
    return wish.network_id is None and wish.link.name is None
