"""Invented registry files for the tests of this folder, built without the program's own writer."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

import pytest
from openpyxl import Workbook

from domain.registry import AccountColumn, OfficerColumn
from domain.table_fault import Fault, TableFault
from reports.registry_file import read_registry

ACCOUNTS = list(AccountColumn)
OFFICERS = list(OfficerColumn)


def ogrn(number: int) -> str:
    """An invented ОГРН with a right check digit."""
    head = f"9{number:011}"
    return head + str(int(head) % 11 % 10)


def account(**cells: object) -> dict[str, object]:
    """A row of «Аккаунты»; keys are the names of columns."""
    filled = {"FULL_NAME": "МБУ «Дом ремёсел»", "SHORT_NAME": "Дом ремёсел", **cells}
    return {AccountColumn[name]: value for name, value in filled.items()}


def officer(**cells: object) -> dict[str, object]:
    """A row of «Ответственные»; keys are the names of columns."""
    filled = {"SHORT_NAME": "Дом ремёсел", "ROLE": "ответственный", **cells}
    return {OfficerColumn[name]: value for name, value in filled.items()}


def as_csv(
    rows: Iterable[Mapping[str, object]],
    headings: Iterable[str] = ACCOUNTS,
    encoding: str = "utf-8",
    separator: str = ";",
) -> bytes:
    """A CSV as a table program saves it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(headings), delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(
    rows: Iterable[Mapping[str, object]],
    headings: Iterable[str] = ACCOUNTS,
    officers: Iterable[Mapping[str, object]] | None = None,
    touch: Callable[[Workbook], object] | None = None,
) -> bytes:
    """A workbook; `touch` may spoil it before it is saved."""
    book = Workbook()
    accounts = book.active
    accounts.title = "Аккаунты"
    _fill(accounts, list(headings), rows)
    if officers is not None:
        _fill(book.create_sheet("Ответственные"), OFFICERS, officers)
    if touch:
        touch(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """The same package with parts changed (None drops a part) or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name, part)
    return stream.getvalue()


def faults(name: str, content: bytes) -> list[Fault]:
    """What is found wrong with a file that must be refused."""
    with pytest.raises(TableFault) as refused:
        read_registry(name, content)
    return list(refused.value.faults)


def _fill(sheet, headings: list[str], rows: Iterable[Mapping[str, object]]) -> None:
    sheet.append([str(each) for each in headings])
    for row in rows:
        sheet.append([row.get(each) for each in headings])
