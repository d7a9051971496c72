"""Faults the VK emulator can be told to have, one by one or at random."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from emulators.vk.errors import VkError


class FaultKind(StrEnum):
    """What goes wrong: API is an error inside a proper answer, the others spoil the answer itself."""

    API = "api"
    STATUS = "status"
    EMPTY = "empty"
    NOT_JSON = "not_json"
    HTML = "html"
    NEITHER = "neither"
    TRUNCATED = "truncated"
    OVERSIZE = "oversize"
    RESET = "reset"
    HANG = "hang"
    DRIP = "drip"


REACHES_THE_API = frozenset({FaultKind.API, FaultKind.TRUNCATED, FaultKind.DRIP})
"""Faults of a request that was answered; the others spend no quota and no fault scripted for inner calls."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; the constants and functions below make them.

    `code`: API error code or HTTP status. `extra`: keys beside error_code and error_msg.
    `seconds`: of a hang, or between dripped bytes. `size`: bytes of an oversize body.
    """

    kind: FaultKind
    code: int = 0
    message: str = ""
    extra: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    seconds: float = 0.0
    size: int = 0

    def error(self) -> VkError:
        """The API error this fault stands for."""
        return VkError(self.code, self.message, **self.extra)


EMPTY_BODY = Fault(FaultKind.EMPTY)
NOT_JSON = Fault(FaultKind.NOT_JSON)
HTML_BODY = Fault(FaultKind.HTML)
NEITHER = Fault(FaultKind.NEITHER)
TRUNCATED = Fault(FaultKind.TRUNCATED)
RESET = Fault(FaultKind.RESET)

# New shape: dev.vk.com, captcha-error. Old shape: vknet/vk, Errors/14.json. 17: vknet/vk, Errors/17.json.
CAPTCHA = Fault(
    FaultKind.API,
    14,
    extra={"redirect_uri": "https://id.vk.com/not_robot_captcha?session=invented", "remixstlid": "invented"},
)
IMAGE_CAPTCHA = Fault(
    FaultKind.API,
    14,
    extra={"captcha_sid": "100000000001", "captcha_img": "https://api.vk.com/captcha.php?sid=100000000001&s=1"},
)
VALIDATION = Fault(
    FaultKind.API, 17, extra={"redirect_uri": "https://m.vk.com/activation?act=validate&hash=invented"}
)


def api_error(code: int, message: str = "", **extra: str) -> Fault:
    """An API error; without a message VK's own words for the code. 14 is `CAPTCHA`, 17 is `VALIDATION`."""
    shaped = {14: CAPTCHA, 17: VALIDATION}.get(code)
    if shaped is not None and not message and not extra:
        return shaped
    return Fault(FaultKind.API, code, message, extra)


def http_status(status: int) -> Fault:
    """An answer of this HTTP status with a page of HTML, as a proxy before the API gives it."""
    return Fault(FaultKind.STATUS, status)


def hang(seconds: float) -> Fault:
    """No answer for so long, then the connection closes."""
    return Fault(FaultKind.HANG, seconds=seconds)


def drip(seconds: float = 1.0) -> Fault:
    """The proper answer, a byte every `seconds`."""
    return Fault(FaultKind.DRIP, seconds=seconds)


def oversize(size: int = 9 * 1024 * 1024) -> Fault:
    """A proper JSON answer of more than `size` bytes."""
    return Fault(FaultKind.OVERSIZE, size=size)


@dataclass(slots=True)
class _Scripted:
    fault: Fault
    method: str | None
    having: Mapping[str, str]
    left: int | None

    def meets(self, method: str, values: Mapping[str, str]) -> bool:
        return self.method in {None, method} and self.having.items() <= values.items()


class Faults:
    """What is to go wrong. Scripted faults come first, in the order of their scripting; then chance."""

    def __init__(self) -> None:
        self._scripted: list[_Scripted] = []
        self._chance = random.Random(0)
        self._probability = 0.0
        self._kinds: Sequence[Fault] = ()

    def script(
        self,
        fault: Fault | int,
        *,
        method: str | None = None,
        times: int | None = 1,
        having: Mapping[str, str] | None = None,
    ) -> None:
        """Let the next `times` matching requests fail (None: all of them).

        An int is an API error code. With `method` an API error also strikes a call inside execute; without it,
        and for every other kind of fault, only whole requests are struck. `having`: parameters the request
        must carry, as text, e.g. ``{"owner_id": "-5"}``.
        """
        self._scripted.append(_Scripted(_as_fault(fault), method, having or {}, times))

    def rate(self, probability: float, kinds: Sequence[Fault | int], seed: int = 0) -> None:
        """Let each whole request fail with `probability` (0…1) by one of `kinds`; 0 ends it."""
        self._probability = probability
        self._kinds = tuple(_as_fault(each) for each in kinds)
        self._chance = random.Random(seed)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._scripted.clear()
        self._probability = 0.0

    @property
    def pending(self) -> int:
        """Scripted entries not used up yet."""
        return len(self._scripted)

    def for_request(self, method: str, values: Mapping[str, str]) -> Fault | None:
        """The fault that strikes this whole request, spending it."""
        scripted = next((each for each in self._scripted if each.meets(method, values)), None)
        return self._by_chance() if scripted is None else self._spend(scripted)

    def for_inner(self, method: str, values: Mapping[str, str]) -> VkError | None:
        """The error that strikes this call inside execute, spending it."""
        for each in self._scripted:
            if each.method and each.fault.kind is FaultKind.API and each.meets(method, values):
                return self._spend(each).error()
        return None

    def _by_chance(self) -> Fault | None:
        if not self._probability or self._chance.random() >= self._probability:
            return None
        return self._chance.choice(self._kinds)

    def _spend(self, scripted: _Scripted) -> Fault:
        if scripted.left is not None:
            scripted.left -= 1
            if scripted.left <= 0:
                self._scripted.remove(scripted)
        return scripted.fault


def _as_fault(fault: Fault | int) -> Fault:
    return api_error(fault) if isinstance(fault, int) else fault
