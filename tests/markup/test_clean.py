"""What a text may hold: cleaning it once is enough, and nothing else is left."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markup import LONGEST, check, clean, fit_to_be_seen, from_typed, to_text
from markup.cleaning import allowed
from markup.elements import ATTRIBUTES, NO_TEXT, OTHERS, READ, TAGS

NAMES = sorted(READ | NO_TEXT | OTHERS | {"o:p", "plaintext", "frameset", "mtext", "x"})
ATTRIBUTE = st.sampled_from(
    [
        "",
        ' href="https://chinhphu.vn/a?b=1&amp;c=2"',
        ' href="/tin-tuc/"',
        ' href="javascript:alert(1)"',
        ' href="https://[::"',
        ' href="http://a:99999/"',
        ' href="HTTP:\\\\a"',
        ' data-picture="7" alt="&lt;Ảnh&gt; &quot;đẹp&quot;"',
        ' data-picture="x"',
        ' colspan="2" rowspan="3"',
        ' start="4" type="a"',
        " style='mso-list:l0 level2 lfo1'",
        " style='mso-list:Ignore'",
        ' style="font-weight:700;font-style:italic;vertical-align:super"',
        ' style="font-weight:normal"',
        " onclick=alert(1)",
        ' class="x" id=y',
    ]
)
TEXT = st.text(st.sampled_from("aăâđ Ứ\n\t\u00a0\u200b\x00<>&\"'·•1.)|-"), max_size=8)
TAG = st.builds(
    lambda end, name, attribute: f"</{name}>" if end else f"<{name}{attribute}>",
    st.booleans(),
    st.sampled_from(NAMES),
    ATTRIBUTE,
)
SCRAPS = st.sampled_from(
    ["<!--", "-->", "<![if !supportLists]>", "<![endif]>", "&nbsp;", "&amp;lt;", "<![CDATA[", "]]>"]
)
HTML = st.lists(st.one_of(TAG, TAG, TEXT, SCRAPS), max_size=40).map("".join)


class Elements(HTMLParser):
    """Keeps the elements and attributes of what it reads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen |= {(tag, ""), *((tag, name) for name, _value in attrs)}


@given(HTML)
@settings(max_examples=400, deadline=None, database=None)
def test_cleaning_again_changes_nothing(html: str):
    once = clean(html)

    assert clean(once) == once
    assert allowed(once) == once
    assert from_typed(from_typed(html)) == from_typed(html)


@given(HTML)
@settings(max_examples=200, deadline=None, database=None)
def test_nothing_but_what_is_allowed_is_left(html: str):
    seen = Elements(clean(html)).seen

    assert {tag for tag, _name in seen} <= TAGS
    assert all(not name or name == "rel" or name in ATTRIBUTES[tag] for tag, name in seen)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<h1>A</h1><h5>B</h5>", "<h2>A</h2><h4>B</h4>"),
        ("<h2><b>A</b></h2>", "<h2>A</h2>"),
        ("<p>a</p><p> &nbsp; </p><p><br></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("a<br><br>b<br>c", "<p>a</p><p>b<br>c</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<b>a<i>b</i></b><strong>c</strong>", "<p><strong>a<em>b</em>c</strong></p>"),
        ("<u>a</u> <font color=red>b</font>", "<p>a b</p>"),
        ("CO<sub>2</sub> m<sup>2</sup>", "<p>CO<sub>2</sub> m<sup>2</sup></p>"),
        ("10&nbsp;km&#8203;", "<p>10 km</p>"),
        ("a" + "\u0302\u0301", "<p>ấ</p>"),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        ("<ul><li></li><li> </li></ul>", ""),
        ('<ol start=3 type=a reversed><li>x</ol>', '<ol start="3" type="a"><li><p>x</p></li></ol>'),
        ("<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ('<img src="https://a/b.png"><img data-picture="x" alt="">', ""),
        ('<p>a<img src=x data-picture=7 alt=" b  c ">d</p>',
         '<p>a</p><figure><img data-picture="7" alt="b c"></figure><p>d</p>'),
        ('<figure><figcaption>c</figcaption><img data-picture=7 alt=b></figure>',
         '<figure><img data-picture="7" alt="b"><figcaption>c</figcaption></figure>'),
        ("<figure><img src=x><figcaption>c</figcaption></figure>", "<p>c</p>"),
        ("<table><tr><td>một ô</table>", "<p>một ô</p>"),
        ("<table><tr><td></td></tr></table>", ""),
        ("<table><thead><tr><td>A<td>B<tbody><tr><td>1<td></table>",
         "<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td></td></tr></tbody></table>"),
        ("<table><caption>Bảng 1</caption><tr><th>A<th>B</table>",
         "<p>Bảng 1</p><table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr></tbody></table>"),
        ('<a href="https://chinhphu.vn">x</a><a href=""> </a>',
         '<p><a href="https://chinhphu.vn" rel="noopener noreferrer">x</a></p>'),
        ('<a href="/tin-tuc/" target=_blank>x</a>', '<p><a href="/tin-tuc/" rel="noopener noreferrer">x</a></p>'),
    ],
)  # fmt: skip
def test_a_text_is_brought_into_order(typed: str, kept: str):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x", "file:///c:/x", "//evil.example", "/\t/evil.example", "https://gov.vn@evil.example", "ftp://a/b",
        "blob:https://a/b", "relative/page", "#part", "?q=1", "https://[", "http:///x", "about:blank",
    ],
)  # fmt: skip
def test_a_link_that_leads_where_none_may_lead_is_only_words(address: str):
    assert clean(f'<p>Xem <a href="{address}">ở đây</a></p>') == "<p>Xem ở đây</p>"


@pytest.mark.parametrize("address", ["mailto:a@b.vn", "tel:19001234", "https://a.vn/b?c=d#e", "/co-quan/hue/"])
def test_a_link_that_may_be_there_stays(address: str):
    assert f'href="{address}" rel="noopener noreferrer"' in clean(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Một.\n\nHai\r\nba.\n\n\n", "<p>Một.</p><p>Hai<br>ba.</p>"),
        ("a < b & <một> c", "<p>a &lt; b &amp; &lt;một&gt; c</p>"),
        ("  ", ""),
        ("<p>a\n\nb", "<p>a b</p>"),
    ],
)
def test_plain_text_is_taken_as_it_is(typed: str, kept: str):
    assert from_typed(typed) == kept


@pytest.mark.parametrize(
    "deep", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<span>", "<a href=/x>"]
)
def test_a_text_of_nothing_but_beginnings_is_read_quickly(deep: str):
    html = deep * (LONGEST // len(deep) - 1) + "chữ"
    start = time.process_time()

    text = to_text(clean(html))

    assert time.process_time() - start < 5
    assert "chữ" in text


def test_five_megabytes_are_refused_at_a_glance():
    start = time.process_time()

    refusal = check("chữ " * 1_310_720)

    assert "5.242.880" in refusal
    assert "200.000" in refusal
    assert time.process_time() - start < 0.01


def test_what_is_missing_before_others_see_it_is_said():
    body = clean('<p>a</p><img data-picture=1 alt="Ảnh đê"><img data-picture=2 alt=" ">')

    assert fit_to_be_seen(clean("<p>a</p>")) == []
    assert [one[:19] for one in fit_to_be_seen(body)] == ["Hãy mô tả ảnh thứ 2"]
    assert fit_to_be_seen("") == ["Nội dung chưa có chữ nào."]
