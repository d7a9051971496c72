"""Commands over a real database: the registry, invitations, attestations, the decree."""

from __future__ import annotations

import re
import sqlite3
import stat
from datetime import UTC, datetime, timedelta

import pytest
from household import CULTURE, HEADINGS, LIBRARY, Household

from app import journal_arguments
from bot.attestable import ATTESTED
from storage import people
from storage.store import writing

pytestmark = pytest.mark.story

PAGELESS_CLUB = "Клуб посёлка Заречный-Дальний;Клуб;;ведёт;;;;;;;;;"
EXEMPT_CLUB = PAGELESS_CLUB.replace(";ведёт;", ";освобождена;")


def recorded(home: Household, sql: str) -> list[tuple[object, ...]]:
    """What the database holds."""
    connection = sqlite3.connect(home.database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


class TestTheRegistry:
    def test_an_import_says_what_has_changed(self, home: Household) -> None:
        home.settle()

        changed = CULTURE.replace(";ведёт;;", ";ведёт;ул. Новая, 1;")
        answer = home.run("registry", "import", str(home.registry(changed)))

        assert answer.code == 0
        assert answer.out.splitlines() == [
            "Добавлено: 0",
            "Изменено: 1",
            "  ДК «Заря»: Адрес",
            "Без изменений: 0",
            "Остались в реестре, хотя их нет в файле: 1",
            "  Библиотека",
        ]

    @pytest.mark.parametrize("more", [(), ("--remove-missing",)])
    def test_a_table_without_organisations_is_refused(self, home: Household, more: tuple[str, ...]) -> None:
        home.settle()
        home.run("registry", "template", "empty.csv")

        answer = home.run("registry", "import", "empty.csv", *more)

        assert answer.code == 2
        assert "в таблице нет ни одной организации" in answer.err
        assert recorded(home, "select count(*) from organisation where archived_at is null") == [(2,)]

    def test_a_likely_new_name_is_told_with_the_former_one_and_the_way_out(self, home: Household) -> None:
        home.settle()
        renamed = LIBRARY.replace(";Библиотека;", ";Библиотека «Свет»;")

        answer = home.run("registry", "import", str(home.registry(CULTURE, renamed)), "--remove-missing")

        assert "было «Библиотека», в файле «Библиотека «Свет»»: " in answer.out
        assert "postovoy restore" in answer.out

    def test_a_link_that_looks_mistyped_is_taken_and_told_of(self, home: Household) -> None:
        home.settings()
        slip = CULTURE.replace("vk.com/club101", "vk.com/club_101")

        answer = home.run("registry", "import", str(home.registry(slip)))

        assert answer.code == 0
        assert "строка 2, столбец «ВКонтакте»: прочитано как короткое имя" in answer.out

    def test_missing_organisations_leave_only_when_told_to(self, home: Household) -> None:
        home.settle()

        answer = home.run("registry", "import", str(home.registry(CULTURE)), "--remove-missing")

        assert "Убраны в архив, их нет в файле: 1\n  Библиотека" in answer.out
        assert home.run("registry", "export", "now.csv").out.endswith("организаций: 1\n")

    def test_a_faulty_file_changes_nothing_and_ends_with_2(self, home: Household) -> None:
        home.settle()
        worse = home.registry(CULTURE.replace("vk.com/club101", "vk.com/id5"), LIBRARY.replace(";ведёт;", ";спит;"))

        answer = home.run("registry", "import", str(worse))

        assert answer.code == 2
        assert "строка 2, столбец «ВКонтакте»" in answer.err
        assert "строка 3, столбец «Статус»" in answer.err
        assert recorded(home, "select written from page order by id") == [
            ("vk.com/club101",),
            ("ok.ru/group/53000000000001",),
            ("vk.com/zarechny_library",),
        ]

    def test_a_file_that_is_not_there_ends_with_2(self, home: Household) -> None:
        home.settings()

        answer = home.run("registry", "import", "nowhere.csv")

        assert (answer.code, answer.err) == (2, "файл nowhere.csv не читается: нет такого файла или папки\n")

    def test_what_is_exported_comes_back_unchanged(self, home: Household) -> None:
        home.settle()

        assert home.run("registry", "export", "whole.xlsx").code == 0
        answer = home.run("registry", "import", "whole.xlsx")

        assert "Без изменений: 2" in answer.out

    def test_an_export_does_not_replace_a_file(self, home: Household) -> None:
        home.settle()
        file = home.folder / "registry-now.csv"
        file.write_text("filled in by hand")

        answer = home.run("registry", "export", file.name)

        assert answer.code == 2
        assert "назовите другое имя" in answer.err
        assert file.read_text() == "filled in by hand"

    def test_an_export_is_for_the_owner_only(self, home: Household) -> None:
        home.settle()
        file = home.folder / "registry-now.csv"

        home.run("registry", "export", file.name)

        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "ДК «Заря»" in file.read_text(encoding="utf-8-sig")
        assert not [each for each in home.folder.iterdir() if each.name.startswith(f".{file.name}")]

    def test_people_cannot_stand_in_a_csv(self, home: Household) -> None:
        home.settle()

        answer = home.run("registry", "export", "people.csv", "--people")

        assert answer.code == 2
        assert not (home.folder / "people.csv").exists()

    def test_before_the_first_import_there_is_nothing_to_export(self, home: Household) -> None:
        home.settings()

        answer = home.run("registry", "export", "whole.csv")

        assert answer.code == 2
        assert "сначала загрузите реестр" in answer.err

    def test_a_template_needs_no_settings_and_can_be_imported_once_filled(self, home: Household) -> None:
        answer = home.run("registry", "template", "empty.csv")

        assert answer.code == 0
        assert (home.folder / "empty.csv").read_text(encoding="utf-8-sig").strip() == HEADINGS

    def test_a_template_does_not_replace_a_filled_file(self, home: Household) -> None:
        filled = home.registry(CULTURE)

        answer = home.run("registry", "template", filled.name)

        assert answer.code == 2
        assert CULTURE in filled.read_text(encoding="utf-8")


class TestInvitations:
    def test_standard_output_is_the_line_for_the_bot_alone(self, home: Household) -> None:
        home.settle()

        answer = home.run("invite", "--role", "specialist")

        assert re.fullmatch(r"/start [A-Za-z0-9]{16,}\n", answer.out)
        assert "Код действует 24 часа" in answer.err

    def test_the_code_lets_one_person_in_with_that_role(self, home: Household) -> None:
        home.settle()
        code = home.run("invite", "--role", "organisation", "--org", "дк «заря»").out.split()[1]

        with writing(home.database) as db:
            person = people.accept(db, code, 100001, 100001, datetime.now(UTC))
            again = people.accept(db, code, 100002, 100002, datetime.now(UTC))

        assert person is not None
        assert (person.role.value, person.organisation_id) == ("organisation", 1)
        assert again is None
        assert code.encode() not in home.database.read_bytes()

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("--role organisation", "--org нужен для роли organisation"),
            ("--role head --org Библиотека", "--org нужен для роли organisation, и только для неё"),
            ("--role organisation --org Библеотека", "нет организации «Библеотека»; похожие: Библиотека"),
            ("--role organisation --org Школа-сад", "нет организации «Школа-сад»; есть: ДК «Заря»; Библиотека"),
        ],
    )
    def test_an_invitation_without_sense_is_refused(self, home: Household, words: str, told: str) -> None:
        home.settle()

        answer = home.run("invite", *words.split())

        assert answer.code == 2
        assert told in answer.err
        assert recorded(home, "select count(*) from invitation") == [(0,)]


