"""The command line: Russian help and complaints, `--config` on either side of the command, exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from household import Household

from app.arguments import COMMANDS, read_arguments
from app.russian_arguments import complaint

ALL = [" ".join(command.words) for command in COMMANDS]


@pytest.mark.parametrize("words", ["", *ALL, "registry", "decree"])
def test_help_is_in_russian(home: Household, words: str) -> None:
    answer = home.run(*words.split(), "--help")

    assert answer.code == 0
    assert answer.out.startswith("использование: postovoy")
    # English words are the program's own: its name, commands, options and their choices.
    for english in ("usage:", "options:", "positional", "show this", "optional arguments"):
        assert english not in answer.out


def test_the_help_names_every_command_with_a_word_about_it(home: Household) -> None:
    out = home.run("--help").out

    for command in COMMANDS:
        assert re.search(rf"(?m)^    {command.words[0]}\s+[а-яё]", out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "не указано: КОМАНДА"),
        ("chek", "КОМАНДА: «chek» не бывает; возможно, check; есть: run, check,"),
        ("registry", "не указано: ДЕЙСТВИЕ"),
        ("registry delete x", "ДЕЙСТВИЕ: «delete» не бывает"),
        ("registry import", "не указано: ФАЙЛ"),
        ("status --jsn", "лишнее: --jsn"),
        ("status --json=yes", "--json пишут без значения"),
        ("digest --week", "после --week нужно значение"),
        ("invite --role boss", "--role: «boss» не бывает"),
        ("attest --org x --rule y", "укажите одно из: --yes --no"),
        ("attest --org x --rule y --yes --no", "--no нельзя указать вместе с --yes"),
        ("attest --yes", "не указано: --rule"),
    ],
)
def test_what_cannot_be_understood_is_told_in_russian_with_exit_code_2(
    home: Household, words: str, told: str
) -> None:
    answer = home.run(*words.split())

    assert answer.code == 2
    assert told in answer.err
    assert answer.err.startswith("использование: ")
    assert answer.out == ""


@pytest.mark.parametrize("words", [command.words for command in COMMANDS if command.words == ("status",)])
def test_the_settings_may_be_named_before_and_after_the_command(words: tuple[str, ...]) -> None:
    before = read_arguments(["--config", "my.toml", *words])
    after = read_arguments([*words, "--config", "my.toml"])
    neither = read_arguments(words)

    assert before.config == after.config == Path("my.toml")
    assert not hasattr(neither, "config")


def test_settings_named_on_both_sides_of_a_two_word_command_are_the_last_ones() -> None:
    assert read_arguments(["registry", "--config", "a", "export", "f.csv", "--config", "b"]).config == Path("b")
    assert read_arguments(["registry", "--config", "a", "export", "f.csv"]).config == Path("a")


def test_the_version_is_the_distribution_s(home: Household) -> None:
    assert re.fullmatch(r"postovoy \d+\.\d+\.\d+\n", home.run("--version").out)


@pytest.mark.parametrize(
    ("message", "russian"),
    [
        (
            "argument КОМАНДА: invalid choice: 'x' (choose from 'run', 'check')",
            "КОМАНДА: «x» не бывает; есть: run, check",
        ),
        (
            "argument КОМАНДА: invalid choice: 'x' (choose from run, check)",
            "КОМАНДА: «x» не бывает; есть: run, check",
        ),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_complaints_of_every_python_version_are_understood(message: str, russian: str) -> None:
    assert complaint(message) == russian


class TestSettings:
    def test_settings_that_are_not_there_end_with_2_and_a_way_out(self, home: Household) -> None:
        answer = home.run("status")

        assert answer.code == 2
        assert "файла настроек config.toml нет" in answer.err
        assert answer.out == ""

    def test_faulty_settings_end_with_2_and_all_faults(self, home: Household) -> None:
        home.settings("[vk]\nrps = 0\n[schedule]\nstorm_over = 0")

        answer = home.run("status")

        assert answer.code == 2
        assert [line[:12] for line in answer.err.splitlines()] == [
            "Настройки не",
            "  [vk] token",
            "  [vk] rps: ",
            "  [schedule]",
        ]

    def test_the_environment_may_name_the_settings(self, home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
        file = home.folder / "other.toml"
        file.write_text("[storage]\npath = 'other.db'")
        monkeypatch.setenv("POSTOVOY_CONFIG", str(file))

        home.run("registry", "import", str(home.registry()))

        assert (home.folder / "other.db").exists()

    def test_a_decree_that_is_not_there_ends_with_2(self, home: Household) -> None:
        home.settings("decree = 'nowhere-1'")
        home.settle()

        answer = home.run("attest", "--org", "Библиотека", "--rule", "twofa_attested", "--yes")

        assert answer.code == 2
        assert "nowhere-1" in answer.err
