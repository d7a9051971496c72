"""Commands of the journals: requests, help, and attestations of all kinds."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from household import CULTURE, LIBRARY, Household

TOWN_HALL = "Администрация посёлка;Администрация;;ведёт;;;;;vk.com/hall;;;;администрация"
TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Vladivostok")).date()
RECEIVED = TODAY - timedelta(days=20)
NAMED = '[decree_named]\n"P1.6" = ["ДК «Заря»"]\n'
WHOLE = "".join(
    f"[rules.{rule}]\n"
    for rule in ("cur_request_due", "org_request_due", "decree_published", "security_review_admin")
)


def written(day: object) -> str:
    return f"{day:%d.%m.%Y}"


def rows(home: Household, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(home.database)
    try:
        return list(connection.execute(query))
    finally:
        connection.close()


@pytest.fixture
def settled(home: Household) -> Household:
    """Two organisations, of which the decree names one, and the administration."""
    home.settings(NAMED + WHOLE)
    home.settle(CULTURE, LIBRARY, TOWN_HALL)
    return home


def add(home: Household, *words: str, number: str = "15-04/123") -> tuple[int, str]:
    """A request of ЦУР, or of whom the words name; the exit code and all that was said."""
    asked_by = () if "--from" in words else ("--from", "cur")
    answer = home.run("request", "add", *asked_by, "--number", number, "--received", written(RECEIVED), *words)
    return answer.code, answer.out + answer.err


class TestRequests:
    def test_a_request_is_noted_with_its_day_and_the_hash_of_its_file(self, settled: Household) -> None:
        (settled.folder / "request.pdf").write_bytes(b"request")
        due = RECEIVED + timedelta(days=5)

        code, said = add(settled, "--due", written(due), "--file", "request.pdf")

        assert code == 0
        assert said == (
            f"Записано: запрос ЦУР № 15-04/123 от {written(RECEIVED)}, ответ до {written(due)} — по запросу\n"
        )
        ((number, received, source, file_hash),) = rows(
            settled, "select number, received, due_source, file_hash from request"
        )
        assert (number, received, source) == ("15-04/123", RECEIVED.isoformat(), "request")
        assert file_hash == hashlib.sha256(b"request").hexdigest()

    def test_without_a_day_of_its_own_it_is_due_by_setting_and_says_so(self, settled: Household) -> None:
        assert "по настройке, в запросе срок не назван" in add(settled)[1]
        assert rows(settled, "select due_source from request") == [("setting",)]

    @pytest.mark.parametrize("again", ["15-04/123", "№ 15-04/123", "15–04/123", " 15-04 / 123 "])
    def test_the_same_request_is_not_taken_twice_however_it_is_typed(self, settled: Household, again: str) -> None:
        add(settled)

        code, said = add(settled, number=again)

        assert code == 2
        assert f"запрос № 15-04/123 от {written(RECEIVED)} уже есть в журнале (ждёт ответа)" in said
        assert rows(settled, "select count(*) from request") == [(1,)]

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--org", "Библиотека"), "--org нужен для запроса администрации"),
            (("--from", "administration"), "--org нужен для запроса администрации"),
            (("--from", "administration", "--org", "Музей"), "в реестре нет организации «Музей»"),
            (("--received", "31.02.2026"), "--received: «31.02.2026» — не дата; пишите ДД.ММ.ГГГГ"),
            (("--received", "2026-11-20"), "--received: «2026-11-20» — не дата"),
            (("--received", "01.01.2990"), "--received: 01.01.2990 ещё не наступило"),
            (("--due", "01.01.2020"), "--due: срок 01.01.2020 раньше дня получения"),
            (("--number", "от Петровой"), "--number: нужен номер документа"),
            (("--number", "89000000000"), "--number: нужен номер документа"),
            (("--number", "Петровой П.П. 89000000000"), "--number: нужен номер документа"),
            (("--number", "12 Петровой"), "--number: нужен номер документа"),
            (("--number", "9" * 41), "--number: нужен номер документа"),
            (("--file", "nowhere.pdf"), "файл nowhere.pdf не читается"),
        ],
    )
    def test_what_cannot_be_noted_is_refused_whole(
        self, settled: Household, words: tuple[str, ...], told: str
    ) -> None:
        code, said = add(settled, *words)

        assert (code, told in said) == (2, True), said
        assert rows(settled, "select count(*) from request") == [(0,)]

    def test_whom_the_decree_does_not_name_is_noted_and_never_reproached(self, settled: Household) -> None:
        bound = add(settled, "--from", "administration", "--org", "дк «заря»", number="7")
        free = add(settled, "--from", "administration", "--org", "Библиотека", number="7")

        assert (bound[0], free[0]) == (0, 0)
        assert "программа не проверяет" not in bound[1]
        assert "Срок ответа организации «Библиотека» программа не проверяет" in free[1]

    def test_an_answer_is_marked_and_the_list_tells_what_is_left(self, settled: Household) -> None:
        add(settled, "--due", written(RECEIVED + timedelta(days=5)))
        add(settled, "--due", written(TODAY + timedelta(days=5)), number="16")
        assert settled.run("request", "list").out.count("ждёт ответа до") == 2

        day = written(RECEIVED + timedelta(days=6))
        answer = settled.run("request", "answered", "№ 15-04/123", "--date", day, "--answer-number", "44")

        assert answer.code == 0
        assert f"ответ дан {day} (№ 44), с опозданием: нужен был до" in answer.out
        assert settled.run("request", "list").out == (
            f"Запрос ЦУР № 16 от {written(RECEIVED)}: "
            f"ждёт ответа до {written(TODAY + timedelta(days=5))} — по запросу\n"
        )
        assert f"ответ № 44 дан {day}, с опозданием" in settled.run("request", "list", "--all").out

    def test_of_several_with_one_number_somebody_must_choose(self, settled: Household) -> None:
        for name in ("ДК «Заря»", "Библиотека"):
            add(settled, "--from", "administration", "--org", name, number="7")

        unclear = settled.run("request", "answered", "7")

        assert unclear.code == 2
        assert "запросов № 7 без ответа несколько, уточните --received или --org: " in unclear.err
        assert "ДК «Заря»" in unclear.err
        assert "Библиотека" in unclear.err
        assert rows(settled, "select count(*) from request where answered is not null") == [(0,)]
        assert settled.run("request", "answered", "7", "--org", "Библиотека").code == 0
        assert settled.run("request", "answered", "7").code == 0
        assert "ответ уже отмечен: " in settled.run("request", "answered", "7").err

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("99",), "запроса № 99 в журнале нет; список: postovoy request list --all"),
            (("15-04/123", "--received", "01.02.2020"), "запроса № 15-04/123 в журнале нет"),
            (("15-04/123", "--date", "01.02.2020"), "--date: ответ 01.02.2020 раньше дня получения запроса"),
            (("15-04/123", "--date", "01.02.2990"), "--date: 01.02.2990 ещё не наступило"),
        ],
    )
    def test_an_answer_to_nothing_or_out_of_time_is_refused(
        self, settled: Household, words: tuple[str, ...], told: str
    ) -> None:
        add(settled)

        answer = settled.run("request", "answered", *words)

        assert (answer.code, told in answer.err) == (2, True), answer.err
        assert rows(settled, "select answered from request") == [(None,)]

    def test_an_empty_journal_says_so(self, home: Household) -> None:
        home.settings()
        assert home.run("request", "list").out == "Запросов в журнале нет.\n"
        home.settle()
        assert "Запросов без ответа нет" in home.run("request", "list").out


class TestHelp:
    def test_help_is_noted_and_told_by_month(self, settled: Household) -> None:
        day = written(TODAY)

        answer = settled.run("assistance", "add", "--org", "библиотека", "--topic", "обложка для страницы")

        assert (answer.code, answer.out) == (0, f"Записано: {day}, Библиотека — обложка для страницы\n")
        assert settled.run("assistance", "list").out == f"{day}  Библиотека: обложка для страницы\n"
        assert "помощь организациям не отмечена" in settled.run("assistance", "list", "--month", "2020-01").out

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--topic", "обложка"), "уже записана"),
            (("--topic", " "), "--topic: напишите, с чем помогли"),
            (("--topic", "пароль: сирень"), "похоже на пароль"),
            (("--topic", "звонил Петров П. П."), "похоже на личные сведения"),
            (("--topic", "план", "--date", "завтра"), "--date: «завтра» — не дата"),
        ],
    )
    def test_what_may_not_stand_in_the_journal_is_refused(
        self, settled: Household, words: tuple[str, ...], told: str
    ) -> None:
        settled.run("assistance", "add", "--org", "Библиотека", "--topic", "обложка")

        answer = settled.run("assistance", "add", "--org", "Библиотека", *words)

        assert (answer.code, told in answer.err) == (2, True), answer.err
        assert rows(settled, "select count(*) from assistance") == [(1,)]

    def test_a_month_that_is_none_is_refused(self, settled: Household) -> None:
        answer = settled.run("assistance", "list", "--month", "11.2026")
        assert (answer.code, "--month: «11.2026» — не месяц" in answer.err) == (2, True)


class TestAttestations:
    @pytest.mark.parametrize("whose", [("--administration",), ("--org", "администрация")])
    def test_the_administration_is_answered_for_by_its_word_or_by_its_name(
        self, settled: Household, whose: tuple[str, ...]
    ) -> None:
        answer = settled.run("attest", *whose, "--rule", "security_review_admin", "--yes")

        assert answer.code == 0
        assert "Обязанности администрации — проверка безопасности администрацией: «да»" in answer.out
        ((subject, at, until),) = rows(settled, "select subject, at, valid_until from attestation")
        assert subject == "admin"
        length = datetime.fromisoformat(str(until)) - datetime.fromisoformat(str(at))
        assert length == timedelta(days=90)

    def test_what_is_done_once_is_recorded_without_an_end(self, settled: Household) -> None:
        note = "Информационный вестник № 5 от 01.12.2022"

        answer = settled.run("attest", "--administration", "--rule", "decree_published", "--yes", "--note", note)

        assert "публикация постановления: «да», без срока\n" in answer.out
        assert f"Пояснение: {note}\n" in answer.out
        told = settled.run("attestations", "--administration").out
        assert f"Публикация постановления (decree_published): «да», {written(TODAY)}, оператор — {note}\n" in told

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--org", "Библиотека", "--rule", "security_review_admin"), "вместо --org укажите --administration"),
            (
                ("--administration", "--rule", "twofa_attested"),
                "об организации или её странице: назовите её (--org)",
            ),
            (("--administration", "--network", "vk", "--rule", "decree_published"), "уберите --network"),
            (
                ("--administration", "--rule", "cur_contact_set"),
                "администрация): требование выключено в настройках",
            ),
            (("--org", "Библиотека", "--rule", "twofa_attested", "--kept", "сейф"), "относятся только к правилу"),
            (
                ("--org", "Библиотека", "--rule", "credentials_ledger", "--kept", "пароль: сирень"),
                "похоже на пароль",
            ),
        ],
    )
    def test_an_answer_at_the_wrong_address_is_refused(
        self, settled: Household, words: tuple[str, ...], told: str
    ) -> None:
        answer = settled.run("attest", "--yes", *words)

        assert (answer.code, told in answer.err) == (2, True), answer.err
        assert rows(settled, "select count(*) from attestation") == [(0,)]

    def test_of_the_ledger_is_noted_where_it_is_kept_and_when_passwords_changed_never_what_they_are(
        self, settled: Household
    ) -> None:
        day = written(RECEIVED)
        ledger = ("--org", "Библиотека", "--rule", "credentials_ledger", "--yes")

        settled.run("attest", *ledger, "--kept", "сейф приёмной", "--changed", day, "--note", "сверено")

        noted = f"учёт хранится: сейф приёмной; пароли сменены {day}; сверено"
        assert rows(settled, "select note from attestation") == [(noted,)]
        told = settled.run("attestations", "--org", "Библиотека").out
        assert told.splitlines()[0] == "Библиотека"
        assert noted in told
        assert "ДК" not in told

    def test_the_list_tells_of_every_duty_whether_it_was_answered(self, settled: Household) -> None:
        settled.run("attest", "--org", "ДК «Заря»", "--rule", "twofa_attested", "--network", "vk", "--no")

        told = settled.run("attestations").out

        assert (
            f"Двухфакторная аутентификация, ВКонтакте (twofa_attested): «нет», {written(TODAY)}, оператор" in told
        )
        assert "Двухфакторная аутентификация, Одноклассники (twofa_attested): ответа ещё не было" in told
        assert told.startswith("Обязанности администрации\n")

    def test_a_note_goes_into_no_answer_for_programs_and_into_no_table(self, settled: Household) -> None:
        settled.run("attest", "--org", "Библиотека", "--rule", "credentials_ledger", "--yes", "--kept", "сейф")
        for words in (("status",), ("status", "--json"), ("digest",)):
            assert "сейф" not in settled.run(*words).out
