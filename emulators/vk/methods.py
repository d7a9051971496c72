"""Which methods there are, which kinds of token may call them, and the call itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from emulators.vk import communities, wall
from emulators.vk.call import Call, TokenKind, refuse_kind
from emulators.vk.errors import VkError


@dataclass(frozen=True, slots=True)
class Method:
    """How a method answers and for whom (access_token_type of VKCOM/vk-api-schema)."""

    answer: Callable[[Call], object]
    kinds: frozenset[TokenKind]


_EVERYBODY: frozenset[TokenKind] = frozenset({"service", "user", "community"})
_NO_COMMUNITY: frozenset[TokenKind] = frozenset({"service", "user"})

METHODS: dict[str, Method] = {
    "wall.get": Method(wall.get, _NO_COMMUNITY),
    "wall.getById": Method(wall.get_by_id, _NO_COMMUNITY),
    "wall.getComments": Method(wall.get_comments, _NO_COMMUNITY),
    "groups.getById": Method(communities.get_by_id, _EVERYBODY),
    "groups.getAddresses": Method(communities.get_addresses, _NO_COMMUNITY),
    "utils.resolveScreenName": Method(communities.resolve_screen_name, _EVERYBODY),
}


def answer(name: str, call: Call) -> object:
    """The value of `response`; raises VkError, among others 3 for an unknown method, 27 for a wrong token."""
    method = METHODS.get(name)
    if method is None:
        raise VkError(3)
    if call.kind not in method.kinds:
        raise refuse_kind(call.kind)
    return method.answer(call)
