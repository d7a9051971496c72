"""The signature of a request (https://apiok.ru/dev/methods, "Request signature")."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

# Never part of what is signed.
UNSIGNED = frozenset({"sig", "access_token", "session_key"})


@dataclass(frozen=True, slots=True)
class Keys:
    """What the application page and the token give; an empty `session_secret_key` is computed."""

    application_key: str = field(repr=False)
    application_secret_key: str = field(repr=False)
    access_token: str = field(repr=False)
    session_secret_key: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Secrets that may sign, the likelier first.

        Sources disagree whether the eternal token wants the given or the computed one (ok.md 2).
        """
        computed = md5(self.access_token + self.application_secret_key)
        return tuple(dict.fromkeys(each for each in (self.session_secret_key, computed) if each))

    @property
    def private(self) -> tuple[str, ...]:
        """Everything that may not appear in a log."""
        return (self.application_secret_key, self.access_token, self.application_key, *self.secrets)


def md5(text: str) -> str:
    """Lower-case hexadecimal MD5 of the text in UTF-8; OK's choice, not ours."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def sign(params: Mapping[str, str], secret: str) -> str:
    """The `sig` of raw (not URL-encoded) parameters: ``key=value`` sorted by key, joined with nothing."""
    return md5("".join(f"{key}={params[key]}" for key in sorted(params) if key not in UNSIGNED) + secret)


def signed_form(keys: Keys, secret: str, method: str, params: Mapping[str, str]) -> dict[str, str]:
    """The form to post: exactly what is signed, then the token and the signature."""
    form = {
        # Without it the token's user is shown online round the clock (ok.md 1).
        "__online": "false",
        "application_key": keys.application_key,
        "format": "json",
        "method": method,
        **params,
    }
    return {**form, "access_token": keys.access_token, "sig": sign(form, secret)}
