"""What stands on a page of a site: letters of all kinds, links to communities and to other things."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.site.address import parse
from collectors.site.apart import from_text, to_text
from collectors.site.communities import community
from collectors.site.encoding import decoded
from collectors.site.errors import SiteFault
from collectors.site.page import Seen, read_page
from collectors.site.robots import Rules
from collectors.site.unpacking import Unpacker
from domain.network import Network
from domain.page import Link

HERE = "https://zarya.example/"
CONTACTS = '<a href="/kontakty">Контакты</a>'
CLUB = Link(Network.VK, "https://vk.com/club5", number=5)
GROUP = Link(Network.OK, "https://ok.ru/group/77", number=77)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("Контакты".encode(), "utf-8"),
        ("Контакты".encode(), ""),
        ("Контакты".encode(), "windows-1251"),
        ("\ufeffКонтакты".encode(), "windows-1251"),
        ("Контакты".encode("utf-16"), ""),
        ("Контакты".encode("utf-16-be"), "utf-16be"),
        ("Контакты".encode("cp1251"), "windows-1251"),
        ("Контакты".encode("cp1251"), ""),
        ("Контакты".encode("cp1251"), "no-such-encoding"),
        ("Контакты".encode("cp1251"), "idna"),
        ("Контакты".encode("koi8-r"), "KOI8-R"),
        (b'<meta charset="windows-1251">' + "Контакты".encode("cp1251"), "utf-8"),
        (b"<META http-equiv=x content='text/html; charset=koi8-r'>" + "Контакты".encode("koi8-r"), ""),
        (b"<meta charset=rot13>" + "Контакты".encode("cp1251"), ""),
    ],
)
def test_a_page_is_read_in_its_own_letters_whatever_is_said_of_it(body: bytes, header: str) -> None:
    assert decoded(body, header).endswith("Контакты")


@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_in_any_encoding_are_some_text(body: bytes, header: str) -> None:
    assert isinstance(decoded(body, header), str)


# ------------------------------------------------------------------ which links are communities


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://vk.com/club5", "https://vk.com/club5"),
        ("http://www.vk.com/public5/", "https://vk.com/club5"),
        ("//vk.ru/event5?w=wall-5_6#x", "https://vk.com/club5"),
        ("https://m.vk.com/zarya_dk?from=groups", "https://vk.com/zarya_dk"),
        ("https://VK.com/Zarya_DK", "https://vk.com/zarya_dk"),
        ("https://vkontakte.ru/club5", "https://vk.com/club5"),
        ("https://ok.ru/group/77/topics", "https://ok.ru/group/77"),
        ("https://m.ok.ru/group/77", "https://ok.ru/group/77"),
        ("https://ok.ru/zarya.dk", "https://ok.ru/zarya.dk"),
        ("https://www.odnoklassniki.ru/group/77", "https://ok.ru/group/77"),
        ("/bitrix/redirect.php?goto=https%3A%2F%2Fvk.com%2Fclub5", "https://vk.com/club5"),
        ("https://zarya.example/go?to=https://ok.ru/group/77&n=1", "https://ok.ru/group/77"),
    ],
)
def test_a_community_is_known_in_every_form_people_paste(href: str, written: str) -> None:
    found = community(href)
    assert found is not None
    assert found.written == written


@pytest.mark.parametrize(
    "href",
    [
        "https://vk.com/id1",
        "https://vk.com/1",
        "https://ok.ru/profile/123456",
        "https://ok.ru/123456",
        "https://vk.com/share.php?url=https%3A%2F%2Fzarya.example",
        "https://vk.com/widget_community.php?gid=5",
        "https://vk.com/share?url=x",
        "https://ok.ru/dk?st.cmd=addShare&st._surl=https%3A%2F%2Fzarya.example",
        "https://connect.ok.ru/offer?url=https%3A%2F%2Fzarya.example",
        "https://vk.com/video-5_456",
        "https://vk.com/wall-5_6",
        "https://vk.com/photo-5_6",
        "https://vk.com/album-5_6",
        "https://vk.com/doc5_6",
        "https://vk.com/app123_-5",
        "https://vk.com/js/api/openapi.js",
        "https://vk.com/",
        "https://vk.com",
        "https://vk.com/feed",
        "https://ok.ru/video/99",
        "https://vk.com.evil.example/club5",
        "https://evil.example/vk.com/club5",
        "https://notvk.com/club5",
        "mailto:club5@vk.com",
        "tel:+70000000000",
        "javascript:open('https://vk.com/club5')",
        "https://[vk.com/club5",
        "https://vk.com/" + "a" * 3000,
    ],
)
def test_people_share_buttons_and_other_things_are_no_pages(href: str) -> None:
    assert community(href) is None


# ------------------------------------------------------------------ the page as a whole


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://vk.com/club5">ВК</a><a href="https://ok.ru/group/77">ОК</a>',
        '<footer><a href=" https://vk.com/club5 "><img src="vk.svg"></a><a href="//ok.ru/group/77"><i></i></a>',
        '<map><area href="https://vk.com/club5" alt=""><area href="https://ok.ru/group/77" alt=""></map>',
        "<A HREF=https://vk.com/club5>x<A HREF=https://ok.ru/group/77>y",
        '<base href="https://ok.ru/group/"><a href="https://vk.com/club5">ВК</a><a href="77">ОК</a>',
        '<a href="https://vk.com/club5">1</a><a href="https://vk.com/club5?x">2</a><a href="https://ok.ru/group/77">',
    ],
)
def test_links_are_found_wherever_they_stand(html: str) -> None:
    assert read_page(html, HERE).pages == (CLUB, GROUP)


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <a href='https://vk.com/club5'>старая</a> -->",
        "<script>document.write(\"<a href='https://vk.com/club5'>\")</script>",
        "<p>https://vk.com/club5</p>",
        "<a name='https://vk.com/club5'>",
        "<a href=''>x</a><a href='#top'>наверх</a>",
    ],
)
def test_what_no_visitor_can_press_is_no_link(html: str) -> None:
    assert read_page(html, HERE).pages == ()


@pytest.mark.parametrize(
    ("html", "lead"),
    [
        (CONTACTS, "https://zarya.example/kontakty"),
        (f"{CONTACTS}<a href='/soc'>Мы в соцсетях</a>", "https://zarya.example/soc"),
        ("<a href='/s'>Социальные сети</a>", "https://zarya.example/s"),
        ("<a href='/k'>  Наши\n контакты </a>", "https://zarya.example/k"),
        ("<a href='/k' title='Контакты'><img></a>", "https://zarya.example/k"),
        ("<a href='/news'>Бесконтактная оплата</a>", ""),
        (f"<a href='https://vk.com/club5'>Мы в соцсетях</a>{CONTACTS}", "https://zarya.example/kontakty"),
        ("<a href='https://www.zarya.example/k'>Контакты</a>", "https://www.zarya.example/k"),
        ("<meta http-equiv='Refresh' content='0; url=/main.html'>", "https://zarya.example/main.html"),
        ("<meta http-equiv=refresh content='5'>", ""),
    ],
)
def test_where_else_to_look_is_told_by_the_page_itself(html: str, lead: str) -> None:
    assert read_page(html, HERE).lead == lead


@pytest.mark.parametrize(
    ("html", "has_links"), [("<div id=root></div><script src=app.js></script>", False), (CONTACTS, True)]
)
def test_a_page_drawn_by_a_script_alone_is_noticed(html: str, has_links: bool) -> None:
    assert read_page(html, HERE).has_links is has_links


def test_styling_elements_left_open_cost_nothing_and_hide_no_link() -> None:
    nested = "".join(f"<a href={number}><font size={number}><p>" for number in range(10_000))
    begun = time.monotonic()
    seen = read_page(f"<b><i class=vk></i><a href=https://vk.com/club5><STRONG>ВК</STRONG></a>{nested}", HERE)
    assert seen.pages == (CLUB,)
    assert time.monotonic() - begun < 2, "without care it is fifty seconds"


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_no_page_whatever_makes_the_reader_fail(told: str | bytes) -> None:
    html = decoded(told, "") if isinstance(told, bytes) else told
    for page in (html, f"<a href='{html}'>{html}</a>", f"<base href='{html}'><a href=x>", f"<meta {html}>"):
        seen = read_page(page, HERE)
        assert from_text(to_text(seen)) == seen


def test_what_was_seen_comes_back_from_the_reader_as_it_was() -> None:
    seen = Seen(
        (CLUB, GROUP, Link(Network.VK, "https://vk.com/zarya", name="zarya")), "https://x.example/к", has_links=True
    )
    assert from_text(to_text(seen)) == seen


# ------------------------------------------------------------------ rules for programs, and packed bodies


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: *\nDisallow: /\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /$\n", True),
        ("User-agent: postovoy\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: other\nDisallow: /\n", True),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("<html><body>404</body></html>", True),
    ],
)
def test_rules_for_programs_are_kept(text: str, is_allowed: bool) -> None:
    assert Rules(text.encode()).allow(parse(HERE)) is is_allowed


@given(st.binary(max_size=500))
def test_any_rules_at_all_are_understood_somehow(body: bytes) -> None:
    assert Rules(body).allow(parse("https://zarya.example/a/b?c")) in (True, False)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "identity", "", "br"]))
def test_any_packed_bytes_are_a_body_or_a_site_fault(body: bytes, encoding: str) -> None:
    try:
        unpacker = Unpacker(encoding, 1000)
        for start in range(0, len(body), 7):
            unpacker.take(body[start : start + 7])
    except SiteFault:
        return
    assert len(unpacker.body) <= 1000
