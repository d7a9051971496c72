"""Commands about people and the registry's life: who acts now, tasks after a change, history, a review of all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from household import CULTURE, HEADINGS, LIBRARY, Answer, Household
from openpyxl import Workbook

from app.production_calendar import production_calendar
from domain.registry import OfficerColumn

pytestmark = pytest.mark.story

ANNA, BORIS = "Выдумкина Анна Петровна", "Придумкин Борис Ильич"
TODAY = datetime.now(UTC).date()
LABELS = [
    "уведомить администрацию о смене ответственного",
    "уведомить ЦУР о смене ответственного",
    "сменить пароли аккаунтов",
    "перевыпустить доступ к аккаунтам",
    "подтвердить двухфакторную аутентификацию заново",
]
UTC_TIME = 'timezone = "UTC"\n[schedule]\nquiet_hours = ""\n'


def officer(name: str, role: str = "ответственный", **cells: object) -> list[object]:
    """A line of «Ответственные» for the house of culture."""
    told = {"Краткое название": "ДК «Заря»", "Роль": role, "ФИО": name, "Телефон": "84266621000", **cells}
    return [told.get(column) for column in OfficerColumn]


def book(home: Household, *people: list[object]) -> Path:
    """registry.xlsx with both organisations and these officers."""
    workbook = Workbook()
    accounts = workbook.active
    accounts.title = "Аккаунты"
    for line in (HEADINGS, CULTURE, LIBRARY):
        accounts.append([cell or None for cell in line.split(";")])
    officers = workbook.create_sheet("Ответственные")
    for line in ([*map(str, OfficerColumn)], *people):
        officers.append(line)
    file = home.folder / "registry.xlsx"
    workbook.save(file)
    return file


def load(home: Household, *people: list[object]) -> Answer:
    answer = home.run("registry", "import", str(book(home, *people)))
    assert answer.code == 0, answer.err
    return answer


@pytest.fixture
def changed(home: Household) -> Household:
    """Where somebody else has become responsible today."""
    home.settings(UTC_TIME)
    load(home, officer(ANNA))
    load(home, officer(BORIS))
    return home


class TestAnImport:
    def test_tells_the_tasks_it_has_opened_with_their_days_and_no_name(self, home: Household) -> None:
        home.settings(UTC_TIME)
        assert "задачи" not in load(home, officer(ANNA)).out
        answer = load(home, officer(BORIS))
        soon, later = (production_calendar(TODAY).after(TODAY, count) for count in (1, 3))
        told = answer.out.splitlines()
        assert "Сменились ответственные: 1. Открыты задачи (сроки — по настройке):" in told
        days = (soon, soon, later, later, later)
        assert [line for line in told if line.startswith("  № ")] == [
            f"  № {number} · ДК «Заря» · {label} · до {day:%d.%m.%Y}"
            for number, label, day in zip(range(1, 6), LABELS, days, strict=True)
        ]
        assert not re.search("Выдумк|Придумк|84266621000", answer.out + answer.err)

    def test_a_deadline_is_a_setting(self, home: Household) -> None:
        home.settings(f"{UTC_TIME}[rules.twofa_attested]\nchange_workdays = 200\n")
        load(home, officer(ANNA))
        due = production_calendar(TODAY).after(TODAY, 200)
        assert f"{LABELS[-1]} · до {due:%d.%m.%Y}" in load(home, officer(BORIS)).out

    def test_the_same_file_again_opens_nothing(self, changed: Household) -> None:
        assert "задачи" not in load(changed, officer(BORIS)).out


class TestTasks:
    def test_open_ones_are_listed_with_the_ready_letter(self, changed: Household) -> None:
        told = changed.run("task", "list").out.splitlines()
        assert [line.split(" · ")[2] for line in told if line.startswith("№")] == LABELS
        assert "    готовое письмо: postovoy report letter --about 1" in told

    def test_done_ones_are_listed_only_when_asked_for(self, changed: Household) -> None:
        done = changed.run("task", "done", "1", "№3", "--number", "№ 12–04", "--note", "передано на совещании")
        assert done.code == 0
        assert f"исх. № 12-04 от {TODAY:%d.%m.%Y}; передано на совещании" in done.out
        assert {line.split(" · ")[0] for line in numbered(changed.run("task", "list"))} == {"№ 2", "№ 4", "№ 5"}
        told = numbered(changed.run("task", "list", "--all"))
        assert len(told) == 5
        assert f"сделано {TODAY:%d.%m.%Y}: исх. № 12-04" in told[-1]

    def test_when_all_is_done_the_list_says_so(self, changed: Household) -> None:
        yesterday = TODAY - timedelta(days=1)
        changed.run("task", "done", "1", "2", "3", "4", "5", "--date", f"{yesterday:%d.%m.%Y}")
        assert changed.run("task", "list").out == "Открытых задач нет.\n"
        told = changed.run("task", "list", "--all").out
        assert told.count(f"сделано {yesterday:%d.%m.%Y}") == 5

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            (("99",), "задачи № 99 нет; какие есть, покажет postovoy task list"),
            (("первая",), "задачи № первая нет"),
            (("2", "99"), "задачи № 99 нет"),
            (("2", "9" * 20), f"задачи № {'9' * 20} нет"),
            (("2", "--note", "Выдумкина А. П. передала"), "похоже на личные сведения"),
            (("2", "--note", "пароль: вишня77"), "похоже на пароль"),
            (("2", "--number", "сказано Анной"), "--number: нужен номер документа"),
            (("2", "--date", "31.02.2026"), "--date: «31.02.2026» — не дата"),
            (("2", "--date", "01.01.2999"), "--date: 01.01.2999 ещё не наступило"),
            ((), "не указано: НОМЕР"),
        ],
    )
    def test_what_cannot_be_done_is_refused_whole(
        self, changed: Household, words: tuple[str, ...], complaint: str
    ) -> None:
        answer = changed.run("task", "done", *words)
        assert answer.code == 2
        assert complaint in answer.err
        assert "Выдумкина" not in answer.err
        assert len(numbered(changed.run("task", "list"))) == 5

    def test_a_task_is_done_once(self, changed: Household) -> None:
        changed.run("task", "done", "2")
        answer = changed.run("task", "done", "2")
        assert (answer.code, f"задача № 2 уже отмечена {TODAY:%d.%m.%Y}" in answer.err) == (2, True)


def numbered(answer: Answer) -> list[str]:
    return [line for line in answer.out.splitlines() if line.startswith("№")]


class TestOfficers:
    def test_it_says_who_acts_now_and_names_nobody_unasked(self, home: Household) -> None:
        home.settings(UTC_TIME)
        appointed = officer(ANNA, **{"№ приказа": "№ 5", "Дата приказа": date(2026, 1, 9), "С": date(2026, 1, 9)})
        until = TODAY + timedelta(days=7)
        leave = officer(BORIS, "замещающий", С=TODAY, По=until)
        load(home, appointed)
        before = home.run("officers")
        assert before.out.splitlines() == [
            "ДК «Заря» — ответственный, с 09.01.2026, приказ № 5 от 09.01.2026",
            "Библиотека — никто не указан",
        ]
        load(home, appointed, leave)
        on_leave = f"замещающий, с {TODAY:%d.%m.%Y}, по {until:%d.%m.%Y}, приказ не указан"
        assert home.run("officers").out.splitlines()[0] == f"ДК «Заря» — {on_leave}"
        named = home.run("officers", "--people")
        assert named.out.splitlines()[0] == f"ДК «Заря» — {BORIS}, {on_leave}"
        assert "личные сведения" in named.err
        assert numbered(home.run("task", "list")) == []

    def test_it_says_since_when_there_is_nobody(self, home: Household) -> None:
        home.settings(UTC_TIME)
        ended, begins = TODAY - timedelta(days=1), TODAY + timedelta(days=30)
        load(home, officer(ANNA, По=ended), officer(BORIS, С=begins))
        told = home.run("officers").out.splitlines()[0]
        assert told == f"ДК «Заря» — никто, срок истёк {ended:%d.%m.%Y}; следующий — с {begins:%d.%m.%Y}"


class TestHistory:
    def test_it_tells_what_was_and_what_became_of_it(self, home: Household) -> None:
        home.settings(UTC_TIME)
        load(home, officer(ANNA))
        home.run("registry", "import", str(home.registry(CULTURE.replace(";ведёт;;", ";ведёт;ул. Новая, 1;"))))
        load(home, officer(BORIS))
        answer = home.run("registry", "history", "--org", "дк «заря»")
        told = [line.split(" · ", 1)[1] for line in answer.out.splitlines()]
        assert "ДК «Заря» · Адрес: пусто → ул. Новая, 1 (оператор)" in told
        assert "ДК «Заря» · Адрес: ул. Новая, 1 → пусто (оператор)" in told
        assert "ДК «Заря» · Ответственные: пусто → ответственный (оператор)" in told
        assert "ДК «Заря» · Ответственные: изменено, ответственный (оператор)" in told
        assert not any("Библиотека" in line or "Выдумк" in line for line in told)
        assert "Библиотека" in home.run("registry", "history").out

    def test_an_organisation_that_is_not_there_is_refused(self, home: Household) -> None:
        home.settle()
        assert home.run("registry", "history", "--org", "Никто").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("task", "list"), "Открытых задач нет.\n"),
        (("officers",), "Реестр пуст. Загрузить: postovoy registry import ФАЙЛ\n"),
        (("registry", "history"), "Изменений не записано.\n"),
    ],
)
def test_before_the_first_import_there_is_simply_nothing(
    home: Household, words: tuple[str, ...], told: str
) -> None:
    home.settings()
    assert home.run(*words) == Answer(0, told, "")
    assert not home.database.exists()


class TestAReviewOfAll:
    def test_one_command_confirms_every_organisation(self, home: Household) -> None:
        home.settings("[rules.registry_reviewed]\nenabled = true\n")
        home.settle()
        answer = home.run("attest", "--all-organisations", "--rule", "registry_reviewed", "--yes")
        assert answer.code == 0
        assert [line.split(" — ")[0] for line in answer.out.splitlines()] == [
            "Записано: ДК «Заря»",
            "Записано: Библиотека",
        ]

    def test_several_may_be_named(self, home: Household) -> None:
        home.settle()
        words = ("--org", "Библиотека", "--org", "дк «заря»", "--org", "БИБЛИОТЕКА")
        answer = home.run("attest", *words, "--rule", "credentials_ledger", "--no")
        assert [line.split(" — ")[0] for line in answer.out.splitlines()] == [
            "Записано: Библиотека",
            "Записано: ДК «Заря»",
        ]

    def test_where_nobody_has_anything_to_answer_all_is_refused(self, home: Household) -> None:
        home.settle()
        answer = home.run("attest", "--all-organisations", "--rule", "exemption_documented", "--yes")
        assert (answer.code, "ни у одной организации" in answer.err) == (2, True)

    def test_one_name_that_is_wrong_records_nothing(self, home: Household) -> None:
        home.settle()
        words = ("--org", "Библиотека", "--org", "Никто", "--rule", "credentials_ledger", "--yes")
        assert home.run("attest", *words).code == 2
        assert "«да»" not in home.run("attestations").out

    def test_an_exempt_organisation_confirms_its_agreement(self, home: Household) -> None:
        exempt = "Бухгалтерия посёлка;Бухгалтерия;;освобождена;;;;;;;Согласование № 5;12.01.2022;"
        home.settle(CULTURE, exempt)
        answer = home.run("attest", "--all-organisations", "--rule", "exemption_documented", "--yes")
        assert answer.out.startswith("Записано: Бухгалтерия — реквизиты освобождения: «да», действует до ")


class TestPasswordsAfterAChange:
    def test_passwords_older_than_the_new_responsible_are_not_taken_for_changed(self, changed: Household) -> None:
        ledger = ("attest", "--org", "ДК «Заря»", "--rule", "credentials_ledger", "--yes", "--changed")

        old = changed.run(*ledger, "01.01.2020")

        assert old.code == 2
        assert "смените их и запишите день новой смены" in old.err
        assert changed.run(*ledger, f"{TODAY:%d.%m.%Y}").code == 0
