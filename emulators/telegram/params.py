"""The parameters of a Bot API call: from the query, a form, multipart with `attach://` files, or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from aiohttp import web

from emulators.telegram.answers import Refusal, bad_request

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

# Bots upload files of up to 50 MB: https://core.telegram.org/bots/api#sending-files
MAX_BODY = 52 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Params:
    """Named values of one call, all of them text as in a form, and its file parts."""

    values: Mapping[str, str]
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])

    def text(self, name: str) -> str:
        """The value, empty when it is absent."""
        return self.values.get(name, "")

    def whole(self, name: str, default: int) -> int:
        """The value as an integer; `default` when it is absent or not a number, as Telegram reads it."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Whether the value is a spelling of "yes"."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Json:
        """The value parsed as JSON, None when it is absent.

        Raises:
            Refusal: 400, the value is not JSON.
        """
        if not self.text(name):
            return None
        return _parsed(self.text(name), f"can't parse {name.replace('_', ' ')} JSON object")

    def upload(self, name: str) -> Upload | None:
        """The file given as `name`: its own part, or the part an ``attach://part`` value points at."""
        value = self.text(name)
        part = value.removeprefix("attach://") if value.startswith("attach://") else name
        return self.uploads.get(part)

    def chat_id(self) -> int | None:
        """The numeric `chat_id`, None when it is absent or a name."""
        try:
            return int(self.text("chat_id"))
        except ValueError:
            return None


async def read_params(request: web.Request) -> Params:
    """Everything the request carries; a value in the body wins over one in the query.

    Raises:
        Refusal: 400 for a body that is not what it says it is, 413 for one that is too big.
    """
    try:
        if request.content_type == "application/json":
            values, uploads = _from_json(await request.text()), dict[str, Upload]()
        else:
            values, uploads = await _from_form(request)
    except web.HTTPRequestEntityTooLarge as error:
        raise Refusal(413, "Request Entity Too Large") from error
    return Params({**_in_query(request), **values}, uploads)


def _in_query(request: web.Request) -> dict[str, str]:
    return {name: value for name, value in request.query.items() if _utf8(value)}


def _from_json(body: str) -> dict[str, str]:
    parsed = _parsed(body or "{}", "can't parse JSON object")
    if not isinstance(parsed, dict):
        raise bad_request("object expected as request data")
    return {name: _as_text(value) for name, value in parsed.items() if value is not None}


def _as_text(value: Json) -> str:
    if isinstance(value, str) and _utf8(value):
        return value
    return json.dumps(value, ensure_ascii=False)


async def _from_form(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    values: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            text = value if isinstance(value, str) else bytes(value).decode()
            values[name] = text if _utf8(text) else ""
    return values, uploads


def _parsed(text: str, complaint: str) -> Json:
    try:
        value: Json = json.loads(text)
    except ValueError as error:
        raise bad_request(complaint) from error
    return value


def _utf8(text: str) -> bool:
    """Always true.

    Raises:
        Refusal: 400, the text holds a lone surrogate.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    return True
