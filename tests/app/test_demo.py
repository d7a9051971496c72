"""The demo, whole: four weeks of the invented settlement through the real program."""

from __future__ import annotations

from argparse import Namespace

import pytest

from app.commands import demo
from app.config import Settings
from app.demo.story import POINTS

pytestmark = [pytest.mark.story, pytest.mark.long]


@pytest.mark.timeout(240)
def test_the_demo_shows_everything_it_promises(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.execute(Namespace(stay=False), Settings()) == 0
    printed = capsys.readouterr().out
    assert [point.title for point in POINTS if f"✓ {point.title}" not in printed] == []
    assert "Сводка за неделю 16–22 ноября" in printed
