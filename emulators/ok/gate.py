"""Who is let in: application key, session, signature, pace."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from emulators.ok.errors import OkError
from emulators.ok.signature import session_secret, sign, signed_text

Session = Literal["alive", "expired", "revoked"]

# Asyncio wakes early and late by some milliseconds; a caller spaced exactly must not be blamed.
WINDOW = 0.95


@dataclass(slots=True)
class Gate:
    """The keys of the application and the state of its token."""

    application_key: str
    application_secret_key: str
    access_token: str
    session_secret_key: str | None = None
    session: Session = "alive"

    def admit(self, params: Mapping[str, str]) -> None:
        """Raise OkError 101, 453, 103, 102 or 104 when the call is not to be let in.

        In which order OK looks at these is not documented.
        """
        self._check_application(params.get("application_key"))
        self._check_session(params.get("access_token") or params.get("session_key"))
        self._check_signature(params)

    def _check_application(self, given: str | None) -> None:
        if not given:
            raise OkError(101, "No application key")
        if given != self.application_key:
            raise OkError(101)

    def _check_session(self, given: str | None) -> None:
        if not given:
            raise OkError(453)
        if given != self.access_token or self.session == "revoked":
            raise OkError(103)
        if self.session == "expired":
            raise OkError(102)

    def _check_signature(self, params: Mapping[str, str]) -> None:
        secret = self.session_secret_key or session_secret(self.access_token, self.application_secret_key)
        given = params.get("sig", "")
        if given != sign(params, secret):
            text = f"{signed_text(params)}********SECRET KEY*******"
            raise OkError(104, f"Invalid signature {given}, calculated by string {text}")


class Pace:
    """Counts calls of the last second; `rps` None: any pace will do."""

    def __init__(self, rps: int | None) -> None:
        self.rps = rps
        self._recent: deque[float] = deque()

    def exceeded(self, now: float) -> bool:
        """Whether this call, at monotonic `now`, is one too many; it counts even then."""
        while self._recent and now - self._recent[0] >= WINDOW:
            self._recent.popleft()
        self._recent.append(now)
        return self.rps is not None and len(self._recent) > self.rps
