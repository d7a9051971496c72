"""The one module that knows the vk_api package: one blocking call with deadlines in, one typed answer out."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import requests
import urllib3
from jconfig import MemoryConfig
from requests.adapters import HTTPAdapter
from vk_api import VkApi
from vk_api.exceptions import ApiError, ApiHttpError

from collectors.scrub import masked
from collectors.vk.wire import Broken, Call, Refused, Said, Told

HOST = "https://api.vk.ru"
"""Where vk_api sends everything; the adapter puts `api_url` in its place."""

API_VERSION = "5.199"

SILENT = Broken("ВКонтакте не отвечает вовремя")
CUT_OFF = Broken("связь с ВКонтакте оборвалась")
GARBLED = Broken("ответ ВКонтакте не разобрать")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much one call may take: seconds to connect, between bytes, in all; bytes of the body.

    A thread cannot be cancelled and a server dripping a byte a second never trips a read timeout, so the
    body is read in pieces under the total.
    """

    connect: float = 3.0
    read: float = 6.0
    total: float = 8.0
    size: int = 8 * 1024 * 1024


class _Adapter(HTTPAdapter):
    """Sends what is meant for HOST to `base`, keeps the limits, follows no redirect."""

    def __init__(self, base: str, limits: Limits) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1)
        self._base = base.rstrip("/")
        self._limits = limits

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 -- the signature is HTTPAdapter's
        timeout: object = None,  # noqa: ARG002 -- the limits are our own
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        deadline = time.monotonic() + self._limits.total
        request.url = (request.url or "").replace(HOST, self._base, 1)
        patience = (self._limits.connect, self._limits.read)
        response = super().send(request, stream=True, timeout=patience, verify=verify, cert=cert, proxies=proxies)
        with response:
            if 300 <= response.status_code < 400:
                raise requests.TooManyRedirects("redirects are not followed")
            body = self._body(response.raw, deadline)
        response.raw = io.BytesIO(body)
        return response

    def _body(self, raw: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        body = bytearray()
        while piece := raw.read1(65_536, decode_content=True):
            body += piece
            if len(body) > self._limits.size:
                raise requests.exceptions.ContentDecodingError("the answer is too long")
            if time.monotonic() > deadline:
                raise requests.Timeout("the answer takes too long")
        return bytes(body)


class Session(VkApi):
    """A VkApi for one thread: no pauses of its own and no handlers.

    Its own handlers sleep and recurse on error 6 and raise KeyError on today's captcha (vk.md 6).
    """

    RPS_DELAY = 0.0

    def __init__(self, base: str, limits: Limits) -> None:
        http = requests.Session()
        http.trust_env = False
        http.headers["User-Agent"] = "postovoy"
        http.adapters.clear()
        http.mount(f"{HOST}/", _Adapter(base, limits))
        super().__init__(session=http, api_version=API_VERSION, config=MemoryConfig)
        self.error_handlers = {}

    def ask(self, call: Call, token: str) -> Told:
        """Make the call. Raises nothing of the network's, of requests' or of vk_api's."""
        try:
            return _said(self.method(call.method, {**call.params, "access_token": token}, raw=True))
        except ApiError as error:
            return _refused(error, token)
        except ApiHttpError as error:
            return Broken(f"ВКонтакте отвечает ошибкой HTTP {error.response.status_code}")
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            return SILENT
        # What vk_api trips over when a body is not what it expects, bad JSON among it.
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return GARBLED
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError):
            return CUT_OFF

    def close(self) -> None:
        """Drop the connection."""
        self.http.close()


def _said(body: object) -> Told:
    if not isinstance(body, dict) or "response" not in body:
        return GARBLED
    answer = cast("dict[str, object]", body)
    return Said(answer["response"], answer.get("execute_errors"))


def _refused(error: ApiError, token: str) -> Told:
    if not isinstance(error.code, int):
        return GARBLED
    text = error.error.get("error_msg")
    return Refused(error.code, masked(text, [token]) if isinstance(text, str) else "")
