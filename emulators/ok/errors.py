"""Errors as OK words them: HTTP 200, a code, a text that opens with the name of the code."""

from __future__ import annotations

# Names and texts: https://apiok.ru/en/dev/errors and gazay/odnoklassniki lib/odnoklassniki/error.rb.
TEXTS: dict[int, tuple[str, str]] = {
    1: ("UNKNOWN", "Unknown error"),
    2: ("SERVICE", "Service temporary unavailable"),
    3: ("METHOD", "Method does not exist."),
    7: ("ACTION_BLOCKED", "The requested action is temporarily blocked for current user"),
    8: ("FLOOD_BLOCKED", "The execution of method is blocked due to flood"),
    9: ("IP_BLOCKED", "The execution of method is blocked by IP address due to suspicious activity"),
    10: ("PERMISSION_DENIED", "User not authorized application to perform operation"),
    11: ("LIMIT_REACHED", "Method invocation limit reached"),
    50: ("NOT_ADMIN", "User has no administrative rights for this method"),
    100: ("PARAM", "Missing or invalid parameter"),
    101: ("PARAM_API_KEY", "Application not exist"),
    102: ("PARAM_SESSION_EXPIRED", "Session expired"),
    103: ("PARAM_SESSION_KEY", "Invalid session key"),
    104: ("PARAM_SIGNATURE", "Invalid signature"),
    160: ("PARAM_GROUP_ID", "Invalid group ID"),
    200: ("PARAM_PERMISSION", "Application can not perform operation"),
    210: ("PARAM_APPLICATION_DISABLED", "Application is disabled"),
    300: ("NOT_FOUND", "Requested information is not found"),
    453: ("SESSION_REQUIRED", "Session key was not specified for the method, which requires session"),
    456: ("GROUP_RESTRICTION", "Cannot perform operation because group set restriction on it"),
    5000: ("INVALID_RESPONSE", "Invalid response"),
    9999: ("SYSTEM", "Critical system error. Please report these problems support"),
}


class OkError(Exception):
    """An API error on its way to the client; any code will do, the known ones have their own text."""

    def __init__(self, code: int, detail: str = "") -> None:
        name, text = TEXTS.get(code, TEXTS[1])
        self.code = code
        self.message = f"{name} : {detail or text}"
        super().__init__(self.message)

    def body(self) -> dict[str, object]:
        """``{"error_code": int, "error_data": null, "error_msg": str}``, the recorded shape."""
        return {"error_code": self.code, "error_data": None, "error_msg": self.message}


def bad_parameter(detail: str) -> OkError:
    """Error 100 that names what is wrong."""
    return OkError(100, detail)
