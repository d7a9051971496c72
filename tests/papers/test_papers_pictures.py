"""Pictures of papers: what they need, and what is not let through."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script's part about papers."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import paper_pictures  # noqa: PLC0415 -- it lies beside the guides, not in a package

    return paper_pictures


@pytest.mark.story
def test_without_the_programs_it_is_said_which_and_the_end_is_2() -> None:
    script = [sys.executable, str(ROOT / "docs/pictures.py")]

    done = subprocess.run(  # noqa: S603 -- our own interpreter and our own file
        script, env={**os.environ, "PATH": ""}, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("apt install chromium libreoffice poppler-utils\n")


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([], "страниц 0"),
        (["Отчёт"] * 31, "страниц 31"),
        (["Отчёт", "Посты ####"], "страница 2: ###"),
        (["Итого #NAME?"], "страница 1: #NAME?"),
        (["Отчёт", " \n"], "страница 2: пустая"),
    ],
)
def test_a_paper_nobody_should_see_is_refused(pictures: ModuleType, pages: list[str], told: str) -> None:
    with pytest.raises(pictures.NotFit, match=rf"^week.xlsx.*{told.replace('?', '[?]')}"):
        pictures.look_through(Path("week.xlsx"), pages)


def test_a_paper_in_order_is_let_through(pictures: ModuleType) -> None:
    pictures.look_through(Path("week.xlsx"), ["Недельный контроль № 1", "Динамика"])
