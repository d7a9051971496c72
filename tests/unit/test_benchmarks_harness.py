"""The bench harness says what it measured; that a figure is good is for the benches themselves to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest

from benchmarks import (
    central_items_judged,
    descriptions,
    glancing,
    ok,
    registry_file,
    rules_engine,
    settling,
    storing,
    vk,
)
from benchmarks.catalogue import BENCHES
from benchmarks.command import main
from benchmarks.comparison import Bench, Comparison, Verdict, at_least, at_most
from benchmarks.pace import closest, most_within, rate_of
from benchmarks.report import figure
from benchmarks.stopwatch import fastest

FAST = Comparison("letters sorted", "letters/s", 180.0, 200.0, "a bare sort", at_least(0.9))
SLOW = Comparison("letters sorted", "seconds", 3.0, 2.0, "a bare sort", at_most(1.2))
PLAIN = Comparison("letters sorted", "letters/s", 50.0, 100.0, "a bare sort")


class Terminal(StringIO):
    """A stream somebody watches."""

    def isatty(self) -> bool:
        return True


def bench(name: str, *comparisons: Comparison) -> Bench:
    return Bench(name, 7, lambda: comparisons)


def run(*arguments: str, benches: Sequence[Bench], err: StringIO | None = None) -> tuple[int, list[str]]:
    """Exit code and lines below the heading."""
    out = StringIO()
    code = main(arguments, benches, out, err or StringIO())
    return code, out.getvalue().splitlines()[1:]


@pytest.mark.parametrize(
    ("comparison", "verdict"), [(FAST, Verdict.HELD), (SLOW, Verdict.MISSED), (PLAIN, Verdict.NO_TARGET)]
)
def test_a_verdict_follows_the_ratio_and_the_target(comparison: Comparison, verdict: Verdict) -> None:
    assert comparison.verdict is verdict


def test_a_line_holds_both_figures_their_ratio_the_target_and_the_verdict() -> None:
    _, (line,) = run(benches=[bench("sorting", FAST)])
    words = line.split()
    assert words[0] == "sorting"
    for told in ("180", "200", "letters/s", "0.900", "held"):
        assert told in words
    assert "a bare sort" in line
    assert ">= 0.9" in line


@pytest.mark.parametrize(("found", "code"), [((FAST, PLAIN), 0), ((FAST, SLOW), 1)])
def test_a_missed_target_is_told_by_the_exit_code(found: Sequence[Comparison], code: int) -> None:
    assert run(benches=[bench("sorting", *found)])[0] == code


def test_benches_are_chosen_by_name_and_keep_their_order() -> None:
    benches = [bench("a", FAST), bench("b", SLOW), bench("c", PLAIN)]
    code, lines = run("c", "a", benches=benches)
    assert (code, [line.split()[0] for line in lines]) == (0, ["a", "c"])


def test_an_unknown_name_is_refused_and_nothing_runs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        run("a", "z", benches=[bench("a", FAST)])
    assert refused.value.code == 2
    assert "no such bench: z; there are a" in capsys.readouterr().err


def test_the_json_holds_what_the_lines_show(tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    run("--json", str(file), benches=[bench("sorting", SLOW, PLAIN)])
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["schema"] == 1
    slow, plain = told["comparisons"]
    assert (slow["bench"], slow["ours"], slow["other"], slow["ratio"]) == ("sorting", 3.0, 2.0, 1.5)
    assert (slow["target"], slow["verdict"]) == ({"at_most": 1.2}, "MISSED")
    assert (plain["target"], plain["verdict"]) == (None, "no target")


def test_progress_is_shown_on_a_terminal_and_wiped_away() -> None:
    err = Terminal()
    run(benches=[bench("a", FAST), bench("b", PLAIN)], err=err)
    assert "[2/2] b: about 7 s" in err.getvalue()
    assert err.getvalue().endswith("\r\x1b[K")


def test_nothing_is_said_beside_the_lines_in_a_pipe() -> None:
    err = StringIO()
    run(benches=[bench("a", FAST)], err=err)
    assert err.getvalue() == ""


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0844, "0.084"), (1.0, "1.00"), (19.04, "19.0"), (186.4, "186"), (1632056.2, "1,632,056")],
)
def test_a_figure_keeps_about_three_digits(number: float, text: str) -> None:
    assert figure(number) == text


def test_the_pace_of_arrivals_is_told_from_their_moments() -> None:
    arrivals = [10.0, 10.5, 10.9, 11.0, 12.0]
    assert rate_of(arrivals) == 2.0
    assert most_within(arrivals, 1.0) == 3
    assert most_within(arrivals, 1.01) == 4
    assert closest(arrivals) == pytest.approx(0.1)


def test_too_few_arrivals_have_no_pace() -> None:
    assert rate_of([3.0]) == 0
    assert most_within([], 1.0) == 0


def test_jobs_take_turns_on_the_stopwatch() -> None:
    done: list[str] = []
    times = fastest(2, lambda: done.append("a"), lambda: done.append("b"))
    assert done == ["a", "b", "a", "b"]
    assert len(times) == 2


def test_every_bench_has_a_name_of_its_own() -> None:
    assert len({each.name for each in BENCHES}) == len(BENCHES)


@pytest.mark.parametrize(
    "measure",
    [lambda: registry_file.reading(rows=5), lambda: descriptions.reading(texts=4)],
    ids=["registry_file", "descriptions"],
)
def test_a_bench_in_memory_measures_a_small_world(measure: Callable[[], list[Comparison]]) -> None:
    assert all(each.ours > 0 and each.other > 0 for each in measure())


@pytest.mark.story
@pytest.mark.parametrize(
    "measure",
    [
        lambda: vk.one_by_one(200, pages=4, latency=0.001),
        lambda: vk.by_execute(200, pages=4, latency=0.001),
        lambda: ok.one_by_one(200, pages=2, latency=0.001),
        lambda: storing.saving(pages=3, posts=2),
        lambda: settling.settling(organisations=4, few=2, sample=2),
        lambda: glancing.glancing(pages=6),
        lambda: rules_engine.judging(pages=3),
        lambda: central_items_judged.judging(rounds=1, one_in=15),
    ],
    ids=["vk", "vk_execute", "ok", "storing", "settling", "glancing", "rules_engine", "central_items"],
)
def test_a_bench_over_sockets_or_files_measures_a_small_world(measure: Callable[[], list[Comparison]]) -> None:
    assert all(each.ours > 0 and each.other > 0 for each in measure())
