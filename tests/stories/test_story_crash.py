"""The program dies before and after database calls; nothing is lost, and nothing told twice but what nobody noted.

Here a spread of moments is tried, `make chaos` tries every one (tests/chaos).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import crash_child
import pytest

pytestmark = [pytest.mark.story, pytest.mark.long]

ROOT = Path(__file__).parents[2]
SHARDS = 2
EVERY = 29


def died(folder: Path, shard: int, shards: int, every: int) -> dict[str, Any]:
    """What came of the deaths at this shard's moments."""
    done = subprocess.run(  # noqa: S603 -- our own interpreter and our own file
        [sys.executable, crash_child.__file__, str(folder), str(shard), str(shards), str(every)],
        env={"PYTHONPATH": f"{ROOT}:{Path(crash_child.__file__).parent}", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_death_at_any_moment_loses_nothing(tmp_path: Path, shard: int) -> None:
    answer = died(tmp_path, shard, SHARDS, EVERY)
    assert answer["wrong"] == {}
    assert answer["steps"] > 500
    assert answer["tried"] >= answer["steps"] // EVERY // SHARDS
    assert answer["facts"] == 14


TOLD = [("№ 1", ("Клуб", "• обложки нет")), ("№ 2", ("Музей", "• аватара нет"))]
FACTS = {fact for _, fact in TOLD}


@pytest.mark.parametrize(
    ("before", "told", "verdict"),
    [
        (TOLD[:1], TOLD, ""),
        (TOLD[:1], TOLD[:1], "lost: [('Музей', '• аватара нет')]"),
        ([], [*TOLD, ("№ 3", ("Клуб", "• телефона нет"))], "never so: [('Клуб', '• телефона нет')]"),
        (TOLD[:1], [*TOLD[:1], *TOLD], "2"),
        (TOLD, [*TOLD, TOLD[0]], "told twice: [('Клуб', '• обложки нет')]"),
        (TOLD[:1], [*TOLD[:1], ("№ 7", TOLD[0][1]), TOLD[1]], "told twice: [('Клуб', '• обложки нет')]"),
        (TOLD[:1], [*TOLD[:1], TOLD[0], TOLD[0], TOLD[1]], "told twice: [('Клуб', '• обложки нет')]"),
    ],
)
def test_the_comparison_sees_what_is_lost_false_or_told_twice(
    before: list[tuple[str, crash_child.Fact]], told: list[tuple[str, crash_child.Fact]], verdict: str
) -> None:
    assert crash_child.compared(before, told, FACTS) == verdict
