"""How various a page's publications are (P2.3): what counts as a kind, and when it may be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymorphy3 import MorphAnalyzer

from domain.content import Content, Format
from domain.finding import Outcome
from domain.page import Openness
from domain.post import Post, PostKind
from domain.variety import Kind, Occasion, histogram, histogram_title, kinds_of
from domain.view import Feed
from rules.variety import content_variety
from tests.rules.world import NOW, READ, at, gone, page_view

PHOTO, VIDEO, TEXT = (Format.PHOTO,), (Format.VIDEO,), (Format.TEXT,)
LONG_READ = replace(READ, since=at(1, month=10))


def publications(*formats: tuple[Format, ...], text: str = "", kind: PostKind = PostKind.POST) -> tuple[Post, ...]:
    """One a day, the newest yesterday."""
    return tuple(
        Post(f"{kind}{number}", NOW - timedelta(days=number + 1), kind, content=Content(text, formats=each))
        for number, each in enumerate(formats)
    )


def judged(*posts: Post, feed: Feed | None = LONG_READ, **params: int) -> tuple[Outcome, str]:
    verdict = content_variety(page_view(posts=posts, feed=feed), **params)
    return verdict.outcome, verdict.evidence


def test_publications_of_one_kind_are_told_with_the_kind_and_that_the_number_is_a_setting() -> None:
    assert judged(*publications(*[PHOTO] * 6)) == (
        Outcome.VIOLATED,
        "за 30 дней 6 публикаций, все одного вида: фото; по настройке нужно не меньше 2 видов",
    )


def test_two_kinds_are_enough_and_are_counted() -> None:
    assert judged(*publications(*[PHOTO] * 6, VIDEO)) == (Outcome.OK, "за 30 дней: фото 6, видео 1")


def test_a_setting_may_ask_for_more_kinds() -> None:
    assert judged(*publications(*[PHOTO] * 4, VIDEO), min_kinds=3) == (
        Outcome.VIOLATED,
        "за 30 дней 5 публикаций, видов 2: фото 4, видео 1; по настройке нужно не меньше 3 видов",
    )


def test_few_publications_are_neither_praised_nor_blamed() -> None:
    verdict = content_variety(page_view(posts=publications(*[PHOTO] * 4), feed=LONG_READ))
    assert (verdict.outcome, verdict.closes) == (Outcome.OK, False)
    assert verdict.evidence == "за 30 дней 4 публикации, о разнообразии судить рано"


@pytest.mark.parametrize(
    ("formats", "text", "kinds"),
    [
        (TEXT, "Завтра санитарный день.", {Format.TEXT}),
        ((), "Завтра санитарный день.", {Format.TEXT}),
        ((Format.TEXT, Format.PHOTO), "Завтра санитарный день.", {Format.PHOTO}),
        ((Format.PHOTO, Format.VIDEO), "", {Format.PHOTO, Format.VIDEO}),
        (TEXT, "Объявляем КОНКУРС рисунков!", {Occasion.CONTEST}),
        (PHOTO, "Итоги викторины подвели.", {Format.PHOTO, Occasion.CONTEST}),
        (TEXT, "Победители розыгрыша — в списке.", {Occasion.CONTEST}),
        (TEXT, "#акция #ДеньДобра", {Occasion.CAMPAIGN}),
        (TEXT, "Присоединяйтесь к флешмобу!", {Occasion.CAMPAIGN}),
        (TEXT, "Небольшой опрос: когда вам удобно?", {Format.POLL}),
        (TEXT, "Голосуйте в комментариях.", {Format.POLL}),
        (TEXT, "Смотрите прямую трансляцию матча.", {Format.LIVE}),
        (TEXT, "Будем в прямом эфире в шесть.", {Format.LIVE}),
        (TEXT, "Конкурс на замещение вакантной должности.", {Format.TEXT}),
        (TEXT, "Акционеров просят собраться.", {Format.TEXT}),
        (TEXT, "Опросник лежит на вахте.", {Format.TEXT}),
        (TEXT, "Прямой дороги нет.", {Format.TEXT}),
        ((), "", set[Kind]()),
    ],
)
def test_kinds_are_told_by_what_is_attached_and_by_words(
    formats: tuple[Format, ...], text: str, kinds: set[Kind]
) -> None:
    assert kinds_of(Content(text, formats=formats)) == kinds


def test_text_beside_other_things_is_no_kind_of_its_own() -> None:
    both = (Format.TEXT, Format.PHOTO)
    assert judged(*publications(*[both] * 6, text="Наш праздник"))[0] is Outcome.VIOLATED


def test_contests_in_words_are_variety() -> None:
    contest = publications(PHOTO, text="Объявляем конкурс!")
    older = [replace(post, id=f"o{post.id}") for post in publications(*[PHOTO] * 5)]
    assert judged(*contest, *older) == (Outcome.OK, "за 30 дней: фото 6, конкурс 1")


UNDESCRIBED = replace(publications(PHOTO, kind=PostKind.UNLISTED)[0], id="u")
UNTOLD = Post("n", NOW - timedelta(days=2))
EMPTY = Post("e", NOW - timedelta(days=2), content=Content())
CUT = Post("c", NOW - timedelta(days=2), content=Content("Начало", formats=PHOTO, cut=True))


@pytest.mark.parametrize("other", [UNDESCRIBED, UNTOLD, EMPTY, CUT], ids=["unlisted", "untold", "empty", "cut"])
def test_what_is_not_known_may_be_the_other_kind(other: Post) -> None:
    outcome, evidence = judged(*publications(*[PHOTO] * 6), other)
    assert outcome is Outcome.UNKNOWN
    assert evidence == "о разнообразии за 30 дней судить нельзя: вид части публикаций неизвестен"


def test_what_is_not_known_does_not_hide_two_known_kinds() -> None:
    assert judged(*publications(*[PHOTO] * 6, VIDEO), UNTOLD)[0] is Outcome.OK


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        (None, "публикации не прочитаны"),
        (replace(READ, since=at(1, 0)), "публикации не прочитаны вглубь до"),
        (replace(LONG_READ, until=at(20)), "публикации не читались после"),
    ],
)
def test_without_the_whole_stretch_nothing_is_said(feed: Feed | None, why: str) -> None:
    outcome, evidence = judged(*publications(*[PHOTO] * 6), feed=feed)
    assert outcome is Outcome.UNKNOWN
    assert why in evidence


def test_a_closed_page_is_not_judged_by_what_was_seen_before() -> None:
    shut = page_view(posts=publications(*[PHOTO] * 6), feed=LONG_READ, openness=Openness.CLOSED)
    assert content_variety(shut).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", [PostKind.REPOST, PostKind.AD, PostKind.VISITOR, PostKind.HIDDEN])
def test_what_others_made_is_no_variety_of_the_page(kind: PostKind) -> None:
    posts = (*publications(*[PHOTO] * 6), *publications(VIDEO, VIDEO, kind=kind))
    assert judged(*posts)[0] is Outcome.VIOLATED
    assert judged(*publications(*[PHOTO] * 6, kind=kind))[0] is Outcome.OK


def test_clips_of_the_page_are_variety_though_the_week_disputes_them() -> None:
    clip = publications((Format.CLIP,), kind=PostKind.CLIP)
    assert judged(*publications(*[PHOTO] * 6), *clip) == (Outcome.OK, "за 30 дней: фото 6, клип 1")


def test_older_publications_are_left_out_and_deleted_ones_stay() -> None:
    posts = publications(*[PHOTO] * 6)
    old = replace(publications(VIDEO)[0], published_at=NOW - timedelta(days=31), id="old")
    assert judged(*posts, old)[0] is Outcome.VIOLATED
    assert judged(*posts, gone(replace(old, published_at=NOW - timedelta(days=29))))[0] is Outcome.OK


def test_the_histogram_stands_with_the_commonest_first_and_ties_in_the_order_of_kinds() -> None:
    posts = publications(VIDEO, PHOTO, (Format.POLL, Format.PHOTO), VIDEO, TEXT)
    assert histogram_title(histogram(posts)) == "фото 2, видео 2, текст 1, опрос 1"
    assert histogram_title(histogram([UNTOLD])) == ""


moments = st.integers(0, 40 * 24).map(lambda hours: NOW - timedelta(hours=hours))
contents = st.none() | st.builds(
    Content,
    text=st.text(max_size=80) | st.sampled_from(["Конкурс!", "опрос", ""]),
    formats=st.lists(st.sampled_from(Format), unique=True, max_size=3).map(tuple),
    cut=st.booleans(),
)


@st.composite
def many(draw: st.DrawFn) -> tuple[Post, ...]:
    drawn: list[tuple[datetime, PostKind, Content | None]] = draw(
        st.lists(st.tuples(moments, st.sampled_from(PostKind), contents), max_size=10)
    )
    return tuple(Post(str(n), moment, kind, content=content) for n, (moment, kind, content) in enumerate(drawn))


@given(many(), st.sampled_from(Format), st.none() | st.just(READ) | st.just(LONG_READ))
def test_one_more_publication_never_spoils_a_variety_that_is_there(
    posts: tuple[Post, ...], extra: Format, feed: Feed | None
) -> None:
    more = (*posts, Post("more", NOW - timedelta(days=1), content=Content(formats=(extra,))))
    assert len(kinds_met(posts)) < 2 or judged(*posts, feed=feed)[0] is Outcome.OK
    assert len(kinds_met(posts)) < 2 or judged(*more, feed=feed)[0] is Outcome.OK


@given(many(), st.none() | st.just(LONG_READ))
def test_one_kind_is_blamed_only_when_everything_is_known(posts: tuple[Post, ...], feed: Feed | None) -> None:
    if judged(*posts, feed=feed)[0] is Outcome.VIOLATED:
        own = own_of_the_month(posts)
        assert feed is LONG_READ
        assert len(own) >= 5
        assert all(post.content and not post.content.cut and kinds_of(post.content) for post in own)
        assert len(kinds_met(posts)) == 1


OWN = {PostKind.POST, PostKind.CLIP, PostKind.VIDEO, PostKind.PHOTO, PostKind.UNLISTED}


def own_of_the_month(posts: tuple[Post, ...]) -> list[Post]:
    return [post for post in posts if post.published_at >= NOW - timedelta(days=30) and post.kind in OWN]


def kinds_met(posts: tuple[Post, ...]) -> set[Kind]:
    return {kind for post in own_of_the_month(posts) if post.content for kind in kinds_of(post.content)}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("конкурс", Occasion.CONTEST),
        ("викторина", Occasion.CONTEST),
        ("розыгрыш", Occasion.CONTEST),
        ("акция", Occasion.CAMPAIGN),
        ("флешмоб", Occasion.CAMPAIGN),
        ("опрос", Format.POLL),
        ("голосование", Format.POLL),
        ("стрим", Format.LIVE),
    ],
)
def test_every_form_the_dictionary_knows_is_recognised(word: str, kind: Kind) -> None:
    [noun] = [
        parse for parse in MorphAnalyzer(lang="ru").parse(word) if "nomn" in parse.tag and "NOUN" in parse.tag
    ]
    forms = {form.word for form in noun.lexeme if {"V-sh", "Infr"}.isdisjoint(form.tag.grammemes)}
    assert len(forms) >= 9
    assert [form for form in forms if kinds_of(Content(f"{form}!")) != {kind}] == []
