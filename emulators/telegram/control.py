"""The chat page and the small HTTP side behind it, for the page itself and for another process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from emulators.telegram.chats import Chat
from emulators.telegram.messenger import Messenger
from emulators.telegram.params import Json
from emulators.telegram.people import Person
from emulators.telegram.view import Heading, chat_view

HeadingNow: TypeAlias = Callable[[], Heading]

_PAGE = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_OWN_HOSTS = {"127.0.0.1", "localhost"}
_MAX_WAIT = 25.0
_MAX_TEXT = 4096
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign page could send: a borrowed host name, or a POST from another origin."""
    host = request.headers.get("Host", "")
    if urlsplit(f"//{host}").hostname not in _OWN_HOSTS:
        raise web.HTTPForbidden(text="Host must be 127.0.0.1 or localhost")
    if request.method == "POST" and request.path.startswith("/chat/"):
        if request.headers.get("Origin") != f"http://{host}":
            raise web.HTTPForbidden(text="Origin must be this page")
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="application/json is wanted")
    return await handler(request)


class ChatPage:
    """Serves the page and lets it read and write the chats."""

    def __init__(self, messenger: Messenger, heading: HeadingNow) -> None:
        self._messenger = messenger
        self._heading = heading

    def routes(self) -> list[web.RouteDef]:
        """All routes of the page."""
        return [
            web.get("/", self._index),
            web.get("/page/{name}", self._asset),
            web.get("/chat/messages", self._messages),
            web.get("/chat/file/{file_id}", self._file),
            web.post("/chat/say", self._say),
            web.post("/chat/press", self._press),
        ]

    async def _index(self, _request: web.Request) -> web.Response:
        return _asset("index.html")

    async def _asset(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in {path.name for path in _PAGE.iterdir()}:
            raise web.HTTPNotFound
        return _asset(name)

    async def _messages(self, request: web.Request) -> web.Response:
        """`after`: a revision; waits up to `wait` seconds for a later one. `chat`: the first when left out."""
        after = _number(request.query.get("after"), 0)
        wait = min(float(_number(request.query.get("wait"), 0)), _MAX_WAIT)
        await self._messenger.changes.after(after, wait)
        chat = self._chat(_number(request.query.get("chat"), 0))
        if chat is None:
            raise web.HTTPNotFound
        return web.json_response(chat_view(self._messenger, chat, self._heading(), after), headers=_HEADERS)

    async def _file(self, request: web.Request) -> web.Response:
        file = self._messenger.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        picture = bool(file.width)
        shown = "image/png" if file.content.startswith(b"\x89PNG") else "image/jpeg"
        kind = shown if picture else "application/octet-stream"
        answer = web.Response(body=file.content, content_type=kind, headers=_HEADERS)
        answer.headers["Content-Disposition"] = "inline" if picture else "attachment"
        return answer

    async def _say(self, request: web.Request) -> web.Response:
        asked = await _asked(request)
        text = asked.get("text")
        if not isinstance(text, str) or not 1 <= len(text.strip()) <= _MAX_TEXT:
            raise web.HTTPBadRequest(text="text: 1 to 4096 characters")
        message = self._person(asked).say(text)
        return web.json_response({"message_id": message.message_id}, headers=_HEADERS)

    async def _press(self, request: web.Request) -> web.Response:
        asked = await _asked(request)
        person, number, data = self._person(asked), asked.get("message_id"), asked.get("data")
        message = person.find(number) if isinstance(number, int) else None
        if message is None or not isinstance(data, str):
            raise web.HTTPNotFound
        try:
            pressed = person.press(message, data)
        except LookupError as error:
            raise web.HTTPNotFound from error
        return web.json_response({"query_id": pressed.query_id}, headers=_HEADERS)

    def _chat(self, chat_id: int) -> Chat | None:
        chats = self._messenger.chats
        return self._messenger.find(chat_id) if chat_id else next(iter(chats), None)

    def _person(self, asked: dict[str, Json]) -> Person:
        chat_id = asked.get("chat", 0)
        chat = self._chat(chat_id) if isinstance(chat_id, int) else None
        if not isinstance(chat, Person):
            raise web.HTTPNotFound
        if chat.blocked:
            raise web.HTTPConflict(text="the person has blocked the bot")
        return chat


def _asset(name: str) -> web.Response:
    path = _PAGE / name
    return web.Response(
        text=path.read_text("utf-8"), content_type=_TYPES[path.suffix], charset="utf-8", headers=_HEADERS
    )


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


async def _asked(request: web.Request) -> dict[str, Json]:
    try:
        body: Json = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body
