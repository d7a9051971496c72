"""Legal parameters of rules, read from their signatures."""

from __future__ import annotations

import pytest

from domain.finding import Verdict
from domain.view import PageView
from rules.catalogue import ALL_RULES, legal_params
from rules.params import LegalParam, effective, params_text, read_params


@pytest.mark.parametrize(
    ("rule", "name", "value", "complaint"),
    [
        ("posts_weekly_min", "minimum", 3, None),
        ("posts_weekly_min", "minimum", 1, None),
        ("posts_weekly_min", "minimum", 0, "нужно число не меньше 1"),
        ("posts_weekly_min", "minimum", True, "нужно: целое число"),
        ("posts_weekly_min", "minimum", 2.0, "нужно: целое число"),
        ("posts_weekly_min", "minimum", "2", "нужно: целое число"),
        ("posts_weekly_min", "count_reposts", True, None),
        ("posts_weekly_min", "count_reposts", 1, "нужно: true или false"),
        ("posts_weekly_risk", "none_by", "WE 23:59", None),
        (
            "posts_weekly_risk",
            "none_by",
            "TH 24:00",
            "«TH 24:00» — не день недели и час; пишите MO…SU и время: TH 10:00",
        ),
        ("posts_weekly_risk", "short_by", 16, "нужно: строка"),
        ("page_silent", "days", -1, "нужно число не меньше 1"),
    ],
)
def test_a_value_is_checked_by_type_and_sense(rule: str, name: str, value: object, complaint: str | None) -> None:
    assert legal_params(rule)[name].fault(value) == complaint


def test_only_what_the_decree_must_say_is_required() -> None:
    required = {(rule.id, name) for rule in ALL_RULES for name, legal in rule.params.items() if legal.required}
    assert required == {("posts_weekly_min", "minimum"), ("posts_weekly_risk", "minimum")}


def test_an_unknown_rule_has_no_parameters_at_all() -> None:
    with pytest.raises(KeyError):
        legal_params("no_such_rule")


def test_a_whole_number_is_welcome_where_any_number_is() -> None:
    legal = LegalParam(float)
    values: list[object] = [2, 2.5, True]
    assert [legal.fault(value) for value in values] == [None, None, "нужно: число"]


def test_a_rule_cannot_ask_for_what_settings_cannot_hold() -> None:
    def greedy(_view: PageView, *, names: list[str]) -> Verdict:
        return Verdict.ok(str(names))

    with pytest.raises(TypeError, match="list"):
        read_params(greedy)


def test_later_layers_win_and_what_is_left_open_stays_out() -> None:
    legal = legal_params("posts_weekly_risk")
    merged = effective(legal, {"minimum": 2, "none_by": "WE 10:00"}, {"minimum": 3})
    assert merged == {"minimum": 3, "none_by": "WE 10:00", "short_by": "FR 16:00"}


def test_the_text_of_parameters_does_not_depend_on_their_order() -> None:
    text = params_text({"minimum": 2, "count_reposts": True, "by": "MO 10:00"})
    assert text == 'by="MO 10:00", count_reposts=true, minimum=2'
    assert params_text({}) == ""
