"""What is shown of a stored text, and what its words are."""

from __future__ import annotations

import time

import pytest

from markup import Picture, clean, outline, pictures_in, render, to_text, with_sources

FIGURE = '<figure><img data-picture="7" alt="&lt;Đê&gt; &quot;mới&quot;"><figcaption>Ảnh: TTXVN</figcaption></figure>'
TABLE = (
    "<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr>"
    "<tr><th><p>1</p></th><td><p>2</p></td></tr></tbody></table>"
)
BOX = '<div class="c-prose__scroll" role="group" aria-label="Bảng" tabindex="0"><table>'


def test_a_table_stands_in_a_box_and_its_headers_say_of_what():
    assert render(TABLE) == (
        f'{BOX}<thead><tr><th scope="col"><p>A</p></th><th scope="col"><p>B</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>1</p></th><td><p>2</p></td></tr></tbody></table></div>'
    )


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ("<tr><td>1</td><td>2</td></tr>", "<tbody><tr><td>1</td><td>2</td></tr></tbody>"),
        ("<tr><th>1</th><td>2</td></tr>", '<tbody><tr><th scope="row">1</th><td>2</td></tr></tbody>'),
        (
            '<tr><th colspan="2"></th><th>1</th></tr>',
            '<thead><tr><td colspan="2"></td><th scope="col">1</th></tr></thead>',
        ),
        ('<tr><th colspan="2">1</th></tr>', '<thead><tr><th scope="col" colspan="2">1</th></tr></thead>'),
    ],
)
def test_only_a_row_of_headers_alone_is_the_head(rows: str, shown: str):
    assert render(f"<table><tbody>{rows}</tbody></table>") == f"{BOX}{shown}</table></div>"


def test_a_picture_is_shown_by_who_knows_it_or_left_out():
    def picture(pk: int, alt: str) -> str | None:
        return f"[{pk} {alt}]" if pk == 7 else None

    other = FIGURE.replace('"7"', '"8"')

    assert render(f"<p>a</p>{FIGURE}{other}", picture) == (
        '<p>a</p><figure>[7 <Đê> "mới"]<figcaption>Ảnh: TTXVN</figcaption></figure>'
    )
    assert render(FIGURE) == ""


def test_the_editor_is_told_where_pictures_are_and_the_server_forgets_it():
    shown = with_sources(FIGURE, {7: "/media/a.webp?x&y"}.get)

    assert 'src="/media/a.webp?x&amp;y"' in shown
    assert clean(shown) == FIGURE
    assert with_sources(FIGURE, {}.get) == FIGURE


def test_the_pictures_of_a_text_are_known_by_their_numbers():
    assert pictures_in(f"<p>a</p>{FIGURE}") == [Picture(7, '<Đê> "mới"')]


def test_the_words_alone():
    body = f"<h2>Bão</h2><p>Một<br>hai &amp; <strong>ba</strong></p><ul><li><p>bốn</p></li></ul>{TABLE}{FIGURE}"

    assert to_text(clean(body)) == "Bão\nMột\nhai & ba\nbốn\nA | B\n1 | 2\nẢnh: TTXVN"


def test_the_outline_says_what_words_stand_in():
    body = (
        '<h3>Bão</h3><p><a href="/tin">Tin</a></p><blockquote><p>Lời</p></blockquote><ol><li><p>a</p></li></ol>'
        + FIGURE
    )

    assert outline(clean(body)).split("\n") == [
        "## Bão", "Tin (/tin)", "“ Lời", "• a", '[Ảnh 7: <Đê> "mới"]', "Ảnh: TTXVN",
    ]  # fmt: skip


def test_showing_an_article_takes_no_time_worth_keeping_it():
    body = clean(f"<p>{'Người dân nộp hồ sơ tại bất kỳ trung tâm nào. ' * 20}</p>" * 10 + TABLE)
    start = time.process_time()

    for _ in range(100):
        render(body)

    assert (time.process_time() - start) / 100 < 0.005
