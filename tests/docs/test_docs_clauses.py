"""The page of clauses is what its script makes of the packs, and every rule has a test that names it."""

from __future__ import annotations

import runpy
from pathlib import Path

from docs_shelf import ROOT

from app.decree import load_decree

SCRIPT = runpy.run_path(str(ROOT / "docs" / "clause_table.py"))
AMURZET = load_decree("amurzet-98", Path(), {})


def test_the_page_of_clauses_is_as_its_script_makes_it() -> None:
    assert SCRIPT["TABLE"].read_text(encoding="utf-8") == SCRIPT["table"](), "make tables"


def test_each_rule_that_is_bound_has_a_test_that_names_it() -> None:
    bound = {norm.rule for norm in AMURZET.norms if norm.rule and norm.unchecked is None}
    assert [rule for rule in sorted(bound) if not SCRIPT["_tests_of"](rule)] == []
