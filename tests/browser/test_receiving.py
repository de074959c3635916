"""The desk in a real Chromium: from the front page to the receipt in the citizen's hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from agencies.models import Role
from dossiers.models import Dossier
from procedures.models import ProcedureVersion
from tests.conftest import person
from tests.country import Country
from tests.dossiers.conftest import identify, new_version
from tests.dossiers.test_admin_desk import CASE, METHOD, OTHER

pytestmark = pytest.mark.browser


def test_a_dossier_is_received_from_the_front_page_to_the_receipt(page: Page, live_server, country: Country):
    identify(country.ba_dinh, "H26.12.03")
    version, desk = new_version(), person("mot-cua", country.ba_dinh, Role.DESK)
    ProcedureVersion.objects.filter(pk=version.pk).update(record={"methods": [METHOD], "cases": [CASE, OTHER]})

    page.goto(f"{live_server.url}/quan-tri/")
    page.get_by_label("Tên đăng nhập").fill(desk.username)
    page.locator("#id_password").fill("mat-khau-thu")
    page.locator("#login-form [type=submit]").click()
    page.get_by_role("link", name="Tiếp nhận hồ sơ").click()
    page.get_by_label("Thủ tục", exact=True).fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Đăng ký khai sinh").click()
    page.get_by_label("Giấy chứng sinh").check()
    page.get_by_label("Họ tên").fill("Trần Thị Lan")
    page.get_by_label("Điện thoại").fill("0912 345 678")
    page.get_by_label("Rút ngắn còn").fill("9")
    page.get_by_role("button", name="Tiếp nhận, cấp mã").click()
    page.get_by_text("Thời hạn chỉ được ngắn hơn").wait_for()
    assert page.get_by_label("Họ tên").input_value() == "Trần Thị Lan"
    page.get_by_label("Rút ngắn còn").fill("")
    page.get_by_role("button", name="Tiếp nhận, cấp mã").click()

    page.get_by_role("heading", name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả", level=2).wait_for()
    assert page.locator(".paper").get_by_text(Dossier.objects.get().code).is_visible()
    with page.expect_download() as received:
        page.get_by_role("link", name="Tải PDF để in").click()
    assert received.value.suggested_filename == f"{Dossier.objects.get().code}.pdf"
    page.get_by_role("link", name="Xem hồ sơ").click()
    page.get_by_role("heading", name="Việc có thể làm").wait_for()
