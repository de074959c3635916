"""The real records of the national database, where this machine has them: all are read, and no word of them is lost."""

from __future__ import annotations

import re

import pytest

from procedures.reading import Unreadable, as_data, as_text, decode, lost_words, read_object, read_text
from procedures.reading.labels import LABELS
from tests.procedures.samples import real_records

RECORDS = real_records()
SEEN = RECORDS[::25]  # of each of them all is asked; of the rest only whether they can be read

pytestmark = pytest.mark.skipif(not RECORDS, reason="there are no real records beside this checkout")


@pytest.mark.timeout(600)
def test_real_records_are_read_whole():
    refused, with_remainder = [], []
    for path in RECORDS:
        try:
            record = read_text(decode(path.read_bytes()))
        except Unreadable as reason:
            refused.append((path.name, str(reason)))
        else:
            if record.remainder:
                with_remainder.append((path.name, record.remainder))

    assert len(refused) <= len(RECORDS) * 0.005, refused
    assert with_remainder == []


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_each_field_of_the_text_is_in_the_record(path):
    text = decode(path.read_bytes())

    record = read_text(text)

    assert lost_words(text, record) == []
    assert read_text(as_text(record)) == record
    assert read_object(as_data(record)) == record
    for label in LABELS:
        said = re.search(rf"^{re.escape(label.text)}:[ \t]*(\S.*)$", text, re.MULTILINE)
        if said and not said[1].startswith("Không có thông tin"):
            assert getattr(record, label.key), label.text
