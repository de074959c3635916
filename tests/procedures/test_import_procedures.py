"""`manage.py import_procedures`: what becomes of each record, twice the same, versions, withdrawals."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from openpyxl import Workbook

from agencies.models import SiteVersion
from procedures.actions import import_records
from procedures.models import Procedure, ProcedureEvent, ProcedureField, ProcedureVersion, VersionAgency
from procedures.reading import as_data, read_text
from procedures.reading.labels import LABELS, parts
from procedures.sources import Found
from tests.procedures.samples import TEXT, text


@pytest.fixture
def folder(tmp_path, country):
    (tmp_path / "1.001193.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(path, **options) -> tuple[dict, str]:
    """Run the command; return the counts of its last line, and all that it said."""
    out = io.StringIO()
    call_command("import_procedures", str(path), stdout=out, verbosity=0, **options)
    said = out.getvalue()
    return json.loads(said.strip().splitlines()[-1]), said


def counts(told: dict) -> tuple[int, int, int, int]:
    return told["created"], told["new_version"], told["unchanged"], told["rejected"]


def test_a_record_becomes_a_procedure_with_its_first_version(folder):
    told, said = run(folder)

    assert counts(told) == (1, 0, 0, 0)
    assert "created: 1.001193" in said
    version = ProcedureVersion.objects.published().get()
    assert (version.procedure.code, version.procedure.slug, version.number) == ("1.001193", "dang-ky-khai-sinh", 1)
    assert (version.levels, version.channels) == (["commune"], ["ONLINE", "DIRECT", "POSTAL"])
    assert version.field == ProcedureField.objects.get(slug="ho-tich")
    assert version.audiences[1] == "Cán bộ, công chức, viên chức"
    assert version.record == as_data(read_text(TEXT))
    assert ProcedureEvent.objects.get().verb == ProcedureEvent.Verb.CREATED


def test_the_second_time_nothing_changes(folder):
    run(folder)
    before = list(SiteVersion.objects.values_list())

    told, _ = run(folder)

    assert counts(told) == (0, 0, 1, 0)
    assert ProcedureVersion.objects.count() == ProcedureEvent.objects.count() == 1
    assert list(SiteVersion.objects.values_list()) == before


def test_a_dry_run_tells_the_same_and_keeps_nothing(folder):
    told, said = run(folder, dry_run=True)

    assert counts(told) == (1, 0, 0, 0)
    assert told["dry_run"] is True
    assert "nothing was kept" in said
    assert not Procedure.objects.exists()


def test_a_changed_record_is_the_next_version(folder):
    run(folder)
    (folder / "1.001193.txt").write_text(text(**{"Số quyết định": "200/QĐ-BTP"}), encoding="utf-8")

    told, _ = run(folder)

    assert counts(told) == (0, 1, 0, 0)
    first, second = ProcedureVersion.objects.order_by("number")
    assert (first.decision, first.valid_to) == ("163/QĐ-BTP", second.valid_from)
    assert (second.decision, second.number, second.valid_to) == ("200/QĐ-BTP", 2, None)
    assert ProcedureVersion.objects.published().get() == second


def test_what_cannot_be_read_is_told_with_file_and_reason_and_stops_nothing(folder):
    (folder / "cut.txt").write_text(TEXT[:900], encoding="utf-8")
    (folder / "copy.txt").write_text(TEXT, encoding="utf-8")
    (folder / "notes.txt").write_text("Họp lúc 8 giờ", encoding="utf-8")
    (folder / "bad.json").write_text("{", encoding="utf-8")
    (folder / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "bad.xlsx").write_bytes(b"PK")
    (folder / "README.md").write_text("Ghi chú", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")

    told, said = run(folder)

    assert counts(told) == (1, 0, 0, 6)
    assert told["ignored"] == 2
    assert [line.split(":")[0] for line in said.splitlines()].count("rejected") == 6
    assert "rejected: cut.txt: Tệp bị cắt cụt" in said
    assert "rejected: copy.txt: Trùng mã" in said or "rejected: 1.001193.txt: Trùng mã" in said
    assert "rejected: notes.txt: Không phải bản xuất" in said
    assert "rejected: bad.json: Không đọc được tệp JSON." in said
    assert "rejected: bad.csv: Bảng thiếu cột" in said
    assert "ignored: " in said


def test_the_same_record_in_a_table_and_in_json_is_the_same_version(folder, tmp_path):
    run(folder)
    found = parts(TEXT.split("\n"))
    cells = {label.text: "\n".join(found[label.key]).strip() for label in LABELS}
    tables = tmp_path / "tables"
    tables.mkdir()
    with (tables / "a.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, cells)
        writer.writeheader()
        writer.writerow(cells)
    book = Workbook()
    book.active.append(list(cells))
    book.active.append(list(cells.values()))
    book.save(tables / "b.xlsx")
    (tables / "c.json").write_text(json.dumps([as_data(read_text(TEXT))]), encoding="utf-8")

    for name in ("a.csv", "b.xlsx", "c.json"):
        assert counts(run(tables / name)[0]) == (0, 0, 1, 0), name


def test_a_code_that_a_spreadsheet_took_for_a_number_keeps_its_noughts(tmp_path, country):
    book = Workbook()
    book.active.append(["Mã thủ tục", "Tên thủ tục"])
    book.active.append([1.00001, "Thử"])
    book.save(tmp_path / "a.xlsx")

    run(tmp_path)

    assert Procedure.objects.get().code == "1.000010"


def test_missing_procedures_are_withdrawn_only_on_demand_and_come_back(folder, tmp_path):
    run(folder)
    other = tmp_path / "other.txt"
    other.write_text(text(**{"Mã thủ tục": "1.000002"}), encoding="utf-8")

    told, _ = run(other, withdraw_missing=True)

    assert told["withdrawn"] == 1
    assert [version.procedure.code for version in ProcedureVersion.objects.published()] == ["1.000002"]
    assert Procedure.objects.get(code="1.001193").withdrawn_on
    assert run(folder / "1.001193.txt")[0]["restored"] == 1
    assert ProcedureVersion.objects.published().count() == 2


def test_a_folder_without_a_record_withdraws_nothing(folder, tmp_path):
    run(folder)
    (tmp_path / "empty").mkdir()

    with pytest.raises(CommandError, match="nothing is withdrawn"):
        run(tmp_path / "empty", withdraw_missing=True)


def test_a_record_may_say_itself_that_it_is_withdrawn(tmp_path, country):
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{**as_data(read_text(TEXT)), "Trạng thái": "Hết hiệu lực"}]), encoding="utf-8")

    told, _ = run(file)

    assert (told["created"], told["withdrawn"]) == (1, 1)
    assert run(file)[0]["withdrawn"] == 0
    assert not ProcedureVersion.objects.published().exists()


def test_agencies_are_matched_where_they_can_be_and_the_others_listed(folder, country):
    named = "Bộ Y tế, Sở Y tế, UBND phường, Sở Y tế - Thành phố Hà Nội, Văn phòng đăng ký đất đai"
    (folder / "1.001193.txt").write_text(text(**{"Cơ quan thực hiện": named}), encoding="utf-8")

    _, said = run(folder)

    rows = {one.text: one for one in VersionAgency.objects.filter(part="performing")}
    assert rows["Bộ Y tế"].agency == country.health_ministry
    assert (rows["Sở Y tế"].agency, rows["UBND phường"].kind) == (country.ha_noi_health, "commune")
    assert rows["Sở Y tế - Thành phố Hà Nội"].agency == country.ha_noi_health
    assert (rows["Văn phòng đăng ký đất đai"].agency, rows["Văn phòng đăng ký đất đai"].kind) == (None, "")
    assert "1 × Văn phòng đăng ký đất đai" in said


def test_a_province_has_procedures_of_its_own(folder, country):
    changes = {"Số quyết định": "12/QĐ-UBND", "Cơ quan thực hiện": "Sở Y tế thành phố Huế", "Cơ quan phối hợp": "x"}
    (folder / "1.001193.txt").write_text(text(**changes), encoding="utf-8")

    run(folder)

    versions = ProcedureVersion.objects.published()
    assert versions.get().territory == country.hue
    assert versions.performed_at(country.thuan_hoa).exists()
    assert not versions.performed_at(country.ba_dinh).exists()


def test_each_level_carries_out_its_own(folder, country):
    (folder / "2.txt").write_text(
        text(**{"Mã thủ tục": "1.000002", "Cấp thực hiện": "Cấp Bộ/Trung ương", "Số quyết định": "5/QĐ-BYT"}),
        encoding="utf-8",
    )
    run(folder)

    def codes(agency) -> set[str]:
        return set(ProcedureVersion.objects.published().performed_at(agency).values_list("procedure__code", flat=True))

    assert codes(country.government) == {"1.001193", "1.000002"}
    assert codes(country.ba_dinh) == codes(country.thuan_hoa) == {"1.001193"}
    assert codes(country.health_ministry) == {"1.000002"}
    assert codes(country.ha_noi) == codes(country.ha_noi_health) == set()


def test_only_an_operator_may_bring_in_the_catalogue(country, administrator, operator):
    found = [Found("a", read_text(TEXT))]

    with pytest.raises(PermissionDenied):
        import_records(found, by=administrator)

    assert import_records(found, by=operator).created == ["1.001193"]
    assert ProcedureEvent.objects.get().by == operator


def test_the_number_of_queries_does_not_depend_on_the_number_of_records(country, django_assert_max_num_queries):
    found = [Found(str(number), read_text(text(**{"Mã thủ tục": f"1.{number:06}"}))) for number in range(200, 240)]

    with django_assert_max_num_queries(22):
        import_records(found, by=None)


def test_events_stay_as_they_were_written(folder):
    run(folder)

    with pytest.raises(DatabaseError):
        ProcedureEvent.objects.update(details={})
