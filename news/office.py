"""Which DOCX, XLSX, ODT and ODS files are accepted: no macros, nothing fetched from elsewhere, no bomb.

Each is a ZIP of XML files. Only the few that say what the document is and what it refers to are unpacked.
"""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO
from xml.etree import ElementTree

from django.core.exceptions import ValidationError

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
OPEN_DOCUMENT = {MEDIA_TYPES[kind].encode(): kind for kind in ("odt", "ods")}
OFFICE_OPEN = {f"{MEDIA_TYPES[kind]}.main+xml": kind for kind in ("docx", "xlsx")}
TYPES_FILE = "[Content_Types].xml"

MOST_ENTRIES = 3_000
MOST_UNPACKED = 200_000_000  # bytes, of all entries together
MOST_READ = 30_000_000  # bytes, of one entry that is looked into

BROKEN = "Tệp này hỏng hoặc bị cắt cụt, không mở được. Hãy lưu lại tệp rồi tải lên."
TOO_MUCH = "Tệp này bung ra quá lớn hoặc có quá nhiều phần. Hãy lưu lại thành PDF rồi tải lên."
MACROS = "Tệp này có macro hoặc thành phần chạy được. Hãy lưu lại thành bản không có macro, hoặc PDF."
LOCKED = "Tệp này có mật khẩu. Hãy lưu lại một bản không có mật khẩu."
ELSEWHERE = "Tệp này lấy nội dung từ nơi khác khi mở (ảnh, mẫu hoặc bảng liên kết). Hãy nhúng vào tệp rồi lưu lại."
UNKNOWN = "Tệp này không phải DOCX, XLSX, ODT hoặc ODS. Nếu là tệp nén, hãy tải lên từng tài liệu bên trong."

RUNS = re.compile(
    r"vbaproject|vbadata|activex|macrosheets|(^|/)(basic|scripts)/|oleobject|\.(bin|exe|dll|jar|class|js)$", re.I
)
PRINTER = re.compile(r"(^|/)printersettings/printersettings\d*\.bin$", re.I)  # Excel keeps the paper size so
OUTSIDE = re.compile(r"^\s*([a-z][a-z0-9+.-]*:|//|\\\\|\.\./)", re.I)
HREF = "{http://www.w3.org/1999/xlink}href"
FETCHED = {
    "image",
    "object",
    "object-ole",
    "plugin",
    "floating-frame",
    "section-source",
    "table-source",
    "cell-range-source",
}


def checked(content: BinaryIO) -> str:
    """Return the kind of document that `content` is ("docx"…). Raises ValidationError for what is not accepted."""
    try:
        with zipfile.ZipFile(content) as archive:
            _check_size(archive)
            names = archive.namelist()
            if any(RUNS.search(name) and not PRINTER.search(name) for name in names):
                raise ValidationError(MACROS)
            return _office_open(archive) if TYPES_FILE in names else _open_document(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ElementTree.ParseError) as error:
        raise ValidationError(BROKEN) from error
    except (KeyError, ValueError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise ValidationError(BROKEN) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ValidationError(TOO_MUCH)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ValidationError(LOCKED)
    if any(entry.filename.startswith(("/", "\\")) or ".." in entry.filename.split("/") for entry in entries):
        raise ValidationError(BROKEN)


def _office_open(archive: zipfile.ZipFile) -> str:
    """Source: ECMA-376 part 2 (packages): types of the parts, and relationships between them."""
    kinds: set[str] = set()
    for part in _xml(archive, TYPES_FILE).iter():
        media_type = part.get("ContentType", "")
        if "macroenabled" in media_type.lower() or "vbaproject" in media_type.lower():
            raise ValidationError(MACROS)
        kinds.update(filter(None, [OFFICE_OPEN.get(media_type)]))
    if len(kinds) != 1:
        raise ValidationError(UNKNOWN)
    for name in archive.namelist():
        if name.endswith(".rels"):
            for link in _xml(archive, name).iter():
                # A link that a reader follows is no more than on a page; all else is fetched by the program itself.
                if link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
                    raise ValidationError(ELSEWHERE)
    return kinds.pop()


def _open_document(archive: zipfile.ZipFile) -> str:
    """Source: ODF 1.3 part 2 (packages), 3.3: the type stands in a file of that name."""
    if "mimetype" not in archive.namelist():
        raise ValidationError(UNKNOWN)
    kind = OPEN_DOCUMENT.get(_read(archive, "mimetype", 200).strip())
    if kind is None:
        raise ValidationError(UNKNOWN)
    if any(part.tag.endswith("}encryption-data") for part in _xml(archive, "META-INF/manifest.xml").iter()):
        raise ValidationError(LOCKED)
    for name in ("content.xml", "styles.xml"):
        if name in archive.namelist():
            _check_fetches_nothing(_xml(archive, name))
    return kind


def _check_fetches_nothing(tree: ElementTree.Element) -> None:
    for part in tree.iter():
        tag = part.tag.rpartition("}")[2]
        if tag == "event-listener":
            raise ValidationError(MACROS)
        if tag in FETCHED and OUTSIDE.search(part.get(HREF, "")):
            raise ValidationError(ELSEWHERE)


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return the root of an XML file in the archive; none of ours declares entities, so none that does is read."""
    text = _read(archive, name, MOST_READ)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in text:
        raise ValidationError(BROKEN)
    return ElementTree.fromstring(text)  # noqa: S314 no entities are left to expand


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return an entry of the archive, whatever size it says it has. Raises ValidationError beyond `most` bytes."""
    with archive.open(name) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        raise ValidationError(TOO_MUCH)
    return content
