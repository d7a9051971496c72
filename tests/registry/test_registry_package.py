"""Files that are no honest workbook: bombs, macros, passwords, broken and hostile parts."""

import random
import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from registry_files import account, as_xlsx, faults, officer, repacked

from domain.table_fault import TableFault
from reports.registry_file import read_registry
from reports.table_file import package

GOOD = as_xlsx([account()], officers=[officer()])
MEGABYTE = 1024 * 1024


def keep(_: str, part: bytes) -> bytes:
    return part


def refusal(content: bytes) -> str:
    [fault] = faults("registry.xlsx", content)
    assert (fault.sheet, fault.row, fault.column) == (None, None, None)
    return fault.message


def declaring(content: bytes, size: int) -> bytes:
    """The package with a false unpacked size of its first part in the central directory."""
    place = content.index(b"PK\1\2") + 24
    return content[:place] + struct.pack("<I", size) + content[place + 4 :]


def test_the_file_the_others_are_made_of_is_good():
    assert len(read_registry("registry.xlsx", repacked(GOOD, keep)).rows) == 1


def test_a_zip_bomb_is_refused_by_its_ratio():
    assert "МБ" in refusal(repacked(GOOD, keep, **{"xl/media/image1.png": b"\0" * 20 * MEGABYTE}))


def test_a_bomb_of_many_honest_parts_is_refused_by_their_sum():
    noise = random.Random(1).randbytes(64 * 1024)
    parts = {f"xl/media/{n}.bin": (noise + b"\0" * 64 * 1024 * 16) * 5 for n in range(9)}
    assert all(len(part) > 5 * MEGABYTE for part in parts.values())
    content = repacked(GOOD, keep, **parts)
    assert len(content) < 10 * MEGABYTE
    assert "МБ" in refusal(content)


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused():
    assert "повреждён" in refusal(declaring(GOOD, 10))


def test_too_many_parts_are_refused():
    content = repacked(GOOD, keep, **{f"xl/media/{n}.png": b"" for n in range(package.MAX_PARTS)})
    assert "частей" in refusal(content)


def test_repeated_parts_are_refused():
    assert "повторяются" in refusal(repacked(GOOD, keep, **{"XL/Workbook.xml": b"<a/>"}))


@pytest.mark.parametrize(
    ("name", "phrase"), [("xl/vbaProject.bin", "макросы"), ("xl/externalLinks/externalLink1.xml", "другие файлы")]
)
def test_macros_and_outside_links_are_refused(name: str, phrase: str):
    assert phrase in refusal(repacked(GOOD, keep, **{name: b"x"}))


def test_a_macro_book_under_another_name_is_refused():
    def rename(name: str, part: bytes) -> bytes:
        plain, macro = b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
        return part.replace(plain, macro) if name == "[Content_Types].xml" else part

    assert "макросами" in refusal(repacked(GOOD, rename))


def test_an_old_or_password_protected_book_is_refused_kindly():
    assert "паролем" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)


def test_an_encrypted_zip_is_refused():
    place = GOOD.index(b"PK\1\2") + 8
    flags = struct.unpack_from("<H", GOOD, place)[0] | 1
    assert "паролем" in refusal(GOOD[:place] + struct.pack("<H", flags) + GOOD[place + 2 :])


def test_another_compression_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", b"<a/>")
    assert "сжат" in refusal(stream.getvalue())


@pytest.mark.parametrize("content", [b"PK", b"hello", GOOD[:-30], GOOD[: len(GOOD) // 2], b"PK\3\4" + b"\0" * 99])
def test_what_is_no_whole_zip_is_refused(content: bytes):
    assert "повреждён" in refusal(content)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(part: str, encoding: str):
    entities = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    bomb = f'<?xml version="1.0" encoding="{encoding}"?>{entities}<a>&c;</a>'
    content = repacked(GOOD, lambda name, old: bomb.encode(encoding) if name == part else old)
    assert "повреждён" in refusal(content)


@pytest.mark.parametrize("lost", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_book_without_a_part_is_refused(lost: str):
    assert "повреждён" in refusal(repacked(GOOD, lambda name, part: None if name == lost else part))


def test_a_sheet_with_a_chart_alone_holds_no_values_and_is_passed_over():
    content = as_xlsx([account()], touch=lambda book: book.create_chartsheet("Диаграмма").add_chart(BarChart()))
    assert len(read_registry("registry.xlsx", content).rows) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_book_spoilt_anywhere_is_read_or_refused_but_never_breaks_the_reader(data: st.DataObject):
    names = zipfile.ZipFile(BytesIO(GOOD)).namelist()
    spoilt = data.draw(st.sampled_from([name for name in names if name.endswith((".xml", ".rels"))]))

    def spoil(name: str, part: bytes) -> bytes:
        if name != spoilt:
            return part
        start = data.draw(st.integers(0, len(part) - 1))
        length = data.draw(st.integers(0, 12))
        return part[:start] + data.draw(st.binary(max_size=6) | st.sampled_from(ODDITIES)) + part[start + length :]

    with suppress(TableFault):
        read_registry("registry.xlsx", repacked(GOOD, spoil))


ODDITIES = [
    b"-1",
    b"99999999999999999999",
    b"1e400",
    b"nan",
    b"",
    b'"',
    b'r=""',
    b't="s"',
    b't="d"',
    b"&#0;",
    b"AAAA1",
]
