"""The page “Ảnh và tệp” of an article: who may do what there, and how it answers."""

import pytest
from django.urls import reverse

from news.actions import add_pictures, attach, submit
from news.models import Article, Attachment, Picture
from tests.country import Country
from tests.news.files import SVG, docx, pdf, picture, upload
from tests.news.newsroom import draft, published


@pytest.fixture
def article(country: Country, author) -> Article:
    article = draft(country.ba_dinh, author)
    add_pictures(article, [upload(picture())], by=author)
    return article


def page_of(article: Article) -> str:
    return reverse("admin:news_article_files", args=[article.pk])


def test_several_pictures_are_uploaded_at_once(article, author, sign_in):
    sent = {"_upload": "1", "photos": [upload(picture("PNG"), "một.png"), upload(picture("WEBP"), "hai.webp")]}

    answer = sign_in(author).post(page_of(article), sent, follow=True)

    assert "Đã thêm ảnh" in answer.text
    assert article.pictures.count() == 3
    assert {one.agency for one in article.pictures.all()} == {article.origin}


def test_if_one_is_refused_none_is_kept_and_its_name_is_told(article, author, sign_in):
    sent = {"_upload": "1", "photos": [upload(picture(), "tốt.jpg"), upload(SVG, "xấu.svg")]}

    answer = sign_in(author).post(page_of(article), sent)

    assert "“xấu.svg”" in answer.text
    assert "không phải ảnh" in answer.text
    assert article.pictures.count() == 1


def test_too_many_or_none_are_refused(article, author, sign_in):
    browser = sign_in(author)
    many = [upload(picture(), f"{n}.jpg") for n in range(7)]

    assert "nhiều nhất 6" in browser.post(page_of(article), {"_upload": "1", "photos": many}).text
    assert "errorlist" in browser.post(page_of(article), {"_upload": "1"}).text
    assert "trống" in browser.post(page_of(article), {"_upload": "1", "photos": upload(b"")}).text
    assert article.pictures.count() == 1


def described(key: int, **other: object) -> dict[str, object]:
    told = {"alt": "Mắt bão", "credit": "TTXVN", "focus_x": 20, "focus_y": 80, **other}
    return {"_picture": key, **{f"{key}-{name}": value for name, value in told.items()}}


def test_what_there_is_to_say_of_a_picture_is_kept(article, author, sign_in):
    key = article.pictures.get().pk

    sign_in(author).post(page_of(article), described(key))

    now = Picture.objects.get(pk=key)
    assert (now.alt, now.credit, now.focus_x, now.focus_y) == ("Mắt bão", "TTXVN", 20, 80)
    assert now.shown.focus == "focus-x-20 focus-y-80"


@pytest.mark.parametrize("wrong", [{"focus_x": 101}, {"focus_y": -1}, {"focus_x": "giữa"}, {"credit": "x" * 121}])
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(wrong, article, author, sign_in):
    key = article.pictures.get().pk

    answer = sign_in(author).post(page_of(article), described(key, **wrong))

    assert "errorlist" in answer.text
    assert 'value="Mắt bão"' in answer.text
    assert Picture.objects.get(pk=key).credit == ""


def test_pictures_of_others_are_not_found(article, author, outsider, operator, sign_in, country: Country):
    foreign = draft(country.hue, operator)
    (hidden,) = add_pictures(foreign, [upload(picture())], by=operator)

    assert sign_in(author).post(page_of(article), described(hidden.pk)).status_code == 404
    assert sign_in(author).get(page_of(foreign)).status_code == 404
    assert sign_in(outsider).get(page_of(article)).status_code == 404
    assert sign_in(outsider).post(page_of(article), {"_upload": "1", "photos": upload(picture())}).status_code == 404
    assert Picture.objects.get(pk=hidden.pk).credit == ""


def test_an_author_does_not_change_alone_what_the_public_sees(author, operator, sign_in, country: Country):
    article = published(country.ba_dinh, operator, photo=upload(picture()), photo_alt="Bão")
    key = article.photo_id

    assert sign_in(author).post(page_of(article), described(key)).status_code == 403
    assert f'name="{key}-credit"' not in sign_in(author).get(page_of(article)).text

    sign_in(operator).post(page_of(article), described(key))
    assert Picture.objects.get(pk=key).credit == "TTXVN"


