"""All benches there are, in the order in which they run."""

from __future__ import annotations

from functools import partial

from benchmarks import (
    central_items_judged,
    descriptions,
    glancing,
    officialese_judged,
    ok,
    registry_file,
    rules_engine,
    settling,
    storing,
    vk,
)
from benchmarks.comparison import Bench

BENCHES = (
    Bench("vk-3", 22, partial(vk.one_by_one, 3)),
    Bench("vk-20", 5, partial(vk.one_by_one, 20)),
    Bench("vk-execute", 2, partial(vk.by_execute, 3)),
    Bench("ok-2", 16, partial(ok.one_by_one, 2)),
    Bench("storage", 8, storing.saving),
    Bench("settle", 20, settling.settling),
    Bench("glance", 33, glancing.glancing),
    Bench("rules", 3, rules_engine.judging),
    Bench("xlsx", 9, registry_file.reading),
    Bench("description", 2, descriptions.reading),
    Bench("central", 12, central_items_judged.judging),
    Bench("officialese", 8, officialese_judged.remarking),
)
