"""Timing jobs that use the processor: the fastest of several rounds, because noise only ever adds."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def seconds(job: Callable[[], object]) -> float:
    """How long one call of `job` takes."""
    began = perf_counter()
    job()
    return perf_counter() - began


def fastest(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """The shortest time of each job; the jobs take turns, so that a slow moment of the machine meets them all."""
    times = [[seconds(job) for job in jobs] for _ in range(rounds)]
    return [min(own) for own in zip(*times, strict=True)]
