"""`postovoy report`: the list of papers, files that are made, and what is refused."""

from __future__ import annotations

import hashlib
import sqlite3
import stat

import pytest

from app.papers.catalogue import PAPERS
from tests.app.household import Household

pytestmark = pytest.mark.story


@pytest.mark.parametrize("words", [(), ("list",)])
def test_without_a_kind_all_papers_are_listed(home: Household, words: tuple[str, ...]) -> None:
    home.settings()

    answer = home.run("report", *words)

    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()] == [paper.kind for paper in PAPERS]


def test_a_paper_is_a_private_file_in_the_working_folder_and_is_noted(home: Household) -> None:
    home.settle()

    answer = home.run("report", "week", "--week", "2026-W40")

    assert answer.code == 0, answer.err
    assert answer.out == (
        "Недельный контроль за неделю 28 сентября – 4 октября 2026 г.: недельный-контроль-2026-W40.xlsx\n"
    )
    file = home.folder / "недельный-контроль-2026-W40.xlsx"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert noted(home) == [("week", "2026-W40", hashlib.sha256(file.read_bytes()).hexdigest())]


def files(home: Household) -> set[str]:
    """All but SQLite's own about the database."""
    return {file.name for file in home.folder.iterdir() if not file.name.startswith(home.database.name)}


def noted(home: Household) -> list[tuple[str, str, str]]:
    with sqlite3.connect(home.database) as database:
        return database.execute("select kind, period, file_hash from report_run order by id").fetchall()


def test_an_existing_file_is_replaced_only_by_force(home: Household) -> None:
    home.settle()
    file = home.folder / "сведения.xlsx"
    file.write_bytes(b"mine")

    refused = home.run("report", "registry", "--out", str(file))
    assert (refused.code, file.read_bytes(), noted(home)) == (2, b"mine", [])
    assert "--force" in refused.err

    assert home.run("report", "registry", "--out", str(file), "--force").code == 0
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (("--out", "р.csv"), "р.csv", b"\xef\xbb\xbf"),
        (("--out", "р", "--format", "csv"), "р.csv", b"\xef\xbb\xbf"),
        (("--out", "р"), "р.xlsx", b"PK"),
        (("--out", "Р.XLSX"), "Р.XLSX", b"PK"),
    ],
)
def test_the_file_s_name_or_the_option_tells_its_kind(
    home: Household, words: tuple[str, ...], name: str, begins: bytes
) -> None:
    home.settle()

    assert home.run("report", "registry", *words).code == 0
    assert (home.folder / name).read_bytes().startswith(begins)


def test_a_folder_gets_the_paper_s_own_name(home: Household) -> None:
    home.settle()
    (home.folder / "бумаги").mkdir()

    home.run("report", "counts", "--month", "2026-10", "--out", "бумаги")

    assert [file.name for file in (home.folder / "бумаги").iterdir()] == ["счётчики-по-неделям-2026-10.xlsx"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("report weeek", "документа «weeek» нет; есть: registry, week"),
        ("report week --week 2026-47", "не неделя"),
        ("report week --week 2999-W01", "ещё не наступила; последняя полная"),
        ("report counts --month 2026-13", "не месяц"),
        ("report counts --month 2999-01", "ещё не наступил; последний полный"),
        ("report week --month 2026-10", "к «week» не относится --month; относится: --week"),
        ("report counts --about 5", "не относится --about"),
        ("report week --about пять", "не номер"),
        ("report week --about 0", "не номер"),
        ("report week --format csv", "«week» не бывает в .csv; бывает: .xlsx"),
        ("report week --out x.pdf", "не бывает в .pdf"),
        ("report registry --out x.csv --format xlsx", "не подходит к имени файла"),
        ("report week --out нет/такой/папки.xlsx", "не записывается"),
    ],
)
def test_what_cannot_be_made_ends_with_2_and_leaves_nothing(home: Household, words: str, told: str) -> None:
    home.settle()
    before = files(home)

    answer = home.run(*words.split())

    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert files(home) == before
    assert noted(home) == []


def test_before_the_first_import_it_is_told_what_to_do(home: Household) -> None:
    home.settings()

    answer = home.run("report", "week")

    assert (answer.code, answer.out) == (0, "")
    assert "Реестр пуст" in answer.err
    assert not list(home.folder.glob("*.xlsx"))


def test_of_people_it_is_said_that_they_are_in_the_file(home: Household) -> None:
    home.settle()

    answer = home.run("report", "registry", "--people")

    assert "личные сведения" in answer.out


def test_a_paper_is_made_while_another_process_reads(home: Household) -> None:
    home.settle()
    with sqlite3.connect(home.database) as other:
        other.execute("begin")
        other.execute("select * from organisation").fetchall()

        assert home.run("report", "week").code == 0