class TestAttestations:
    def test_a_word_about_pages_is_recorded_for_every_page(self, home: Household) -> None:
        home.settle()

        answer = home.run("attest", "--org", "дк «заря»", "--rule", "twofa_attested", "--yes", "--note", "сверено")

        assert answer.code == 0
        assert "ДК «Заря», ВКонтакте" in answer.out
        assert "ДК «Заря», Одноклассники" in answer.out
        assert recorded(home, "select rule, subject, answer, role, note from attestation order by id") == [
            ("twofa_attested", "page:1/vk", 1, "operator", "сверено"),
            ("twofa_attested", "page:2/ok", 1, "operator", "сверено"),
        ]

    def test_a_word_may_be_about_one_network(self, home: Household) -> None:
        home.settle()

        home.run("attest", "--org", "ДК «Заря»", "--network", "ok", "--rule", "twofa_attested", "--no")

        assert recorded(home, "select subject, answer from attestation") == [("page:2/ok", 0)]

    def test_a_word_about_the_organisation_holds_as_long_as_the_settings_say(self, home: Household) -> None:
        home.settings("[rules.credentials_ledger]\nvalid_days = 30")
        home.settle()

        home.run("attest", "--org", "Библиотека", "--rule", "credentials_ledger", "--yes")

        ((subject, at, until),) = recorded(home, "select subject, at, valid_until from attestation")
        assert subject == "org:2"
        assert datetime.fromisoformat(str(until)) - datetime.fromisoformat(str(at)) == timedelta(days=30)

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (
                ("--rule", "posts_weekly_min"),
                "правило «posts_weekly_min» подтвердить нельзя; можно: content_8fz_reviewed, credentials_ledger",
            ),
            (("--rule", "credentials_ledger", "--network", "vk"), "об организации целиком, уберите --network"),
            (
                ("--rule", "twofa_attested", "--network", "ok"),
                "у организации «Библиотека» в реестре нет страницы в Одноклассниках",
            ),
        ],
    )
    def test_what_cannot_be_attested_is_refused(self, home: Household, words: tuple[str, ...], told: str) -> None:
        home.settle()

        answer = home.run("attest", "--org", "Библиотека", "--yes", *words)

        assert answer.code == 2
        assert told in answer.err
        assert recorded(home, "select count(*) from attestation") == [(0,)]

    @pytest.mark.parametrize(
        ("settings", "row", "rule", "told"),
        [
            ("", EXEMPT_CLUB, "credentials_ledger", "она освобождена от ведения страниц"),
            ("", PAGELESS_CLUB, "twofa_attested", "у неё нет страниц в реестре"),
            (
                "[rules.twofa_attested]\nenabled = false",
                LIBRARY,
                "twofa_attested",
                "требование выключено в настройках",
            ),
        ],
    )
    def test_nothing_to_attest_has_one_cause(
        self, home: Household, settings: str, row: str, rule: str, told: str
    ) -> None:
        home.settings(settings)
        home.settle(row)

        answer = home.run("attest", "--org", row.split(";")[1], "--yes", "--rule", rule)

        assert answer.code == 2
        assert answer.err.strip().endswith(f"): {told}")
        assert rule not in answer.err
        assert f"организация «{row.split(';')[1]}»" in answer.err

    def test_help_names_all_that_can_be_attested(self, home: Household) -> None:
        assert set(journal_arguments.ATTESTED) == ATTESTED
        said = home.run("attest", "--help").out
        assert all(rule in said for rule in ATTESTED)

    @pytest.mark.parametrize(
        "note",
        [
            "пароль: сирень",
            "новый пароль - zarya2026",
            "логин dkzarya2026",
            "код из письма 482913",
            "звонить +7 900 000-00-00",
            "звонить 8 (900) 000-00-00",
            "писать на clerk@dk-zarya.example",
            "сверял Петров П. П.",
            "сверял П. П. Петров",
            "спросить у Петровой Анны Сергеевны",
            "Петров Пётр Петрович сказал",
            "новый пароль 12345",
            "vk1.a.Invented-key",
            "слово " * 100,
        ],
    )
    def test_a_note_with_secrets_or_people_in_it_is_refused_and_not_repeated(
        self, home: Household, note: str
    ) -> None:
        home.settle()

        answer = home.run("attest", "--org", "Библиотека", "--rule", "credentials_ledger", "--yes", "--note", note)

        assert answer.code == 2
        assert note not in answer.err
        assert "поясне" in answer.err
        assert recorded(home, "select count(*) from attestation") == [(0,)]

    @pytest.mark.parametrize(
        "note",
        [
            "",
            "пароли сменены 12.03.2026",
            "журнал учёта, приказ № 12-ОД от 01.02.2026",
            "Дом культуры, Центральная улица, пароли от 3 страниц",
        ],
    )
    def test_an_honest_note_is_taken(self, home: Household, note: str) -> None:
        home.settle()

        answer = home.run("attest", "--org", "Библиотека", "--rule", "credentials_ledger", "--yes", "--note", note)

        assert answer.code == 0
        assert recorded(home, "select note from attestation") == [(note,)]


