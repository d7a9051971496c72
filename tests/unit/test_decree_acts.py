"""Norms of other acts in a pack: named with their place, never quoted, off, and never mistaken for the decree's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands.decree_check import binding_lines, sums
from app.decree import DecreeFault, load_decree
from app.decree_check import bindings, check_decree
from bot.render import Book
from domain.norm import Clause, Decree, Force, Norm
from domain.registry import name_key
from rules.catalogue import ALL_RULES
from rules.settings import RuleSetting
from tests.rules.world import NOW, ZONE

HERE = Path(__file__).parent
AMURZET = load_decree("amurzet-98", HERE, {})
FOREIGN = [norm for norm in AMURZET.norms if norm.force is Force.EXTERNAL]
ACT = Clause("F38.18.1", None, "ст. 18.1 закона", "")


def test_other_acts_are_no_clauses_of_the_decree_but_are_cited_as_people_cite_them() -> None:
    assert {norm.clause for norm in FOREIGN} == {act.id for act in AMURZET.acts}
    assert not {act.id for act in AMURZET.acts} & {clause.id for clause in AMURZET.clauses}
    assert AMURZET.clause("F38.18.1").cite == "ст. 18.1 Федерального закона № 38-ФЗ «О рекламе»"
    assert Book(AMURZET, ZONE, NOW).cite("K20.3") == "ст. 20.3 КоАП РФ"


def test_what_comes_from_another_act_only_hints_and_has_no_deadline() -> None:
    assert {norm.severity.value for norm in FOREIGN} == {"info"}
    assert {norm.due_workdays for norm in FOREIGN} == {None}
    assert {norm.quote for norm in FOREIGN} == {""}


def test_the_check_lists_them_after_the_decree_and_says_whether_they_are_on() -> None:
    lines = list(binding_lines(AMURZET, {"ad_without_erid": RuleSetting(enabled=True)}))
    told = {line.split(":")[0].strip(): line for line in lines}
    assert "из другого акта, выключено" in told["event_age_mark"]
    assert "из другого акта, включено в настройках" in told["ad_without_erid"]
    assert lines.index(told["event_age_mark"]) > lines.index(told["exempt_page_seen"])
    assert [row.norm for row in bindings(AMURZET)][-len(FOREIGN) :] == FOREIGN


def test_they_are_counted_apart_from_the_decrees_duties() -> None:
    own = len(AMURZET.norms) - len(FOREIGN)
    assert f"обязанностей в них: {own}." in sums(AMURZET)
    assert sums(AMURZET).endswith(f"Из других актов: {len(FOREIGN)}")
    assert "других актов" not in sums(replace(AMURZET, norms=AMURZET.norms[:3]))


def a_pack(*norms: Norm, acts: tuple[Clause, ...] = (ACT,)) -> Decree:
    """A decree of one clause, and norms of other acts."""
    own = Norm("D1", "не менее трёх", Force.MANDATORY, "posts_weekly_min", params={"minimum": 3})
    clause = Clause("D1", None, "п. 1", "Публиковать")
    return Decree("other", "", "1. Публиковать не менее трёх записей.", (clause,), (own, *norms), acts=acts)


HINT = Norm(ACT.id, "", Force.EXTERNAL, "ad_without_erid")
MISPLACED = "force = external, а такого акта в clauses.toml нет: вместо clause и quote нужен act"


@pytest.mark.parametrize(
    ("pack", "fault"),
    [
        (a_pack(HINT), None),
        (a_pack(replace(HINT, clause="D1", quote="не менее трёх")), MISPLACED),
        (a_pack(replace(HINT, clause="F44")), MISPLACED),
        (a_pack(replace(HINT, quote="не менее трёх")), MISPLACED),
        (a_pack(), "clauses.toml, F38.18.1: у акта нет ни одной нормы"),
        (a_pack(HINT, acts=(ACT, ACT)), "clauses.toml, F38.18.1: акт записан не один раз или назван как пункт"),
        (
            a_pack(replace(HINT, clause="D1"), acts=(replace(ACT, id="D1"),)),
            "clauses.toml, D1: акт записан не один раз или назван как пункт",
        ),
        (a_pack(replace(HINT, force=Force.MANDATORY)), "пункта F38.18.1 в clauses.toml нет"),
        (a_pack(replace(HINT, rule="ad_daily")), "правила ad_daily нет"),
    ],
)
def test_a_false_norm_of_another_act_is_found(pack: Decree, fault: str | None) -> None:
    found = check_decree(pack, ALL_RULES)
    assert any(each.endswith(fault) for each in found) if fault else found == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack that a test may spoil."""
    return shutil.copytree(HERE.parents[1] / "decrees" / "amurzet-98", tmp_path / "ours")


@pytest.mark.story
@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("clauses.toml", 'cite = "ст. 20.3 КоАП РФ"', "", "clauses.toml, акт 3 (K20.3): нет ключа «cite»"),
        ("norms.toml", 'act = "K20.3"', "", "(без пункта, banned_org_mention): нет ключа «clause»"),
        ("norms.toml", 'act = "K20.3"', 'act = "K20.3"\nclause = "P2.3"', "неизвестный ключ «clause»"),
        ("norms.toml", 'act = "K20.3"', 'act = "K20.3"\nquote = "контент"', "неизвестный ключ «quote»"),
    ],
)
def test_a_spoilt_entry_is_refused_with_its_place(folder: Path, file: str, old: str, new: str, fault: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DecreeFault) as refused:
        load_decree("ours", folder.parent, {})
    assert any(fault in found for found in refused.value.faults)


def test_an_act_names_no_organisation() -> None:
    with pytest.raises(DecreeFault, match="в постановлении нет"):
        load_decree("amurzet-98", HERE, {"K20.3": [name_key("МКУ «Клуб»")]})
