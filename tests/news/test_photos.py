"""What is accepted as a photo."""

import io
import re
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from news import photos
from news.actions import keep_picture
from news.models import Article
from news.photos import check_photo, plain_photo
from tests.country import Country
from tests.news.newsroom import draft


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "#c00").save(content, kind)
    return content.getvalue()


def upload(content: bytes, name: str = "bao.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of some hundred bytes that says it is `width` by `height`."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_of_the_usual_formats_are_accepted(kind):
    check_photo(upload(picture(kind)))


def test_the_name_does_not_matter_only_the_content():
    check_photo(upload(picture("PNG"), "bao.jpg"))


def test_a_checked_file_is_left_at_its_beginning():
    file = upload(picture())

    check_photo(file)

    assert file.read(3) == b"\xff\xd8\xff"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not a picture", id="text"),
        pytest.param(SVG, id="SVG"),
        pytest.param(picture("GIF"), id="GIF"),
        pytest.param(picture("TIFF"), id="TIFF"),
        pytest.param(picture("JPEG", (400, 300))[:-800], id="truncated JPEG"),
        pytest.param(picture("PNG")[:60], id="truncated PNG"),
        pytest.param(b"GIF89a=1;alert(1)//" + picture(), id="GIF and script before a JPEG"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError, match="không phải ảnh JPEG, PNG hoặc WebP"):
        check_photo(upload(content))


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused_before_it_does(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("unfolded"))

    for side in (9_000, 12_000, 20_000, 30_000, 65_000):
        with pytest.raises(ValidationError, match="quá nhiều điểm ảnh"):
            check_photo(upload(bomb(side, side)))


def test_the_limit_is_ten_megabytes():
    content = picture()
    check_photo(upload(content.ljust(photos.MOST_BYTES, b"\0")))

    with pytest.raises(ValidationError, match="lớn hơn 10 MB"):
        check_photo(upload(content.ljust(photos.MOST_BYTES + 1, b"\0")))


@pytest.mark.parametrize("name", ["x.html", "x.svg", "../../x.py", "x", "x.jpg.php", "ảnh\r\nbão.exe"])
def test_a_file_is_stored_under_a_name_of_our_own(name, author, country: Country):
    script_behind = picture() + b"<script>alert(1)</script>"

    article = draft(country.ba_dinh, author, photo=upload(script_behind, name), photo_alt="Bão")

    assert re.fullmatch(r"news/[a-z0-9]{20}\.jpg", article.photo.file.name)
    with default_storage.open(article.photo.file.name) as kept:
        assert b"script" not in kept.read()


def test_its_size_is_known_to_the_page(client, author, administrator, country: Country):
    article = draft(country.ba_dinh, author, photo=upload(picture()), photo_alt="Mắt bão")

    photo = Article.objects.get(pk=article.pk).photo

    assert (photo.width, photo.height) == (40, 30)


def test_a_photo_without_words_for_those_who_do_not_see_it_is_refused(author, country: Country):
    photo = keep_picture(country.ba_dinh, upload(picture()), by=author)
    article = Article(
        origin=country.ba_dinh, created_by=author, title="Bão", slug="bao", lead="Bão.", body="Bão.", photo=photo
    )

    with pytest.raises(ValidationError, match="mô tả ảnh"):
        article.full_clean()


def test_a_stored_photo_is_not_judged_again_with_every_correction(author, country: Country):
    article = draft(country.ba_dinh, author, photo=upload(picture()), photo_alt="Bão")
    default_storage.delete(article.photo.file.name)

    check_photo(Article.objects.get(pk=article.pk).photo.file)


def test_what_a_telephone_wrote_into_a_photo_is_not_kept():
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Điện thoại của Lan", 6  # maker, and "turn me a quarter"
    Image.new("RGB", (4000, 3000), "#c00").save(content, "JPEG", exif=exif)

    kept = plain_photo(upload(content.getvalue() + b"<script>hidden</script>"))

    assert b"hidden" not in kept.read()
    kept.seek(0)
    with Image.open(kept) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (1920, 2560)  # upright, and no larger than screens


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_format(kind):
    with Image.open(plain_photo(upload(picture(kind)))) as image:
        assert image.format == kind
