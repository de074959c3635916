"""Which elements of HTML are read, and the allow-list: which of them, with which attributes, are stored."""

from __future__ import annotations

# The allow-list: what is stored is this and nothing else.
TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "tbody", "tr", "td", "th"}
    | {"figure", "figcaption", "img", "br", "a", "strong", "em", "sub", "sup"}
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"data-picture", "alt"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
NUMBERS = frozenset({"data-picture", "start", "colspan", "rowspan"})  # attributes that hold one

# Elements whose meaning is taken over (markup.reading); of all others the text alone is read.
READ = (
    TAGS
    | {"div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "pre", "hr"}
    | {"h1", "h5", "h6", "dl", "dt", "dd", "caption", "thead", "tfoot", "b", "i", "span"}
)
READ_ATTRIBUTES = {
    **ATTRIBUTES,
    "a": {"href", "style"},
    "ol": {"start", "type", "style"},
    **{tag: {"style"} for tag in ("p", "li", "span", "b", "strong", "i", "em")},
}

# Elements that go with all that is in them: it is no text.
NO_TEXT = frozenset(
    {"script", "style", "title", "noscript", "noembed", "noframes", "iframe", "object", "template", "svg", "math"}
    | {"textarea", "select", "audio", "video", "canvas", "map", "xml", "datalist"}
)

# What else tells that a text is HTML.
OTHERS = frozenset(
    {"html", "body", "head", "meta", "link", "base", "form", "input", "button", "font", "u", "s", "ins", "del", "small"}
)

# Elements that stand in each other only if others stand between them, or have no end at all.
ENDED_BY_THE_NEXT = frozenset(
    {"p", "li", "tr", "td", "th", "tbody", "thead", "tfoot", "dt", "dd", "option"}
    | {"br", "img", "hr", "col", "meta", "link", "input"}
)
