"""What an import would change, and what it must refuse before changing anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry_files import ogrn

from domain.network import Network
from domain.organisation import Kind, Organisation, Status
from domain.page import Page, Resolution, parse_link
from domain.registry import AccountColumn, OfficerRow, RegistryFile, RegistryRow
from domain.registry_import import KnownOrganisation, plan_import, row_of
from domain.same_page import may_be_same_community, same_community
from domain.table_fault import Fault, TableFault

SCHOOL = Organisation(1, "Школа", "МБОУ «Школа»", ogrn=ogrn(1), status=Status.RUNS)
CLUB = Organisation(2, "Клуб", "МБУ «Клуб»")


def page(owner: Organisation, written: str, network: Network = Network.VK, network_id: int | None = None) -> Page:
    return Page(owner.id * 10, owner.id, parse_link(network, written), network_id)


def known(organisation: Organisation, *pages: Page) -> KnownOrganisation:
    return KnownOrganisation(organisation, pages)


def row(organisation: Organisation, *pages: Page, **changes: object) -> RegistryRow:
    return replace(row_of(organisation, pages), **{"row_number": 2, **changes})


def refused(current: list[KnownOrganisation], file: RegistryFile, *, remove_missing: bool = False) -> list[Fault]:
    with pytest.raises(TableFault) as found:
        plan_import(current, file, remove_missing=remove_missing)
    return list(found.value.faults)


def test_a_new_row_is_added():
    plan = plan_import([], RegistryFile((row(SCHOOL), row(CLUB))))
    assert [each.short_name for each in plan.added] == ["Школа", "Клуб"]
    assert (plan.changed, plan.unchanged, plan.absent, plan.officers) == ((), (), (), None)


def test_the_same_row_changes_nothing():
    own = page(SCHOOL, "vk.com/shkola")
    plan = plan_import([known(SCHOOL, own)], RegistryFile((row(SCHOOL, own),)))
    assert (plan.added, plan.changed, plan.unchanged) == ((), (), (SCHOOL,))


def test_a_row_is_found_by_its_ogrn_whatever_its_name():
    plan = plan_import(
        [known(SCHOOL), known(CLUB)], RegistryFile((row(SCHOOL, short_name="Школа № 1", site="a.ru"),))
    )
    [change] = plan.changed
    assert (change.organisation, change.columns) == (SCHOOL, (AccountColumn.SHORT_NAME, AccountColumn.SITE))
    assert plan.absent == (CLUB,)


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, None), (None, ogrn(2)), (ogrn(2), None), (ogrn(2), ogrn(3))],
    ids=["neither has one", "one is filled in", "one is left empty", "one is corrected"],
)
def test_a_row_whose_ogrn_nobody_has_is_found_by_its_short_name(before: str | None, after: str | None):
    club = replace(CLUB, ogrn=before)
    plan = plan_import([known(SCHOOL), known(club)], RegistryFile((row(club, short_name="КЛУБ", ogrn=after),)))
    [change] = plan.changed
    assert (change.organisation, plan.added, plan.absent) == (club, (), (SCHOOL,))
    assert (AccountColumn.OGRN in change.columns) is (before != after)


def test_a_row_found_by_ogrn_leaves_its_old_name_free_for_another():
    renamed, namesake = row(SCHOOL, short_name="Лицей"), row(SCHOOL, ogrn=ogrn(9), row_number=3)
    plan = plan_import([known(SCHOOL)], RegistryFile((namesake, renamed)))
    assert [each.ogrn for each in plan.added] == [ogrn(9)]
    assert [change.row.short_name for change in plan.changed] == ["Лицей"]


def test_organisations_may_exchange_names():
    club = replace(CLUB, ogrn=ogrn(2))
    rows = (row(SCHOOL, short_name="Клуб"), row(club, short_name="Школа"))
    plan = plan_import([known(SCHOOL), known(club)], RegistryFile(rows))
    assert [(change.organisation.id, change.row.short_name) for change in plan.changed] == [
        (1, "Клуб"),
        (2, "Школа"),
    ]


def test_a_name_of_an_organisation_that_stays_is_refused_unless_it_goes():
    file = RegistryFile((row(SCHOOL, short_name="клуб", row_number=7),))
    [fault] = refused([known(SCHOOL), known(CLUB)], file)
    assert (fault.sheet, fault.row, fault.column) == ("Аккаунты", 7, "Краткое название")
    assert plan_import([known(SCHOOL), known(CLUB)], file, remove_missing=True).absent == (CLUB,)


@pytest.mark.parametrize(
    ("written", "network_id", "given"),
    [("vk.com/club900001", None, "public900001"), ("zarya", None, "vk.com/Zarya"), ("zarya", 900001, "club900001")],
    ids=["same number", "same name", "the number its name led to"],
)
def test_a_page_of_an_organisation_that_stays_is_refused_unless_it_goes(written: str, network_id, given: str):
    current = [known(CLUB, page(CLUB, written, network_id=network_id))]
    file = RegistryFile((row(SCHOOL, vk=parse_link(Network.VK, given), row_number=5),))
    [fault] = refused(current, file)
    assert (fault.sheet, fault.row, fault.column) == ("Аккаунты", 5, "ВКонтакте")
    assert plan_import(current, file, remove_missing=True).added == file.rows


def test_a_page_may_move_between_organisations_of_one_file():
    current = [known(SCHOOL, page(SCHOOL, "zarya")), known(CLUB)]
    rows = (row(SCHOOL), row(CLUB, vk=parse_link(Network.VK, "zarya")))
    assert [change.columns for change in plan_import(current, RegistryFile(rows)).changed] == [("ВКонтакте",)] * 2


def test_a_file_without_the_column_of_kinds_keeps_the_kind():
    administration = replace(SCHOOL, kind=Kind.ADMINISTRATION)
    file = RegistryFile((row(SCHOOL),), kind_given=False)
    assert plan_import([known(administration)], file).unchanged == (administration,)
    [change] = plan_import([known(administration)], replace(file, kind_given=True)).changed
    assert change.columns == (AccountColumn.KIND,)


def test_an_officer_of_nobody_is_refused():
    people = (OfficerRow("клуб"), OfficerRow("школа"), OfficerRow("Сад", row_number=4))
    [fault] = refused([known(CLUB)], RegistryFile((row(SCHOOL),), people))
    assert (fault.sheet, fault.row, fault.column) == ("Ответственные", 4, "Краткое название")
    gone = refused([known(CLUB)], RegistryFile((row(SCHOOL),), people[:2]), remove_missing=True)
    assert len(gone) == 1


def test_an_empty_sheet_of_officers_changes_none():
    assert plan_import([known(SCHOOL)], RegistryFile((row(SCHOOL),), ())).officers is None


@pytest.mark.parametrize("remove_missing", [True, False])
@pytest.mark.parametrize("current", [[], [known(SCHOOL)]])
def test_a_file_without_organisations_is_refused(current: list[KnownOrganisation], *, remove_missing: bool):
    [fault] = refused(current, RegistryFile(()), remove_missing=remove_missing)
    assert str(fault).startswith("лист «Аккаунты»: в таблице нет ни одной организации")


HOUSE = Organisation(3, "Дом культуры", "МБУ «Дом культуры»")


def renamed(short: str, **changes: object) -> RegistryRow:
    return row(HOUSE, **{"full_name": "МБУ «Новое имя»", "short_name": short, **changes})


@pytest.mark.parametrize(
    ("short", "changes", "why"),
    [
        ("Центр досуга", {"vk": parse_link(Network.VK, "club900001")}, "та же страница"),
        ("Дом культуры «Заря»", {}, "похожее название"),
        ("Центр досуга", {"full_name": "МБУ «ДОМ культуры»"}, "похожее название"),
        ("Дом культуры «Заря»", {"ogrn": ogrn(5)}, "похожее название"),
    ],
)
def test_a_new_row_may_be_an_absent_organisation_under_another_name(short: str, changes: dict, why: str):
    held = page(HOUSE, "dkzarya", network_id=900001)
    rows = (renamed(short, **changes), row(SCHOOL))
    plan = plan_import([known(SCHOOL), known(CLUB), known(HOUSE, held)], RegistryFile(rows), remove_missing=True)
    [rename] = plan.renames
    assert (rename.was, rename.now.short_name, rename.why) == (HOUSE, short, why)


@pytest.mark.parametrize(
    ("was", "short"),
    [("Дом культуры", "Центр досуга"), ("Школа № 1", "Школа № 2")],
    ids=["another name", "another number"],
)
def test_what_shares_nothing_is_no_rename(was: str, short: str):
    current = [known(replace(HOUSE, short_name=was))]
    assert plan_import(current, RegistryFile((renamed(short),))).renames == ()


def test_two_ogrns_are_two_organisations():
    current = [known(replace(HOUSE, ogrn=ogrn(4)))]
    assert plan_import(current, RegistryFile((renamed("Дом культуры «Заря»", ogrn=ogrn(5)),))).renames == ()


@pytest.mark.parametrize(
    ("known_ogrn", "way"),
    [
        (None, "верните в её строку прежнее краткое название «Дом культуры», впишите туда ОГРН"),
        (ogrn(4), "впишите в её строку ОГРН"),
    ],
)
def test_a_page_of_a_renamed_organisation_is_refused_with_both_names_and_the_way_out(
    known_ogrn: str | None, way: str
):
    current = [known(replace(HOUSE, ogrn=known_ogrn), page(HOUSE, "dkzarya"))]
    [fault] = refused(current, RegistryFile((renamed("Центр досуга", vk=parse_link(Network.VK, "dkzarya")),)))
    assert "«Дом культуры»" in fault.message
    assert "«Центр досуга»" in fault.message
    assert way in fault.message
    assert "--remove-missing" in fault.message


def test_every_conflict_is_told_at_once():
    current = [known(CLUB, page(CLUB, "zarya"), page(CLUB, "ok.ru/zarya", Network.OK)), known(SCHOOL)]
    own = row(
        SCHOOL, short_name="Клуб", vk=parse_link(Network.VK, "zarya"), ok=parse_link(Network.OK, "ok.ru/zarya")
    )
    found = refused(current, RegistryFile((own,), (OfficerRow("Сад", row_number=9),)))
    assert [fault.column for fault in found] == [
        "Краткое название",
        "ВКонтакте",
        "Одноклассники",
        "Краткое название",
    ]


@pytest.mark.parametrize(
    ("written", "network_id", "given", "same"),
    [
        ("club900001", None, "https://vk.com/public900001", True),
        ("zarya", None, "vk.com/ZARYA", True),
        ("zarya", 900001, "club900001", True),
        ("zarya", 900001, "club900002", False),
        ("zarya", None, "club900001", False),
        ("club900001", 900001, "zarya", False),
        ("zarya", None, "zarya2", False),
    ],
)
def test_a_link_means_a_page_only_when_that_is_certain(written: str, network_id, given: str, same: bool):
    held = replace(page(SCHOOL, written, network_id=network_id), resolution=Resolution.MOVED)
    assert same_community(parse_link(Network.VK, given), held) is same


@pytest.mark.parametrize(
    ("written", "network_id", "resolution", "given", "perhaps"),
    [
        ("club900001", 900001, Resolution.FOUND, "zarya", True),
        ("club900001", None, Resolution.PENDING, "zarya", True),
        ("zarya", 900001, Resolution.FOUND, "zarya2", True),
        ("zarya", 900001, Resolution.FOUND, "club900002", False),
        ("zarya", None, Resolution.PENDING, "zarya2", False),
        ("zarya", 900001, Resolution.SHARED, "zarya2", False),
    ],
)
def test_a_link_may_mean_a_page_whose_number_is_known(
    written: str, network_id, resolution: Resolution, given: str, perhaps: bool
):
    held = replace(page(SCHOOL, written, network_id=network_id), resolution=resolution)
    assert may_be_same_community(parse_link(Network.VK, given), held) is perhaps


def test_the_same_name_in_another_network_is_another_community():
    assert not same_community(parse_link(Network.OK, "ok.ru/zarya"), page(SCHOOL, "zarya"))


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6), min_size=1), st.booleans())
def test_every_organisation_has_one_fate(before: set[int], after: set[int], remove: bool):
    current = [known(Organisation(n, f"Имя {n}", "Имя", ogrn=ogrn(n) if n % 2 else None)) for n in sorted(before)]
    rows = tuple(RegistryRow(f"ИМЯ {n}", "Имя", ogrn=ogrn(n) if n % 3 else None) for n in sorted(after))
    plan = plan_import(current, RegistryFile(rows), remove_missing=remove)
    fates = [
        *(each.organisation.id for each in plan.changed),
        *(each.id for each in (*plan.unchanged, *plan.absent)),
    ]
    assert sorted(fates) == sorted(before)
    assert {each.id for each in plan.absent} == before - after
    assert len(plan.added) == len(after - before)
