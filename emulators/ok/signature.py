"""The signature of a request (https://apiok.ru/dev/methods, "Request signature")."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

UNSIGNED = frozenset({"sig", "access_token", "session_key"})


def md5(text: str) -> str:
    """Lower-case hexadecimal MD5 of the text in UTF-8."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def session_secret(access_token: str, application_secret_key: str) -> str:
    """The secret of a session whose `session_secret_key` is not known."""
    return md5(access_token + application_secret_key)


def signed_text(params: Mapping[str, str]) -> str:
    """What is signed: ``key=value`` sorted by key, no separator, without token and signature."""
    return "".join(f"{key}={params[key]}" for key in sorted(params) if key not in UNSIGNED)


def sign(params: Mapping[str, str], secret: str) -> str:
    """The `sig` of these raw (not URL-encoded) parameters."""
    return md5(signed_text(params) + secret)
