"""JSON of whatever shape a network may answer with, cheap to make: three levels, no recursion."""

from __future__ import annotations

from hypothesis import strategies as st

ODD = (
    None,
    True,
    False,
    0,
    1,
    -1,
    10**30,
    0.5,
    1e300,
    float("nan"),
    float("inf"),
    "",
    " ",
    "0",
    "5",
    "да",
    "\u200b",
)
LEAVES = st.sampled_from(ODD) | st.integers() | st.floats() | st.text(max_size=12)


def json_of(keys: st.SearchStrategy[str], *, levels: int = 3, size: int = 4) -> st.SearchStrategy[object]:
    """Leaves, lists and objects, so many levels of them, with at most `size` things in each."""
    made: st.SearchStrategy[object] = LEAVES
    for _ in range(levels - 1):
        inner = made
        made = LEAVES | st.lists(inner, max_size=size) | st.dictionaries(keys, inner, max_size=size)
    return made
