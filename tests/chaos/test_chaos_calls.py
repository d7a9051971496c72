"""A death before and after every single database call of two Mondays' work."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from test_story_crash import died

pytestmark = pytest.mark.chaos

SHARDS = 4


def test_a_death_at_every_call_loses_nothing(tmp_path: Path) -> None:
    folders = [tmp_path / str(shard) for shard in range(SHARDS)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(SHARDS) as pool:
        answers = list(pool.map(lambda shard: died(folders[shard], shard, SHARDS, 1), range(SHARDS)))
    tried, twice = (sum(answer[name] for answer in answers) for name in ("tried", "twice"))
    lost = {step: what for answer in answers for step, what in answer["wrong"].items()}
    sys.stdout.write(f"\ndeaths at database calls: {tried}, wrong afterwards: {len(lost)}, told twice: {twice}\n")
    assert lost == {}
    assert tried >= answers[0]["steps"]
    assert twice > 0, "the one known window was never met"
