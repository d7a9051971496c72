"""Errors as VK words them: codes, texts and the two shapes they come in."""

from __future__ import annotations

from collections.abc import Mapping

from emulators.vk.post import JsonObject

# Texts: VKCOM/vk-api-schema errors.json; the longer ones as public bug reports and clients quote them.
TEXTS: dict[int, str] = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed: invalid access_token (4).",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    8: "Invalid request",
    9: "Flood control",
    10: "Internal server error",
    12: "Unable to compile code",
    13: "Runtime error occurred during code invocation",
    14: "Captcha needed",
    15: "Access denied",
    17: "Validation required: please open redirect_uri in browser",
    18: "User was deleted or banned",
    19: "Content blocked",
    23: "This method was disabled",
    27: "Group authorization failed: method is unavailable with group auth.",
    28: "Application authorization failed: method is unavailable with service token.",
    29: "Rate limit reached",
    30: "This profile is private",
    36: "Method execution was interrupted due to timeout",
    43: "This section is temporary unavailable",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    125: "Invalid group id",
    203: "Access to group denied",
    210: "Access to wall's post denied",
    212: "Access to post comments denied",
    260: "Access to the groups list is denied due to the user's privacy settings",
}

# An answer of error 10 without request_params is reported in 7even/vkontakte_api#89.
WITHOUT_PARAMS = frozenset({10})


class VkError(Exception):
    """An API error on its way to the client; `extra` are keys beside the code and the text."""

    def __init__(self, code: int, message: str = "", **extra: object) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message or TEXTS.get(code, TEXTS[1])
        self.extra = extra


def bad_parameter(detail: str) -> VkError:
    """Error 100 with the name of what is wrong."""
    return VkError(100, f"{TEXTS[100]}: {detail}")


def error_body(error: VkError, method: str, values: Mapping[str, str]) -> JsonObject:
    """``{"error": {...}}``; request_params echo everything sent, the access token too, as VK may."""
    told: JsonObject = {"error_code": error.code, "error_msg": error.message, **error.extra}
    if error.code not in WITHOUT_PARAMS:
        echoed = {"method": method, "oauth": "1", **values}
        told["request_params"] = [{"key": key, "value": value} for key, value in echoed.items()]
    return {"error": told}


def execute_entry(error: VkError, method: str) -> JsonObject:
    """An entry of execute_errors: no index, no parameters (vknet/vk, Execute/ExecuteErrors.json)."""
    return {"method": method, "error_code": error.code, "error_msg": error.message}
