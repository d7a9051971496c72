"""A folder with settings, a registry and a database of its own, and the program called in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli import main
from tests.calm import calm

HEADINGS = (
    "Организация;Краткое название;ОГРН;Статус;Адрес;Телефон;E-mail;Сайт;ВКонтакте;Одноклассники;"
    "Основание освобождения;Дата основания;Вид"
)
CULTURE = "Дом культуры посёлка Заречный-Дальний;ДК «Заря»;;ведёт;;;;;vk.com/club101;ok.ru/group/53000000000001;;;"
LIBRARY = "Библиотека посёлка Заречный-Дальний;Библиотека;;ведёт;;;;;vk.com/zarechny_library;;;;"


@dataclass(frozen=True)
class Answer:
    """What the program left behind: its exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Household:
    """`folder` is the working folder; the settings there are config.toml."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def database(self) -> Path:
        return self.folder / "postovoy.db"

    def settings(self, text: str = "") -> Path:
        """Write config.toml with these settings, for the main job alone."""
        file = self.folder / "config.toml"
        file.write_text(calm(text), encoding="utf-8")
        return file

    def run(self, *words: str) -> Answer:
        """Call the program in this very process."""
        self.capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        told = self.capsys.readouterr()
        return Answer(code, told.out, told.err)

    def registry(self, *rows: str) -> Path:
        """Write registry.csv with these rows."""
        file = self.folder / "registry.csv"
        file.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
        return file

    def settle(self, *rows: str) -> None:
        """Settings by default, and a registry with these rows (or both organisations) taken over."""
        if not (self.folder / "config.toml").exists():
            self.settings()
        answer = self.run("registry", "import", str(self.registry(*(rows or (CULTURE, LIBRARY)))))
        assert answer.code == 0, answer.err
