"""Loads a decree pack: one shipped with the program, or a folder of somebody's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath

from app.toml_rows import Row, place_of
from domain.norm import Bound, Clause, Decree, Force, Norm, Severity
from domain.registry import name_key

TEXT, CLAUSES, NORMS = "decree.txt", "clauses.toml", "norms.toml"


class DecreeFault(ValueError):
    """The pack cannot be used; `faults` are Russian sentences with file and place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


def load_decree(where: str, folder: Path, named: Mapping[str, Iterable[str]]) -> Decree:
    """The pack `where`: a shipped name, else a folder (relative to `folder`) that holds norms.toml.

    `named` is [decree_named]: clause prefix to short names as people wrote them. Raises `DecreeFault`.
    """
    pack = _find(where, folder)
    faults: list[str] = []
    text = _read(pack, TEXT, faults)
    clauses, headings, acts = _clauses(_table(pack, CLAUSES, faults), faults)
    title, norms = _norms(_table(pack, NORMS, faults), faults)
    faults += _unknown_prefixes(named, (*clauses, *headings))
    if faults:
        raise DecreeFault(faults)
    folded = {prefix: frozenset(map(name_key, names)) for prefix, names in named.items()}
    return Decree(pack.name, title, text, clauses, norms, folded, headings, acts)


def shipped_packs() -> list[str]:
    """Names of the packs that travel with the program."""
    return sorted(entry.name for entry in resources.files("decrees").iterdir() if (entry / NORMS).is_file())


def _find(where: str, folder: Path) -> Traversable:
    if PurePath(where).name == where and where in shipped_packs():
        return resources.files("decrees") / where
    if (folder / where / NORMS).is_file():
        return (folder / where).resolve()
    known = ", ".join(shipped_packs())
    raise DecreeFault([f"«{where}» — ни постановление из поставки ({known}), ни папка с файлом {NORMS}"])


def _read(pack: Traversable, file: str, faults: list[str]) -> str:
    try:
        return (pack / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.append(f"{file}: файла нет")
    except UnicodeDecodeError:
        faults.append(f"{file}: файл не в кодировке UTF-8")
    return ""


def _table(pack: Traversable, file: str, faults: list[str]) -> Row:
    table: dict[str, object] = {}
    try:
        table = tomllib.loads(_read(pack, file, faults))
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{file}: ошибка в записи TOML: {place_of(error)}")
    return Row(table, file, faults)


_Clauses = tuple[Clause, ...]


def _clauses(table: Row, faults: list[str]) -> tuple[_Clauses, _Clauses, _Clauses]:
    """Clauses, headings, and places in other acts."""
    clauses, headings, acts = (
        tuple(
            read(Row(raw, f"{CLAUSES}, {title} {number} ({raw.get('id', 'без id')})", faults))
            for number, raw in enumerate(table.rows(key), start=1)
        )
        for key, title, read in (
            ("clause", "пункт", _clause),
            ("heading", "заголовок", _clause),
            ("act", "акт", _act),
        )
    )
    table.close()
    return clauses, headings, acts


def _act(row: Row) -> Clause:
    act = Clause(row.text("id"), None, row.text("cite"), "")
    row.close()
    return act


def _clause(row: Row) -> Clause:
    clause = Clause(row.text("id"), row.text_or_none("parent"), row.text("cite"), row.text("opens"))
    row.close()
    return clause


def _norms(table: Row, faults: list[str]) -> tuple[str, tuple[Norm, ...]]:
    """The decree's title and its norms."""
    title = table.text("title")
    norms = tuple(
        _norm(Row(raw, norm_place(number, raw.get("clause") or raw.get("act"), raw.get("rule")), faults))
        for number, raw in enumerate(table.rows("norm"), start=1)
    )
    table.close()
    return title, norms


def norm_place(number: int, clause: object, rule: object) -> str:
    """Where a norm stands, for people: «norms.toml, норма 3 (P2.2, posts_weekly_min)»."""
    return f"{NORMS}, норма {number} ({clause or 'без пункта'}, {rule or 'без правила'})"


def _norm(row: Row) -> Norm:
    act = row.text_or_none("act")
    norm = Norm(
        clause=act or row.text("clause"),
        quote="" if act else row.text("quote"),
        force=row.word("force", Force, Force.MANDATORY),
        rule=row.text_or_none("rule"),
        title=row.text("title"),
        severity=row.word("severity", Severity, Severity.MEDIUM),
        binds=row.words("binds", Bound, Bound.SUBORDINATE),
        params=row.params("params"),
        due_workdays=row.whole_or_none("due_workdays"),
        unchecked=row.text_or_none("unchecked"),
    )
    row.close()
    return norm


def _unknown_prefixes(named: Mapping[str, Iterable[str]], clauses: Iterable[Clause]) -> list[str]:
    ids = {clause.id for clause in clauses}
    return [f"[decree_named]: пункта «{prefix}» в постановлении нет" for prefix in named if prefix not in ids]
