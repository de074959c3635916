"""Rich text (văn bản có định dạng): what people write with headings, lists, tables, quotes, links and pictures.

The one home of the rule what such a text may hold. It is kept on the server, whatever a browser sends; a text is
cleaned when it is saved, and what is stored is already as it may be shown. Plain Python: knows nothing of the apps.
"""

from markup.cleaning import clean, from_pasted, from_typed, is_html
from markup.fitness import WITHOUT_WORDS, fit_to_be_seen
from markup.length import LONGEST, check
from markup.pictures import Picture, pictures_in, with_sources
from markup.rendering import render
from markup.words import from_plain, outline, to_text

__all__ = [
    "LONGEST",
    "WITHOUT_WORDS",
    "Picture",
    "check",
    "clean",
    "fit_to_be_seen",
    "from_pasted",
    "from_plain",
    "from_typed",
    "is_html",
    "outline",
    "pictures_in",
    "render",
    "to_text",
    "with_sources",
]
