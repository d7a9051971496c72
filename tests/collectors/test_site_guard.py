"""What is never asked: addresses from inside, in whatever dress."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.site.address import follow, parse, starts
from collectors.site.errors import SiteFault
from collectors.site.gate import Gate
from collectors.site.guard import is_public, number_of
from collectors.site.wire import only_to
from domain.site import SiteTrouble

INSIDE_4 = [
    *(str(IPv4Address(0)), "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1"),
    *("127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8"),
    *("192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
]
INSIDE_6 = [
    *("::", "::1", "fe80::1", "fe80::1%1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1"),
    *("2001::1", "2001:0:7f00:1::", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1"),
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "2a00:1450:4010::71"]

BAD, INSIDE = SiteTrouble.BAD_ADDRESS, SiteTrouble.INSIDE


@pytest.mark.parametrize("text", [*INSIDE_4, *INSIDE_6])
def test_an_address_from_inside_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_an_address_of_the_internet_is_public(text: str) -> None:
    assert is_public(ip_address(text))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_whatever_python_knows_to_be_special_is_never_public(address: IPv4Address | IPv6Address) -> None:
    special = (
        address.is_private,
        address.is_loopback,
        address.is_link_local,
        address.is_multicast,
        address.is_reserved,
        address.is_unspecified,
    )
    if is_public(address):
        assert address.is_global
        assert not any(special)


@given(st.ip_addresses(v=4))
def test_no_ipv6_address_that_hides_an_ipv4_one_is_public(hidden: IPv4Address) -> None:
    number = int(hidden)
    dressed = [
        number,
        0xFFFF << 32 | number,
        0x0064_FF9B << 96 | number,
        0x2002 << 112 | number << 80 | 1,
        0x2001_0000 << 96 | (number ^ 0xFFFF_FFFF),
    ]
    assert not any(is_public(IPv6Address(each)) for each in dressed)


@given(st.ip_addresses(v=4))
def test_an_address_is_understood_in_every_form_systems_understand(address: IPv4Address) -> None:
    number = int(address)
    first, rest = number >> 24, number & 0xFF_FFFF
    forms = [str(number), hex(number), f"{first}.{rest}", f"{first:#x}.{rest:#x}", f"0{first:o}.0{rest:o}"]
    assert {number_of(form) for form in forms} == {address}
    assert {IPv4Address(socket.inet_aton(form)) for form in forms[:4]} == {address}


# ------------------------------------------------------------------ addresses as people and attackers write them


@pytest.mark.parametrize(
    ("url", "trouble"),
    [
        ("ftp://zarya.example/", BAD),
        ("file:///etc/passwd", BAD),
        ("gopher://zarya.example/", BAD),
        ("javascript:alert(1)", BAD),
        ("//zarya.example/", BAD),
        ("", BAD),
        ("http://", BAD),
        ("http:///path", BAD),
        ("http://user@zarya.example/", BAD),
        ("http://user:word@zarya.example/", BAD),
        ("http://zarya.example@127.0.0.1/", BAD),
        ("http://zarya.example\\@127.0.0.1/", BAD),
        ("http://zarya.example/\r\nHost: inside", BAD),
        ("http://zarya.example/a b", BAD),
        ("http://zarya.example:99999/", BAD),
        ("http://zarya.example:0/", BAD),
        ("http://zarya.example:port/", BAD),
        ("http://zarya..example/", BAD),
        ("http://%31%32%37.0.0.1/", BAD),
        ("http://[fe80::1%251]/", BAD),
        ("http://[::1", BAD),
        ("http://256.1.1.1/", BAD),
        ("http://1.2.3.4.5/", BAD),
        ("http://08.1/", BAD),
        (f"http://zarya.example/{'a' * 3000}", BAD),
        ("http://127.0.0.1/", INSIDE),
        ("http://127.0.0.1./", INSIDE),
        ("http://2130706433/", INSIDE),
        ("http://0x7f000001/", INSIDE),
        ("http://0x7f.1/", INSIDE),
        ("http://127.1/", INSIDE),
        ("http://0177.0.0.1/", INSIDE),
        ("http://0/", INSIDE),
        ("http://①②⑦.0.0.1/", INSIDE),
        ("http://127。0。0。1/", INSIDE),
        ("http://１２７.０.０.１/", INSIDE),
        ("http://[::1]/", INSIDE),
        ("http://[::ffff:127.0.0.1]/", INSIDE),
        ("http://[::ffff:7f00:1]/", INSIDE),
        ("http://[fd00::1]/", INSIDE),
        ("http://169.254.169.254/latest/meta-data/", INSIDE),
        ("http://192.168.1.1:8080/", INSIDE),
        ("http://localhost/", INSIDE),
        ("http://intranet/", INSIDE),
        ("http://zarya.example:8080/", SiteTrouble.PORT),
        ("http://zarya.example:22/", SiteTrouble.PORT),
        ("https://vk.com/club5", SiteTrouble.NOT_A_SITE),
        ("https://clck.ru/abc", SiteTrouble.NOT_A_SITE),
        ("https://www.gosuslugi.ru/", SiteTrouble.NOT_A_SITE),
    ],
)
def test_a_treacherous_address_is_refused_before_anything_is_asked(url: str, trouble: SiteTrouble) -> None:
    with pytest.raises(SiteFault) as caught:
        Gate().admit(parse(url))
    assert caught.value.trouble is trouble


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("http://Zarya.Example", "http://zarya.example/"),
        ("https://zarya.example.:443/a?b=c#d", "https://zarya.example/a?b=c"),
        ("http://zarya.example:443/", "http://zarya.example:443/"),
        ("https://дк-заря.рф/контакты", "https://xn----8sbknn3b1g.xn--p1ai/"),
        ("https://zarya.gosweb.gosuslugi.ru/", "https://zarya.gosweb.gosuslugi.ru/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
    ],
)
def test_an_honest_address_is_put_in_order(url: str, known: str) -> None:
    address = parse(url)
    Gate().admit(address)
    assert address.url.startswith(known)
    assert address.url.isascii()


def test_punycode_and_cyrillic_are_one_address() -> None:
    written = parse("https://дк-заря.рф/").host
    assert parse(f"https://{written}/") == parse("https://ДК-Заря.РФ./")


@pytest.mark.parametrize(
    ("written", "urls"),
    [
        ("zarya.example", ["https://zarya.example/", "http://zarya.example/"]),
        (" zarya.example / dk ", ["https://zarya.example/dk", "http://zarya.example/dk"]),
        ("//zarya.example", ["https://zarya.example/", "http://zarya.example/"]),
        ("HTTP://zarya.example", ["http://zarya.example/"]),
        ("https://zarya.example", ["https://zarya.example/"]),
    ],
)
def test_a_site_without_a_scheme_is_tried_over_tls_first(written: str, urls: list[str]) -> None:
    assert [each.url for each in starts(written)] == urls


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/contacts", "https://zarya.example/contacts"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        ("контакты.html", "https://zarya.example/a/%D0%BA%D0%BE%D0%BD%D1%82%D0%B0%D0%BA%D1%82%D1%8B.html"),
        ("?page=2", "https://zarya.example/a/b?page=2"),
    ],
)
def test_a_link_is_followed_from_where_it_stands(link: str, url: str) -> None:
    assert follow(parse("https://zarya.example/a/b"), link).url == url


@given(st.text(max_size=80), st.sampled_from(["", "http://", "https://", "https://zarya.example/"]))
def test_any_text_is_an_address_or_a_site_fault(text: str, before: str) -> None:
    for read in (parse, starts, lambda link: follow(parse("https://zarya.example/"), link)):
        try:
            read(before + text)
        except SiteFault:
            continue


# ------------------------------------------------------------------ what was resolved is what is connected to


@pytest.mark.parametrize(
    ("found", "trouble"),
    [
        (["8.8.8.8", "10.0.0.1"], INSIDE),
        (["2a00:1450:4010::71", "::1"], INSIDE),
        (["8.8.8.8", "fe80::1%eth0"], INSIDE),
        (["8.8.8.8", "not an address"], INSIDE),
        ([], SiteTrouble.UNREACHABLE),
    ],
)
def test_one_answer_from_inside_spoils_all_of_them(found: list[str], trouble: SiteTrouble) -> None:
    with pytest.raises(SiteFault) as caught:
        Gate().checked(parse("http://zarya.example/"), found)
    assert caught.value.trouble is trouble


def test_a_development_host_is_let_through_by_its_exact_port_only() -> None:
    gate = Gate(frozenset({"127.0.0.1:8080"}))
    gate.admit(parse("http://127.0.0.1:8080/"))
    assert gate.checked(parse("http://127.0.0.1:8080/"), ["127.0.0.1"]) == (ip_address("127.0.0.1"),)
    for other in ("http://127.0.0.1:8081/", "http://127.0.0.2:8080/", "http://localhost:8080/"):
        with pytest.raises(SiteFault):
            gate.admit(parse(other))


def test_no_socket_is_made_for_an_address_that_was_not_checked() -> None:
    made = only_to([ip_address("8.8.8.8")])
    with pytest.raises(SiteFault) as caught:
        made((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80)))
    assert caught.value.trouble is INSIDE
    made((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80))).close()
