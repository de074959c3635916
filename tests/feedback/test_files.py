"""Photos and files of senders: what is taken, what is kept of it, what is refused, and that nobody is handed one."""

from __future__ import annotations

import io
import stat

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from feedback.actions import begin_draft, enclose
from feedback.files import MOST_FILES, called, keep
from feedback.models import Enclosure
from feedback.storage import PrivateStorage, private_storage
from tests.feedback.test_draft import kept
from tests.feedback.walking import Walk, text
from tests.news.files import SVG, bomb, docx, moving, of_a_telephone, pdf, picture, upload
from tests.news.test_attachments import HOSTILE as HOSTILE_DOCUMENTS

pytestmark = pytest.mark.usefixtures("rules", "nobody_has_tried")

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
HOSTILE = {
    "0 bytes": (b"", "trống"),
    "text": (b"abc" * 100, "không phải ảnh"),
    "SVG": (SVG, "không phải ảnh"),
    "HTML": (b"<html><script>alert(1)</script>", "không phải ảnh"),
    "program": (b"MZ" + bytes(200), "không phải ảnh"),
    "GIF that moves": (moving("GIF"), "không phải ảnh"),
    "PNG that moves": (moving("PNG"), "Ảnh động"),
    "bomb": (bomb(20_000, 20_000), "quá nhiều điểm ảnh"),
    "truncated photo": (picture("JPEG", (400, 300))[:-800], "không phải ảnh"),
    "HEIC": (HEIC, "Ảnh HEIC"),
    "Word": (docx(), "lưu tài liệu này thành PDF"),
    "PDF with a script": (pdf(OpenAction="<< /S /JavaScript /JS (app.alert(1)) >>"), "JavaScript"),
    "PDF cut off": (pdf()[:-60], "hỏng hoặc bị cắt cụt"),
    "too large": (b"\xff\xd8\xff" + bytes(11 * 1024 * 1024), "lớn hơn 10 MB"),
}


@pytest.mark.parametrize(("content", "fault"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_hostile_or_of_no_use_is_refused_and_not_kept(content, fault, settings):
    with pytest.raises(ValidationError) as refusal:
        keep(upload(content))

    assert fault in refusal.value.messages[0]
    assert kept(settings) == []


@pytest.mark.parametrize("name", [name for name in HOSTILE_DOCUMENTS if name.startswith("PDF")])
def test_each_pdf_that_news_refuse_is_refused_here(name):
    with pytest.raises(ValidationError):
        keep(upload(HOSTILE_DOCUMENTS[name][0], "don.pdf"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_jpeg_of_pixels_alone(kind):
    one = keep(upload(picture(kind)))

    with private_storage().open(one.stored) as file:
        assert Image.open(file).format == "JPEG"
    assert one.type == Enclosure.Type.JPEG
    assert one.size == private_storage().size(one.stored)


def test_where_and_by_whom_a_photo_was_taken_is_not_kept():
    one = keep(upload(of_a_telephone()))

    with private_storage().open(one.stored) as file:
        content = file.read()
    assert not Image.open(io.BytesIO(content)).getexif()
    assert b"Lan" not in content


def test_a_pdf_is_kept_as_it_is():
    content = pdf()

    one = keep(upload(content, "đơn.pdf"))

    with private_storage().open(one.stored) as file:
        assert file.read() == content
    assert (one.type, one.name) == (Enclosure.Type.PDF, "đơn.pdf")


def test_files_lie_apart_from_what_is_handed_out_and_for_the_portal_alone(settings, client):
    one = keep(upload(picture(), "../../etc/passwd.jpg"))
    path = settings.FEEDBACK_ROOT / one.stored

    assert one.name == "passwd.jpg"
    assert "passwd" not in one.stored
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not settings.MEDIA_ROOT.exists() or settings.MEDIA_ROOT not in path.parents
    assert client.get(f"/media/{one.stored}").status_code == 404
    with pytest.raises(ValueError, match="no address"):
        private_storage().url(one.stored)


def test_the_storage_is_where_the_settings_say_it_is_now(settings, tmp_path):
    storage = PrivateStorage()
    settings.FEEDBACK_ROOT = tmp_path / "elsewhere"

    assert storage.path("a.jpg") == str(tmp_path / "elsewhere" / "a.jpg")


def test_a_draft_takes_five_and_says_so(client, country, settings):
    walk = Walk(client).answer_all()
    page = walk.enclose(*[picture()] * 6)

    assert "Nhiều nhất 5 tệp." in page
    assert len(walk.draft.answers["files"]) == MOST_FILES == len(kept(settings))


def test_one_bad_file_does_not_keep_the_others_out(client, country):
    walk = Walk(client).answer_all()

    page = walk.enclose(picture(), SVG, name="anh.jpg", to_do="")

    assert "Có tệp chưa nhận được" in page
    assert "anh.jpg: Tệp này không phải ảnh" in page
    assert len(walk.draft.answers["files"]) == 1


def test_a_file_may_be_taken_out_again(client, country, settings, django_capture_on_commit_callbacks):
    walk = Walk(client).answer_all()
    walk.enclose(picture())
    stored = walk.draft.answers["files"][0]["stored"]

    walk.answer("tep", viec="bo-phan-anh/of-somebody-else.jpg")
    assert len(kept(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        walk.answer("tep", viec=f"bo-{stored}")

    assert walk.draft.answers["files"] == []
    assert kept(settings) == []


def test_what_comes_for_a_draft_that_is_gone_is_not_kept(settings, country):
    draft = begin_draft()
    key = draft.key
    draft.delete()

    with pytest.raises(type(draft).DoesNotExist):
        enclose(key, upload(picture()))

    assert kept(settings) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("C:\\anh\\của tôi.jpg", "của tôi.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("x" * 300 + ".pdf", "x" * 138 + "….pdf"),
        ("///", "tep"),
    ],
)
def test_the_name_of_a_file_is_what_may_be_shown(name, told):
    assert called(name) == told


def test_in_english_faults_are_english(client, country):
    walk = Walk(client, "/en/co-quan/ha-noi/phuong-ba-dinh/phan-anh/gui/").answer_all()

    assert "This file is not a JPEG, PNG or WebP picture" in walk.enclose(SVG)
    assert "phan-anh/gui" in text(walk.client.get(walk.send))