def test_documents_are_attached_put_in_order_and_left_out(article, author, sign_in):
    browser = sign_in(author)

    def act(**sent: object) -> str:
        seen = Article.objects.get(pk=article.pk).open_edition.seen
        return browser.post(page_of(article), {"seen": seen, **sent}, follow=True).text

    assert "Đã đính kèm" in act(_attach="1", title="Kế hoạch", file=upload(pdf()))
    assert "Đã đính kèm" in act(_attach="1", title="Phụ lục", file=upload(docx()))
    plan, annex = Attachment.objects.order_by("pk").values_list("pk", flat=True)
    act(_up=annex)
    assert Article.objects.get(pk=article.pk).attachments == [annex, plan]
    act(_drop=annex)
    assert Article.objects.get(pk=article.pk).attachments == [plan]


def test_a_refused_document_is_explained_and_its_title_kept(article, author, sign_in):
    answer = sign_in(author).post(page_of(article), {"_attach": "1", "title": "Kế hoạch", "file": upload(SVG)})

    assert "Chỉ nhận PDF, DOCX, XLSX, ODT và ODS" in answer.text
    assert 'value="Kế hoạch"' in answer.text
    assert not Attachment.objects.exists()


def test_whoever_comes_late_is_told(article, author, operator, sign_in):
    late = Article.objects.get(pk=article.pk).open_edition.seen
    attach(article, upload(pdf()), title="Của người khác", by=operator)

    sent = {"_attach": "1", "title": "Của tôi", "file": upload(pdf()), "seen": late}
    answer = sign_in(author).post(page_of(article), sent)

    assert "đã lưu bài này" in answer.text
    assert [one.title for one in Attachment.objects.all()] == ["Của người khác"]


def test_staff_get_documents_before_the_public_does(article, author, outsider, sign_in):
    attach(article, upload(pdf()), title="Kế hoạch", by=author)
    address = f"{page_of(article)}?tep={Attachment.objects.get().pk}"

    answer = sign_in(author).get(address)
    assert b"".join(answer).startswith(b"%PDF")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert sign_in(outsider).get(address).status_code == 404
    for wrong in ("99999", "", "x", "9" * 40):
        assert sign_in(author).get(f"{page_of(article)}?tep={wrong}").status_code == 404


def test_while_others_judge_it_nothing_is_changed(article, author, sign_in):
    submit(article, by=author)
    browser = sign_in(author)

    assert "Tải ảnh lên" not in browser.get(page_of(article)).text
    assert browser.post(page_of(article), {"_upload": "1", "photos": upload(picture())}).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"_up": "x"}, {"_drop": "0"}, {"_picture": "x"}, {"_picture": ""}])
def test_what_means_nothing_is_not_found(sent, article, author, sign_in):
    assert sign_in(author).post(page_of(article), sent).status_code == 404


def test_a_page_of_many_pictures_takes_as_many_queries(article, author, sign_in, django_assert_max_num_queries):
    add_pictures(article, [upload(picture()) for _ in range(5)], by=author)

    browser = sign_in(author)
    browser.get(page_of(article))

    with django_assert_max_num_queries(16):
        browser.get(page_of(article))


def test_the_photo_of_the_form_can_be_changed_and_taken_away(article, author, sign_in):
    browser, form = sign_in(author), reverse("admin:news_article_change", args=[article.pk])

    def save(**sent: object) -> Article:
        seen = Article.objects.get(pk=article.pk).open_edition.seen
        texts = {"title": "Bão", "lead": "Bão.", "body": "Bão.", "keywords": "", "author": "", "source": ""}
        browser.post(form, {**texts, "photo_alt": "Mắt bão", "photo_caption": "", "seen": seen, **sent})
        return Article.objects.get(pk=article.pk)

    first = save(photo_file=upload(picture())).photo_id
    assert first
    assert save().photo_id == first
    assert save(photo_file=upload(picture("PNG"))).photo_id not in (None, first)
    assert save(**{"photo_file-clear": "on"}).photo_id is None
    assert save(photo_file=upload(picture()), photo_alt=" ").photo_id is None
