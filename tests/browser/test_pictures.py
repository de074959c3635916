"""Pictures as readers and editors meet them: a telephone takes a small file, and the focal point is set by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from news.actions import add_pictures, keep_picture, render
from news.models import Picture
from portal.demo.drawings import drawn
from tests.browser.test_editor_pushes import photo, sign_in
from tests.country import Country
from tests.news.files import upload
from tests.news.newsroom import draft, published

pytestmark = pytest.mark.browser


@pytest.fixture
def article(country: Country, operator) -> str:
    """The address of a public article with a photo of 1,600 points across, in all its sizes."""
    picture = keep_picture(country.ha_noi, drawn("lake", 1_600, 900), by=operator, focus=(30, 70))
    render(picture.pk)
    return published(country.ha_noi, operator, photo=picture, photo_alt="Hồ buổi sớm").get_absolute_url()


def taken(browser: Browser, address: str, width: int, density: float) -> str:
    """Return which file of the photo a screen takes."""
    context = browser.new_context(viewport={"width": width, "height": 700}, device_scale_factor=density)
    page = context.new_page()
    page.goto(address)
    image = page.get_by_role("img", name="Hồ buổi sớm")
    image.evaluate("image => image.decode()")
    found = image.evaluate("image => image.currentSrc")
    context.close()
    return found.rpartition("-")[2]


@pytest.mark.parametrize(
    ("width", "density", "file"),
    [
        (320, 1, "320.avif"),
        (360, 1.5, "640.avif"),
        (390, 3, "1280.avif"),
        (1280, 1, "960.avif"),
        (1280, 2, "1600.avif"),
    ],
)
def test_a_screen_takes_the_file_that_fits_it(width, density, file, chromium, live_server, article):
    assert taken(chromium, live_server.url + article, width, density) == file


def test_the_page_stays_still_while_the_photo_comes(page: Page, live_server, article):
    page.goto(live_server.url + article)
    image = page.get_by_role("img", name="Hồ buổi sớm")

    assert image.evaluate("image => [image.width > 0, image.getAttribute('width')]") == [True, "1600"]
    assert image.get_attribute("loading") is None
    assert image.get_attribute("fetchpriority") == "high"


def test_in_a_list_the_crop_keeps_what_matters_and_is_small(page: Page, live_server, article, country: Country):
    page.goto(f"{live_server.url}/co-quan/ha-noi/tin-tuc/")
    image = page.locator(".c-news-item__photo")
    image.evaluate("image => image.decode()")

    assert image.evaluate("image => getComputedStyle(image).objectPosition") == "30% 70%"
    assert image.evaluate("image => image.currentSrc").endswith("-320.avif")
    assert image.get_attribute("loading") == "lazy"


def test_nothing_of_it_offends_the_policy_of_the_page(page: Page, live_server, article):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(live_server.url + article, wait_until="networkidle")

    assert [line for line in said if "Content Security Policy" in line] == []


@pytest.fixture
def files_page(page: Page, live_server, country: Country, operator) -> Page:
    """The page of pictures of an article that has one."""
    article = draft(country.ha_noi, operator)
    add_pictures(article, [upload(drawn("lake", 800, 400).read())], by=operator)
    sign_in(page, live_server.url, operator.username)
    page.goto(f"{live_server.url}/quan-tri/news/article/{article.pk}/anh-va-tep/")
    return page


def test_the_focal_point_is_chosen_by_keyboard(files_page: Page):
    across = files_page.get_by_label("từ trái sang phải")
    across.focus()
    for _ in range(3):
        across.press("ArrowLeft")
    files_page.get_by_label("từ trên xuống dưới").press("End")
    expect(files_page.locator("[data-focus-crop]")).to_have_css("object-position", "20% 100%")

    files_page.get_by_role("button", name="Lưu thông tin ảnh").press("Enter")

    expect(files_page.get_by_text("Đã lưu thông tin của ảnh")).to_be_visible()
    assert Picture.objects.values_list("focus_x", "focus_y").get() == (20, 100)
    expect(files_page.locator("[data-focus-crop]")).to_have_class(re.compile("focus-x-20 focus-y-100"))


def test_or_by_a_click_into_the_picture(files_page: Page):
    box = files_page.locator("[data-focus-whole]").bounding_box()
    files_page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)

    expect(files_page.get_by_label("từ trái sang phải")).to_have_value("90")
    expect(files_page.get_by_label("từ trên xuống dưới")).to_have_value("10")


def test_several_photos_are_sent_at_once(files_page: Page, tmp_path):
    paths = []
    for name in ("một", "hai"):
        (tmp_path / name).mkdir()
        paths.append(photo(tmp_path / name))

    files_page.get_by_label("Thêm ảnh").set_input_files(paths)
    files_page.get_by_role("button", name="Tải ảnh lên").click()

    expect(files_page.locator(".picture")).to_have_count(3)
