"""Reading a group's posts by the first road that is open (ok.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from collectors.errors import CollectingError, NoAccess, TryLater, Unintelligible
from collectors.ok import parse_posts
from collectors.ok.client import OkClient, Params
from collectors.ok.errors import NO_METHOD, Gone
from collectors.ok.feed import Bounds, Heap, fetched, reaches, read_on
from collectors.ok.parse_posts import Topic
from collectors.ok.routes import Routes
from collectors.ok.shapes import Listed
from domain.reading import Fetched, Route, Wish

Read = Callable[[object], Listed[Topic]]

NO_ROUTE = "нет доступа к публикациям"

# Older posts are looked for so far behind what is needed: one of them shows that the page stood before, and that
# statistics go back so far. Lists that begin with the newest are not read longer for it.
_BEHIND = timedelta(days=365)
# 50 topics a page and 100 ids a call were seen to work (ok.md 4.4-4.6).
_PAGE, _SHORT_PAGE, _IDS = 50, 20, 50
# Several ids demand media_limit 1..3; one id brings the whole topic (ok.md 4.5). So many are asked for one by one.
_BLOCKS, _MOST_WHOLE = 3, 10


class PostReader:
    """Knows which roads were refused for which group."""

    def __init__(self, client: OkClient) -> None:
        self._client = client
        self._routes = Routes()

    async def read(self, gid: int, wish: Wish, themes: int | None) -> tuple[Fetched[Topic], Route]:
        """The topics since `wish.posts_since` and at least one older one, if there is any; and the road.

        Raises a `CollectingError`: `NoAccess` when every road is refused, which never means «no posts».
        """
        fault: NoAccess | Unintelligible = NoAccess(NO_ROUTE)
        for route in self._routes.open_for(gid, self._client.clock()):
            try:
                found = await self._by(route, gid, wish, themes)
            except (NoAccess, Gone) as refusal:
                shut = None if refusal.code == NO_METHOD else gid
                self._routes.refuse(shut, route, self._client.clock())
            except Unintelligible as odd:
                fault = odd
            else:
                return replace(found, values=await self._whole(gid, found)), route
        raise fault

    async def _whole(self, gid: int, found: Fetched[Topic]) -> tuple[Topic, ...]:
        """The topics, the newest of those that came without some of their blocks asked for in full.

        What cannot be had so stays the part it is.
        """
        parts = sorted((each for each in found.values if each.is_part), key=lambda each: each.post.published_at)
        whole: dict[str, Topic] = {}
        for part in parts[-_MOST_WHOLE:]:
            try:
                page = await self._asked_by_id(gid, [part.post.id], found.read_at)
            except (CollectingError, Gone):
                break
            whole.update((each.post.id, each) for each in page.values)
        return tuple(whole.get(each.post.id, each) for each in found.values)

    async def _by(self, route: Route, gid: int, wish: Wish, themes: int | None) -> Fetched[Topic]:
        now = self._client.clock()
        count = _SHORT_PAGE if wish.usual else _PAGE
        bounds = Bounds(wish.posts_since, now, themes=themes, expected=bool(wish.known_posts))
        if route is Route.STAT_TOPICS:
            bounds = replace(bounds, start=wish.posts_since - _BEHIND)
            return await self._by_statistics(gid, bounds, count, wish.known_posts)
        ask = self._topics if route is Route.TOPICS else self._stream
        heap = await ask(gid, bounds, count)
        return fetched(heap, heap.values, bounds)

    async def _by_statistics(self, gid: int, bounds: Bounds, count: int, known: Collection[str]) -> Fetched[Topic]:
        """group.getStatTopics knows ids and times only; what they are is asked of mediatopic.getByIds.

        What it leaves out was published all the same. The `known` posts among it stay what they were seen to be.
        """
        params: Params = {
            "gid": gid,
            "fields": parse_posts.STAT_FIELDS,
            "start_time": _milliseconds(bounds.start),
            "count": count,
        }
        heap = await self._pages("group.getStatTopics", params, parse_posts.stat_topics, bounds)
        ids = list(dict.fromkeys(each.post.id for each in heap.values))
        details = await self._details(gid, ids, bounds.read_at)
        told = fetched(heap, details, bounds)
        if not details:
            return told
        had = {each.post.id for each in details}.union(known)
        return replace(told, values=(*told.values, *parse_posts.undescribed(heap.values, had)))

    async def _topics(self, gid: int, bounds: Bounds, count: int) -> Heap[Topic]:
        params: Params = {"gid": gid, "count": count, "direction": "FORWARD", "fields": parse_posts.TOPIC_FIELDS}
        read = partial(parse_posts.topics, gid=gid, now=bounds.read_at)
        return await self._pages("mediatopic.getTopics", params, read, bounds)

    async def _stream(self, gid: int, bounds: Bounds, count: int) -> Heap[Topic]:
        params: Params = {
            "gid": gid,
            "patterns": "POST",
            "count": count,
            "direction": "FORWARD",
            "fields": parse_posts.STREAM_FIELDS,
            "mark_as_read": "false",
        }
        read = partial(parse_posts.stream, gid=gid, now=bounds.read_at)
        return await self._pages("stream.get", params, read, bounds)

    async def _pages(self, method: str, params: Params, read: Read, bounds: Bounds) -> Heap[Topic]:
        async def ask(anchor: str | None) -> Listed[Topic]:
            return await self._client.ask(method, {**params, "anchor": anchor}, read)

        return await read_on(ask, partial(reaches, since=bounds.since))

    async def _details(self, gid: int, ids: Sequence[str], now: datetime) -> list[Topic]:
        """The topics of these ids; those that never come are left out."""
        told: list[Topic] = []
        for start in range(0, len(ids), _IDS):
            told.extend(await self._by_ids(gid, ids[start : start + _IDS], now))
        return told

    async def _by_ids(self, gid: int, ids: Sequence[str], now: datetime) -> Sequence[Topic]:
        try:
            page = await self._asked_by_id(gid, ids, now)
        except Gone:
            return await self._halves(gid, ids, now)
        if not page.came:
            raise TryLater("Одноклассники не отдали публикации", until=None)
        came = {each.post.id for each in page.values}
        left = [each for each in ids if each not in came]
        # How many ids an answer may leave unanswered is unsourced; what never comes is asked no more.
        if not left or len(left) == len(ids):
            return page.values
        return [*page.values, *await self._by_ids(gid, left, now)]

    async def _asked_by_id(self, gid: int, ids: Sequence[str], now: datetime) -> Listed[Topic]:
        limit = _BLOCKS if len(ids) > 1 else None
        params: Params = {"topic_ids": ",".join(ids), "fields": parse_posts.TOPIC_FIELDS, "media_limit": limit}
        read = partial(parse_posts.topics, gid=gid, now=now, media_limit=limit)
        return await self._client.ask("mediatopic.getByIds", params, read)

    async def _halves(self, gid: int, ids: Sequence[str], now: datetime) -> Sequence[Topic]:
        """One id that is gone may fail the call for all of them (unsourced)."""
        if len(ids) == 1:
            return ()
        middle = len(ids) // 2
        return [*await self._by_ids(gid, ids[:middle], now), *await self._by_ids(gid, ids[middle:], now)]


def _milliseconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() * 1000)
