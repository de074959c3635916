"""Files for the tests of what is uploaded: hostile ones, and their harmless twins. All are made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

HANOI = (21.0, 1.0)  # where a telephone says that a picture was taken


def upload(content: bytes, name: str = "bao.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, **how)
    return content.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    return saved(Image.new("RGB", size, "#c00"), kind)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int, height: int, *, whole: bool = False) -> bytes:
    """Return a PNG of one bit a pixel that says it is `width` by `height`; `whole`: with all of its pixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(((width + 7) // 8 + 1) * height if whole else 1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def of_a_telephone(orientation: int = 6) -> bytes:
    """Return a photo with its maker, the place where it was taken, and how the telephone was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Điện thoại của Lan", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (*HANOI, 0.0), 3: "E", 4: (105.0, 50.0, 0.0)})
    image = Image.new("RGB", (80, 40), "red")
    image.paste("blue", (40, 0, 80, 40))  # the right half
    return saved(image, "JPEG", exif=exif, quality=95)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def pdf(**extras: str) -> bytes:
    """Return a PDF of one page, with `extras` in its catalogue."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in extras.items():
        document.Root[f"/{name}"] = pikepdf.Object.parse(value.encode())
    content = io.BytesIO()
    document.save(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()


def archive(entries: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name, text, zipfile.ZIP_STORED if name in stored else None)
    return content.getvalue()


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(*, links: str = "", types: str = "", main: str = f"{WORD}.document.main+xml", **entries: bytes | str) -> bytes:
    """Return a Word document with `links` among its relationships, and other `entries`."""
    told = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": "<document/>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    return archive({**told, **{name.replace("__", "/"): text for name, text in entries.items()}})


def link(kind: str, target: str = "https://elsewhere.example/x") -> str:
    return f'<Relationship Id="r9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def xlsx() -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Xã", "Số hồ sơ"])
    book.save(content)
    return content.getvalue()


ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt(body: str = "", *, kind: str = "text", manifest: str = "", **entries: bytes | str) -> bytes:
    """Return an OpenDocument file with `body` in its content."""
    names = (
        f'xmlns:office="{ODF}:office:1.0" xmlns:draw="{ODF}:drawing:1.0" xmlns:text="{ODF}:text:1.0" '
        f'xmlns:script="{ODF}:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    told = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {names}>{body}</office:document-content>",
        "META-INF/manifest.xml": f'<manifest xmlns="{ODF}:manifest:1.0">{manifest}</manifest>',
    }
    return archive({**told, **{name.replace("__", "/"): text for name, text in entries.items()}}, stored=("mimetype",))
