"""The worked examples for contributors work: a rule, a decree and a network, just as they are printed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docs_shelf import CONTRIBUTING, blocks

from app.arguments import COMMANDS
from app.cli import main
from app.cycle import Collector, Cycle
from app.decree import load_decree
from app.decree_check import check_decree
from app.frame import Frame
from domain.finding import Outcome
from domain.network import Network
from domain.page import parse_link
from domain.registry import RegistryFile, RegistryRow
from domain.registry_import import plan_import
from domain.week import Week
from rules import engine
from rules.catalogue import ALL_RULES, PAGE_RULES
from storage import registry
from storage.overview import overview
from storage.store import Store
from tests.rules.world import NOW, ZONE, at, page_view, posts

PACK = "sosnovka-5"


def printed(caption: str, language: str) -> str:
    """The one block whose line above it begins with these words."""
    [found] = [each for each in blocks(CONTRIBUTING, language) if each.caption.startswith(caption)]
    return found.text


def executed(*sources: str) -> dict[str, Any]:
    """The names that sources define, run one after another."""
    names: dict[str, Any] = {"__name__": "contributing"}
    for source in sources:
        exec(compile(source, str(CONTRIBUTING), "exec"), names)  # noqa: S102 -- our own printed examples
    return names


RULE_SOURCE = printed("In `rules/activity.py`", "python")
TEST_SOURCE = printed("In `tests/rules/test_activity.py`", "python")
NORM_SOURCE = printed("Then name the clause", "toml")
RULE = executed(RULE_SOURCE)["posts_fortnight_min"]
TESTS = {name: value for name, value in executed(RULE_SOURCE, TEST_SOURCE).items() if name.startswith("test_")}


def test_every_python_block_is_run_by_one_of_these_tests() -> None:
    run = {RULE_SOURCE, TEST_SOURCE, printed("A collector is anything", "python")}
    assert {block.text for block in blocks(CONTRIBUTING, "python")} == run


@pytest.mark.parametrize("name", TESTS)
def test_the_printed_tests_of_the_printed_rule_pass(name: str) -> None:
    TESTS[name]()


def test_there_are_printed_tests() -> None:
    assert len(TESTS) == 2


def test_the_printed_norm_binds_the_printed_rule(tmp_path: Path) -> None:
    shipped = load_decree("amurzet-98", tmp_path, {})
    folder = tmp_path / "longer"
    folder.mkdir()
    source = Path(__file__).parents[2] / "decrees" / "amurzet-98"
    for file in ("decree.txt", "clauses.toml", "norms.toml"):
        (folder / file).write_text((source / file).read_text(encoding="utf-8"), encoding="utf-8")
    with (folder / "norms.toml").open("a", encoding="utf-8") as norms:
        norms.write(f"\n{NORM_SOURCE}")
    decree = load_decree("longer", tmp_path, {})
    assert len(decree.norms) == len(shipped.norms) + 1
    assert check_decree(decree, [*ALL_RULES, RULE]) == []
    [finding] = engine.judge_page(page_view(), decree, {}, rules=(RULE,))
    assert (finding.clause, finding.due_workdays) == ("P2.2", 5)
    assert finding.verdict.evidence == "за две недели опубликовано 0 из 4"


# ------------------------------------------------------------------ the decree


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The printed decree in a folder, and a configuration that names it."""
    folder = tmp_path / PACK
    folder.mkdir()
    for file, language in (("decree.txt", "text"), ("clauses.toml", "toml"), ("norms.toml", "toml")):
        (folder / file).write_text(printed(f"`{file}`", language), encoding="utf-8")
    (tmp_path / "config.toml").write_text(f'decree = "{PACK}"\n', encoding="utf-8")
    return tmp_path


def check(folder: Path) -> int:
    """`postovoy decree check` over the configuration of the folder."""
    return main(["--config", str(folder / "config.toml"), "decree", "check"])


def test_the_printed_decree_passes_its_check(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pack) == 0
    assert "posts_weekly_min: Публикации за неделю — обязательно" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda text: text.replace("не менее трёх", "не менее двух"), "слов «не менее двух"),
        (lambda text: text.replace('clause = "D1"', 'clause = "D3"'), "стоят не в пункте D3"),
        (lambda text: text.rpartition("[[norm]]")[0], "D3: у пункта нет ни одной нормы"),
    ],
    ids=["a quote is not in its clause", "a quote stands elsewhere", "a clause has no norm"],
)
def test_what_the_check_is_said_to_find_it_finds(
    pack: Path, spoil: Callable[[str], str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    norms = pack / PACK / "norms.toml"
    norms.write_text(spoil(norms.read_text(encoding="utf-8")), encoding="utf-8")
    assert check(pack) == 1
    assert fault in capsys.readouterr().out


def test_by_the_printed_decree_two_posts_are_too_few(pack: Path) -> None:
    decree = load_decree(PACK, pack, {})
    view = page_view(posts=posts(at(17), at(19)))
    [finding] = engine.judge_page(view, decree, {}, rules=PAGE_RULES)
    assert (finding.rule, finding.clause) == ("posts_weekly_min", "D2")
    assert finding.verdict.evidence == "за неделю 16–22 ноября опубликовано 2 из 3"


def test_the_decree_check_is_a_command() -> None:
    assert ("decree", "check") in [command.words for command in COMMANDS]


# ------------------------------------------------------------------ the network

REGISTRY = RegistryFile(
    tuple(
        RegistryRow(short, f"МКУ «{short}»", vk=parse_link(Network.VK, f"vk.com/club{number}"))
        for number, short in enumerate(("Клуб", "Музей", "Сад"), start=1)
    )
)


@pytest.mark.story
def test_the_printed_collector_works_in_the_real_cycle(tmp_path: Path) -> None:
    paper = executed(printed("A collector is anything", "python"))["PaperCollector"]
    week = Week.last_complete(NOW, ZONE)
    walls = {1: posts(week.start, at(18), at(9)), 2: posts(at(18), at(2))}
    outcomes = asyncio.run(swept(tmp_path, paper(walls, lambda: NOW)))
    assert outcomes == {"Клуб": Outcome.OK, "Музей": Outcome.VIOLATED, "Сад": Outcome.UNKNOWN}


async def swept(folder: Path, collector: Collector) -> dict[str, Outcome]:
    """One cycle over three organisations; what came out of the week's norm, by short name."""
    decree = load_decree("amurzet-98", folder, {})
    frame = Frame(lambda: NOW, ZONE, decree, off=frozenset({Network.OK}), daily_wall_get=4500)
    store = Store(folder / "postovoy.db")
    await store.open()
    try:
        await store.write(lambda db: registry.apply_import(db, plan_import((), REGISTRY), NOW))
        result = await Cycle(store, {collector.network: collector}, frame).run()
        assert (result.pages, result.failed) == (3, 1)
        seen = await store.read(lambda db: overview(db, now=NOW, stale_after=frame.stale_after, off=frame.off))
    finally:
        await collector.close()
        await store.close()
    return {
        line.organisation.short_name: finding.outcome
        for line in seen.organisations
        for finding in line.all_findings
        if finding.rule == "posts_weekly_min"
    }