class TestTheDecree:
    def test_the_shipped_decree_is_sound_and_needs_no_settings(self, home: Household) -> None:
        answer = home.run("decree", "check")

        assert answer.code == 0
        lines = answer.out.splitlines()
        assert "п. 2 раздела 2 Порядка (P2.2)" in lines
        assert any(
            re.match(r"  posts_weekly_min: .* — обязательно; подведомственные организации", each) for each in lines
        )
        assert lines[-1].startswith("✓")

    def test_a_pack_that_lies_about_the_decree_ends_with_1(self, home: Household) -> None:
        pack = home.folder / "ours"
        pack.mkdir()
        (pack / "decree.txt").write_text("1. Размещать новости еженедельно.\n2. Отчитываться.\n", encoding="utf-8")
        (pack / "clauses.toml").write_text(
            '[[clause]]\nid = "D1"\ncite = "п. 1"\nopens = "Размещать новости"\n', encoding="utf-8"
        )
        (pack / "norms.toml").write_text(
            'title = "Выдуманное постановление"\n[[norm]]\nclause = "D1"\ntitle = "Новости"\n'
            'quote = "размещать каждый день"\nunchecked = "проверяет человек"\n',
            encoding="utf-8",
        )
        home.settings("decree = 'ours'")

        answer = home.run("decree", "check")

        assert answer.code == 1
        assert "✗ decree.txt, строка 2: абзац «2. Отчитываться.» не отнесён ни к одному пункту" in answer.out
        assert "слов «размещать каждый день» в decree.txt нет" in answer.out
        assert answer.out.endswith("Найдено: 2 неисправности\n")

    def test_a_pack_that_is_not_there_ends_with_1(self, home: Household) -> None:
        home.settings("decree = 'nowhere-1'")

        answer = home.run("decree", "check")

        assert answer.code == 1
        assert "nowhere-1" in answer.out
