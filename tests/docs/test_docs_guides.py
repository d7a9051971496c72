"""The guides tell of every key, command and rule there is, and of nothing that is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docs_shelf import (
    JOURNALS,
    OPERATOR,
    PAPERS,
    ROOT,
    SPECIALIST,
    blocks,
    commands,
    documents,
    inline,
    named,
    prose,
    rows,
    text,
)

from app.arguments import COMMANDS, Command, read_arguments
from app.config.settings import SECRET_KEYS
from app.config.words import SECTIONS
from app.decree import load_decree
from app.doctor import belongings, database, links, local, telegram
from app.doctor.check import Patient
from app.doctor.ok import OK
from app.russian_arguments import RussianParser
from bot.rights import Command as BotCommand
from domain.network import Network
from domain.norm import Norm
from domain.organisation import Organisation, Status
from domain.registry import AccountColumn, OfficerColumn
from rules.catalogue import ALL_RULES, rule_of
from rules.rule import AnyRule

DECREE = load_decree("amurzet-98", Path(), {})
EXAMPLE = text(ROOT / "config.example.toml")
CLUB = Organisation(1, "Клуб", "Клуб", status=Status.RUNS)
KEYS = [
    *("timezone", "decree"),
    *(f"{section}.{key}" for section, model in SECTIONS.items() if model for key in model.model_fields),
    "decree_named",
]
RULE_KEYS = [(rule.id, key) for rule in ALL_RULES for key in ("", *rule.params)]
PARAMETERS = [(rule, key) for rule, key in RULE_KEYS if key]


def _patients() -> list[str]:
    told = [
        value.about
        for module in (belongings, database, links, local, telegram)
        for value in vars(module).values()
        if isinstance(value, Patient)
    ]
    return sorted({*told, OK.about, Network.VK.label, "опрос"})


# ------------------------------------------------------------------ settings


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_settings_is_in_the_operators_guide(key: str) -> None:
    assert key in _first_cells(OPERATOR)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_settings_is_in_the_example(key: str) -> None:
    section, _, name = key.rpartition(".")
    part = _example_section(section or name) if f"[{section or name}]" in EXAMPLE else EXAMPLE
    assert not section or re.search(rf"^#?{name} = ", part, re.MULTILINE), key
    assert section or f"[{name}]" in EXAMPLE or re.search(rf"^{name} = ", EXAMPLE, re.MULTILINE)


@pytest.mark.parametrize(("rule", "key"), PARAMETERS)
def test_every_parameter_of_a_rule_is_in_the_example_and_in_the_operators_guide(rule: str, key: str) -> None:
    assert re.search(rf"^#?{key} = ", _example_section(f"rules.{rule}"), re.MULTILINE)
    [line] = [line for line in prose(OPERATOR).splitlines() if line.startswith("|") and f"`rules.{rule}`" in line]
    assert f"`{key}`" in line


def test_the_operators_guide_names_no_key_that_is_not_there() -> None:
    dotted = [
        each for each in _first_cells(OPERATOR) if re.fullmatch(r"[a-z_]+\.[a-z_]+(?<!\.toml)(?<!\.db)", each)
    ]
    known = {*KEYS, *(f"rules.{rule}" for rule, _ in RULE_KEYS)}
    assert [key for key in dotted if key not in known] == []


def test_secrets_in_files_are_told_in_the_example() -> None:
    for section, keys in SECRET_KEYS.items():
        assert [key for key in keys if f"{key}_file" not in _example_section(section)] == []


def _first_cells(document: Path) -> set[str]:
    return {each for row in rows(document) for each in re.findall(r"`([^`]+)`", row[0])}


def _example_section(name: str) -> str:
    found = re.search(rf"^#?\[{re.escape(name)}\]$(.*?)(?=^#?\[|\Z)", EXAMPLE, re.MULTILINE | re.DOTALL)
    assert found, f"[{name}] is not in the example"
    return found[1]


# ------------------------------------------------------------------ commands


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_every_command_and_option_is_in_one_of_the_operators_guides(command: Command) -> None:
    guides = (OPERATOR, JOURNALS, PAPERS)
    given = [words for guide in guides for words in commands(guide)]
    said = [words for words in given if tuple(words[: len(command.words)]) == command.words]
    assert said
    told = {word for words in said for word in words} | {each for guide in guides for each in inline(guide)}
    assert [option for option in _options(command) if option not in told] == []


def _options(command: Command) -> list[str]:
    parser = RussianParser(prog="postovoy")
    command.add_arguments(parser)
    options = [option for action in parser._actions for option in action.option_strings if option.startswith("--")]
    return [option for option in options if option != "--help"]


@pytest.mark.parametrize("document", documents(), ids=named)
def test_commands_in_a_document_are_understood_by_the_program(document: Path) -> None:
    for words in commands(document):
        assert _is_understood(words), words


def _is_understood(words: list[str]) -> bool:
    try:
        read_arguments(words)
    except SystemExit as end:
        return end.code == 0
    return True


def test_a_command_that_is_not_understood_would_be_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert not _is_understood(["registry", "import"])
    assert _is_understood(["--version"])
    assert "не указано: ФАЙЛ" in capsys.readouterr().err


@pytest.mark.parametrize("command", BotCommand)
def test_every_command_of_the_bot_is_in_the_specialists_guide(command: BotCommand) -> None:
    assert f"/{command}" in _first_cells(SPECIALIST)


def test_the_specialists_guide_names_no_command_the_bot_lacks() -> None:
    told = {each.split()[0] for each in inline(SPECIALIST) if each.startswith("/")}
    assert told == {f"/{command}" for command in BotCommand}


@pytest.mark.parametrize("code", range(5))
def test_every_exit_code_is_explained(code: int) -> None:
    assert any(row[0] == str(code) for row in rows(OPERATOR))


@pytest.mark.parametrize("about", _patients())
def test_every_line_of_the_doctors_is_explained(about: str) -> None:
    assert any(row[0] == about for row in rows(OPERATOR))


# ------------------------------------------------------------------ rules


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_stands_in_the_specialists_guide_with_clause_and_deadline(rule: AnyRule) -> None:
    norm = _norm(rule)
    [line] = [row for row in rows(SPECIALIST) if len(row) == 4 and row[0] == norm.title]
    assert line[1] == DECREE.clause(norm.clause).cite
    days = re.match(r"(\d+) раб\. д", line[2])
    assert (int(days[1]) if days else None) == norm.due_workdays


def test_the_specialists_guide_tells_of_no_rule_that_is_not_there() -> None:
    checked = [row[0] for row in rows(SPECIALIST) if len(row) == 4][1:]
    assert sorted(checked) == sorted(_norm(rule).title for rule in ALL_RULES)


def _norm(rule: AnyRule) -> Norm:
    """The main norm of a rule for an organisation that the decree does not name, else for those it binds."""
    return (DECREE.norms_of(rule.id, CLUB) or [norm for norm in DECREE.norms if norm.rule == rule.id])[0]


@pytest.mark.parametrize(
    ("rule", "param", "sentence"),
    [
        ("posts_weekly_min", "minimum", "публиковать не меньше двух раз в неделю"),
        ("posts_weekly_risk", "none_by", "в четверг к 10:00"),
        ("posts_weekly_risk", "short_by", "в пятницу к 16:00"),
        ("page_silent", "days", "больше 14 дней"),
        ("content_variety", "days", "за 30 дней вышло"),
        ("content_variety", "min_posts", "не меньше 5 публикаций"),
        ("style_officialese", "days", "за 14 дней две публикации"),
        ("data_unavailable", "after_hours", "больше 6 часов"),
        ("twofa_attested", "valid_days", "действует 90 дней"),
        ("credentials_ledger", "valid_days", "действует 90 дней"),
        ("credentials_ledger", "change_workdays", "подтвердить заново за 3 рабочих дня"),
        ("twofa_attested", "change_workdays", "заново за 3 рабочих дня"),
        ("registry_reviewed", "valid_days", "раз в 30 дней сверить"),
        ("exemption_documented", "review_days", "больше 365 дней"),
        (
            "gospabliki_connected",
            "valid_days",
            "подключить страницу через ЦУР и ответить: `/attest`; «да» действует 365 дней",
        ),
        (
            "content_8fz_reviewed",
            "valid_days",
            "с перечнем сведений и ответить: `/attest`; «да» действует 365 дней",
        ),
        ("messages_moderated", "valid_days", "раз в 31 день просмотреть"),
        ("style_review", "valid_days", "раз в 31 день перечитать"),
        ("security_review_admin", "valid_days", "раз в 90 дней проверить"),
        ("cur_request_due", "workdays", "по запросу, иначе 3 раб. дня"),
        ("head_report_sent", "by_day", "до 5 числа"),
    ],
)
def test_numbers_in_the_specialists_guide_are_those_of_the_decree_pack(
    rule: str, param: str, sentence: str
) -> None:
    words: dict[Any, str] = {2: "двух", "TH 10:00": "четверг к 10:00", "FR 16:00": "пятницу к 16:00"}
    found = rule_of(rule)
    assert found is not None
    value = _norm(found).params[param]
    assert words.get(value, str(value)) in sentence
    assert sentence in text(SPECIALIST)


@pytest.mark.parametrize("column", AccountColumn)
def test_every_column_of_the_registry_is_explained_to_the_specialist(column: AccountColumn) -> None:
    assert any(row[0] == column for row in rows(SPECIALIST) if len(row) == 2)


def test_the_columns_of_the_second_sheet_are_listed_in_their_order() -> None:
    [line] = [line for line in prose(SPECIALIST).splitlines() if line.startswith("Лист «Ответственные»")]
    listed = re.sub(r" \([^)]*\)", "", line.split(": ", 1)[1].split(". ")[0])
    assert listed.split(", ") == list(OfficerColumn)


@pytest.mark.parametrize(("guide", "most"), [(SPECIALIST, 200), (OPERATOR, 300)], ids=["specialist", "operator"])
def test_a_guide_can_be_read_in_one_sitting(guide: Path, most: int) -> None:
    assert len(text(guide).splitlines()) <= most


def test_the_unit_starts_the_service_and_lets_it_stop_in_time() -> None:
    [unit] = [block.text for block in blocks(OPERATOR, "ini")]
    assert re.search(r"^ExecStart=/\S+/postovoy run$", unit, re.MULTILINE)
    stop = re.search(r"^TimeoutStopSec=(\d+)s$", unit, re.MULTILINE)
    assert stop
    assert int(stop[1]) > 10
