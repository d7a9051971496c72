"""Commands of materials: what they answer, what they refuse, and that a refusal writes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from household import CULTURE, LIBRARY, Answer, Household

from domain.central import CentralItem
from domain.finding import DueSource
from domain.network import Network
from storage import central, placements, registry, sql
from storage.store import reading, writing

pytestmark = pytest.mark.story

ZONE = ZoneInfo("Asia/Vladivostok")
FAIR = "В субботу на Торговой площади Мокдола пройдёт ярмарка мёда.\nТорговля с 9:00 до 15:00, вход свободный."
EXEMPT = "Клуб посёлка;Клуб;;освобождена;;;;;;;Решение № 5;01.02.2026;"
LATELY = datetime.now(UTC) - timedelta(days=2)


def local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%d.%m.%Y %H:%M}"


def add(home: Household, *more: str, number: str = "12", title: str = "Ярмарка мёда") -> Answer:
    file = home.folder / "fair.txt"
    file.write_text(FAIR, encoding="utf-8")
    return home.run("central", "add", "--number", number, "--title", title, *(more or ("--file", str(file))))


def items(home: Household) -> list[CentralItem]:
    with reading(home.database) as db:
        return central.items(db, LATELY - timedelta(days=60))


class TestAdding:
    def test_a_text_for_everybody_is_due_by_the_setting(self, home: Household) -> None:
        home.settings("[rules.gospabliki_item_published]\ndue_hours = 48\n")
        home.settle()
        answer = add(home)
        assert answer.code == 0
        [item] = items(home)
        assert (item.text, item.addressed, item.due_source) == (FAIR, frozenset(), DueSource.SETTING)
        assert item.due_at == item.received_at + timedelta(hours=48)
        assert answer.out == (
            "Записано: материал № 12 «Ярмарка мёда» — всем, кто ведёт страницы; "
            f"разместить до {local(item.due_at)} — по настройке, материал срока не назвал\n"
        )

    def test_its_own_deadline_its_receipt_and_its_addressees_are_kept(self, home: Household) -> None:
        home.settle()
        answer = add(
            home,
            *("--link", "https://vk.com/wall-9_15", "--org", "библиотека", "--org", "Библиотека"),
            *("--received", local(LATELY), "--due", local(LATELY + timedelta(days=3))),
        )
        assert answer.code == 0, answer.err
        [item] = items(home)
        assert (item.text, item.links) == ("", ("https://vk.com/wall-9_15",))
        assert item.due_source is DueSource.REQUEST
        assert item.received_at == LATELY.replace(second=0, microsecond=0)
        assert len(item.addressed) == 1
        assert "— Библиотека; разместить до" in answer.out

    def test_a_file_in_windows_1251_is_read(self, home: Household) -> None:
        home.settle()
        file = home.folder / "old.txt"
        file.write_bytes(FAIR.encode("cp1251"))
        assert add(home, "--file", str(file)).code == 0
        assert items(home)[0].text == FAIR

    def test_a_text_that_says_little_is_warned_of(self, home: Household) -> None:
        home.settle()
        file = home.folder / "short.txt"
        file.write_text("С праздником, дорогие жители!", encoding="utf-8")
        assert "узнать его среди публикаций будет трудно" in add(home, "--file", str(file)).err

    def test_a_number_is_no_place_for_a_name(self, home: Household) -> None:
        home.settle(CULTURE, LIBRARY)
        answer = add(home, number="Выдумкина")
        assert (answer.code, answer.out, items(home)) == (2, "", [])
        assert "нужны цифры" in answer.err

    @pytest.mark.parametrize(
        ("more", "why"),
        [
            (("--org", "Библиотека"), "нужен текст материала (--file) или его ссылка (--link)"),
            (("--link", "ярмарка"), "--link: «ярмарка» — не ссылка"),
            (("--link", "https://example.org", "--received", "завтра"), "--received: «завтра» — не дата"),
            (("--link", "https://example.org", "--received", "01.01.2999 10:00"), "ещё не наступило"),
            (("--link", "https://example.org", "--received", "01.01.2020 10:00"), "так давно"),
            (("--link", "https://example.org", "--received", "24.11.2025 25:00"), "времени 25:00 не бывает"),
            (("--link", "https://example.org", "--due", "01.02.2020"), "--due: срок раньше, чем материал получен"),
            (("--link", "https://example.org", "--org", "Пекарня"), "в реестре нет организации «Пекарня»"),
            (("--link", "https://example.org", "--org", "Клуб"), "освобождена и страниц не ведёт"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_is_written(
        self, home: Household, more: tuple[str, ...], why: str
    ) -> None:
        home.settle(CULTURE, LIBRARY, EXEMPT)
        answer = add(home, *more)
        assert (answer.code, answer.out) == (2, "")
        assert why in answer.err
        assert items(home) == []

    @pytest.mark.parametrize("content", [b"", b"\x98\x00\x98", b"  \n ", b"x" * 70_000])
    def test_a_file_without_a_text_is_refused(self, home: Household, content: bytes) -> None:
        home.settle()
        file = home.folder / "bad.txt"
        file.write_bytes(content)
        assert add(home, "--file", str(file)).code == 2
        assert items(home) == []

    def test_a_title_with_somebody_s_telephone_is_refused(self, home: Household) -> None:
        home.settle()
        answer = add(home, title="Ярмарка, звонить 8 900 000 00 00")
        assert answer.code == 2
        assert "в заголовке похоже на личные сведения" in answer.err
        assert "900" not in answer.err

    def test_a_number_is_given_once(self, home: Household) -> None:
        home.settle()
        add(home)
        answer = add(home, number="№ 12")
        assert (answer.code, len(items(home))) == (2, 1)
        assert "материал № 12 уже есть в журнале" in answer.err


class TestLooking:
    def test_an_empty_journal_says_what_to_do(self, home: Household) -> None:
        home.settle()
        for command in ("list", "matrix"):
            assert home.run("central", command).out.startswith("Материалов за последние недели нет.")

    def test_the_list_counts_pages(self, home: Household) -> None:
        home.settle()
        add(home)
        [line] = home.run("central", "list").out.splitlines()
        assert line.startswith("№ 12 «Ярмарка мёда»: до ")
        assert line.endswith("— по настройке; размещён 0 из 3, ждём 3")

    def test_the_matrix_fits_a_narrow_terminal(self, home: Household) -> None:
        home.settle()
        for number in range(1, 9):
            add(home, number=str(number), title="Очень длинный заголовок материала, который не поместится")
        lines = home.run("central", "matrix").out.splitlines()
        table = lines[:4]
        assert max(map(len, table)) <= 80
        assert [line.split()[:3] for line in table[1:]] == [
            ["ДК", "«Заря»", "ВК"],
            ["ДК", "«Заря»", "ОК"],
            ["Библиотека", "ВК", "…"],
        ]
        assert "Показаны последние 5 из 8" in lines[-1]
        assert "нет — не найден" in "\n".join(lines)

    def test_one_material_is_told_page_by_page(self, home: Household) -> None:
        home.settle()
        add(home)
        told = home.run("central", "matrix", "--number", "12").out
        assert told.count("ждём") >= 3
        assert home.run("central", "matrix", "--number", "7").code == 2


class TestDeciding:
    def page(self, home: Household) -> int:
        """The library's page, found, with one post seen."""
        with writing(home.database) as db:
            [page] = [each for each in registry.pages(db) if each.link.name == "zarechny_library"]
            sql.run(db, "update page set network_id = 500, resolution = 'found' where id = ?", (page.id,))
            at = sql.stamp(datetime.now(UTC))
            sql.run(
                db,
                "insert into post (page_id, id, published_at, kind, first_seen_at, seen_at)"
                " values (:page_id, '7', :at, 'post', :at, :at)",
                {"page_id": page.id, "at": at},
            )
        return page.id

    def confirm(self, home: Household, *more: str) -> Answer:
        return home.run("central", "confirm", "12", "--org", "Библиотека", "--network", "vk", *more)

    def test_a_person_s_word_is_kept(self, home: Household) -> None:
        home.settle()
        add(home)
        page_id = self.page(home)
        answer = self.confirm(home, "--post", "https://vk.com/wall-500_7")
        assert answer.code == 0, answer.err
        assert answer.out.startswith("Записано: материал № 12, Библиотека, ВКонтакте: размещён ")
        with reading(home.database) as db:
            [placement] = placements.of_page(db, page_id).values()
        assert (placement.post_id, placement.confirmed) == ("7", True)
        assert "(подтвердил человек)" in home.run("central", "matrix", "--number", "12").out

        assert self.confirm(home, "--no").out.endswith("найденное — не он (отклонено публикаций: 1)\n")
        with reading(home.database) as db:
            assert placements.of_page(db, page_id) == {}
            assert placements.refused(db, page_id) == {(1, "7")}

    def test_a_post_the_program_never_saw_needs_its_time(self, home: Household) -> None:
        home.settle()
        add(home)
        self.page(home)
        assert "--published" in self.confirm(home, "--post", "https://vk.com/wall-500_99").err
        told = self.confirm(
            home,
            "--post",
            "https://vk.com/wall-500_99",
            "--published",
            local(datetime.now(UTC) - timedelta(hours=1)),
        )
        assert told.code == 0, told.err

    @pytest.mark.parametrize(
        ("more", "why"),
        [
            (("--post", "https://vk.com/wall-501_7"), "стоит не на странице организации"),
            (("--post", "https://ok.ru/group/500/topic/7"), "стоит не на странице организации"),
            (("--post", "https://vk.com/club500"), "не ссылка на публикацию"),
            (
                ("--post", "https://vk.com/wall-500_99", "--published", "01.02.2020 10:00"),
                "до того как материал получен",
            ),
            (("--post", "https://vk.com/wall-500_99", "--published", "01.02.2999 10:00"), "ещё не наступило"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, home: Household, more: tuple[str, ...], why: str) -> None:
        home.settle()
        add(home)
        page_id = self.page(home)
        answer = self.confirm(home, *more)
        assert (answer.code, answer.out) == (2, "")
        assert why in answer.err
        with reading(home.database) as db:
            assert placements.of_page(db, page_id) == {}

    def test_a_page_that_is_not_there_and_a_material_for_others(self, home: Household) -> None:
        home.settle()
        add(home, "--link", "https://example.org/med", "--org", "Библиотека")
        wrong = home.run("central", "confirm", "12", "--org", "Библиотека", "--network", "ok", "--no")
        assert "нет страницы в Одноклассниках" in wrong.err
        other = home.run("central", "confirm", "12", "--org", "ДК «Заря»", "--network", Network.VK.value, "--no")
        assert "материал № 12 направлен не ей" in other.err

    def test_a_material_is_withdrawn_once(self, home: Household) -> None:
        home.settle()
        add(home)
        assert home.run("central", "withdraw", "12").out.startswith("Отозван: материал № 12")
        assert items(home) == []
        assert "уже отозван" in home.run("central", "withdraw", "12").err
        assert "материала № 13 в журнале нет" in home.run("central", "withdraw", "13").err
