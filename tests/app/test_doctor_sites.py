"""The doctor's line about official sites."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from household import Household

from domain.site import SiteReading, SiteTrouble
from storage import sites
from storage.store import writing

pytestmark = pytest.mark.story


@pytest.mark.parametrize(
    ("settings", "trouble", "line"),
    [
        ("", None, "– сайты: не читаются: в настройках нет раздела [sites]"),
        ("[sites]\n", None, "✓ сайты: читаются"),
        ("[sites]\n", SiteTrouble.TLS, "– сайты: не удалось прочитать: 1"),
    ],
)
def test_the_doctor_says_whether_sites_are_read(
    home: Household, settings: str, trouble: SiteTrouble | None, line: str
) -> None:
    home.settings(settings)
    home.settle()
    with writing(home.database) as db:
        sites.save(db, SiteReading("zarya.example", datetime(2026, 11, 23, tzinfo=UTC), trouble=trouble))
    assert line in home.run("doctor").out.splitlines()
