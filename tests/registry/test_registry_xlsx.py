"""Workbooks: cells of every kind, sheets by name, formulas, merged ranges, the template."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from registry_files import ACCOUNTS, account, as_xlsx, faults, officer, ogrn, repacked

from domain.organisation import Exemption, Kind, Status
from domain.registry import AccountColumn, OfficerRole, OfficerRow, RegistryFile, RegistryRow
from domain.table_fault import TableFault
from reports.plan_file import write_plan_template
from reports.registry_file import read_registry, write_registry, write_template


def test_numbers_texts_and_dates_are_read_whatever_the_cell_holds():
    rows = [
        account(OGRN=float(ogrn(1)), PHONE=84266621000, VK=900001, OK=90000000000001, GROUND_DATE=date(2026, 1, 2)),
        account(SHORT_NAME="Клуб", OGRN=ogrn(2), GROUND=12.5, GROUND_DATE="02.01.2026", KIND="Администрация"),
    ]
    first, second = read_registry("registry.xlsx", as_xlsx(rows)).rows
    assert (first.ogrn, first.phone) == (ogrn(1), "84266621000")
    assert (first.vk.number, first.ok.number) == (900001, 90000000000001)
    assert first.exemption.dated == second.exemption.dated == date(2026, 1, 2)
    assert (second.exemption.document, second.kind) == ("12.5", Kind.ADMINISTRATION)


def test_a_date_cell_with_an_hour_is_its_day():
    people = [
        officer(ORDER_DATE=datetime.fromisoformat("2026-01-02T09:30"), VALID_FROM="03.01.2026", NAME="Имя Выдумано")
    ]
    [read] = read_registry("registry.xlsx", as_xlsx([account()], officers=people)).officers
    assert (read.order_date, read.valid_from) == (date(2026, 1, 2), date(2026, 1, 3))
    assert (read.role, read.name) == (OfficerRole.KEEPER, "Имя Выдумано")


def test_empty_rows_before_between_and_after_are_passed_over():
    def spread(book: Workbook) -> None:
        sheet = book["Аккаунты"]
        sheet.insert_rows(1, 2)
        sheet["B30"] = "\u00a0"
        sheet["A40"].number_format = "@"

    [row] = read_registry("registry.xlsx", as_xlsx([account()], touch=spread)).rows
    assert row.row_number == 4


def test_a_file_without_officers_says_nothing_about_them():
    assert read_registry("registry.xlsx", as_xlsx([account()])).officers is None


def test_an_untouched_sheet_beside_ours_is_passed_over():
    content = as_xlsx(
        [account()], touch=lambda book: (book.create_sheet("Лист2"), book.create_sheet("Ответственные"))
    )
    assert read_registry("registry.xlsx", content).officers is None


def test_an_unknown_sheet_with_content_is_refused_by_name():
    def add(book: Workbook) -> None:
        book.create_sheet("Отвественные")["A1"] = "ФИО"

    [fault] = faults("registry.xlsx", as_xlsx([account()], touch=add))
    assert (fault.sheet, fault.row) == ("Отвественные", None)


def test_a_book_without_our_sheet_is_refused():
    content = as_xlsx([account()], touch=lambda book: setattr(book["Аккаунты"], "title", "Лист1"))
    assert {fault.sheet for fault in faults("registry.xlsx", content)} == {"Аккаунты", "Лист1"}


def test_sheet_names_are_known_without_case_and_spaces():
    content = as_xlsx([account()], touch=lambda book: setattr(book["Аккаунты"], "title", " аккаунты "))
    assert len(read_registry("registry.xlsx", content).rows) == 1


def test_two_sheets_of_one_name_are_refused():
    def double(book: Workbook) -> None:
        book.copy_worksheet(book["Аккаунты"]).title = "АККАУНТЫ "

    assert [fault.message for fault in faults("registry.xlsx", as_xlsx([account()], touch=double))] == [
        "лист повторяется"
    ]


def test_merged_cells_are_told_with_their_range():
    content = as_xlsx([account(), account(SHORT_NAME="Клуб")], touch=lambda book: book.active.merge_cells("E2:E3"))
    [fault] = faults("registry.xlsx", content)
    assert (fault.row, fault.column) == (2, "Адрес")
    assert "E2:E3" in fault.message


def test_a_formula_is_refused_even_where_its_last_value_is_known():
    def remember(name: str, part: bytes) -> bytes:
        return part.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>") if name.endswith("sheet1.xml") else part

    content = repacked(as_xlsx([account(ADDRESS="=1+1")]), remember)
    [fault] = faults("registry.xlsx", content)
    assert (fault.row, fault.column, "формула" in fault.message) == (2, "Адрес", True)


def test_a_formula_among_the_headings_is_refused():
    found = faults("registry.xlsx", as_xlsx([account()], headings=[*ACCOUNTS[:12], "=1+1"]))
    assert [(fault.row, fault.column, fault.message) for fault in found] == [(1, "M", "формула; впишите значение")]


def test_an_error_cell_is_refused():
    [fault] = faults("registry.xlsx", as_xlsx([account(ADDRESS="#N/A")]))
    assert (fault.row, fault.column, fault.message) == (2, "Адрес", "ошибка вместо значения")


def test_a_number_too_great_for_its_date_format_is_refused():
    def put(book: Workbook) -> None:
        book.active["F2"] = 84266621000
        book.active["F2"].number_format = "dd.mm.yyyy"

    [fault] = faults("registry.xlsx", as_xlsx([account()], touch=put))
    assert (fault.row, fault.column) == (2, "Телефон")


def test_a_text_that_looks_like_a_formula_stays_text():
    def put(book: Workbook) -> None:
        book.active["E2"] = "=ул. Мира"
        book.active["E2"].data_type = "s"

    [row] = read_registry("registry.xlsx", as_xlsx([account()], touch=put)).rows
    assert row.address == "=ул. Мира"


def test_escaped_line_breaks_are_spaces():
    [row] = read_registry("registry.xlsx", as_xlsx([account(ADDRESS="с. Новое_x000D_\nул. Мира")])).rows
    assert row.address == "с. Новое ул. Мира"


def test_a_far_cell_is_refused_without_reading_up_to_it():
    def put(book: Workbook) -> None:
        book.active["XFD1048576"] = "x"

    messages = [fault.message for fault in faults("registry.xlsx", as_xlsx([account()], touch=put))]
    assert messages == ["больше 100 столбцов", "больше 20000 строк"]


def test_a_false_dimension_hides_nothing():
    def lie(name: str, part: bytes) -> bytes:
        return part.replace(b'ref="A1:M2"', b'ref="A1:A1"') if name.endswith("sheet1.xml") else part

    assert len(read_registry("registry.xlsx", repacked(as_xlsx([account()]), lie)).rows) == 1


FULL = RegistryFile(
    (
        RegistryRow(
            "Дом ремёсел",
            "=МБУ «Дом ремёсел»",
            ogrn=ogrn(1),
            status=Status.EXEMPT,
            phone="+7 42666 21000",
            exemption=Exemption("распоряжение № 1", date(2026, 1, 2)),
            kind=Kind.ADMINISTRATION,
        ),
    ),
    (OfficerRow("Дом ремёсел", OfficerRole.DEPUTY, "Имя Выдумано", valid_to=date(2026, 12, 31)),),
)


def test_export_leaves_officers_out_unless_asked():
    assert load_workbook(BytesIO(write_registry("registry.xlsx", FULL))).sheetnames == ["Аккаунты"]
    assert read_registry("registry.xlsx", write_registry("registry.xlsx", FULL, people=True)) == FULL


def test_a_csv_cannot_hold_officers():
    with pytest.raises(TableFault, match="Ответственные"):
        write_registry("registry.csv", FULL, people=True)


def test_numbers_are_written_as_text_and_nothing_as_a_formula():
    sheet = load_workbook(BytesIO(write_registry("registry.xlsx", FULL)))["Аккаунты"]
    kinds = {heading.value: cell.data_type for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert [heading.value for heading in sheet[1]] == ACCOUNTS
    assert {kinds[AccountColumn.OGRN], kinds[AccountColumn.PHONE], kinds[AccountColumn.FULL_NAME]} == {"s"}
    assert kinds[AccountColumn.GROUND_DATE] == "d"
    assert sheet["A2"].quotePrefix


def test_the_template_explains_every_heading_and_reads_as_an_empty_registry():
    content = write_template("template.xlsx")
    book = load_workbook(BytesIO(content))
    assert all(cell.comment and cell.comment.text for sheet in book for cell in sheet[1])
    assert [sheet.freeze_panes for sheet in book] == ["A2", "A2"]
    lists = [rule.formula1 for rule in book["Аккаунты"].data_validations.dataValidation]
    assert lists == ['"ведёт,освобождена,создаётся"', '"администрация,подведомственная"']
    assert read_registry("template.xlsx", content) == RegistryFile((), ())


@pytest.mark.parametrize(
    "content",
    [write_template("t.xlsx"), write_registry("r.xlsx", RegistryFile(())), write_plan_template("p.xlsx")],
    ids=["template", "export", "plan"],
)
def test_every_sheet_lies_on_paper_on_its_side_with_headings_on_each_page(content: bytes):
    for sheet in load_workbook(BytesIO(content)):
        paper = sheet.page_setup
        assert (int(paper.paperSize), paper.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (int(paper.fitToWidth or 1), int(paper.fitToHeight)) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"


def test_a_template_filled_in_a_table_program_is_read():
    book = load_workbook(BytesIO(write_template("template.xlsx")))
    book["Аккаунты"].append(["МБУ Клуб", "Клуб", int(ogrn(1)), "ведет"])
    stream = BytesIO()
    book.save(stream)
    [row] = read_registry("template.xlsx", stream.getvalue()).rows
    assert (row.ogrn, row.status) == (ogrn(1), Status.RUNS)


def test_the_csv_template_is_one_line_of_headings():
    content = write_template("template.csv")
    assert content.decode("utf-8-sig").splitlines() == [";".join(ACCOUNTS)]
    assert read_registry("template.csv", content) == RegistryFile(())
