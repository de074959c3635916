"""What Django would say in English, or in words that help nobody, is said in Vietnamese."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from tests.country import Country

pytestmark = pytest.mark.django_db


def test_a_form_from_a_stale_page(country: Country):
    page = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "a", "password": "b"})

    assert page.status_code == 403
    assert "Trang đã mở quá lâu" in page.content.decode()
    assert get_template("403_csrf.html").origin.name.endswith("templates/403_csrf.html")


def test_the_page_for_a_new_account(administrator, sign_in):
    response = sign_in(administrator).get(reverse("admin:agencies_user_add"))

    page = response.content.decode()
    assert "admin/auth/user/add_form.html" in [template.name for template in response.templates]
    assert "lưu xong, bạn sửa được" in page
    assert "user options" not in page


def test_the_button_for_light_and_dark(editor, sign_in):
    for page in (sign_in(editor).get("/quan-tri/"), Client().get(reverse("admin:login"))):
        text = page.content.decode()

        assert "Đổi nền sáng, tối" in text
        assert "Toggle theme" not in text
        for theme in ("auto", "light", "dark"):
            assert f"theme-label-when-{theme}" in text
            assert f"theme-icon-when-{theme}" in text
