"""The project's documents as the tests read them: files, blocks of code, links, commands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "bot", "collectors", "domain", "emulators", "reports", "rules", "storage")
FOLDERS = (".ci", "benchmarks", "decrees", "docs", "tests", "typings", *PACKAGES)
TEXTS = {".cfg", ".css", ".html", ".js", ".lock", ".md", ".py", ".pyi", ".svg", ".toml", ".txt", ""}
OWN_FILES = {"config.toml"}
"""A person's settings may lie in the root; they are no part of the project."""

SPECIALIST, OPERATOR, PRIVACY = (ROOT / "docs/ru" / f"{name}.md" for name in ("specialist", "operator", "privacy"))
JOURNALS, PAPERS = (ROOT / "docs/ru" / f"{name}.md" for name in ("journals", "papers"))
CONTRIBUTING, CHANGELOG = ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"
README, README_RU = ROOT / "README.md", ROOT / "README.ru.md"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
_INLINE = re.compile(r"`([^`\n]+)`")
_NEXT_COMMAND = re.compile(r"&&|\|\||[|;]|\s--\s|^ExecStart=")
_PROGRAM = re.compile(r"(?:\S*bin/|\S*Scripts\\)?postovoy(?:\.exe)?(\s.*)?")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `caption` is the last line of text above it."""

    language: str
    text: str
    caption: str


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    """A file as a test's id."""
    return path.relative_to(ROOT).as_posix()


def files(suffixes: Iterable[str] = TEXTS) -> list[Path]:
    """Files of the project with these endings, caches and a person's own files left out."""
    wanted = set(suffixes)
    found = [path for path in ROOT.iterdir() if path.is_file() and path.name not in OWN_FILES]
    for folder in FOLDERS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(path for path in found if path.suffix in wanted and path.name != ".coverage")


def documents() -> list[Path]:
    """Everything written for people in Markdown."""
    return files({".md"})


def modules() -> list[Path]:
    """The product's own Python files."""
    return [path for path in files({".py"}) if path.relative_to(ROOT).parts[0] in PACKAGES]


def blocks(path: Path, language: str | None = None) -> list[Block]:
    """Fenced blocks of a document, in order; only those in `language` when it is given."""
    told = text(path)
    found = [Block(each[1], each[2], _above(told[: each.start()])) for each in _FENCE.finditer(told)]
    return [each for each in found if language in (None, each.language)]


def _above(before: str) -> str:
    lines = [line for line in before.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def prose(path: Path) -> str:
    """A document without its fenced blocks."""
    return _FENCE.sub("", text(path))


def links(path: Path) -> list[str]:
    """Targets of a document's links and pictures, those in code left out."""
    return _LINK.findall(prose(path))


def inline(path: Path) -> list[str]:
    """Everything a document's prose puts between backticks."""
    return _INLINE.findall(prose(path))


def commands(path: Path) -> list[list[str]]:
    """What follows `postovoy` in a document, in blocks and in prose, split as a shell would."""
    lines = [line for block in blocks(path) for line in block.text.splitlines()]
    lines += [each for each in inline(path) if "postovoy " in each]
    return [words for line in lines for words in _commands_in(line)]


def _commands_in(line: str) -> Iterator[list[str]]:
    for part in _NEXT_COMMAND.split(line.split(" #", maxsplit=1)[0]):
        if found := _PROGRAM.fullmatch(part.strip()):
            yield shlex.split(found[1] or "")


def headings(path: Path) -> set[str]:
    """Anchors of a document's headings, as GitHub makes them."""
    return {_anchor(line.lstrip("#")) for line in prose(path).splitlines() if line.startswith("#")}


def _anchor(heading: str) -> str:
    kept = "".join(char for char in heading.strip().lower() if char.isalnum() or char in " -_")
    return kept.replace(" ", "-")


def rows(path: Path) -> Iterator[list[str]]:
    """Rows of a document's tables, cells trimmed."""
    for line in prose(path).splitlines():
        if line.startswith("|") and not set(line) <= set("|- :"):
            yield [cell.strip() for cell in line.strip("|").split("|")]
