"""Reading the registry's workbook against a bare openpyxl reading of the same cells."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from benchmarks.comparison import Comparison
from benchmarks.registry_world import row
from benchmarks.stopwatch import fastest
from domain.registry import RegistryFile
from reports.registry_file import read_registry, write_registry

ROUNDS = 2
NAME = "registry.xlsx"


def reading(*, rows: int = 5_000) -> list[Comparison]:
    """A valid file: every cell is filled but those of an exemption."""
    content = write_registry(NAME, RegistryFile(tuple(row(number) for number in range(rows))))
    own, bare = fastest(ROUNDS, lambda: read_registry(NAME, content), lambda: _bare(content))
    return [Comparison(f"workbook of {rows:,} rows read", "seconds", own, bare, "bare openpyxl, same cells")]


def _bare(content: bytes) -> list[tuple[object, ...]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    read: list[tuple[object, ...]] = [values for sheet in book for values in sheet.iter_rows(values_only=True)]
    book.close()
    return read
