"""The bench of remarks on style counts right, and what it found of the labelled set stays found."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.officialese_judged import Example, examples, precision, recall, remarking, report
from benchmarks.share import Share

OFFICIAL = "В целях обеспечения безопасности граждан осуществляется проведение мероприятий по очистке кровель."
LIVELY = "Завтра чистим крыши от снега, обходите сторонкой и уберите машины с вечера!"


def example(text: str, *, is_official: bool) -> Example:
    return Example("x", "tune", text, is_official)


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [(Share(63, 63), 0.9426, 1.0), (Share(0, 10), 0.0, 0.2775), (Share(8, 10), 0.4902, 0.9433)],
)
def test_the_interval_is_wilsons(share: Share, low: float, high: float) -> None:
    assert share.bounds == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_precision_and_recall_count_what_they_say() -> None:
    those = [
        example(OFFICIAL, is_official=True),
        example(OFFICIAL, is_official=False),
        example(LIVELY, is_official=True),
        example(LIVELY, is_official=True),
    ]
    assert (precision(those).hits, precision(those).total) == (1, 2)
    assert (recall(those).hits, recall(those).total) == (1, 3)


def test_the_set_is_as_large_as_promised_and_no_text_stands_twice() -> None:
    known = examples()
    assert sum(each.is_official for each in known) >= 60 <= sum(not each.is_official for each in known)
    assert len({each.text for each in known}) == len({each.id for each in known}) == len(known)
    assert {each.part for each in known} == {"tune", "check"}


def test_no_lively_text_is_remarked_and_nine_in_ten_official_ones_are() -> None:
    known = examples()
    assert [each.id for each in known if each.is_remarked and not each.is_official] == []
    assert recall(known).value >= 0.9


def test_the_report_shows_every_error_and_says_which_file_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "texts.csv"
    file.write_text(f"id,text\n1,«{OFFICIAL}»\n2,{LIVELY.replace(',', ';')}\n3,да\n", encoding="utf-8")
    lines = list(report([file, tmp_path / "none.csv"]))
    errors = [each for each in examples() if each.is_remarked is not each.is_official]
    assert sum(line.startswith(("missed ", "remarked ")) for line in lines) == len(errors)
    assert "texts.csv: remarked 0.500 (1 of 2," in lines[-2]
    assert lines[-1] == "none.csv: not there, left out"


def test_the_bench_measures_a_few_texts() -> None:
    assert all(each.ours > 0 and each.other > 0 for each in remarking(texts=3))
