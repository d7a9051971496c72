"""Inline keyboards: Telegram's limits on them and the buttons that are left."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TypeAlias

from emulators.telegram.answers import bad_request
from emulators.telegram.params import Json

MAX_DATA_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton
MAX_BUTTONS = 100  # https://github.com/tginfo/Telegram-Limits/issues/228
MAX_KEYBOARD_BYTES = 10_000  # https://github.com/tginfo/Telegram-Limits/issues/187

_OTHER_ACTIONS = ("copy_text", "switch_inline_query", "switch_inline_query_current_chat", "web_app")
_WEB_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[:/?#].*)?$|tg://.+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` comes back when it is pressed, `url` opens, neither for other kinds."""

    text: str
    data: str = ""
    url: str = ""


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


def parse_keyboard(markup: Json) -> Keyboard:
    """The inline keyboard of a `reply_markup`; empty for none and for the other kinds of markup.

    Raises:
        Refusal: 400 in Telegram's words for whatever it would not take.
    """
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return ()
    rows = tuple(row for row in map(_row, _array(markup["inline_keyboard"], "inline_keyboard")) if row)
    if sum(map(len, rows)) > MAX_BUTTONS or _size(rows) > MAX_KEYBOARD_BYTES:
        raise bad_request("reply markup is too long")
    return rows


def keyboard_wire(keyboard: Keyboard) -> dict[str, object]:
    """The keyboard as an `InlineKeyboardMarkup`."""
    return {"inline_keyboard": [[_button_wire(button) for button in row] for row in keyboard]}


def _array(value: Json, name: str) -> list[Json]:
    if not isinstance(value, list):
        raise bad_request(f'field "{name}" must be of type Array')
    return value


def _row(row: Json) -> tuple[Button, ...]:
    # Buttons without text are left out, as in TDLib's ReplyMarkup.cpp.
    return tuple(button for button in map(_button, _array(row, "inline_keyboard")) if button.text)


def _button(button: Json) -> Button:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    text, data, url = (_string(button.get(name)) for name in ("text", "callback_data", "url"))
    if len(data.encode()) > MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if not data and not url and not any(name in button for name in _OTHER_ACTIONS):
        complaint = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {complaint}")
    if url and not _WEB_ADDRESS.match(url):
        complaint = "Unsupported URL protocol" if _SCHEME.match(url) else "Wrong HTTP URL"
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {complaint}")
    return Button(text, data, url)


def _string(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _button_wire(button: Button) -> dict[str, object]:
    action = {"url": button.url, "callback_data": button.data}
    return {"text": button.text, **{name: value for name, value in action.items() if value}}


def _size(rows: Keyboard) -> int:
    return len(json.dumps(keyboard_wire(rows), ensure_ascii=False, separators=(",", ":")).encode())
