"""What a VK token may do, asked of VK itself; answers the questions vk.md 9 leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.config import VkSettings
from app.doctor.check import Check, Patient
from app.doctor.reach import refused, unknown_pages
from app.doctor.shapes import Json, an_object, objects
from collectors.errors import AccessLost, CollectingError
from collectors.vk import cards
from collectors.vk.client import VkClient
from collectors.vk.patience import Patience
from collectors.vk.profile import FIELDS
from collectors.vk.wire import SCARCE_METHOD, Answer, Call, Refused, Said, wall_call
from domain.network import Network
from domain.page import Page

GOVERNMENT_FIELDS = ("is_government_organization", "trust_mark", "ogrn", "inn")
"""Undocumented; whether a service key receives them is not known (vk.md 2.4)."""

_QUICK = Patience(tries=2, hurries=2)
_WALLS_TRIED = 3
_POSTS = 20
_MOST_IDS = 500


class _Generous:
    """A daily quota that grants the few calls of an examination."""

    async def reserve(self, credential: str, method: str, wanted: int) -> int:  # noqa: ARG002 -- DailyQuota's signature
        """All that is wanted."""
        return wanted

    async def exhaust(self, credential: str, method: str) -> None:
        """Nothing is kept."""


async def vk_checks(section: VkSettings, pages: Sequence[Page], now: datetime) -> list[Check]:
    """Every token by itself; `pages` are those of the registry."""
    checks: list[Check] = []
    for number, token in enumerate(section.token, start=1):
        which = f", ключ {number}" if len(section.token) > 1 else ""
        client = VkClient(
            [token.get_secret_value()],
            _Generous(),
            lambda: now,
            api_url=section.api_url,
            rps=section.rps,
            workers=1,
            patience=_QUICK,
        )
        try:
            key = Patient(f"{Network.VK.label}{which}")
            checks += await _Examination(client, section.api_url, key, pages).run()
        finally:
            client.close()
    return checks


@dataclass(frozen=True, slots=True)
class _Examination:
    """One token before VK; the first call that cannot be answered at all ends it."""

    client: VkClient
    address: str
    key: Patient
    pages: Sequence[Page]

    async def run(self) -> list[Check]:
        checks: list[Check] = []
        try:
            async for check in self._checks():
                checks.append(check)  # noqa: PERF401 -- what was seen before a fault is kept
        except CollectingError as fault:
            checks.append(self.key.bad(refused(fault, Network.VK, self.address)))
        return checks

    async def _checks(self) -> AsyncIterator[Check]:
        await self.client.ask(Call("utils.resolveScreenName", {"screen_name": "vk"}))
        yield self.key.good("ключ действует")
        together = await self.client.executing_lane(SCARCE_METHOD) is not None
        yield self.key.note(f"execute {'доступен' if together else 'недоступен: страницы читаются по одной'}")
        numbers = await self._numbers()
        if not numbers:
            yield self.key.note("страниц в реестре нет: чтение стен и профилей не проверялось")
            return
        yield await self._profiles(numbers)
        async for check in self._walls(numbers):
            yield check

    async def _numbers(self) -> list[int]:
        """Numbers of the registry's communities; where no link has one, that of the first name."""
        known = [number for page in self.pages if (number := page.network_id or page.link.number)]
        if known or not self.pages:
            return known[:_MOST_IDS]
        answer = await self.client.ask(
            Call("utils.resolveScreenName", {"screen_name": self.pages[0].link.name or ""})
        )
        found = cards.resolved(answer.value) if isinstance(answer, Said) else None
        return [found] if isinstance(found, int) else []

    async def _profiles(self, numbers: Sequence[int]) -> Check:
        fields = ",".join((FIELDS, *GOVERNMENT_FIELDS))
        answer = await self.client.ask(
            Call("groups.getById", {"group_ids": ",".join(map(str, numbers)), "fields": fields})
        )
        if isinstance(answer, Refused):
            return self.key.bad(f"профили сообществ не читаются, код {answer.code}")
        by_id = cards.groups(answer.value).by_id
        groups = by_id.values()
        came = [name for name in GOVERNMENT_FIELDS if any(name in group for group in groups)]
        marks = f"приходят: {', '.join(came)}" if came else "не приходят"
        told = f"профили: получено {len(groups)} из {len(numbers)}; признаки госорганизации {marks}"
        unknown = [number for number in numbers if number not in by_id]
        return self.key.depends(not unknown, told, f"{told}; {unknown_pages(self.pages, unknown)}")

    async def _walls(self, numbers: Sequence[int]) -> AsyncIterator[Check]:
        for number in numbers[:_WALLS_TRIED]:
            answer = await self._wall(number)
            if isinstance(answer, Said):
                posts = _posts(answer)
                yield self.key.good(f"стены читаются; {_habits(posts)}")
                yield await self._comments(number, posts)
                return
        tried = min(len(numbers), _WALLS_TRIED)
        yield self.key.note(f"стены не прочитаны: проверено страниц — {tried}, все закрыты или без стены")

    async def _wall(self, number: int) -> Answer:
        try:
            return await self.client.ask(wall_call(-number, count=_POSTS))
        except AccessLost as fault:
            # A community's key cannot read walls, error 27 (vk.md 1).
            raise AccessLost(f"стены не читаются: {fault.reason}, нужен сервисный ключ приложения") from None

    async def _comments(self, number: int, posts: Sequence[Json]) -> Check:
        discussed = next((post for post in posts if _discussion(post).get("count")), None)
        if discussed is None:
            return self.key.note("чтение комментариев не проверялось: под последними записями их нет")
        post_id = discussed.get("id")
        params = {"owner_id": -number, "post_id": post_id if isinstance(post_id, int) else 0, "count": 1}
        answer = await self.client.ask(Call("wall.getComments", params))
        if isinstance(answer, Refused):
            return self.key.note(f"комментарии к последней записи не читаются, код {answer.code}")
        return self.key.good("комментарии читаются")


def _posts(answer: Said) -> list[Json]:
    return objects(an_object(answer.value).get("items"))


def _discussion(post: Json) -> Json:
    return an_object(post.get("comments"))


def _habits(posts: Sequence[Json]) -> str:
    """What is not documented for a service key: whether `can_post` comes, and where posts come from."""
    can_post = any("can_post" in _discussion(post) for post in posts)
    sources = Counter(str(an_object(post.get("post_source")).get("type", "не указан")) for post in posts)
    told = ", ".join(f"{source} — {count}" for source, count in sources.most_common())
    return (
        f"признак can_post {'приходит' if can_post else 'не приходит'}; источники записей: {told or 'записей нет'}"
    )
