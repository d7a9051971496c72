"""The registry of accounts: its columns in their order, and what is known of each."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from paper_world import World, formulas, local, rows, traits

from domain.network import Network
from domain.organisation import Kind, Status
from storage.sql import inserted

NAME = "Наименование подведомственной организации"
HEADINGS = [
    "Уровень",
    "Учредитель",
    NAME,
    "Официальная страница не ведется на основании",
    "ОГРН",
    "Сфера 1",
    "Сфера 2",
    "Сфера 3",
    "Статус",
    "ID госпаблика",
    "Ссылка на госпаблик ВК",
    "Адрес, указанный в настройках страницы",
    "Подключение к компоненту «Госпаблики» (да/нет)",
    "Госметка (да/нет)",
    "Оформление (%)",
    "Виджеты (0/1/2)",
    "Активность (%)",
    "Количество подписчиков",
    "Общий охват аудитории за неделю",
    "Средний охват одной публикации",
    "Ссылка на страницу в Одноклассниках",
]
OGRN = "1117746358608"
SIGNED = f"utm_medium=79&utm_campaign={OGRN}"
REPORT = f"https://pos.gosuslugi.ru/form/?opaId=1&utm_source=vk&{SIGNED}"
SPEAK = f"https://pos.gosuslugi.ru/og/org-activities?mun_code=79000000&utm_source=vk1&{SIGNED}"
FOREIGN = SPEAK.replace(OGRN, "1027700132195")


def line(world: World) -> dict[str, object]:
    return rows(world.book("registry"), "Реестр", NAME)[0]


def test_the_columns_are_those_of_the_form_in_its_order(world: World) -> None:
    world.organisation()

    assert list(line(world)) == HEADINGS


@pytest.mark.parametrize("people", [False, True])
def test_lines_above_a_table_of_several_pages_stay_within_what_is_on_each_page(world: World, people: bool) -> None:
    world.organisation()

    page = world.book("registry", people=people)["Реестр"]

    repeated = 3
    assert page.print_title_cols == "$A:$C"
    assert {each.max_col for each in page.merged_cells.ranges} == {repeated}
    width = sum(page.column_dimensions[letter].width for letter in "ABC")
    assert len(str(page["A2"].value)) < width or page.row_dimensions[2].height > page.row_dimensions[3].height


def test_an_empty_registry_makes_a_table_of_headings(world: World) -> None:
    assert rows(world.book("registry"), "Реестр", NAME) == [
        {heading: "Здесь пока ничего нет." if heading == "Уровень" else None for heading in HEADINGS}
    ]
    assert world.made("registry", ".csv").content.decode("utf-8-sig").count("\r\n") == 1


def test_what_is_known_of_a_page_stands_in_its_columns(world: World) -> None:
    world.organisation("Администрация", full_name="Администрация поселения", kind=Kind.ADMINISTRATION)
    club = world.organisation("Клуб", full_name="МБУ «Клуб»", ogrn=OGRN)
    page = world.page(club, number=501, profile=traits(members=340, menu=(REPORT, SPEAK)))
    world.page(club, Network.OK, number=54000000000001)
    world.post(page, "11-17")
    world.attest("gospabliki_connected", page, answer=True)
    world.attest("gos_badge", page, answer=False)

    found = rows(world.book("registry"), "Реестр", NAME)[1]

    assert {heading: found[heading] for heading in HEADINGS if found[heading] not in ("нет данных", None)} == {
        "Уровень": "МО",
        "Учредитель": "Администрация поселения",
        NAME: "МБУ «Клуб»",
        "ОГРН": OGRN,
        "Статус": "ведёт",
        "ID госпаблика": "501",
        "Ссылка на госпаблик ВК": "https://vk.com/club501",
        "Адрес, указанный в настройках страницы": "указан",
        "Подключение к компоненту «Госпаблики» (да/нет)": "да",
        "Госметка (да/нет)": "нет",
        "Оформление (%)": 1,
        "Виджеты (0/1/2)": 2,
        "Активность (%)": 0.5,
        "Количество подписчиков": 340,
        "Ссылка на страницу в Одноклассниках": "https://ok.ru/group/54000000000001",
    }


def test_what_nobody_told_is_said_to_be_unknown(world: World) -> None:
    world.page(world.organisation(), read_until=None)

    found = line(world)

    assert found["Подключение к компоненту «Госпаблики» (да/нет)"] == "не подтверждено"
    assert found["Госметка (да/нет)"] == "не проверено"
    for heading in HEADINGS[14:20]:
        assert found[heading] == "нет данных"


@pytest.mark.parametrize(
    ("seen", "said", "badge"),
    [
        (True, None, "да"),
        (True, False, "да"),
        (False, None, "не проверено"),
        (False, True, "да"),
        (None, False, "нет"),
    ],
)
def test_the_networks_yes_is_proof_and_its_no_is_none(
    world: World, seen: bool | None, said: bool | None, badge: str
) -> None:
    page = world.page(world.organisation(), profile=replace(traits(), badge=seen))
    if said is not None:
        world.attest("gos_badge", page, answer=said)

    assert line(world)["Госметка (да/нет)"] == badge


def test_a_word_that_ran_out_is_no_yes(world: World) -> None:
    page = world.page(world.organisation())
    world.attest("gospabliki_connected", page, answer=True, days=0)

    assert line(world)["Подключение к компоненту «Госпаблики» (да/нет)"] == "не подтверждено"


@pytest.mark.parametrize(
    ("menu", "widgets"),
    [
        (None, "нет данных"),
        ((), 0),
        ((REPORT, REPORT), 1),
        ((SPEAK, FOREIGN), 1),
        ((FOREIGN,), 0),
        ((REPORT.replace("opaId=1", "opaId=ID"),), 0),
        (("https://vk.cc/hidden",), "нет данных"),
        ((REPORT, SPEAK, "https://vk.cc/hidden"), 2),
    ],
)
def test_widgets_are_counted_by_kind(world: World, menu: tuple[str, ...] | None, widgets: object) -> None:
    world.page(world.organisation(ogrn=OGRN), profile=traits(menu=menu))

    assert line(world)["Виджеты (0/1/2)"] == widgets


def test_design_is_the_share_of_what_the_decree_asks_for(world: World) -> None:
    world.page(world.organisation(), profile=traits(avatar=False))

    assert line(world)["Оформление (%)"] == pytest.approx(2 / 3)


def test_a_page_read_in_part_with_too_few_posts_has_no_activity(world: World) -> None:
    world.post(world.page(world.organisation(), read_since=local("11-18")), "11-19")

    assert line(world)["Активность (%)"] == "нет данных"


def test_an_exempt_organisation_is_told_with_its_ground_and_nothing_else(world: World) -> None:
    exempt = world.organisation(status=Status.EXEMPT)
    ground = {"exemption_document": "Согласование № 5", "exemption_date": "2026-01-12"}
    world.db.table("organisation").update(exempt, ground)

    found = line(world)

    assert found["Официальная страница не ведется на основании"] == "Согласование № 5 от 12.01.2026"
    assert [found[heading] for heading in HEADINGS[9:]] == [None] * 12


def officer(world: World, organisation_id: int, name: str) -> None:
    values = {
        "organisation_id": organisation_id,
        "role": "ответственный",
        "name": name,
        "phone": "+7 900 000-00-00",
        "order_number": "7",
        "order_date": "2026-02-03",
    }
    inserted(world.db, "officer", values)


def test_people_are_in_the_file_only_when_they_are_asked_for(world: World) -> None:
    officer(world, world.organisation(), "Вымышленный Человек")

    plain, named = world.made("registry"), world.made("registry", people=True)

    assert (plain.personal, named.personal) == (False, True)
    found = rows(world.book("registry", people=True), "Реестр", NAME)[0]
    assert (found["Ответственный"], found["Приказ"]) == ("Вымышленный Человек", "№ 7 от 03.02.2026")
    assert "Ответственный" not in line(world)
    assert "Вымышленный" not in world.made("registry", ".csv").content.decode()


def test_the_csv_holds_the_same_table(world: World) -> None:
    world.organisation("Клуб", full_name="=КЛУБ(1)")

    text = world.made("registry", ".csv").content.decode("utf-8-sig")

    heading, row = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert heading == HEADINGS
    assert row[2] == "'=КЛУБ(1)"


@pytest.mark.parametrize("kind", ["registry", "week", "counts"])
def test_no_paper_has_a_formula_whatever_the_names_are(world: World, kind: str) -> None:
    for number, name in enumerate(("=1+1", "+Клуб", "-Клуб", "@Клуб", "\t=1", "＝1", "🎉" * 30, "ы" * 3_000)):
        club = world.organisation(
            name, full_name=name, kind=Kind.ADMINISTRATION if number == 0 else Kind.SUBORDINATE
        )
        world.post(world.page(club), "11-17")
        world.matter("exemption_documented", f"org:{club}", club)

    made = world.made(kind)

    assert formulas(made.content) == []
