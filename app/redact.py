"""The log: English lines on standard error, UTC, with secrets, phones and e-mails masked in every one of them."""

from __future__ import annotations

import logging
import re
import sys
import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO
from urllib.parse import quote

HANDLER = "postovoy"
MASK = "***"
UNEXPECTED = (
    "Непредвиденная ошибка программы. Подробности — строками выше; секретов и личных сведений в них нет, "
    "их можно переслать разработчикам."
)

log = logging.getLogger(__name__)

# Chatty at INFO, and what they say at DEBUG is ours to say better.
_QUIET = ("aiogram", "aiohttp.access", "asyncio", "filelock", "urllib3")
_SHORTEST_SECRET = 4

_KEY_WORD = r"(?:token|secret|key|sig|hash|passw(?:or)?d|pwd)"
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=://)[^/\s@]+(?=@)"), MASK),
    (re.compile(r"\bbot\d+:[\w-]+"), f"bot{MASK}"),
    (re.compile(r"(?<![\w:])\d{5,}:[A-Za-z][\w-]{9,}"), MASK),
    (re.compile(r"\b(Bearer|Basic)\s+[^\s\"',]+", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(rf"(\w*{_KEY_WORD}[\"']?\s*[=:]\s*[\"']?)[^\s&,;\"'()\[\]{{}}]+", re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(rf"({_KEY_WORD}\w*\s+)(?=\S*\d)[\w+/=.-]{{16,}}", re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(r"(/start\s+)\w{8,}"), rf"\1{MASK}"),
    (re.compile(r"\bvk1\.[\w.-]+"), MASK),
    (re.compile(r"\b[0-9a-fA-F]{32,}\b"), MASK),
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[A-Za-z0-9_-]{40,}"), MASK),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    (
        re.compile(r"(?<![\w.+-])(?:\+\d|8)(?:[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2})(?!\d)"),
        "<phone>",
    ),
    (re.compile(r"\(\d{3,5}\)\s?\d(?:[\s-]?\d){4,6}(?!\d)"), "<phone>"),
)


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with `secrets`, as they are and as they stand in addresses, and all that looks like one masked."""
    for secret in secrets:
        for form in {secret, quote(secret, safe="")}:
            if len(form) >= _SHORTEST_SECRET:
                text = text.replace(form, MASK)
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text


class RedactingFormatter(logging.Formatter):
    """Masks the whole line last, so that messages, arguments, tracebacks and stacks are all covered."""

    converter = staticmethod(time.gmtime)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        # The longest first: a secret may be the beginning of another.
        self._secrets = sorted(set(secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """One line, or several where there is a traceback."""
        return masked(super().format(record), self._secrets)


class _StandardError(logging.StreamHandler[TextIO]):
    """Looks standard error up at every line: a progress bar puts something of its own there for a while."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def setup_logging(secrets: Iterable[str] = (), level: int = logging.WARNING) -> None:
    """Log to standard error, from `level` on; calling again replaces the earlier setup."""
    handler = _StandardError()
    handler.set_name(HANDLER)
    handler.setFormatter(RedactingFormatter(secrets))
    root = logging.getLogger()
    for old in [each for each in root.handlers if each.get_name() == HANDLER]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)  # noqa: FBT003 -- the standard library's own signature


def log_the_unexpected() -> None:
    """Have whatever nobody caught logged masked, in any thread; the process then ends with 1 as always."""
    sys.excepthook = _unexpected
    threading.excepthook = _unexpected_in_thread


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("unexpected error", exc_info=(kind, error, trace))
    sys.stderr.write(f"{UNEXPECTED}\n")


def _unexpected_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        trace = (told.exc_type, told.exc_value, told.exc_traceback)
        log.critical("unexpected error in thread %s", told.thread and told.thread.name, exc_info=trace)
