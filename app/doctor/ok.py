"""What the OK token may do, asked of OK itself; answers the questions ok.md 10 leaves open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.config import OkSettings
from app.doctor.check import Check, Patient
from app.doctor.reach import refused, unknown_pages
from app.doctor.shapes import an_object, objects
from collectors.errors import AccessLost, CollectingError, NoAccess
from collectors.ok.client import OkClient, Params, Patience
from collectors.ok.errors import Gone
from collectors.ok.shapes import text
from collectors.ok.signature import Keys
from domain.network import Network
from domain.page import Page

OK = Patient(Network.OK.label)
PERMISSIONS = ("VALUABLE_ACCESS", "GROUP_CONTENT")
STAFF = ("ADMIN", "MODERATOR")
WRONG_SIGNATURE = 104
OPEN_FIELDS = ("gos_org", "rkn_mark", "stats_allowed", "phone", "address", "homepage_url")
"""Of group.getInfo: whether they come for our groups is not known (ok.md 10, question 8)."""

_QUICK = Patience(tries=2)
_MOST_GROUPS = 100
_ROUTES: Mapping[str, Params] = {
    "group.getStatTopics": {"count": 1, "fields": "ID,CREATED_MS,COMMENTS"},
    "mediatopic.getTopics": {"count": 1},
    "stream.get": {"count": 1, "patterns": "POST", "mark_as_read": "false"},
}


async def ok_checks(section: OkSettings, pages: Sequence[Page], now: datetime) -> list[Check]:
    """`pages` are those of the registry."""
    client = _client(section, keys_of(section), now)
    computed = _client(section, replace(keys_of(section), session_secret_key=""), now)
    try:
        return await _Examination(client, computed, section, pages).run()
    finally:
        await client.close()
        await computed.close()


def keys_of(section: OkSettings) -> Keys:
    """The keys in plain text."""
    secret = section.session_secret_key
    return Keys(
        application_key=section.application_key.get_secret_value(),
        application_secret_key=section.application_secret_key.get_secret_value(),
        access_token=section.access_token.get_secret_value(),
        session_secret_key=secret.get_secret_value() if secret else "",
    )


def _client(section: OkSettings, keys: Keys, now: datetime) -> OkClient:
    return OkClient(
        keys, clock=lambda: now, api_url=section.api_url, rps=section.rps, on_raw=lambda _: None, patience=_QUICK
    )


@dataclass(frozen=True, slots=True)
class _Examination:
    """The token before OK; the first call that cannot be answered at all ends it.

    `computed` signs with the computed secret only.
    """

    client: OkClient
    computed: OkClient
    section: OkSettings
    pages: Sequence[Page]

    async def run(self) -> list[Check]:
        checks: list[Check] = []
        try:
            async for check in self._checks():
                checks.append(check)  # noqa: PERF401 -- what was seen before a fault is kept
        except CollectingError as fault:
            checks.append(OK.bad(refused(fault, Network.OK, self.section.api_url)))
        return checks

    async def _checks(self) -> AsyncIterator[Check]:
        me = await self._ask("users.getCurrentUser", {"fields": "uid"})
        yield OK.good("токен действует")
        yield await self._signature()
        for permission in PERMISSIONS:
            yield await self._permission(permission)
        numbers = [number for page in self.pages if (number := page.network_id or page.link.number)]
        if not numbers:
            yield OK.note("номера групп ещё не узнаны, права в них не проверялись; повторите после postovoy check")
            return
        yield await self._profiles(numbers)
        uid = text(an_object(me).get("uid"))
        yield await self._roles(uid, numbers)
        yield await self._routes(numbers[0])

    async def _ask(self, method: str, params: Params) -> object:
        return await self.client.ask(method, params, lambda value: value)

    async def _signature(self) -> Check:
        """Which secret signs the eternal token is disputed (ok.md 2)."""
        if not self.section.session_secret_key:
            return OK.note("подписывает вычисленный ключ; session_secret_key не задан и не нужен")
        try:
            await self.computed.ask("users.getCurrentUser", {"fields": "uid"}, lambda value: value)
        except AccessLost as fault:
            if fault.code != WRONG_SIGNATURE:
                raise
            return OK.note("подписывает заданный session_secret_key")
        return OK.note("подписывает вычисленный ключ; заданный session_secret_key не нужен")

    async def _permission(self, permission: str) -> Check:
        try:
            granted = await self._ask("users.hasAppPermission", {"ext_perm": permission})
        except NoAccess as fault:
            return OK.note(f"есть ли право {permission}, узнать не удалось (код {fault.code})")
        return OK.depends(granted is True, f"право {permission} есть", f"права {permission} у приложения нет")

    async def _profiles(self, numbers: Sequence[int]) -> Check:
        fields = ",".join(("uid", "name", *OPEN_FIELDS))
        try:
            told = await self._ask(
                "group.getInfo", {"uids": ",".join(map(str, numbers[:_MOST_GROUPS])), "fields": fields}
            )
        except (NoAccess, Gone):
            return OK.bad("профили групп не читаются")
        groups = objects(an_object(told).get("groups", told))
        came_ids = {text(group.get("uid")) for group in groups}
        unknown = [number for number in numbers[:_MOST_GROUPS] if str(number) not in came_ids]
        came = [name for name in OPEN_FIELDS if any(name in group for group in groups)]
        special = f"из особых полей приходят: {', '.join(came) or 'никакие'}"
        shown = f"профили: получено {len(groups)} из {len(numbers)}; {special}"
        return OK.depends(not unknown, shown, f"{shown}; {unknown_pages(self.pages, unknown)}")

    async def _roles(self, uid: str, numbers: Sequence[int]) -> Check:
        asked = numbers[:_MOST_GROUPS]
        staff = [number for number in asked if await self._role(uid, number) in STAFF]
        told = f"роль администратора или модератора в {len(staff)} из {len(asked)} групп"
        missing = [str(number) for number in asked if number not in staff]
        return OK.depends(not missing, told, f"{told}; нет в группах: {', '.join(missing)}")

    async def _role(self, uid: str, number: int) -> str:
        try:
            told = await self._ask("group.getUserGroupsByIds", {"group_id": number, "uids": uid})
        except (NoAccess, Gone):
            return ""
        own = objects(told)
        return text(own[0].get("status")).upper() if own else ""

    async def _routes(self, number: int) -> Check:
        """Only the first is documented, and for staff; the others may answer or not (ok.md 3)."""
        answers = {method: await self._route(method, params, number) for method, params in _ROUTES.items()}
        told = ", ".join(f"{method} — {answer or 'да'}" for method, answer in answers.items())
        return OK.depends("" in answers.values(), f"публикации читаются: {told}", f"публикации не читаются: {told}")

    async def _route(self, method: str, params: Params, number: int) -> str:
        try:
            await self._ask(method, {**params, "gid": number})
        except (NoAccess, Gone) as fault:
            return f"код {fault.code}"
        return ""
