"""The command line of the benches. Exit codes: 0 every target held, 1 one was missed, 2 bad arguments."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from benchmarks.comparison import Bench, Verdict
from benchmarks.report import HEADING, Found, Progress, as_json, line


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for; `json` is where the JSON goes, if anywhere."""

    benches: Sequence[Bench]
    json: Path | None


def main(
    arguments: Sequence[str], benches: Sequence[Bench], out: TextIO = sys.stdout, err: TextIO = sys.stderr
) -> int:
    """Run the benches named, or all of them. Raises SystemExit (2) on bad arguments."""
    order = understood(arguments, benches)
    out.write(f"{HEADING}\n")
    found = _run(order.benches, out, Progress(err, len(order.benches)))
    if order.json is not None:
        order.json.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return int(any(comparison.verdict is Verdict.MISSED for _, comparison in found))


def understood(arguments: Sequence[str], benches: Sequence[Bench]) -> Order:
    """Which benches to run, in their own order. Raises SystemExit (2) on bad arguments."""
    known = {bench.name: bench for bench in benches}
    parser = ArgumentParser("python -m benchmarks", description="Measured ratios; see benchmarks/README.md.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which benches to run: {', '.join(known)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write what was found as JSON")
    told = parser.parse_args(arguments)
    names: list[str] = told.names
    if unknown := [name for name in names if name not in known]:
        parser.error(f"no such bench: {', '.join(unknown)}; there are {', '.join(known)}")
    return Order([bench for bench in benches if bench.name in names or not names], told.json)


def _run(benches: Sequence[Bench], out: TextIO, progress: Progress) -> list[Found]:
    found: list[Found] = []
    for bench in benches:
        progress.begin(bench)
        comparisons = bench.run()
        progress.end()
        found += [(bench.name, comparison) for comparison in comparisons]
        out.writelines(f"{line(bench.name, comparison)}\n" for comparison in comparisons)
        out.flush()
    return found
