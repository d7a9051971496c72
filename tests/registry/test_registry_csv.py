"""CSV files: encodings, separators, quotes, and where a broken one breaks."""

import codecs

import pytest
from registry_files import ACCOUNTS, account, as_csv, faults, ogrn

from domain.registry import AccountColumn, RegistryFile, RegistryRow
from reports.registry_file import read_registry, write_registry

HEAD = ";".join(ACCOUNTS)
ROWS = [
    account(OGRN=ogrn(1), PHONE="8 (42666) 21-0-00, 8 (42666) 21-0-01", ADDRESS="с. Новое, ул. Мира, 1; 2 этаж"),
    account(FULL_NAME='МБУ "Клуб"', SHORT_NAME="Клуб", VK="vk.com/zarya", STATUS="ведёт"),
]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_every_encoding_and_separator_reads_the_same(encoding: str, separator: str):
    read = read_registry("registry.csv", as_csv(ROWS, encoding=encoding, separator=separator))
    assert [row.short_name for row in read.rows] == ["Дом ремёсел", "Клуб"]
    assert read.rows[0].phone == ROWS[0][AccountColumn.PHONE]
    assert read.rows[0].address == ROWS[0][AccountColumn.ADDRESS]
    assert read.rows[1].full_name == 'МБУ "Клуб"'
    assert read.officers is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_and_empty_lines_are_read(ending: str):
    text = ending.join(["", HEAD, "", "Клуб;Клуб;;;;;;;;;;;", ";;;", ""])
    assert [row.row_number for row in read_registry("REGISTRY.CSV", text.encode()).rows] == [4]


def test_columns_are_known_by_name_in_any_order_and_kind_may_be_left_out():
    headings = [f" {each.lower()}\u00a0" for each in reversed(ACCOUNTS) if each is not AccountColumn.KIND]
    text = f"{';'.join(headings)}\n" + ";" * 10 + "Клуб;МБУ Клуб\n"
    read = read_registry("registry.csv", text.encode())
    assert read == RegistryFile((RegistryRow("Клуб", "МБУ Клуб"),), kind_given=False)


def test_a_quoted_value_may_span_lines_and_rows_are_counted_as_a_table_program_does():
    text = f'{HEAD}\n"МБУ\nКлуб";Клуб;;;;;;;;;;;\nСад;Сад;1;;;;;;;;;;\n'
    [fault] = faults("registry.csv", text.encode())
    assert (fault.row, fault.column) == (3, "ОГРН")


def test_a_table_without_headings_of_ours_is_refused():
    found = faults("registry.csv", b"a,b\n1,2\n")
    assert [fault.column for fault in found] == ["a,b", *ACCOUNTS[:12]]


@pytest.mark.parametrize(
    ("content", "row", "byte"),
    [
        (f"{HEAD}\nКлуб".encode() + b"\xff;;\n", 2, 9),
        (codecs.BOM_UTF8 + b"\xcf\xf0", 1, 4),
        (codecs.BOM_UTF8 + f"{HEAD}\n".encode() + b"\xcf;", 2, 1),
        (f"{HEAD}\n".encode() + "Клуб;Клуб".encode("cp1251"), 2, 1),
        (f"{HEAD}\nСад;Сад\n".encode("cp1251") + "Клуб;Клуб".encode(), 3, 1),
        (f"{HEAD}\nСад;".encode("cp1251") + b"\x98", 2, 5),
        (f"{HEAD}\nКлуб;".encode() + b"\0", 2, 10),
    ],
)
def test_a_broken_or_mixed_encoding_is_told_with_line_and_byte(content: bytes, row: int, byte: int):
    [fault] = faults("registry.csv", content)
    assert (fault.sheet, fault.row) == ("Аккаунты", row)
    assert fault.message.startswith(f"байт {byte}: ")


def test_capitals_with_dots_are_not_taken_for_a_mixed_encoding():
    # In Windows-1251 «ДЁ» and «Её» are byte for byte also valid UTF-8.
    content = f"{HEAD}\nДЁ;ДЁ\nЕё;Её\n".encode("cp1251")
    assert [row.short_name for row in read_registry("registry.csv", content).rows] == ["ДЁ", "Её"]


def test_utf16_is_refused_by_name():
    assert "UTF-16" in faults("registry.csv", HEAD.encode("utf-16"))[0].message


@pytest.mark.parametrize("line", ['"Клуб" большой;Клуб', '"Клуб;Клуб'])
def test_stray_quotes_are_told_with_their_row(line: str):
    [fault] = faults("registry.csv", f"{HEAD}\n{line}\n".encode())
    assert (fault.row, "кавычки" in fault.message) == (2, True)


def test_too_many_rows_and_columns_are_refused():
    long = f"{HEAD}\n" + "К;К\n" * 20_000
    assert "20000 строк" in faults("registry.csv", long.encode())[0].message
    wide = f"{HEAD}{';' * 90}х\n"
    assert "100 столбцов" in faults("registry.csv", wide.encode())[0].message


def test_a_workbook_named_csv_is_refused():
    assert ".xlsx" in faults("registry.csv", write_registry("registry.xlsx", RegistryFile(())))[0].message


@pytest.mark.parametrize("text", ["=1+1", "+7 999 000-00-01", "-1", "@dom", "'=x", "''@x", "'тихо"])
def test_no_cell_of_a_written_csv_begins_like_a_formula_and_reading_restores_it(text: str):
    registry = RegistryFile((RegistryRow("Клуб", "Клуб", address=text),))
    content = write_registry("registry.csv", registry)
    assert not any(cell[:1] in "=+-@" for cell in content.decode().splitlines()[1].split(";") if cell)
    assert read_registry("registry.csv", content) == registry


def test_a_written_csv_is_what_table_programs_expect():
    content = write_registry("registry.csv", RegistryFile((RegistryRow("Клуб", "Клуб; дом"),)))
    assert content.startswith(codecs.BOM_UTF8 + f"{HEAD}\r\n".encode())
    assert '"Клуб; дом";Клуб;'.encode() in content
