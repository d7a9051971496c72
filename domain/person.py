"""People who talk to the bot, known by a Telegram id and a role, never by name."""

from __future__ import annotations

from dataclasses import dataclass

from domain.attestation import Role


@dataclass(frozen=True, slots=True)
class Person:
    """`id` is the Telegram user id, `chat_id` where letters go (None until the first /start).

    `reachable` is False after Telegram said the chat is gone, until the next /start.
    """

    id: int
    role: Role
    organisation_id: int | None = None
    chat_id: int | None = None
    reachable: bool = True
