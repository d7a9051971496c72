"""Does Telegram know the bot, and may it be polled? Plain HTTP: aiogram is too heavy to ask two questions."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

from app.config import TelegramSettings
from app.doctor.check import Check, Patient
from app.doctor.shapes import Json, an_object

TELEGRAM = Patient("Telegram")
_PATIENCE = aiohttp.ClientTimeout(total=8)
_OF_PROXY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)


async def telegram_checks(section: TelegramSettings) -> list[Check]:
    """getMe and getWebhookInfo (https://core.telegram.org/bots/api)."""
    try:
        async with aiohttp.ClientSession(connector=_connector(section), timeout=_PATIENCE) as session:
            me = await _ask(session, section, "getMe")
            if me.get("ok") is not True:
                return [TELEGRAM.bad(_refusal(me))]
            webhook = await _ask(session, section, "getWebhookInfo")
    except (aiohttp.ClientError, *_OF_PROXY, OSError):
        return [TELEGRAM.bad(_unreached(section))]
    return [TELEGRAM.good(f"бот @{an_object(me.get('result')).get('username')} отвечает"), _webhook(webhook)]


def _unreached(section: TelegramSettings) -> str:
    """Where it was asked, and by what way; a proxy's name and password stay here."""
    if section.proxy is None:
        advice = "если отсюда туда не пускают, задайте посредника: ключ proxy в разделе [telegram]"
        return f"нет связи; адрес {section.api_url}: {advice}"
    proxy = urlsplit(section.proxy.get_secret_value())
    through = f"нет связи через посредника {proxy.hostname}:{proxy.port}; адрес {section.api_url}"
    return f"{through}: проверьте, работает ли посредник, и ключ proxy в разделе [telegram]"


def _webhook(told: Json) -> Check:
    """Telegram gives no updates to a poller while a webhook is set (getUpdates, 409)."""
    url = an_object(told.get("result")).get("url")
    return TELEGRAM.depends(
        not url, "сообщения боту читать можно", "к боту подключён webhook другой программы, сообщений он не увидит"
    )


def _refusal(told: Json) -> str:
    code = told.get("error_code")
    if code in (401, 404):
        return "токен бота не действует; получите новый у @BotFather"
    return f"отказ с кодом {code}" if isinstance(code, int) else "ответ не разобрать"


async def _ask(session: aiohttp.ClientSession, section: TelegramSettings, method: str) -> Json:
    # The token stands in the address: nothing of it may reach a message.
    address = f"{section.api_url}/bot{section.token.get_secret_value()}/{method}"
    async with session.get(address, allow_redirects=False) as response:
        return an_object(_json(await response.content.read(64 * 1024)))


def _connector(section: TelegramSettings) -> aiohttp.BaseConnector:
    if section.proxy is None:
        return aiohttp.TCPConnector()
    return ProxyConnector.from_url(section.proxy.get_secret_value())


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None
