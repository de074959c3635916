"""Documents that articles carry: what is accepted, who gets them, and as what."""

import io
from urllib.parse import quote

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from news.actions import attach, list_attachments, remove, withdraw
from news.documents import MOST_BYTES, DocumentKind, check_document, said_in_words
from news.models import Article, Attachment, Edition
from news.preview import preview_address
from tests.country import Country
from tests.news.files import SVG, WORD, archive, docx, link, odt, pdf, picture, upload, xlsx
from tests.news.newsroom import draft, publish_now, published

SAFE = {
    "PDF": (pdf(), "pdf"),
    "PDF that opens at a place": (pdf(OpenAction="[0 /Fit]"), "pdf"),
    "PDF that opens at a place, in words": (pdf(OpenAction="<< /S /GoTo /D [0 /Fit] >>"), "pdf"),
    "PDF with a link": (pdf(Lang="(vi)", Extra="<< /S /URI /URI (https://chinhphu.vn) >>"), "pdf"),
    "DOCX": (docx(), "docx"),
    "DOCX with a link": (docx(links=link("hyperlink")), "docx"),
    "DOCX with a picture": (docx(word__media__image1__png=picture("PNG")), "docx"),
    "XLSX": (xlsx(), "xlsx"),
    "ODT": (odt(), "odt"),
    "ODT with a link": (odt('<text:a xlink:href="https://chinhphu.vn">Chính phủ</text:a>'), "odt"),
    "ODT with a picture": (odt('<draw:image xlink:href="Pictures/1.png"/>', Pictures__1_png=b"x"), "odt"),
    "ODS": (odt(kind="spreadsheet"), "ods"),
}


@pytest.mark.parametrize(("content", "kind"), SAFE.values(), ids=SAFE.keys())
@pytest.mark.parametrize("name", ["kế hoạch.pdf", "x.exe"])
def test_documents_are_known_by_their_content(content, kind, name):
    assert check_document(upload(content, name)) == kind


def embedded() -> bytes:
    document, content = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.attachments["virus.exe"] = b"MZ"
    document.save(content)
    return content.getvalue()


def locked() -> bytes:
    document, content = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(content, encryption=pikepdf.Encryption(owner="chủ", user="khóa"))
    return content.getvalue()


def readable_but_locked() -> bytes:
    document, content = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(content, encryption=pikepdf.Encryption(owner="chủ", user=""))
    return content.getvalue()


def deep() -> bytes:
    return pdf(Deep="[" * 80 + "]" * 80)


ZEROS = archive({"[Content_Types].xml": "<Types/>", **{f"word/{n}.xml": bytes(30_000_000) for n in range(8)}})
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TABLE = f'<Override ContentType="{WORD.replace("wordprocessingml", "spreadsheetml")}.sheet.main+xml"/>'
SCRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>"

