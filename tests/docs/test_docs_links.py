"""Documents point at files that are there, name what exists, and agree with one another."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from docs_shelf import (
    CHANGELOG,
    CONTRIBUTING,
    README,
    README_RU,
    ROOT,
    commands,
    documents,
    headings,
    inline,
    links,
    named,
    text,
)

ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
IMAGINED = ("collectors/paper/", "decrees/sosnovka-5/")


@pytest.mark.parametrize("document", documents(), ids=named)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(document: Path) -> None:
    lost = [link for link in links(document) if not _leads_somewhere(document, link)]
    assert lost == []


def _leads_somewhere(document: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    file, _, anchor = link.partition("#")
    target = (document.parent / file).resolve() if file else document
    return target.exists() and (not anchor or anchor in headings(target))


def test_the_guides_lead_to_one_another() -> None:
    guides = {guide.name: guide for guide in (ROOT / "docs" / "ru").glob("*.md")}
    for name in ("operator.md", "privacy.md", "specialist.md"):
        assert {"operator.md", "privacy.md", "specialist.md"} - {name} <= set(links(guides[name]))
    told = {link for name in ("operator.md", "specialist.md") for link in links(guides[name])}
    assert set(guides) <= told


def test_files_named_to_contributors_are_there() -> None:
    paths = [each for each in inline(CONTRIBUTING) if re.fullmatch(r"[\w.\-]+/[\w./\-]*", each)]
    assert len(paths) > 15
    assert [path for path in paths if not (ROOT / path).exists() and not path.startswith(IMAGINED)] == []


def test_both_readmes_name_the_same_commands() -> None:
    assert commands(README) == commands(README_RU)
    assert _made(README) == _made(README_RU) == {"demo", "test"}


def _made(document: Path) -> set[str]:
    return set(re.findall(r"^make ([a-z]+)", text(document), re.MULTILINE))


def test_contributors_are_told_of_everything_that_can_be_made() -> None:
    made = re.findall(r"^([a-z]+):.*## ", text(ROOT / "Makefile"), re.MULTILINE)
    told = {each.removeprefix("make ") for each in inline(CONTRIBUTING) if each.startswith("make ")}
    assert set(made) - {"help"} == told


def test_the_changelog_opens_with_the_current_version() -> None:
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    newest = next(line for line in text(CHANGELOG).splitlines() if line.startswith("## "))
    assert newest.split()[1] == version


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(adr.name[:4]) for adr in ADRS] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("adr", ADRS, ids=named)
def test_a_decision_is_short_and_says_what_was_given_up(adr: Path) -> None:
    lines = text(adr).splitlines()
    assert len(lines) <= 40
    assert lines[0].startswith(f"# {adr.name[:4]}. ")
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## What we gave up"]
