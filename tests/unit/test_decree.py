"""The shipped decree pack tells the truth, and a pack that does not is caught with file and place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.decree import DecreeFault, load_decree, shipped_packs
from app.decree_check import bindings, check_decree
from domain.norm import Bound, Clause, Decree, Force, Norm
from domain.organisation import Kind, Organisation, Status
from rules.catalogue import ALL_RULES, rule_of

HERE = Path(__file__).parent
AMURZET = load_decree("amurzet-98", HERE, {})


def words(text: str) -> list[str]:
    """Ids written with spaces between them."""
    return text.split()


CLAUSES = words(
    "D1 D2 D2.a D2.b D2.c D3 D4 D5 "
    "P1.1 P1.2 P1.3 P1.4 P1.5.1 P1.5.2 P1.5.3 P1.5.4 "
    "P1.6.1 P1.6.2 P1.6.3 P1.6.4 P1.6.5 P1.6.6 P1.7.1 "
    "P2.1.1 P2.1.2 P2.2 P2.3 P2.4 P2.5 P2.6 A1"
)
NAMED_IN_CLAUSES = words(
    "page_exists_vk page_exists_ok page_open org_status_defined exemption_documented exempt_page_seen "
    "admin_responsible_set org_responsible_set registry_complete registry_reviewed unregistered_page gos_badge "
    "pos_widgets gospabliki_connected gospabliki_item_published posts_weekly_min posts_weekly_risk page_silent "
    "content_plan_present content_plan_followed content_variety profile_about profile_address profile_geo "
    "profile_email profile_phone profile_site profile_matches_registry page_description page_avatar page_cover "
    "site_links_ok twofa_attested credentials_ledger security_review_admin cur_request_due org_request_due "
    "org_notified_of_change cur_notified_of_change comment_prohibited comment_removal_overdue comment_check_stale "
    "style_officialese style_review page_extras content_8fz_reviewed control_run_done head_report_sent "
    "decree_published assistance_logged cur_contact_set data_unavailable"
)
"""The catalogue of rules that reading the decree clause by clause came to."""

TO_COME = words("comment_prohibited comment_removal_overdue comment_check_stale")
BUILT = [rule for rule in NAMED_IN_CLAUSES if rule not in TO_COME]
BESIDE = words("messages_moderated event_age_mark ad_without_erid banned_org_mention")
"""Private messages, which only a person looks through (P2.6), and hints of other acts, which are off."""


def test_the_shipped_pack_has_no_fault() -> None:
    assert check_decree(AMURZET, ALL_RULES) == []


def test_the_example_of_another_decree_has_no_fault_and_says_that_it_is_an_example() -> None:
    example = load_decree("example-three-posts", HERE, {})
    assert check_decree(example, ALL_RULES) == []
    assert shipped_packs() == ["amurzet-98", "example-three-posts"]
    assert example.text.startswith("ПРИМЕР. Постановление вымышлено")
    assert example.title.startswith("ПРИМЕР: ")


def test_every_clause_of_the_decree_is_there() -> None:
    assert [clause.id for clause in AMURZET.clauses] == CLAUSES


@pytest.mark.parametrize(
    ("clause", "cite"),
    [
        ("P2.2", "п. 2 раздела 2 Порядка"),
        ("P1.6.3", "подп. 6.3 раздела 1 Порядка"),
        ("P2.1.1", "подп. 1.1 раздела 2 Порядка"),
        ("D2", "п. 2 постановления"),
        ("D2.a", "п. 2 постановления"),
    ],
)
def test_clauses_are_cited_as_people_cite_them(clause: str, cite: str) -> None:
    assert AMURZET.clause(clause).cite == cite


def test_the_text_says_what_was_left_out_and_holds_no_name() -> None:
    first, title = AMURZET.text.splitlines()[:2]
    assert "опущены два имени" in first
    assert title == "Муниципальное образование «Амурзетское сельское поселение»"
    assert "[ФИО]" in AMURZET.text


@pytest.mark.parametrize("rule", BUILT)
def test_every_rule_that_the_decree_asks_for_is_built_and_bound(rule: str) -> None:
    assert rule_of(rule) is not None
    assert [norm.unchecked for norm in AMURZET.norms if norm.rule == rule and norm.unchecked] == []
    assert any(norm.rule == rule for norm in AMURZET.norms)


@pytest.mark.parametrize("rule", TO_COME)
def test_every_rule_to_come_is_named_with_the_reason(rule: str) -> None:
    assert rule_of(rule) is None
    reasons = [norm.unchecked for norm in AMURZET.norms if norm.rule == rule]
    assert reasons
    assert all(
        reason and reason.startswith(("проверка появится позже: ", "проверяет человек: ")) for reason in reasons
    )


def test_there_is_no_rule_that_nobody_asked_for() -> None:
    assert {rule.id for rule in ALL_RULES} == {*BUILT, *BESIDE}
    assert {norm.rule for norm in AMURZET.norms} - {None} == {*BUILT, *BESIDE, *TO_COME}


def test_norms_of_one_rule_agree_in_title_force_and_deadline() -> None:
    looks: dict[str, set[tuple[str, Force, int | None]]] = {}
    for norm in AMURZET.norms:
        looks.setdefault(norm.rule or norm.clause, set()).add((norm.title, norm.force, norm.due_workdays))
    assert [rule for rule, seen in looks.items() if len(seen) > 1] == []


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("page_exists_ok", 10),
        ("page_open", 1),
        ("profile_geo", 5),
        ("profile_about", None),
        ("page_cover", 5),
        ("twofa_attested", 10),
        ("credentials_ledger", 10),
        ("exemption_documented", 10),
        ("page_silent", 5),
        ("posts_weekly_min", None),
        ("posts_weekly_risk", None),
        ("data_unavailable", None),
    ],
)
def test_deadlines_by_setting_are_in_the_pack(rule: str, days: int | None) -> None:
    assert {norm.due_workdays for norm in AMURZET.norms if norm.rule == rule} == {days}


CLUB = Organisation(1, "МКУ «Клуб»", "Муниципальное казённое учреждение «Клуб»", status=Status.RUNS)
MERRY = replace(CLUB, id=3, short_name="Клуб «Весёлые ребята»")
TOWN_HALL = replace(CLUB, id=2, short_name="Администрация", kind=Kind.ADMINISTRATION)


@pytest.mark.parametrize(
    ("rule", "organisation", "named", "clauses"),
    [
        ("page_exists_vk", CLUB, {}, ["P1.2", "D2.a"]),
        ("page_exists_vk", CLUB, {"P1.6": ["мку «КЛУБ» "]}, ["P1.2", "D2.a", "P1.6.1"]),
        ("page_open", MERRY, {"P1.6.1": ["клуб  «Веселые ребята»"]}, ["P1.2", "P1.6.1"]),
        ("page_exists_ok", TOWN_HALL, {}, ["P1.2"]),
        ("page_open", CLUB, {"P1.6.1": ["МКУ «Клуб»"]}, ["P1.2", "P1.6.1"]),
        ("page_open", TOWN_HALL, {}, ["P1.2"]),
        ("twofa_attested", CLUB, {}, ["P1.5.2"]),
        ("twofa_attested", CLUB, {"P1.6": ["МКУ «Клуб»"]}, ["P1.6.3", "P1.5.2"]),
        ("credentials_ledger", TOWN_HALL, {}, []),
        ("posts_weekly_min", CLUB, {}, ["P2.2"]),
        ("posts_weekly_min", TOWN_HALL, {}, []),
        ("profile_geo", TOWN_HALL, {}, []),
        ("data_unavailable", TOWN_HALL, {}, ["D2.b"]),
        ("exempt_page_seen", CLUB, {"A1": ["МКУ «Клуб»"]}, ["P1.3", "A1"]),
    ],
)
def test_a_clause_binds_whom_it_names(
    rule: str, organisation: Organisation, named: dict[str, list[str]], clauses: list[str]
) -> None:
    decree = load_decree("amurzet-98", HERE, named)
    assert [norm.clause for norm in decree.norms_of(rule, organisation)] == clauses


def test_bindings_tell_every_duty_and_whom_it_binds() -> None:
    decree = load_decree("amurzet-98", HERE, {"P1.6": ["МКУ «Клуб»", "МКУ «Музей»"]})
    rows = bindings(decree)
    assert len(rows) == len(decree.norms)
    assert [row.clause.id for row in rows][:3] == ["D1", "D2", "D2.a"]
    whom = {(row.clause.id, row.norm.rule): row.whom for row in rows}
    assert whom["P1.2", "page_open"] == "подведомственные организации, администрация"
    assert whom["P1.6.3", "twofa_attested"] == "2 организации из [decree_named]"
    assert whom["A1", "exempt_page_seen"] == "никто: в [decree_named] никто не назван"


WEEKLY = next(norm for norm in AMURZET.norms if norm.rule == "posts_weekly_min")


def with_norm(**changes: Any) -> Decree:
    """The shipped pack with its weekly norm changed."""
    changed = replace(WEEKLY, **changes)
    return replace(AMURZET, norms=tuple(changed if norm is WEEKLY else norm for norm in AMURZET.norms))


def with_clause(clause_id: str, **changes: Any) -> Decree:
    """The shipped pack with a clause changed."""
    clauses = [replace(each, **changes) if each.id == clause_id else each for each in AMURZET.clauses]
    return replace(AMURZET, clauses=tuple(clauses))


def without_clause(clause_id: str) -> Decree:
    """The shipped pack that forgot a clause and its norms."""
    clauses = tuple(clause for clause in AMURZET.clauses if clause.id != clause_id)
    return replace(AMURZET, clauses=clauses, norms=tuple(n for n in AMURZET.norms if n.clause != clause_id))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"quote": "менее трёх публикаций"},
            "слов «менее трёх публикаций» в decree.txt нет; ближайшее место, строка 63: «менее двух публикаций»",
        ),
        (
            {"quote": "имет текстовое"},
            "слов «имет текстовое» в decree.txt нет; ближайшее место, строка 65: «иметь текстовое»",
        ),
        ({"quote": "читать вслух по вечерам"}, "слов «читать вслух по вечерам» в decree.txt нет"),
        ({"quote": "учет логинов и паролей"}, "слова «учет логинов и паролей» стоят не в пункте P2.2"),
        ({"rule": "posts_daily"}, "правила posts_daily нет"),
        ({"rule": "page_exist_vk"}, "правила page_exist_vk нет; возможно, page_exists_vk"),
        ({"rule": None}, "не названо ни правило, ни причина, почему норма не проверяется"),
        ({"unchecked": "потом"}, "правило posts_weekly_min есть, а норма объявлена непроверяемой"),
        ({"params": {"minimum": "два"}}, "параметр «minimum»: нужно: целое число"),
        ({"params": {"minimum": 0}}, "параметр «minimum»: нужно число не меньше 1"),
        ({"params": {}}, "параметр «minimum»: не задан, а без него правило не работает"),
        ({"params": {"minimum": 2, "max": 9}}, "у правила posts_weekly_min нет параметра «max»"),
    ],
)
def test_a_false_norm_is_found_with_its_place(changes: dict[str, object], fault: str) -> None:
    [found] = check_decree(with_norm(**changes), ALL_RULES)
    number = AMURZET.norms.index(WEEKLY) + 1
    rule = changes.get("rule", WEEKLY.rule) or "без правила"
    assert found == f"norms.toml, норма {number} (P2.2, {rule}): {fault}"


def test_white_space_in_a_quote_does_not_matter() -> None:
    quote = "необходимо размещать\n   не менее двух публикаций\tв неделю"
    assert check_decree(with_norm(quote=quote), ALL_RULES) == []


def test_a_norm_of_an_unknown_clause_leaves_its_own_clause_bound_by_the_others() -> None:
    [found] = check_decree(with_norm(clause="P9"), ALL_RULES)
    assert found.endswith("(P9, posts_weekly_min): пункта P9 в clauses.toml нет")


@pytest.mark.parametrize(
    ("decree", "fault"),
    [
        (
            with_clause("P2.3", opens="Аккаунты ведутся"),
            "clauses.toml, P2.3: словами «Аккаунты ведутся» не начинается ни один абзац decree.txt",
        ),
        (
            with_clause("P2.4", opens="Аккаунты", parent="P9"),
            "clauses.toml, P2.4: вышестоящего пункта P9 нет",
        ),
        (
            replace(AMURZET, text=f"{AMURZET.text}\n2. В аккаунтах подведомственных организаций"),
            "словами «В аккаунтах подведомственных организаций» начинается не один абзац decree.txt",
        ),
        (
            replace(AMURZET, clauses=(*AMURZET.clauses, AMURZET.clause("D1"))),
            "clauses.toml, D1: пункт записан не один раз",
        ),
        (
            replace(AMURZET, norms=tuple(norm for norm in AMURZET.norms if norm.clause != "P2.2")),
            "clauses.toml, P2.2: у пункта нет ни одной нормы",
        ),
        (
            replace(AMURZET, headings=tuple(each for each in AMURZET.headings if each.id != "P1.7")),
            "абзац «7. ЦУР:» не отнесён ни к одному пункту",
        ),
    ],
)
def test_a_false_list_of_clauses_is_found(decree: Decree, fault: str) -> None:
    assert any(found.endswith(fault) for found in check_decree(decree, ALL_RULES))


@pytest.mark.parametrize("clause", [c for c in CLAUSES if not c.startswith("D2.")])
def test_no_numbered_paragraph_may_be_left_out(clause: str) -> None:
    faults = check_decree(without_clause(clause), ALL_RULES)
    assert any(found.startswith("decree.txt, строка ") and "не отнесён" in found for found in faults)


def test_a_small_pack_of_another_settlement_is_checked_the_same_way() -> None:
    pack = Decree(
        "other",
        "Другое постановление",
        "1. Публиковать не менее трёх\nматериалов в неделю.",
        (Clause("D1", None, "п. 1", "Публиковать"),),
        (Norm("D1", "не менее трёх материалов", Force.MANDATORY, "posts_weekly_min", params={"minimum": 3}),),
    )
    assert check_decree(pack, ALL_RULES) == []
    assert (
        "строка 3: абзац «2. Отвечать."
        in check_decree(replace(pack, text=f"{pack.text}\n2. Отвечать."), ALL_RULES)[0]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack that a test may spoil."""
    shutil.copytree(HERE.parents[1] / "decrees" / "amurzet-98", tmp_path / "ours")
    return tmp_path / "ours"


