"""The program as a process of its own: what it imports, and how it takes a reader that leaves early."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from household import CULTURE, Household

pytestmark = pytest.mark.story

ROOT = Path(__file__).parents[2]
# One process for all that must stay light: each command in turn, then what is loaded.
LIGHT = """
import sys
from app.cli import main
for words in ("--help", "status", "registry export now.csv", "decree check", "invite --role head"):
    try:
        code = main(words.split())
    except SystemExit as end:
        code = end.code
    print("exit", words.split()[0], code, file=sys.stderr)
print("heavy", sorted({"aiogram", "rich.progress"} & set(sys.modules)), file=sys.stderr)
"""


def environment() -> dict[str, str]:
    """As it is, without settings and with our modules to be found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POSTOVOY_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def test_everyday_commands_do_without_aiogram(home: Household) -> None:
    home.settle(CULTURE)

    done = subprocess.run(  # noqa: S603 -- our own interpreter and our own words
        [sys.executable, "-c", LIGHT],
        cwd=home.folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )

    told = [line for line in done.stderr.splitlines() if line.startswith(("exit", "heavy"))]
    assert told == [
        "exit --help 0",
        "exit status 0",
        "exit registry 0",
        "exit decree 0",
        "exit invite 0",
        "heavy []",
    ]


def test_a_reader_that_has_had_enough_is_no_reason_to_complain(home: Household) -> None:
    home.settle(CULTURE)
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main(['decree', 'check']))"],
        cwd=home.folder,
        env=environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=50,
        check=False,
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, "")
