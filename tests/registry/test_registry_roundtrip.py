"""What is written is read again as it was."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry_files import ogrn

from domain.network import Network
from domain.organisation import Exemption, Kind, Status
from domain.page import Link, parse_link
from domain.registry import OfficerRole, OfficerRow, RegistryFile, RegistryRow, name_key
from reports.registry_file import read_registry, write_registry
from reports.table_file import cells

LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffd\ufffe\uffff")
TRICKY = st.sampled_from(["=1+1", "+7", "-x", "@x", "'=x", '"', ";", ",", "007", "1e5", "ИСТИНА", "_x0041_", "№"])
TEXTS = st.lists(st.text(LETTERS, max_size=12) | TRICKY, min_size=1, max_size=3).map("".join).map(cells.clean)
NAMES = TEXTS.filter(lambda text: name_key(text) and text not in cells.ERRORS)
OPTIONAL = st.none() | NAMES
DAYS = st.none() | st.dates(date(1901, 1, 1), date(2100, 12, 31))


def links(network: Network) -> st.SearchStrategy[Link | None]:
    written = st.sampled_from(["club{}", "https://vk.com/public{}", "@dom_{}", "-{}", "{}"])
    if network is Network.OK:
        written = st.sampled_from(["https://ok.ru/group/{}", "ok.ru/dom{}", "{}"])
    numbers = st.integers(1, 10**12).map(str)
    return st.none() | st.builds(lambda form, n: parse_link(network, form.format(n)), written, numbers)


ROWS = st.builds(
    RegistryRow,
    short_name=NAMES,
    full_name=NAMES,
    ogrn=st.none() | st.integers(0, 10**11 - 1).map(ogrn),
    status=st.none() | st.sampled_from(Status),
    address=OPTIONAL,
    phone=st.sampled_from([None, "+7 42666 21000", "84266621000, +7 999 000-00-01"]),
    email=st.sampled_from([None, "dom@example.org", "дом@пример.рф", "+dom@example.org"]),
    site=st.sampled_from([None, "example.org", "https://пример.рф/"]),
    vk=links(Network.VK),
    ok=links(Network.OK),
    exemption=st.builds(Exemption, OPTIONAL, DAYS),
    kind=st.sampled_from(Kind),
)
OFFICERS = st.builds(
    OfficerRow,
    short_name=NAMES,
    role=st.none() | st.sampled_from(OfficerRole),
    name=OPTIONAL,
    position=OPTIONAL,
    order_number=OPTIONAL,
    order_date=DAYS,
    valid_from=DAYS,
)
REGISTRIES = st.builds(
    RegistryFile,
    st.lists(
        ROWS,
        max_size=3,
        unique_by=(
            lambda row: name_key(row.short_name),
            lambda row: row.ogrn or object(),
            lambda row: (row.vk and (row.vk.number, row.vk.name)) or object(),
            lambda row: (row.ok and (row.ok.number, row.ok.name)) or object(),
        ),
    ).map(tuple),
    st.lists(OFFICERS, max_size=2).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(REGISTRIES)
def test_a_written_workbook_reads_as_what_was_written(registry: RegistryFile):
    assert read_registry("r.xlsx", write_registry("r.xlsx", registry, people=True)) == registry


@settings(max_examples=100, deadline=None)
@given(REGISTRIES)
def test_a_written_csv_reads_as_what_was_written(registry: RegistryFile):
    assert read_registry("r.csv", write_registry("r.csv", registry)) == RegistryFile(registry.rows)


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv"])
def test_rows_keep_their_place_in_the_file(name: str):
    registry = RegistryFile((RegistryRow("А", "А"), RegistryRow("Б", "Б")))
    assert [row.row_number for row in read_registry(name, write_registry(name, registry)).rows] == [2, 3]
