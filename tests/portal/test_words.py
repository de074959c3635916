"""What Django would say in English, or in words that help nobody, is said in Vietnamese."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.country import Country

pytestmark = pytest.mark.django_db


def test_a_form_from_a_stale_page(country: Country):
    page = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "a", "password": "b"})

    assert page.status_code == 403
    assert "Trang đã mở quá lâu" in page.content.decode()


def test_the_page_for_a_new_account(administrator, sign_in):
    response = sign_in(administrator).get(reverse("admin:agencies_user_add"))

    page = response.content.decode()
    assert "admin/auth/user/add_form.html" in [template.name for template in response.templates]
    assert "lưu xong, bạn sửa được" in page
    assert "user options" not in page
