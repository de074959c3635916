"""What is accepted as a photo, and what is kept of it."""

import io
import re
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from PIL import Image, ImageCms

from news import photos
from news.actions import keep_picture
from news.models import Article
from news.photos import check_photo, plain_photo
from tests.country import Country
from tests.news.files import SVG, bomb, moving, of_a_telephone, picture, saved, upload
from tests.news.newsroom import draft


def kept(content: bytes) -> Image.Image:
    """Return what is kept of a photo."""
    check_photo(upload(content))
    image = Image.open(plain_photo(upload(content)))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_of_the_usual_formats_are_accepted(kind):
    check_photo(upload(picture(kind)))


def test_the_name_does_not_matter_only_the_content():
    check_photo(upload(picture("PNG"), "bao.jpg"))
    check_photo(upload(picture("PNG"), "bao.svg"))


def test_a_checked_file_is_left_at_its_beginning():
    file = upload(picture())

    check_photo(file)

    assert file.read(3) == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not a picture", id="text"),
        pytest.param(SVG, id="SVG"),
        pytest.param(SVG.replace(b"<svg", b"\xef\xbb\xbf<svg"), id="SVG with a mark"),
        pytest.param(picture("GIF"), id="GIF"),
        pytest.param(moving("GIF"), id="moving GIF"),
        pytest.param(picture("TIFF"), id="TIFF"),
        pytest.param(picture("BMP"), id="BMP"),
        pytest.param(picture("JPEG", (400, 300))[:-800], id="truncated JPEG"),
        pytest.param(picture("PNG")[:60], id="truncated PNG"),
        pytest.param(picture("WEBP")[:40], id="truncated WebP"),
        pytest.param(picture("JPEG")[:20], id="head of a JPEG"),
        pytest.param(b"\xff\xd8\xff" + b"\0" * 500, id="JPEG in name only"),
        pytest.param(b"GIF89a=1;alert(1)//" + picture(), id="GIF and script before a JPEG"),
        pytest.param(b"<script>alert(1)</script>" + picture("PNG"), id="script before a PNG"),
        pytest.param(b"PK\x03\x04" + picture("PNG"), id="ZIP before a PNG"),
        pytest.param(b"%PDF-1.7\n" + picture(), id="PDF before a JPEG"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError, match="không phải ảnh JPEG, PNG hoặc WebP"):
        check_photo(upload(content))


def test_an_empty_file_is_refused():
    with pytest.raises(ValidationError, match="trống"):
        check_photo(upload(b""))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind):
    with pytest.raises(ValidationError, match="động"):
        check_photo(upload(moving(kind)))


@pytest.mark.parametrize("side", [9_000, 12_000, 20_000, 30_000, 65_000])
def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused_before_it_does(side, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("unfolded"))

    with pytest.raises(ValidationError, match="quá nhiều điểm ảnh"):
        check_photo(upload(bomb(side, side)))


def test_a_whole_bomb_of_ten_kilobytes_is_refused_too():
    content = bomb(9_000, 9_000, whole=True)
    assert len(content) < 12_000

    with pytest.raises(ValidationError, match="quá nhiều điểm ảnh"):
        check_photo(upload(content))


MEASURE = """
import resource, django; django.setup()
from tests.news.files import bomb, upload
from news.photos import check_photo, plain_photo
begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
file = upload(bomb(6_300, 6_300, whole=True)); check_photo(file); plain_photo(file)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begin) // 1024)
"""


def test_the_largest_picture_that_is_accepted_takes_a_bounded_memory():
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings", "DEVELOPMENT": "1", "PATH": ""}
    told = subprocess.run([sys.executable, "-c", MEASURE], env=environment, capture_output=True, text=True, check=True)

    assert int(told.stdout) < 250  # MB, for 39.7 million pixels


def test_the_limit_is_ten_megabytes():
    content = picture()
    check_photo(upload(content.ljust(photos.MOST_BYTES, b"\0")))

    with pytest.raises(ValidationError, match="lớn hơn 10 MB"):
        check_photo(upload(content.ljust(photos.MOST_BYTES + 1, b"\0")))


