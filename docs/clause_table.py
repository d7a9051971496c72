"""Writes docs/ru/clauses.md: every duty of the shipped decrees, what sees to it, and the tests that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.decree import load_decree, shipped_packs
from app.decree_check import Binding, bindings
from bot.attestable import VALID_DAYS
from domain.norm import Decree, Force
from rules.catalogue import rule_of

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "ru" / "clauses.md"
# The pure part first, then what goes through the whole program.
SUITES = ("rules", "unit", "stories", "papers", "app", "bot", "storage", "collectors", "registry")
MOST_TESTS = 3

_FORCES = {
    Force.MANDATORY: "обязательно",
    Force.RECOMMENDED: "рекомендация",
    Force.EXTERNAL: "другой акт, выключено",
}
_HEAD = """# Пункты постановлений: чем проверяется каждый

Эту страницу пишет `make tables`; вручную её не правят. Человек подтверждает то, чего сеть не показывает;
у непроверяемого стоит причина.
"""


def table() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_of_pack(load_decree(name, ROOT, {})) for name in shipped_packs())])


def _of_pack(decree: Decree) -> str:
    rows = "\n".join(_row(binding) for binding in bindings(decree))
    return (
        f"## {decree.title}\n\n| Пункт | Требование | Сила | Чем проверяется | Тесты |\n"
        f"|---|---|---|---|---|\n{rows}\n"
    )


def _row(binding: Binding) -> str:
    norm = binding.norm
    cells = (
        binding.clause.cite,
        norm.title,
        _FORCES[norm.force],
        _way(binding),
        ", ".join(_links(norm.rule)) if norm.rule and norm.unchecked is None else "—",
    )
    return f"| {' | '.join(cells)} |"


def _way(binding: Binding) -> str:
    norm = binding.norm
    if norm.unchecked is not None:
        return norm.unchecked
    rule = rule_of(norm.rule or "")
    is_attested = rule is not None and VALID_DAYS in rule.params
    return f"`{norm.rule}`{', подтверждает человек' if is_attested else ''}"


def _links(rule: str) -> Iterator[str]:
    for file in _tests_of(rule)[:MOST_TESTS]:
        yield f"[{file.stem}](../../{file.relative_to(ROOT).as_posix()})"


def _tests_of(rule: str) -> list[Path]:
    """Files of tests that name the rule, those that name it most often first in each suite."""
    word = re.compile(rf"\b{rule}\b")
    found = [
        (place, -count, file)
        for place, suite in enumerate(SUITES)
        for file in (ROOT / "tests" / suite).rglob("test_*.py")
        if (count := len(word.findall(_text(file))))
    ]
    return [file for _, _, file in sorted(found)]


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
