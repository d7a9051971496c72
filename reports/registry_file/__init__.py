"""The registry as a file: .xlsx or .csv by the name's extension (contract, "Registry file")."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TypeVar

from domain.registry import RegistryFile
from domain.table_fault import Fault, TableFault
from reports.registry_file.csv_read import read_csv
from reports.registry_file.csv_write import write_csv
from reports.registry_file.xlsx_read import read_xlsx
from reports.registry_file.xlsx_write import template_xlsx, write_xlsx

T = TypeVar("T")

MAX_BYTES = 10 * 1024 * 1024


def read_registry(name: str, content: bytes) -> RegistryFile:
    """The rows of a file of that name. Raises `TableFault` with every fault found."""
    read = _by_extension(name, {".xlsx": read_xlsx, ".csv": read_csv})
    if len(content) > MAX_BYTES:
        raise _fault(f"файл больше {MAX_BYTES // 1024 // 1024} МБ; это не реестр")
    if not content:
        raise _fault("файл пуст")
    return read(content)


def write_registry(name: str, registry: RegistryFile, people: bool = False) -> bytes:
    """The file's bytes; `people` adds «Ответственные». Raises `TableFault` where the format cannot hold them."""
    write = _by_extension(name, {".xlsx": write_xlsx, ".csv": write_csv})
    if people and write is write_csv:
        raise _fault("в CSV нет листа «Ответственные»; выгружайте в .xlsx")
    return write(registry if people else RegistryFile(registry.rows))


def write_template(name: str) -> bytes:
    """An empty file to fill in. Raises `TableFault` on an unknown extension."""
    write = _by_extension(name, {".xlsx": template_xlsx, ".csv": _template_csv})
    return write()


def _template_csv() -> bytes:
    return write_csv(RegistryFile(()))


def _by_extension(name: str, known: Mapping[str, T]) -> T:
    extension = PurePath(name).suffix.lower()
    if extension == ".xlsm":
        raise _fault("книги с макросами (.xlsm) не принимаются; сохраните файл как .xlsx")
    if extension not in known:
        raise _fault("нужен файл .xlsx или .csv")
    return known[extension]


def _fault(message: str) -> TableFault:
    return TableFault([Fault(None, None, None, message)])