NAMES = [
    "x.html",
    "x.svg",
    "../../x.py",
    "x",
    "x.jpg.php",
    "ảnh\r\nbão.exe",
    "gpj\u202e.exe",
    "a" * 300 + ".jpg",
    "C:\\x.jpg",
    ".jpg",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_stored_under_a_name_of_our_own(name, author, country: Country):
    script_behind = picture() + b"<script>alert(1)</script>"

    article = draft(country.ba_dinh, author, photo=upload(script_behind, name), photo_alt="Bão")

    assert re.fullmatch(r"news/[a-z0-9]{20}\.jpg", article.photo.file.name)
    with default_storage.open(article.photo.file.name) as file:
        assert b"script" not in file.read()


def test_its_size_is_known_to_the_page(author, country: Country):
    article = draft(country.ba_dinh, author, photo=upload(picture()), photo_alt="Mắt bão")

    photo = Article.objects.get(pk=article.pk).photo

    assert (photo.width, photo.height) == (40, 30)


def test_whoever_writes_there_uploads_and_nobody_else(author, outsider, country: Country):
    assert keep_picture(country.ba_dinh, upload(picture()), by=author).agency == country.ba_dinh

    with pytest.raises(PermissionDenied):
        keep_picture(country.ba_dinh, upload(picture()), by=outsider)
    with pytest.raises(PermissionDenied):
        keep_picture(country.ha_noi, upload(picture()), by=author)


def test_what_is_refused_leaves_nothing_behind(author, country: Country, settings):
    with pytest.raises(ValidationError):
        keep_picture(country.ba_dinh, upload(SVG), by=author)

    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


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
    content = of_a_telephone() + b"<script>hidden</script>"

    file = plain_photo(upload(content))

    assert b"hidden" not in file.read()
    with Image.open(file) as image:
        assert dict(image.getexif()) == {}
        assert not image.info.keys() & {"exif", "xmp", "icc_profile", "comment"}


@pytest.mark.parametrize(
    ("orientation", "size", "red"),  # where the left half of the picture, which is red, comes to be
    [(1, (80, 40), (10, 20)), (3, (80, 40), (70, 20)), (6, (40, 80), (20, 10)), (8, (40, 80), (20, 70))],
)
def test_a_photo_stands_upright(orientation, size, red):
    image = kept(of_a_telephone(orientation))

    assert image.size == size
    assert image.getpixel(red)[0] > 200


def test_no_photo_is_kept_larger_than_screens():
    assert kept(picture(size=(4_000, 3_000))).size == (2_560, 1_920)


def sixteen_bits() -> Image.Image:
    return Image.linear_gradient("L").convert("I").point(lambda value: value * 256).convert("I;16")


GREY = Image.linear_gradient("L")
CLEAR = Image.new("RGBA", (30, 30), (255, 0, 0, 0))


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        pytest.param(saved(Image.new("CMYK", (30, 30), (0, 255, 255, 0)), "JPEG"), "RGB", id="CMYK"),
        pytest.param(saved(GREY, "JPEG"), "L", id="grey"),
        pytest.param(saved(sixteen_bits(), "PNG"), "L", id="16 bits"),
        pytest.param(saved(GREY.convert("1"), "PNG"), "L", id="1 bit"),
        pytest.param(saved(CLEAR, "PNG"), "RGBA", id="transparent"),
        pytest.param(saved(CLEAR.quantize(), "PNG"), "RGBA", id="palette with transparency"),
        pytest.param(saved(GREY.convert("P"), "PNG"), "RGB", id="palette"),
        pytest.param(saved(GREY.convert("LA"), "PNG"), "RGBA", id="grey with transparency"),
        pytest.param(saved(Image.new("RGB", (9, 9)), "PNG", transparency=(0, 0, 0)), "RGBA", id="one clear colour"),
        pytest.param(saved(Image.new("RGB", (1, 2_000)), "PNG"), "RGB", id="a line"),
    ],
)
def test_every_way_of_keeping_colours_is_understood(content, mode):
    assert kept(content).mode == mode


def test_sixteen_bits_keep_their_shades():
    image = kept(saved(sixteen_bits(), "PNG"))

    assert [image.getpixel((0, y)) for y in (0, 128, 255)] == [0, 128, 255]


def red_and_blue_changed_over() -> bytes:
    """Return a colour profile in which what is red elsewhere is blue."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def test_other_colours_become_those_of_the_web():
    image = kept(saved(Image.new("RGB", (30, 30), "#f00"), "JPEG", icc_profile=red_and_blue_changed_over()))

    red, _green, blue = image.getpixel((5, 5))
    assert "icc_profile" not in image.info
    assert (red < 40, blue > 200) == (True, True)


def test_a_broken_colour_profile_is_as_good_as_none():
    image = kept(saved(Image.new("RGB", (30, 30), "#c00"), "JPEG", icc_profile=b"no profile" * 50))

    assert abs(image.getpixel((5, 5))[0] - 0xCC) < 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_format(kind):
    assert kept(picture(kind)).format == kind


def test_of_a_jpeg_with_two_pictures_the_first_is_kept():
    both = io.BytesIO()
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(both, "MPO", save_all=True, append_images=frames[1:])

    image = kept(both.getvalue())

    assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)
    assert image.getpixel((5, 5))[0] > 200
