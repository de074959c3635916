"""What is pasted from other programs comes out clean."""

from __future__ import annotations

import pytest

from markup import LONGEST, clean, from_pasted
from tests.markup.fragments import OTHERS, WORD, Fragment

FRAGMENTS = WORD | OTHERS


@pytest.mark.parametrize("fragment", FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_what_is_pasted_keeps_its_meaning_and_loses_its_looks(fragment: Fragment):
    assert from_pasted(fragment.pasted) == fragment.kept
    assert clean(fragment.kept) == fragment.kept


def test_more_than_a_text_may_hold_is_not_pasted():
    assert from_pasted("<p>x</p>" * LONGEST) == ""