HOSTILE = {
    "0 bytes": (b"", "trống"),
    "text": (b"abc" * 100, "Chỉ nhận"),
    "SVG": (SVG, "Chỉ nhận"),
    "HTML": (b"<html><script>alert(1)</script>", "Chỉ nhận"),
    "program": (b"MZ" + bytes(200), "Chỉ nhận"),
    "photo": (picture(), "Chỉ nhận"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office cũ"),
    "script before a PDF": (b"<script>alert(1)</script>" + pdf(), "Chỉ nhận"),
    "PDF in name only": (b"%PDF-1.7\nabc", "hỏng"),
    "truncated PDF": (pdf()[:-200], "hỏng"),
    "PDF that runs a script": (pdf(OpenAction=SCRIPT), "JavaScript|tự làm"),
    "PDF with named scripts": (pdf(Names=f"<< /JavaScript << /Names [(a) {SCRIPT}] >> >>"), "JavaScript|tự làm"),
    "PDF that starts a program": (pdf(OpenAction="<< /S /Launch /F (cmd.exe) >>"), "tự làm"),
    "PDF that acts when a page opens": (pdf(Extra="<< /AA << /O << /S /Launch >> >> >>"), "tự làm"),
    "PDF that sends a form": (pdf(Extra="<< /A << /S /SubmitForm /F (https://x.example) >> >>"), "tự làm"),
    "PDF with a file inside": (embedded(), "tệp nhúng"),
    "PDF with XFA": (pdf(AcroForm="<< /XFA (x) /Fields [] >>"), "XFA"),
    "PDF behind a password": (locked(), "mật khẩu"),
    "PDF that is locked": (readable_but_locked(), "mật khẩu"),
    "PDF without end": (deep(), "phức tạp"),
    "ZIP": (archive({"a.txt": "a"}), "không phải DOCX"),
    "truncated DOCX": (docx()[:-40], "hỏng"),
    "PK and nothing": (b"PK\x03\x04" + bytes(100), "hỏng"),
    "DOCX with macros": (docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macro"),
    "DOCX that may have macros": (docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
    "DOCX with ActiveX": (docx(word__activeX__activeX1="x"), "macro"),
    "DOCX with a template elsewhere": (docx(links=link("attachedTemplate")), "nơi khác"),
    "DOCX with a picture elsewhere": (docx(links=link("image")), "nơi khác"),
    "XML with entities": (archive({"[Content_Types].xml": ENTITIES, "word/document.xml": "<d/>"}), "hỏng"),
    "PowerPoint": (docx(main=SLIDES), "không phải DOCX"),
    "two documents in one": (docx(types=TABLE), "không phải DOCX"),
    "bomb": (ZEROS, "quá lớn"),
    "thousands of entries": (archive({f"{n}.xml": "" for n in range(3_100)}), "quá nhiều phần"),
    "path in an entry": (docx(**{"..__..__x": "x"}), "hỏng"),
    "ODT with macros": (odt(Basic__Standard__Module1="x"), "macro"),
    "ODT with scripts": (odt(Scripts__python__x_py="x"), "macro"),
    "ODT with a listener": (odt('<script:event-listener xlink:href="vnd.sun.star.script:x"/>'), "macro"),
    "ODT with a picture elsewhere": (odt('<draw:image xlink:href="https://elsewhere.example/x.png"/>'), "nơi khác"),
    "ODT with a section elsewhere": (odt('<text:section-source xlink:href="file:///etc/passwd"/>'), "nơi khác"),
    "ODT behind a password": (odt(manifest='<x xmlns="urn:x"><encryption-data/></x>'), "mật khẩu"),
    "ODP": (odt(kind="presentation"), "không phải DOCX"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_anything_else_is_refused_with_a_sentence(content, words):
    with pytest.raises(ValidationError, match=words):
        check_document(upload(content, "kế hoạch.pdf"))


def test_the_limit_is_twenty_megabytes():
    with pytest.raises(ValidationError, match="20 MB"):
        check_document(upload(pdf().ljust(MOST_BYTES + 1, b"\0")))


@pytest.mark.parametrize(
    ("size", "words"),
    [(10, "PDF, 1 kB"), (48_200, "PDF, 48 kB"), (1_234_567, "PDF, 1,2 MB"), (20_000_000, "PDF, 20,0 MB")],
)
def test_its_type_and_size_are_told_in_words(size, words):
    assert said_in_words(DocumentKind.PDF, size) == words


@pytest.fixture
def article(country: Country, operator) -> Article:
    """A public article of Ba Đình with a document."""
    article = draft(country.ba_dinh, operator)
    attach(article, upload(pdf(), "x.pdf"), title="Kế hoạch ứng phó bão số 5", by=operator)
    return publish_now(article, by=operator)


def status_of(client, address: str) -> int:
    """Return how an address answers, and read what it gives, so that it is closed."""
    answer = client.get(address)
    b"".join(answer)
    return answer.status_code


def address_of(article: Article) -> str:
    (key,) = article.attachments
    return Attachment.objects.get(pk=key).address_in(article)


def test_readers_get_it_to_save_under_its_title(article, client):
    page = client.get(article.get_absolute_url()).text
    assert "Kế hoạch ứng phó bão số 5</a>" in page
    assert address_of(article) in page

    answer = client.get(address_of(article))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    name = quote("Kế hoạch ứng phó bão số 5.pdf")
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd.pdf"),
        ('a"b\r\nSet-Cookie: x', "a b Set-Cookie x.pdf"),
        ("gpj\u202efdp.exe", "gpj fdp.exe.pdf"),
        ("...", "Tài liệu.pdf"),
        ("CON:NUL|x", "CON NUL x.pdf"),
        ("dài " * 60, ("dài " * 30).strip() + ".pdf"),
    ],
)
def test_the_name_under_which_it_is_saved_holds_nothing_but_a_name(title, name):
    assert Attachment(title=title, kind="pdf").filename == name


def test_nothing_is_given_out_by_the_path_of_the_file(article, client):
    name = Attachment.objects.get().file.name
    assert name.startswith("tai-lieu/")

    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("take_off", [withdraw, remove])
def test_with_the_article_its_documents_are_gone(take_off, article, client, operator):
    address = address_of(article)

    take_off(article, by=operator, reason="Đăng nhầm")

    assert client.get(address).status_code == 404


def test_what_is_not_published_is_had_by_the_preview_alone(article, client, operator, country: Country):
    attach(article.as_written(), upload(docx()), title="Phụ lục", by=operator)
    new = Attachment.objects.get(title="Phụ lục")
    assert status_of(client, new.address_in(article)) == 404
    assert "Phụ lục" not in client.get(article.get_absolute_url()).text

    edition = Edition.objects.get(article=article, state="draft")
    preview = preview_address(edition, country.ba_dinh)
    assert f"{preview}tep/{new.pk}/" in client.get(preview).text
    assert status_of(client, f"{preview}tep/{new.pk}/") == 200
    assert status_of(client, f"{preview}tep/{new.pk + 100}/") == 404
    assert status_of(client, f"/xem-truoc/abc/tep/{new.pk}/") == 404

    publish_now(article, by=operator)
    assert status_of(client, new.address_in(article)) == 200


def test_a_document_of_another_article_is_not_found(article, client, operator, country: Country):
    other = published(country.ba_dinh, operator, "Bài khác")
    (key,) = article.attachments

    assert client.get(Attachment.objects.get(pk=key).address_in(other)).status_code == 404
    assert client.get(f"/tai-lieu/{2**62}/{2**62}/x.pdf").status_code == 404


def test_what_was_published_keeps_its_documents(article, operator):
    public = Edition.objects.get(article=article, state="published")

    with pytest.raises(IntegrityError, match="is public"), transaction.atomic():
        Edition.objects.filter(pk=public.pk).update(attachments=[])


def test_they_stand_in_the_order_that_was_chosen(article, operator, client):
    attach(article.as_written(), upload(xlsx()), title="Bảng số liệu", by=operator)
    first, second = Article.objects.get(pk=article.pk).as_written().attachments
    article = Article.objects.get(pk=article.pk)

    list_attachments(article.as_written(), [second, first], by=operator)
    publish_now(article, by=operator)

    page = client.get(article.get_absolute_url()).text
    assert page.index("Bảng số liệu") < page.index("Kế hoạch ứng phó")


def test_only_writers_attach_and_only_documents_of_their_agency(article, author, outsider, operator, country: Country):
    with pytest.raises(PermissionDenied):
        attach(article, upload(pdf()), title="x", by=outsider)
    foreign = draft(country.hue, operator)
    attach(foreign, upload(pdf()), title="Của Huế", by=operator)

    with pytest.raises(ValidationError, match="không thuộc"):
        list_attachments(article, [*article.attachments, *foreign.as_written().attachments], by=author)


def test_an_attachment_without_a_title_is_refused(article, operator):
    with pytest.raises(ValidationError):
        attach(article, upload(pdf()), title=" \n ", by=operator)


def test_an_article_without_documents_costs_no_query(client, operator, country: Country, django_assert_num_queries):
    plain = published(country.ba_dinh, operator)
    client.get(plain.get_absolute_url())

    with django_assert_num_queries(3):
        client.get(plain.get_absolute_url())


def test_in_production_nginx_is_told_which_file(article, client, settings):
    settings.DEVELOPMENT = False

    answer = client.get(address_of(article), secure=True)

    assert answer.headers["X-Accel-Redirect"] == f"/media/{Attachment.objects.get().file.name}"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content == b""