Spoiling = Callable[[Path], object]


def rewriting(file: str, old: str, new: str) -> Spoiling:
    """Replaces the first occurrence in a file of the pack."""

    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def writing(file: str, content: bytes) -> Spoiling:
    """Puts something else in the place of a file of the pack."""

    def spoil(folder: Path) -> None:
        (folder / file).write_bytes(content)

    return spoil


def unlink_text(folder: Path) -> None:
    """Loses the decree's text."""
    (folder / "decree.txt").unlink()


@pytest.mark.story
def test_a_folder_of_ones_own_is_a_pack_relative_to_the_settings_or_absolute(folder: Path) -> None:
    relative = load_decree("ours", folder.parent, {})
    assert (relative.name, relative.norms) == ("ours", AMURZET.norms)
    assert load_decree(str(folder), HERE, {}) == relative


@pytest.mark.story
def test_a_deadline_of_no_days_is_a_deadline(folder: Path) -> None:
    rewriting("norms.toml", "due_workdays = 10", "due_workdays = 0")(folder)
    assert load_decree(str(folder), HERE, {}).norms[0].due_workdays == 0


@pytest.mark.story
@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (rewriting("norms.toml", "title =", "titel ="), "norms.toml: нет ключа «title»"),
        (rewriting("norms.toml", "title =", "titel ="), "norms.toml: неизвестный ключ «titel»"),
        (
            rewriting("norms.toml", 'force = "mandatory"', 'force = "must"'),
            "norms.toml, норма 1 (P1.2, page_exists_vk): «force» = «must», а бывает: mandatory, recommended",
        ),
        (
            rewriting("norms.toml", "due_workdays = 10", 'due_workdays = "10"'),
            "norms.toml, норма 1 (P1.2, page_exists_vk): «due_workdays» — не целое число от нуля",
        ),
        (
            rewriting("norms.toml", 'binds = ["subordinate", "administration"]', "binds = []"),
            "norms.toml, норма 1 (P1.2, page_exists_vk): «binds» — не непустой список",
        ),
        (
            rewriting("norms.toml", 'title = "Страница ВКонтакте"', 'titles = "Страница ВКонтакте"'),
            "norms.toml, норма 1 (P1.2, page_exists_vk): неизвестный ключ «titles»",
        ),
        (
            rewriting("norms.toml", 'clause = "P1.2"', ""),
            "norms.toml, норма 1 (без пункта, page_exists_vk): нет ключа «clause»",
        ),
        (
            rewriting("norms.toml", "{ valid_days = 90 }", "{ valid_days = [90] }"),
            "параметр «valid_days» — не число, не строка и не true/false",
        ),
        (rewriting("norms.toml", "{ valid_days = 90 }", "90"), "«params» — не таблица"),
        (
            rewriting("clauses.toml", 'cite = "п. 1 постановления"', 'cite = ""'),
            "clauses.toml, пункт 1 (D1): «cite» — не непустая строка",
        ),
        (rewriting("clauses.toml", "[[clause]]", "[[clause"), "clauses.toml: ошибка в записи TOML: в строке "),
        (unlink_text, "decree.txt: файла нет"),
        (
            writing("decree.txt", "Постановление".encode("cp1251")),
            "decree.txt: файл не в кодировке UTF-8",
        ),
        (
            writing("clauses.toml", b'clause = "D1"'),
            "clauses.toml: «clause» пишут таблицами [[clause]]",
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_its_place(folder: Path, spoil: Spoiling, fault: str) -> None:
    spoil(folder)
    with pytest.raises(DecreeFault) as refused:
        load_decree("ours", folder.parent, {})
    assert any(fault in found for found in refused.value.faults)


@pytest.mark.parametrize("where", ["nowhere", "../decrees", "", "."])
def test_a_pack_that_is_nowhere_is_refused_and_the_shipped_ones_are_named(where: str) -> None:
    with pytest.raises(
        DecreeFault, match=r"ни постановление из поставки \(amurzet-98, example-three-posts\), ни папка"
    ):
        load_decree(where, HERE, {})


def test_naming_organisations_for_a_clause_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(DecreeFault, match=r"пункта «P1\.66» в постановлении нет"):
        load_decree("amurzet-98", HERE, {"P1.66": ["МКУ «Клуб»"]})


def test_all_three_ways_of_binding_are_in_use() -> None:
    assert {bound for norm in AMURZET.norms for bound in norm.binds} == set(Bound)
