"""What a rule is: a pure function from a view to a verdict, with an id and legal parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from domain.finding import Verdict
from domain.network import Network
from domain.view import AdminView, OrgView, PageView
from rules.params import LegalParams, read_params

V = TypeVar("V", bound=PageView | OrgView | AdminView)
P = ParamSpec("P")

NETWORK_OFF = "сеть выключена в настройках"


@dataclass(frozen=True, slots=True)
class Rule(Generic[V, P]):
    """A requirement. `on` is the view it looks at; `network` is set when it is about a page that must exist.

    `exempt_only` rules are judged only for exempt organisations (P1.3), all others only for those not exempt.
    """

    id: str
    on: type[V]
    judge: Callable[Concatenate[V, P], Verdict]
    params: LegalParams
    network: Network | None = None
    exempt_only: bool = False

    def __call__(self, view: V, /, *args: P.args, **params: P.kwargs) -> Verdict:
        """Judge a view."""
        return self.judge(view, *args, **params)


def rule(
    rule_id: str, *, on: type[V], network: Network | None = None, exempt_only: bool = False
) -> Callable[[Callable[Concatenate[V, P], Verdict]], Rule[V, P]]:
    """Make a rule of a function; its keyword parameters become the rule's legal parameters."""

    def named(judge: Callable[Concatenate[V, P], Verdict]) -> Rule[V, P]:
        return Rule(rule_id, on, judge, read_params(judge), network, exempt_only)

    return named


PageRule = Rule[PageView, ...]
OrganisationRule = Rule[OrgView, ...]
AdministrationRule = Rule[AdminView, ...]
AnyRule = PageRule | OrganisationRule | AdministrationRule
