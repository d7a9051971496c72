"""What the Bot API answers: a result, or a refusal in Telegram's own words.

Descriptions marked "seen" were returned by api.telegram.org in 2026 to the live tests of public
client libraries; the others follow TDLib and the Bot API server sources.
"""

from __future__ import annotations

from collections.abc import Mapping

NOT_MODIFIED = (  # seen
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
CONFLICT = (  # seen
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"  # seen
NEVER_STARTED = "Forbidden: bot can't initiate conversation with a user"
BLOCKED = "Forbidden: bot was blocked by the user"


class Refusal(Exception):
    """An answer with ``"ok": false``; `code` is both the HTTP status and `error_code`."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, object] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, object]:
        """The JSON object of the answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": dict(self.parameters)} if self.parameters else body


def bad_request(complaint: str) -> Refusal:
    """400, e.g. ``Bad Request: chat not found``."""
    return Refusal(400, f"Bad Request: {complaint}")


def forbidden(complaint: str) -> Refusal:
    """403, e.g. ``Forbidden: bot was blocked by the user``."""
    return Refusal(403, f"Forbidden: {complaint}")


def too_many_requests(retry_after: int) -> Refusal:
    """429; `retry_after` is whole seconds, in the description and in the parameters."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(chat_id: int) -> Refusal:
    """400 for a group that became the supergroup `chat_id`."""
    complaint = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, complaint, {"migrate_to_chat_id": chat_id})
