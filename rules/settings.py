"""What the local settings say about rules, over the decree pack's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.norm import Param, Params


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """Section ``[rules.<id>]``. `enabled` None leaves the choice to the norm's force."""

    enabled: bool | None = None
    params: Params = field(default_factory=dict[str, Param])
    due_workdays: int | None = None


RuleSettings = Mapping[str, RuleSetting]
NOTHING_SET = RuleSetting()
