"""Long kill tests: collected by `make chaos` alone, and invisible otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "stories"))

# Taken out of the environment: the program would take it for one of its settings.
collect_ignore_glob = [] if os.environ.pop("POSTOVOY_CHAOS", "") == "1" else ["test_*.py"]
