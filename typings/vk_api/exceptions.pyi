from collections.abc import Mapping

import requests

class VkApiError(Exception): ...

class ApiError(VkApiError):
    method: str
    code: object
    error: Mapping[str, object]

class ApiHttpError(VkApiError):
    method: str
    response: requests.Response
