"""Electronic identifiers of agencies, in the notation in force and in the older one."""

import pytest

from agencies.identifiers import Identifier


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("H57", "000.00.00.H57"),
        ("H57.02", "000.00.02.H57"),
        ("H57.02.01", "000.01.02.H57"),
        ("G09.12.05.001", "001.05.12.G09"),
        ("A01.0A.B2.00C", "00C.B2.0A.A01"),
    ],
)
def test_both_notations_say_the_same(new: str, old: str) -> None:
    assert Identifier.parse(new) == Identifier.parse(old)
    assert str(Identifier.parse(old)) == new
    assert Identifier.parse(new).old_notation() == old


@pytest.mark.parametrize("text", [" h57.02.01 ", "000.01.02.h57\n", "H57.02.01"])
def test_case_and_surrounding_spaces_do_not_matter(text: str) -> None:
    assert Identifier.parse(text).groups == ("H57", "02", "01")


def test_levels() -> None:
    office = Identifier.parse("H57.02.01")

    assert office.level == 3
    assert office.parent == Identifier(("H57", "02"))
    assert office.parent.parent == Identifier(("H57",))
    assert office.parent.parent.parent is None


@pytest.mark.parametrize(
    ("below", "above", "expected"),
    [
        ("H57.02.01", "H57.02", True),
        ("H57.02.01", "H57", True),
        ("H57.02", "H57.02", False),
        ("H57", "H57.02", False),
        ("H57.021", "H57.02", False),  # no prefix of characters, but of groups
        ("H57.02", "H58", False),
    ],
)
def test_is_under(below: str, above: str, expected: bool) -> None:
    assert Identifier.parse(below).is_under(Identifier.parse(above)) is expected


@pytest.mark.parametrize("text", ["H57.1.2.3.4.5", "H57.00.01", "H57.00", "H57." + "9" * 31])
def test_what_the_law_allows_is_taken_as_it_is(text: str) -> None:
    assert str(Identifier.parse(text)) == text


@pytest.mark.parametrize("text", ["H57.1", "H57.01.02.003.04", "H57.00", "H57.01.00", "H57.123"])
def test_old_notation_refuses_what_it_could_not_read_back(text: str) -> None:
    with pytest.raises(ValueError, match=f"Mã {text} không viết được theo cách cũ"):
        Identifier.parse(text).old_notation()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Chưa nhập mã định danh"),
        ("   ", "Chưa nhập mã định danh"),
        ("H57-01", "không được có “-”"),
        ("H57 01", "không được có dấu cách"),
        ("Đ57", "không được có “Đ”"),
        ("H5\u0667", "không được có “\u0667”"),
        ("H57..01", "nhóm bỏ trống"),
        ("H57.", "nhóm bỏ trống"),
        (".H57", "nhóm bỏ trống|bốn nhóm"),
        ("Z01.02", "Mã cấp 1 “Z01” không đúng: phải là một chữ cái từ A đến Y"),
        ("H5.01", "Mã cấp 1 “H5” không đúng"),
        ("01.02", "Mã cấp 1 “01” không đúng"),
        ("H57." + "9" * 32, "dài 36 ký tự, nhiều nhất là 35"),
        ("01.02.H57", "viết theo cách cũ phải có bốn nhóm"),
        ("00.01.02.H57", "viết theo cách cũ phải có bốn nhóm"),
        ("000.01.00.H57", "bỏ trống một cấp ở giữa"),
        ("001.00.00.H57", "bỏ trống một cấp ở giữa"),
    ],
)
def test_a_wrong_one_is_refused_with_the_reason_and_an_example(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        Identifier.parse(text)

    assert "H57.01.02" in str(refusal.value)


@pytest.mark.parametrize("groups", [(), ("",), ("h57",), ("H57", ""), ("01", "H57"), ("H57.01",)])
def test_there_is_no_wrong_identifier(groups: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Mã đúng có dạng"):
        Identifier(groups)
