"""What must not stand in the project's files, and what must: no trace of a machine, a word on everything public."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from docs_shelf import ROOT, files, modules, named, text

# Folders of a developer's machine, and of whoever else works there; /var, /etc and /opt are the operator's.
MACHINE_PATH = re.compile(r"""(?<![\w.>\]})*])/(?:tmp|work|root|home)/|[A-Z]:\\\\?Users\\|(?<!\w)~[/]""")
ADDRESS = re.compile(r"://|^\s*--(?:index-url|extra-index-url|find-links|trusted-host)", re.MULTILINE)
LOCKS = files({".lock"})
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@pytest.mark.parametrize("path", files(), ids=named)
def test_no_file_tells_where_it_was_made(path: Path) -> None:
    assert MACHINE_PATH.findall(text(path)) == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("open('" + "/" + "tmp/x')", True),
        ("cd ~" + "/project", True),
        ("/var/lib/postovoy", False),
        ("https://ok.ru/work/1", False),
    ],
)
def test_a_path_of_a_machine_would_be_noticed(words: str, is_told: bool) -> None:
    assert bool(MACHINE_PATH.search(words)) is is_told


@pytest.mark.parametrize("path", LOCKS, ids=named)
def test_a_lock_file_pins_by_hash_and_names_no_index(path: Path) -> None:
    lines = text(path).splitlines()
    pins = [line for line in lines if re.match(r"[a-z0-9]", line, re.IGNORECASE)]
    assert pins
    assert all("==" in pin for pin in pins)
    assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
    assert ADDRESS.findall(text(path)) == []


def test_both_lock_files_are_there_and_those_that_record_addresses_are_not() -> None:
    assert [path.name for path in LOCKS] == ["requirements-dev.lock", "requirements.lock"]
    assert not (ROOT / "uv.lock").exists()
    assert not (ROOT / "pylock.toml").exists()


# ------------------------------------------------------------------ docstrings


@pytest.mark.parametrize("path", modules(), ids=named)
def test_everything_public_is_told_in_a_docstring(path: Path) -> None:
    tree = ast.parse(text(path))
    silent = [] if ast.get_docstring(tree) or not text(path).strip() else ["the module itself"]
    silent += [name for name, node in _public(tree) if not ast.get_docstring(node)]
    assert silent == []


def _public(tree: ast.Module) -> Iterator[tuple[str, Documented]]:
    """Functions and classes of the module, and methods of its public classes."""
    for node in _shown(tree.body):
        yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{method.name}", method) for method in _shown(node.body))


def _shown(body: Iterable[ast.stmt]) -> Iterator[Documented]:
    """What others may use; a setter is left out, for its property has told what it sets."""
    for node in body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            marks = [each.attr for each in node.decorator_list if isinstance(each, ast.Attribute)]
            if "setter" not in marks:
                yield node
