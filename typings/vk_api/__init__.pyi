from collections.abc import Callable, Mapping

import requests

class VkApi:
    RPS_DELAY: float
    http: requests.Session
    error_handlers: dict[int, Callable[..., object]]
    def __init__(
        self,
        *,
        token: str | None = ...,
        config: type[object] = ...,
        api_version: str = ...,
        session: requests.Session | None = ...,
    ) -> None: ...
    def method(self, method: str, values: Mapping[str, object] | None = ..., *, raw: bool = ...) -> object: ...
