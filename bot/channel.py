"""Telegram as a channel: sends a message and translates every answer of the Bot API into our words."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import LinkPreviewOptions
from aiohttp import ClientConnectorError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.answers import Answer, ChannelDown, Delivered, Later, Moved, Unreachable
from bot.render.html import clipped, plain, text_only

# Seconds for a whole call, whatever the server does, dripping included.
TIMEOUT = 10
MOST_CHARACTERS = 4096
# A proxy's failures come as exceptions of its own, which aiogram lets through.
PROXY_FAULTS = (ProxyConnectionError, ProxyTimeoutError, ProxyError)
_BAD_MARKUP = "can't parse entities"
# How Telegram says within a 400 that a chat is no more.
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "have no rights to send")
_ANSWERS: tuple[tuple[type[TelegramAPIError], Answer], ...] = (
    (TelegramForbiddenError, Unreachable("бот заблокирован или ещё не запущен")),
    (TelegramUnauthorizedError, ChannelDown("Telegram не принимает токен бота", "401")),
    (TelegramNotFound, ChannelDown("Telegram не знает такого бота: проверьте токен", "404")),
    (TelegramConflictError, ChannelDown("ботом с этим токеном уже пользуется другая программа", "409")),
    (TelegramServerError, Later("Telegram временно не работает", "server error", refused=False)),
)


class TelegramChannel:
    """Owns the aiogram `bot`, which commands answer through too.

    Raises aiogram's TokenValidationError when the token has not the form of one.
    """

    def __init__(self, token: str, api_url: str, proxy: str | None = None) -> None:
        session = _Session(proxy=proxy, api=TelegramAPIServer.from_base(api_url), timeout=TIMEOUT)
        no_preview = LinkPreviewOptions(is_disabled=True)
        properties = DefaultBotProperties(parse_mode="HTML", link_preview=no_preview)
        self.bot = Bot(token, session=session, default=properties)

    async def send(self, chat_id: int, html: str, *, silent: bool = False) -> Answer:
        """Send a message; once more as plain text when Telegram cannot read its markup."""
        answer = await self._try(chat_id, html, "HTML", silent=silent)
        if answer is None:
            answer = await self._try(chat_id, _without_markup(html), None, silent=silent)
        return answer or Later("Telegram не принял текст письма", "bad markup")

    async def close(self) -> None:
        """Let go of connections."""
        await self.bot.session.close()

    async def _try(self, chat_id: int, text: str, mode: str | None, *, silent: bool) -> Answer | None:
        """None when Telegram cannot read the markup."""
        try:
            message = await self.bot.send_message(
                chat_id, text, parse_mode=mode, disable_notification=silent, request_timeout=TIMEOUT
            )
        except TelegramBadRequest as error:
            return None if _BAD_MARKUP in _said(error) else _bad_request(error)
        except TelegramAPIError as error:
            return _translated(error)
        except ClientDecodeError:
            return Later("Telegram ответил непонятно", "unreadable answer", refused=False)
        except PROXY_FAULTS:
            return Later("прокси-сервер не отвечает", "proxy")
        except OSError:
            return Later("связь с Telegram прервалась", "broken connection", refused=False)
        return Delivered(message.message_id)


class _Session(AiohttpSession):
    """aiogram looks into an error's description, which the Bot API calls optional ("Making requests")."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        try:
            return super().check_response(bot, method, status_code, content)
        except TypeError as error:
            raise TelegramServerError(method=method, message="no description") from error


def _without_markup(html: str) -> str:
    """With the links' addresses where they fit into one message."""
    full = plain(html)
    return full if len(full) <= MOST_CHARACTERS else text_only(html)[:MOST_CHARACTERS]


def _bad_request(error: TelegramBadRequest) -> Answer:
    if any(words in _said(error) for words in _GONE):
        return Unreachable("Telegram не находит этого чата")
    return _rejected(error)


def _rejected(error: TelegramAPIError) -> Later:
    """Whatever the Bot API may say beside what is known: no loss of a reader, only patience."""
    return Later("Telegram отклонил письмо", clipped(_said(error), 100))


def _said(error: TelegramAPIError) -> str:
    return (error.message or "no description").lower()


def _translated(error: TelegramAPIError) -> Answer:
    """Any answer but success and 400 (architecture, section 4)."""
    if isinstance(error, TelegramRetryAfter):
        return Later("Telegram просит подождать", "429", seconds=float(error.retry_after))
    if isinstance(error, TelegramMigrateToChat):
        return Moved(error.migrate_to_chat_id)
    if isinstance(error, TelegramNetworkError):
        return _broken(error)
    known = (answer for kind, answer in _ANSWERS if isinstance(error, kind))
    return next(known, _rejected(error))


def _broken(error: TelegramNetworkError) -> Answer:
    """Where no connection came about nothing can have arrived; otherwise nobody knows."""
    never_sent = isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError)
    return Later("нет связи с Telegram", "no connection or timeout", refused=never_sent)
