"""The first installation of the READMEs: ten lines, the same in both languages, private, and kept out of git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.story

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.ru.md")
MADE = (
    *("config.toml", "config-new.toml", "vk.token", "реестр.xlsx", "реестр.csv", "registry.xlsx"),
    *("postovoy.db", "postovoy.db-wal", "postovoy.db.lock", "postovoy.db.before-restore", "backups/1.db"),
    *("letters/000012-2026-11-23.txt", "письма/000012-2026-11-23.txt"),
)


def first_installation(readme: str) -> list[str]:
    """Its lines without their comments."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    block = next(part for part in text.split("```sh\n") if part.startswith("git clone")).split("```")[0]
    return [line.split("  #")[0].rstrip() for line in block.splitlines()]


@pytest.mark.parametrize("readme", READMES)
def test_the_first_installation_has_ten_lines_that_need_no_path(readme: str) -> None:
    lines = first_installation(readme)
    assert len(lines) == 10
    assert not [line for line in lines if line.startswith(("postovoy", "pip"))]


def test_both_readmes_install_alike() -> None:
    english, russian = map(first_installation, READMES)
    assert english[1:] == russian[1:]


@pytest.mark.parametrize("readme", READMES)
def test_the_first_settings_are_for_their_owner_only(readme: str, tmp_path: Path) -> None:
    [line] = [line for line in first_installation(readme) if "config.example.toml" in line]
    shutil.copy(ROOT / "config.example.toml", tmp_path)
    subprocess.run(line.split(), cwd=tmp_path, check=True)  # noqa: S603 -- our own printed words
    assert (tmp_path / "config.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_git_overlooks_what_an_operator_makes_and_nothing_of_ours(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)

    def git(*words: str) -> str:
        return subprocess.run(  # noqa: S603 -- our own words
            ["git", "-c", "core.quotePath=false", *words],  # noqa: S607 -- whichever git is on the path
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    git("init", "--quiet")
    for name in (*MADE, "config.example.toml", "decrees/norms.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    seen = git("ls-files", "--others", "--exclude-standard").split()
    assert seen == [".gitignore", "config.example.toml", "decrees/norms.toml"]
