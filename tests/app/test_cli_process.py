"""The program as a process of its own: what it imports, and how it takes a reader that leaves early."""

from __future__ import annotations

import os
import pty
import signal
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


def process(home: Household, program: str, stdout: int, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """A process of its own that runs this text."""
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and our own words
        [sys.executable, "-c", program],
        cwd=home.folder,
        env=environment(),
        stdout=stdout,
        stderr=stderr,
        encoding="utf-8",
    )


def calling(*words: str) -> str:
    return f"import sys; from app.cli import main; sys.exit(main({list(words)}))"


@pytest.mark.parametrize("words", [("status",), ("status", "--json"), ("check",), ("decree", "check")])
def test_a_reader_that_has_had_enough_is_no_reason_to_complain(home: Household, words: tuple[str, ...]) -> None:
    home.settle(CULTURE)
    reader, writer = os.pipe()
    os.close(reader)

    started = process(home, calling(*words), writer)
    os.close(writer)
    _, told = started.communicate(timeout=50)

    assert (started.returncode, told) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
def test_an_answer_that_finds_no_room_ends_with_1_and_russian_words(home: Household) -> None:
    home.settle(CULTURE)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        started = process(home, calling("status"), full.fileno())
        _, told = started.communicate(timeout=50)

    assert (started.returncode, told) == (1, "система отказала: на диске кончилось место\n")


# A person presses Ctrl+C while a module is being imported.
IMPATIENT = """
import os, signal, sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Impatient())
from app.cli import main
sys.exit(main(["status"]))
"""


@pytest.mark.parametrize("module", ["app.obeying", "argparse", "app.config", "storage.lock", "app.commands.status"])
def test_ctrl_c_while_the_program_starts_leaves_no_traceback(home: Household, module: str) -> None:
    home.settle(CULTURE)

    started = process(home, IMPATIENT.format(module=module), subprocess.PIPE)
    out, told = started.communicate(timeout=50)

    assert (started.returncode, out) == (130, "")
    assert told in {"", "прервано\n"}


def read_until(terminal: int, words: str) -> str:
    """What the terminal shows until these words, or until nobody writes to it any more."""
    told = b""
    while words.encode() not in told:
        try:
            told += os.read(terminal, 4096)
        except OSError:  # Linux: nobody has the other end open (pty(7))
            break
    return told.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="a pseudoterminal's end is told as on Linux")
def test_ctrl_c_at_the_service_is_answered_once_and_it_ends_with_0(home: Household) -> None:
    home.settings()
    terminal, end = pty.openpty()
    started = process(home, calling("run"), subprocess.DEVNULL, end)
    os.close(end)
    try:
        begun = read_until(terminal, "ФАЙЛ")
        started.send_signal(signal.SIGINT)
        started.send_signal(signal.SIGINT)
        rest = read_until(terminal, "never said")
        assert started.wait(timeout=20) == 0
    finally:
        os.close(terminal)
        started.kill()
    off = "выключено в настройках: ВКонтакте, Одноклассники, Telegram"
    assert f"{off}; реестр пуст, его загружает postovoy registry import ФАЙЛ" in begun
    assert "service started" in begun
    assert rest.count("останавливаюсь…") == 1
