"""Runs the benches: ``python -m benchmarks [NAME …] [--json FILE]``."""

from __future__ import annotations

import sys

from benchmarks.catalogue import BENCHES
from benchmarks.command import main

sys.exit(main(sys.argv[1:], BENCHES))
