"""A hostile site and its tricks, over real sockets: each is refused by its name, and nothing inside is asked."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import time
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from site_stage import (
    HOME,
    INSIDE,
    NOW,
    QUICK,
    Names,
    Play,
    Site,
    answer,
    let_in,
    links,
    on_the_street,
    redirect,
    site,
)

from collectors.site.apart import read_apart
from collectors.site.errors import SiteFault
from collectors.site.wire import Limits
from domain.network import Network
from domain.page import Link
from domain.site import SiteReading, SiteTrouble

pytestmark = pytest.mark.story

CERTIFICATE = Path(__file__).with_name("site_certificate.pem")
CLUB = Link(Network.VK, "https://vk.com/club5", number=5)
GROUP = Link(Network.OK, "https://ok.ru/group/77", number=77)
BOTH = links("https://vk.com/club5", "https://ok.ru/group/77")
MEGABYTE = 1024 * 1024


async def visited(play: bytes | Play, **more: bytes | Play) -> tuple[SiteReading, Site]:
    """The reading of a site whose home page this is, and the site."""
    told = {"/": play, **{f"/{name.replace('_', '.')}": each for name, each in more.items()}}
    async with site(told) as there:
        return await let_in(there.place).read(f"http://{there.place}"), there


# ------------------------------------------------------------------ an honest site


async def test_an_honest_site_is_read_with_three_requests_at_most() -> None:
    home = links("https://vk.com/club5", "/contacts").replace(">мы<", ">Мы в соцсетях<")
    contacts = links("https://ok.ru/group/77", "https://vk.com/id1")
    reading, there = await visited(answer(home), contacts=answer(contacts))
    assert reading.trouble is None
    assert (reading.pages, reading.looked, reading.read_at) == ((CLUB, GROUP), 2, NOW)
    assert len(reading.page_hash) == 64
    assert there.paths == ["/robots.txt", "/", "/contacts"]


async def test_where_both_networks_stand_on_the_home_page_nothing_more_is_asked() -> None:
    reading, there = await visited(answer(BOTH + "<a href='/contacts'>Контакты</a>"))
    assert (reading.pages, reading.looked) == ((CLUB, GROUP), 1)
    assert there.paths == ["/robots.txt", "/"]


async def test_contacts_that_cannot_be_had_spoil_nothing() -> None:
    home = links("https://vk.com/club5") + "<a href='/contacts'>Контакты</a>"
    reading, _ = await visited(answer(home), contacts=answer("", "500 Oops"))
    assert (reading.trouble, reading.pages, reading.looked) == (None, (CLUB,), 1)


async def test_the_program_says_what_it_is_and_nothing_of_us() -> None:
    _, there = await visited(answer(BOTH, Set_Cookie="a=1"))
    for head in there.asked:
        names = [line.split(":")[0].lower() for line in head.splitlines()[1:] if line]
        assert "User-Agent: Postovoy (" in head
        assert not {"cookie", "referer", "authorization", "from", "via", "x-forwarded-for"} & set(names)


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with site() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.place}")
        reading, _ = await visited(answer(BOTH))
    assert reading.trouble is None
    assert proxy.asked == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
async def test_a_packed_page_is_unpacked(encoding: str) -> None:
    page = BOTH.encode()
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(page),
        "deflate": zlib.compress(page),
        "raw": bare.compress(page) + bare.flush(),
    }
    name = "deflate" if encoding == "raw" else encoding
    reading, _ = await visited(answer(packed[encoding], Content_Encoding=name))
    assert reading.pages == (CLUB, GROUP)


async def test_redirects_on_one_site_are_followed() -> None:
    reading, there = await visited(redirect("/ru/"), **{"ru/": answer(BOTH)})
    assert reading.pages == (CLUB, GROUP)
    assert there.paths == ["/robots.txt", "/", "/ru/"]


async def test_one_request_at_a_time_goes_to_a_host_and_few_at_once_in_all() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(answer(BOTH))

    readings: list[SiteReading] = []

    async def keep(reading: SiteReading) -> None:
        readings.append(reading)

    async with site({"/": slow, "/dk": slow, "/club": slow}) as there:
        keys = [f"http://{there.place}{path}" for path in ("", "/dk", "/club")]
        await let_in(there.place).collect(keys, keep)
    assert sorted(each.site for each in readings) == sorted(keys)
    assert there.most_open == 1


# ------------------------------------------------------------------ rules for programs


@pytest.mark.parametrize(
    ("rules", "trouble"),
    [
        (answer("User-agent: *\nDisallow: /", Content_Type="text/plain"), SiteTrouble.ROBOTS),
        (answer("User-agent: *\nDisallow: /admin", Content_Type="text/plain"), None),
        (answer("", "404 Not Found"), None),
        (answer("", "403 Forbidden"), None),
        (answer("", "503 Busy"), SiteTrouble.ROBOTS_BROKEN),
        (answer("#" * 600_000), SiteTrouble.ROBOTS_BROKEN),
        (b"\x00garbage\r\n\r\n", None),
        (redirect("/robots.txt"), None),
    ],
)
async def test_rules_for_programs_come_first(rules: bytes, trouble: SiteTrouble | None) -> None:
    reading, there = await visited(answer(BOTH), robots_txt=rules)
    assert reading.trouble is trouble
    assert there.paths[0] == "/robots.txt"
    assert ("/" in there.paths) is (trouble is None)


async def test_contacts_closed_to_programs_are_not_asked_for() -> None:
    home = links("https://vk.com/club5") + "<a href='/contacts'>Контакты</a>"
    rules = answer("User-agent: *\nDisallow: /contacts")
    reading, there = await visited(answer(home), robots_txt=rules, contacts=answer(BOTH))
    assert (reading.pages, reading.looked) == ((CLUB,), 1)
    assert "/contacts" not in there.paths


# ------------------------------------------------------------------ a body that would do harm


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(64):
        writer.write(b"<p>" + b"x" * MEGABYTE)
        await writer.drain()


async def _dripping(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(200):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def _dripping_head(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        writer.write(f"X-{number}: y\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.1)


async def _silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(20)
    writer.write(b"")


async def _continuing(writer: asyncio.StreamWriter) -> None:
    for _ in range(200):
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.1)


def _bomb(encoding: str) -> bytes:
    packed = (
        gzip.compress(b"<p>" * (30 * MEGABYTE)) if encoding == "gzip" else zlib.compress(b"0" * (90 * MEGABYTE))
    )
    return answer(packed, Content_Encoding=encoding)


@pytest.mark.parametrize(
    ("play", "trouble"),
    [
        pytest.param(_endless, SiteTrouble.TOO_BIG, id="a body without end"),
        pytest.param(answer("x" * (3 * MEGABYTE)), SiteTrouble.TOO_BIG, id="a body of three megabytes"),
        pytest.param(answer("x", Content_Length=str(10**12)), SiteTrouble.TOO_BIG, id="a body said to be huge"),
        pytest.param(_bomb("gzip"), SiteTrouble.TOO_BIG, id="a bomb of gzip"),
        pytest.param(_bomb("deflate"), SiteTrouble.TOO_BIG, id="a bomb of deflate"),
        pytest.param(answer(b"\x00\x01", Content_Encoding="gzip"), SiteTrouble.UNREADABLE, id="packed badly"),
        pytest.param(answer("x", Content_Encoding="br"), SiteTrouble.UNREADABLE, id="packed as nobody asked"),
        pytest.param(_dripping, SiteTrouble.TOO_SLOW, id="a body byte by byte"),
        pytest.param(_dripping_head, SiteTrouble.TOO_SLOW, id="headers one by one"),
        pytest.param(_continuing, SiteTrouble.TOO_SLOW, id="100 Continue for ever"),
        pytest.param(_silent, SiteTrouble.TOO_SLOW, id="no word at all"),
        pytest.param(answer("%PDF-1.7", Content_Type="application/pdf"), SiteTrouble.NOT_HTML, id="a document"),
        pytest.param(answer("<div id=app></div><script></script>"), SiteTrouble.NO_LINKS, id="a page of a script"),
        pytest.param(answer("", "404 Not Found"), SiteTrouble.NOT_FOUND, id="404"),
        pytest.param(answer("", "403 Forbidden"), SiteTrouble.REFUSED, id="403"),
        pytest.param(answer("", "429 Too Many"), SiteTrouble.REFUSED, id="429"),
        pytest.param(answer("", "502 Bad Gateway"), SiteTrouble.BROKEN, id="502"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", SiteTrouble.UNREACHABLE, id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 20_000, SiteTrouble.UNREACHABLE, id="a header too long"),
        pytest.param(b"", SiteTrouble.UNREACHABLE, id="hung up"),
    ],
)
async def test_a_harmful_answer_is_cut_off_in_time(play: bytes | Play, trouble: SiteTrouble) -> None:
    begun = time.monotonic()
    reading, _ = await visited(play)
    assert (reading.trouble, reading.pages) == (trouble, ())
    assert time.monotonic() - begun < QUICK.visit + 1


async def test_a_page_that_would_keep_the_parser_busy_for_minutes_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTOVOY_VK__TOKEN", "a secret the reader never gets")
    nested = b"<div>" * 400_000
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.05)
            ticks += 1

    ticking = asyncio.create_task(tick())
    with pytest.raises(SiteFault) as caught:
        await read_apart(nested, "utf-8", "http://zarya.example/", seconds=1.0)
    ticking.cancel()
    assert caught.value.trouble is SiteTrouble.UNREADABLE
    assert ticks >= 10, "the rest of the program went on meanwhile"


async def test_stopping_waits_for_no_site_and_for_no_reader() -> None:
    async def keep(_reading: SiteReading) -> None:
        raise AssertionError("nothing is finished")

    deep = answer(b"<div>" * 300_000)
    async with site({"/": _dripping, "/deep": deep, "/robots.txt": _silent}) as there:
        patient = Limits(request=60, visit=60)
        for path in ("", "/deep"):
            collecting = asyncio.create_task(
                let_in(there.place, limits=patient).collect([f"http://{there.place}{path}"], keep)
            )
            await asyncio.sleep(0.3)
            begun = time.monotonic()
            collecting.cancel()
            await asyncio.gather(collecting, return_exceptions=True)
            assert time.monotonic() - begun < 0.5
            there.answers["/robots.txt"] = answer("", "404 Not Found")


# ------------------------------------------------------------------ tricks to be led inside


@asynccontextmanager
async def street() -> AsyncGenerator[tuple[Site, Site], None]:
    """A site on the Internet (127.0.0.1 for these tests) and, on the same port, a machine inside."""
    async with site() as outside, site({"/": answer(BOTH)}, host=INSIDE, port=outside.port) as inside:
        yield outside, inside


@pytest.mark.parametrize(
    ("location", "trouble"),
    [
        (f"http://{INSIDE}:{{port}}/", SiteTrouble.INSIDE),
        ("http://169.254.169.254/latest/meta-data/", SiteTrouble.INSIDE),
        ("http://[::1]/", SiteTrouble.INSIDE),
        ("http://[::ffff:7f00:2]:{port}/", SiteTrouble.INSIDE),
        ("http://2130706434:{port}/", SiteTrouble.INSIDE),
        ("http://127.2:{port}/", SiteTrouble.INSIDE),
        ("http://intranet.example:{port}/", SiteTrouble.INSIDE),
        ("http://mixed.example:{port}/", SiteTrouble.INSIDE),
        ("http://zarya.example:8081/", SiteTrouble.PORT),
        ("http://zarya.example:22/", SiteTrouble.PORT),
        ("file:///etc/passwd", SiteTrouble.BAD_ADDRESS),
        ("gopher://zarya.example/", SiteTrouble.BAD_ADDRESS),
        ("http://name:word@zarya.example:{port}/", SiteTrouble.BAD_ADDRESS),
        ("http://nowhere.example:{port}/", SiteTrouble.UNREACHABLE),
        ("https://vk.com/club5", SiteTrouble.NOT_A_SITE),
        ("/?again", SiteTrouble.REDIRECTS),
    ],
)
async def test_a_redirect_is_checked_as_the_first_address_was(location: str, trouble: SiteTrouble) -> None:
    names = Names({"zarya.example": [[HOME]], "intranet.example": [[INSIDE]], "mixed.example": [[HOME, INSIDE]]})
    async with street() as (outside, inside):
        outside.answers["/"] = redirect(location.format(port=outside.port))
        reading = await on_the_street(outside.port, names).read(f"http://zarya.example:{outside.port}")
    assert (reading.trouble, reading.pages) == (trouble, ())
    assert inside.asked == []
    assert len(outside.asked) <= 2 + QUICK.redirects


async def test_rules_that_redirect_inside_end_the_visit() -> None:
    async with street() as (outside, inside):
        outside.answers |= {"/": answer(BOTH), "/robots.txt": redirect(f"http://{INSIDE}:{outside.port}/")}
        collector = on_the_street(outside.port, Names({"zarya.example": [[HOME]]}))
        reading = await collector.read(f"http://zarya.example:{outside.port}")
    assert reading.trouble is SiteTrouble.INSIDE
    assert inside.asked == []


async def test_contacts_are_not_looked_for_on_another_host() -> None:
    async with street() as (outside, inside):
        lead = f"<a href='http://{INSIDE}:{outside.port}/'>Контакты</a>"
        outside.answers["/"] = answer(links("https://vk.com/club5") + lead)
        collector = on_the_street(outside.port, Names({"zarya.example": [[HOME]]}))
        reading = await collector.read(f"http://zarya.example:{outside.port}")
    assert (reading.trouble, reading.pages) == (None, (CLUB,))
    assert inside.asked == []


async def test_a_name_that_changes_its_address_during_a_visit_is_not_followed_inside() -> None:
    names = Names({"zarya.example": [[HOME], [INSIDE]]})
    async with street() as (outside, inside):
        outside.answers["/"] = answer(BOTH)
        collector = on_the_street(outside.port, names)
        first = await collector.read(f"http://zarya.example:{outside.port}")
        assert names.asked == ["zarya.example"], "resolved once for all requests of a visit"
        second = await collector.read(f"http://zarya.example:{outside.port}")
    assert (first.trouble, first.pages) == (None, (CLUB, GROUP))
    assert second.trouble is SiteTrouble.INSIDE
    assert names.asked == ["zarya.example", "zarya.example"]
    assert inside.asked == []


@pytest.mark.parametrize("told", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
async def test_no_way_of_writing_this_very_machine_reaches_it(told: str) -> None:
    async with site({"/": answer(BOTH)}) as there:
        collector = on_the_street(there.port, Names({"localhost": [["127.0.0.2"], ["::1"]]}))
        harder = collector if told == "localhost" else let_in("none.example:1")
        reading = await harder.read(f"http://{told}:{there.port}/")
    assert reading.trouble is SiteTrouble.INSIDE
    assert there.asked == []


async def test_a_host_without_an_address_is_unreachable_over_both_schemes() -> None:
    names = Names({})
    reading = await on_the_street(80, names).read("nowhere.example")
    assert reading.trouble is SiteTrouble.PORT  # 443 is no port of this street
    reading = await let_in().read("http://nowhere.invalid.")
    assert reading.trouble is SiteTrouble.UNREACHABLE


# ------------------------------------------------------------------ certificates


def _server_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


async def _over_tls(host: str, *, trusted: bool) -> SiteReading:
    tls = ssl.create_default_context()
    if trusted:
        tls.load_verify_locations(cafile=CERTIFICATE)
    async with site({"/": answer(BOTH)}, tls=_server_side()) as there:
        collector = on_the_street(there.port, Names({host: [[HOME]]}), tls=tls)
        return await collector.read(f"https://{host}:{there.port}")


async def test_a_certificate_nobody_signed_is_reported_and_not_passed_over() -> None:
    reading = await _over_tls("zarya.example", trusted=False)
    assert (reading.trouble, reading.pages) == (SiteTrouble.TLS, ())


async def test_a_certificate_of_another_site_is_reported() -> None:
    assert (await _over_tls("other.example", trusted=True)).trouble is SiteTrouble.TLS


async def test_a_certificate_believed_by_the_settings_is_taken() -> None:
    reading = await _over_tls("zarya.example", trusted=True)
    assert (reading.trouble, reading.pages, reading.secure) == (None, (CLUB, GROUP), True)


async def test_plain_http_works_and_is_told() -> None:
    reading, _ = await visited(answer(BOTH))
    assert (reading.trouble, reading.secure) == (None, False)


async def test_plain_http_behind_a_port_of_tls_is_broken_tls() -> None:
    async with site({"/": answer(BOTH)}) as there:
        reading = await let_in(there.place).read(f"https://{there.place}")
    assert reading.trouble is SiteTrouble.TLS


async def test_nobody_listening_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind((HOME, 0))
        place = f"{HOME}:{taken.getsockname()[1]}"
        reading = await let_in(place).read(f"http://{place}")
    assert reading.trouble is SiteTrouble.UNREACHABLE


async def test_a_bare_address_without_tls_is_read_over_http() -> None:
    async with site({"/": answer(BOTH)}) as there:
        there.hangs_up_on_tls = True
        collector = on_the_street(there.port, Names({"zarya.example": [[HOME]]}))
        reading = await collector.read(f"zarya.example:{there.port}")
    assert (reading.trouble, reading.pages, reading.secure) == (None, (CLUB, GROUP), False)


async def test_a_bare_address_with_broken_tls_is_not_read_over_http() -> None:
    async with site({"/": answer(BOTH)}) as there:
        collector = on_the_street(there.port, Names({"zarya.example": [[HOME]]}))
        reading = await collector.read(f"zarya.example:{there.port}")
    assert reading.trouble is SiteTrouble.TLS
    assert there.asked == []
