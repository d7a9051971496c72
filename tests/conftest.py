"""Hypothesis profiles: `make unit` looks quickly, the whole suite looks longer."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=15, deadline=None)
settings.register_profile("whole", max_examples=50, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "whole"))
