"""Reading a national text export: every field in its structure, labels inside prose, nothing dropped."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal

import pytest

from procedures.reading import Fee, LegalBasis, TimeLimit, Unreadable, as_text, lost_words, read_text
from procedures.reading.labels import LABELS
from procedures.reading.words import agencies
from tests.procedures.samples import TEXT, text


def test_every_field_is_read():
    record = read_text(TEXT)

    assert all(getattr(record, label.key) for label in LABELS if label.key != "authorised")
    assert record.authorised == ()
    assert record.code == "1.001193"
    assert record.levels == ("Cấp Xã",)
    assert record.address == "Trung tâm Phục vụ hành chính công xã\n- Quầy số 2"
    assert record.keywords == ("khai sinh", "trẻ em")
    assert record.remainder == ()


def test_steps_begin_where_their_mark_does():
    steps = read_text(TEXT).steps

    assert [step.paragraphs[0][:7] for step in steps] == ["Bước 1:", "Bước 2:", "Bước 3:"]
    assert steps[0].paragraphs[1] == "- Nộp trực tiếp tại Trung tâm Phục vụ hành chính công."


def test_headings_part_steps_where_there_are_any():
    headed = (
        text()
        .replace("    Bước 1:", "  * Nộp hồ sơ\n    Bước 1:")
        .replace("    Bước 3:", "  * Trả kết quả\n    Bước 3:")
    )

    steps = read_text(headed).steps

    assert [(step.title, len(step.paragraphs)) for step in steps] == [("Nộp hồ sơ", 3), ("Trả kết quả", 1)]


def test_methods_have_limits_fees_and_notes():
    online, direct, postal = read_text(TEXT).methods

    assert [online.channel, direct.channel, postal.channel] == ["ONLINE", "DIRECT", "POSTAL"]
    assert online.limit == TimeLimit(Decimal(1), "WORKING_DAY", "", "1 WORKING_DAY")
    assert online.fees == (Fee(Decimal(0), "VNĐ", ""), Fee(Decimal(8000), "VNĐ", "Cấp bản sao, một bản"))
    assert online.note.endswith("Thời hạn giải quyết: kéo dài khi phải xác minh.")
    assert direct.limit == TimeLimit(None, "OTHER", "Ngay trong ngày", "Ngay trong ngày OTHER")
    assert direct.fees == (Fee(None, "", "Do Hội đồng nhân dân cấp tỉnh quy định"),)
    assert postal.limit == TimeLimit(Decimal("2.5"), "DAY", "", "2.5 ngày")
    assert postal.fees == ()


def test_a_bar_inside_a_condition_parts_no_fee():
    told = text().replace("8000 VNĐ (Cấp bản sao, một bản)", "8000 VNĐ (bản sao | bản trích) | 5.000 đồng (tại xã)")

    fees = read_text(told).methods[0].fees

    assert [(fee.amount, fee.condition) for fee in fees] == [(0, ""), (8000, "bản sao | bản trích"), (5000, "tại xã")]


def test_papers_stand_under_their_case_with_their_counts():
    first, second = read_text(TEXT).cases

    assert (first.name, second.name) == ("Giấy tờ phải nộp:", "Giấy tờ phải xuất trình")
    assert [(paper.originals, paper.copies) for paper in first.components] == [(1, 0), (1, 2)]
    assert second.components[0].name == "- Thẻ căn cước hoặc hộ chiếu"


def test_commas_inside_names_part_nothing():
    record = read_text(TEXT)

    assert record.audiences == (
        "Công dân Việt Nam",
        "Cán bộ, công chức, viên chức",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    )
    assert record.performing == ("Ủy ban nhân dân cấp Xã", "Sở Văn hóa, Thể thao và Du lịch")
    assert record.coordinating == ("Bộ Công an", "Bộ Ngoại giao")
    assert agencies("Sở Tài chính các tỉnh, thành phố") == ("Sở Tài chính các tỉnh, thành phố",)


def test_a_legal_basis_tells_its_number_and_where_it_can_its_day_and_issuer():
    law, decree, local = read_text(TEXT).legal_bases

    assert law == LegalBasis("60/2014/QH13", "Luật Hộ tịch", None, "Quốc hội")
    assert (decree.number, decree.issued_on, decree.issuer) == (
        "123/2015/NĐ-CP",
        datetime.date(2015, 11, 15),
        "Chính phủ",
    )
    assert decree.abstract.endswith("Chính phủ\nhướng dẫn Luật Hộ tịch")
    assert local.number == "85/2025/QĐ-UBND (thành phố Đà Nẵng)"


def test_the_day_of_an_amended_document_is_not_the_day_of_the_amendment():
    told = text().replace("  * Luật Hộ tịch (", "  * Sửa đổi Thông tư số 02/2020/TT-BTP ngày 08/4/2020 (")

    assert read_text(told).legal_bases[0].issued_on is None


def test_labels_inside_prose_are_prose():
    record = read_text(TEXT)

    assert record.conditions == "Cha hoặc mẹ đăng ký trong 60 ngày.\nTừ khóa:\nKết quả thực hiện: như trên."
    assert record.result == "Giấy khai sinh"


@pytest.mark.parametrize("label", [label.text for label in LABELS])
@pytest.mark.parametrize("where", ["Yêu cầu, điều kiện thực hiện", "Mô tả", "Địa chỉ tiếp nhận HS"])
def test_each_label_may_begin_a_line_of_prose(label, where):
    """Wherever prose goes over several lines, any label may begin one of them."""
    prose = f"Xem các mục sau.\n{label}: như đã nêu ở trên\nvà các quy định khác."

    record = read_text(text(**{where: prose}))

    key = next(one.key for one in LABELS if one.text == where)
    assert getattr(record, key).startswith(prose)
    assert record.name == "Đăng ký khai sinh"


def test_missing_parts_are_empty():
    nothing = "Không có thông tin"

    record = read_text(text(**{"Lĩnh vực": nothing, "Đối tượng thực hiện": nothing, "Cơ quan phối hợp": ""}))

    assert (record.field, record.audiences, record.coordinating) == ("", (), ())


def test_a_field_that_an_export_leaves_out_is_empty():
    told = "\n".join(line for line in TEXT.split("\n") if not line.startswith("Cơ quan phối hợp"))

    record = read_text(told)

    assert record.coordinating == ()
    assert record.authorised == ()


def test_what_has_no_place_is_kept_as_remainder():
    told = text().replace("Cách thức thực hiện:\n", "Cách thức thực hiện:\n  Xem cổng dịch vụ công\n")

    assert read_text(told).remainder == ("Xem cổng dịch vụ công",)


def test_no_word_is_lost_and_an_export_is_read_as_it_was_written():
    record = read_text(TEXT)

    assert lost_words(TEXT, record) == []
    assert lost_words(TEXT + " cùng hai điều", record) == ["cùng", "hai", "điều"]
    assert read_text(as_text(record)) == record


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (TEXT[: TEXT.index("Căn cứ")], "cắt cụt"),
        (TEXT[: TEXT.index("Mô tả: Ghi")], "cắt cụt"),
        (TEXT[: TEXT.index("Mô tả: Ghi")] + "Mô tả: Không có thôn", "cắt cụt ở mục cuối"),
        (TEXT.replace("Mã thủ tục: 1.001193\n", ""), "Thiếu mục “Mã thủ tục”"),
        (text(**{"Mã thủ tục": "Không có thông tin"}), "Thiếu mã thủ tục"),
        (text(**{"Mã thủ tục": "abc"}), "không phải là mã thủ tục"),
        (text(**{"Tên thủ tục": "Không có thông tin"}), "Thiếu tên thủ tục"),
        ("# Ghi chú\n\nĐây là một tệp khác.", "Không phải bản xuất"),
    ],
)
def test_what_is_no_whole_record_is_refused_with_the_reason(told, reason):
    with pytest.raises(Unreadable, match=reason):
        read_text(told)


def test_a_text_cut_anywhere_is_refused_or_whole_up_to_its_last_field():
    cuts = random.Random(5).sample(range(len(TEXT)), 200)
    last = TEXT.index("Mô tả: Ghi")

    for cut in cuts:
        try:
            record = read_text(TEXT[:cut])
        except Unreadable:
            continue
        assert cut > last, cut
        assert record.conditions == read_text(TEXT).conditions
