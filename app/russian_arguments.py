"""An argument parser that speaks Russian: headings, usage and complaints."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import NoReturn

BAD_ARGUMENTS = 2

# What argparse says, Python 3.11 to 3.14; the last pattern that fits nothing is the message itself.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"не указано: \1"),
    (r"unrecognized arguments: (.+)", r"лишнее: \1"),
    (r"one of the arguments (.+) is required", r"укажите одно из: \1"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 нельзя указать вместе с \2"),
    (r"argument (\S+): expected (?:at least )?one argument", r"после \1 нужно значение"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 пишут без значения"),
)
_CHOICE = re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)")


class RussianParser(argparse.ArgumentParser):
    """`required` holds what must be given, `options` what may be; both are groups to add arguments to."""

    def __init__(self, **settings: object) -> None:
        prog, description = settings.get("prog"), settings.get("description")
        super().__init__(
            prog=str(prog) if prog else None,
            description=str(description) if description else None,
            add_help=False,
            allow_abbrev=False,
        )
        self.required = self.add_argument_group("что указать")
        self.options = self.add_argument_group("параметры")
        self.options.add_argument("-h", "--help", action="help", help="показать эту справку и выйти")

    def format_usage(self) -> str:
        """«использование: …»."""
        return _in_russian(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return _in_russian(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say on standard error what is wrong and exit with 2."""
        self.exit(
            BAD_ARGUMENTS, f"{self.format_usage()}{self.prog}: {complaint(message)}\nСправка: {self.prog} --help\n"
        )


def complaint(message: str) -> str:
    """A message of argparse in Russian."""
    if choice := _CHOICE.fullmatch(message):
        known = re.sub(r"['\s]", "", choice[3]).split(",")
        near = "".join(f"; возможно, {each}" for each in get_close_matches(choice[2], known, 1))
        return f"{choice[1]}: «{choice[2]}» не бывает{near}; есть: {', '.join(known)}"
    for pattern, russian in _COMPLAINTS:
        if found := re.fullmatch(pattern, message):
            return found.expand(russian)
    return message


def _in_russian(text: str) -> str:
    return text.replace("usage: ", "использование: ", 1)
