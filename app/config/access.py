"""How access to a network is written in the settings: keys, tokens, addresses. No complaint shows a secret."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from app.config.values import EnvText, is_empty, plain, text, wrong
from storage.reasons import refusal


@dataclass(frozen=True, slots=True)
class SecretFile:
    """A secret that is to be read from a file; `key` is the setting that named the file."""

    key: str
    path: Path


class SecretFileFault(ValueError):
    """A file that should hold a secret does not; `key` is the setting that named it."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class GivenTwice:
    """A secret that stands in the settings both by itself and as a file."""

    key: str


def secret(value: object) -> SecretStr:
    """A key or token, also out of a file; never shown."""
    lines = _secret_lines(value)
    if len(lines) != 1:
        raise ValueError("ожидается одна непустая строка без пробелов")
    return lines[0]


def secret_or_none(value: object) -> SecretStr | None:
    """The same, or an empty text for none."""
    return None if is_empty(value) else secret(value)


def secrets(value: object) -> tuple[SecretStr, ...]:
    """One key or several: a text, a list of texts, or a file with a key on every line."""
    items = _items(value)
    found = _secret_lines(value) if items is None else [secret(item) for item in items]
    if not found:
        raise ValueError("ожидается непустая строка или список таких строк")
    return tuple(dict.fromkeys(found))


def bot_token(value: object) -> SecretStr:
    """A token of @BotFather (https://core.telegram.org/bots/api#authorizing-your-bot)."""
    given = secret(value)
    if not re.fullmatch(r"\d+:[\w-]+", given.get_secret_value()):
        raise ValueError("не похоже на токен бота: это число, двоеточие и буквы с цифрами")
    return given


def proxy(value: object) -> SecretStr | None:
    """The address of a proxy, which may hold a password; nothing for none."""
    if is_empty(value):
        return None
    given = secret(value)
    url = _url(given.get_secret_value(), "адрес посредника")
    if url.scheme not in ("http", "socks4", "socks5") or url.port is None:
        raise ValueError("ожидается адрес посредника вида socks5://имя:порт или http://имя:порт")
    return given


def address(value: object) -> str:
    """The address of an API without the slash at its end: https, or plain http on this very machine."""
    written = text(value)
    url = _url(written, "адрес вида https://имя")
    if url.scheme not in ("https", "http") or url.query or url.fragment or url.username is not None:
        raise wrong("адрес вида https://имя", value)
    if url.scheme == "http" and not _is_loopback(url.hostname or ""):
        raise wrong("адрес https:// (http:// можно только для 127.0.0.1)", value)
    return written.rstrip("/")


def _items(value: object) -> list[object] | None:
    """A list, also one in a variable; None for a single text, which may begin with anything but a bracket."""
    told = plain(value) if isinstance(value, EnvText) and value.strip().startswith("[") else value
    return cast("list[object]", told) if isinstance(told, list) else None


def _secret_lines(value: object) -> list[SecretStr]:
    match value:
        case GivenTwice(key):
            raise ValueError(f"задан и сам ключ, и файл ({key}_file); оставьте одно")
        case SecretFile(key, file):
            lines = _read_secret(key, file).split()
        case str():
            lines = [value.strip()] if value.strip() else []
        case _:
            raise ValueError("ожидается строка")
    if any(re.search(r"\s|[^\x20-\x7e]", line) for line in lines):
        raise ValueError("в ключе не может быть пробелов и русских букв")
    return [SecretStr(line) for line in lines]


def _read_secret(key: str, file: Path) -> str:
    try:
        read = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = refusal(file, error) if isinstance(error, OSError) else "это не текст"
        raise SecretFileFault(f"{key}_file", f"файл {file} не читается ({reason})") from None
    if not read.strip():
        raise SecretFileFault(f"{key}_file", f"файл {file} пуст")
    return read


def _url(written: str, expected: str) -> SplitResult:
    try:
        url = urlsplit(written)
        _ = url.port
    except ValueError:
        raise ValueError(f"ожидается {expected}") from None
    if not url.hostname or re.search(r"\s", written):
        raise ValueError(f"ожидается {expected}")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
