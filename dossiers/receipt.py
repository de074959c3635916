"""The receipt of a dossier (giấy tiếp nhận và hẹn trả kết quả, TT 01/2018/TT-VPCP, form 01): on a page, as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils import timezone
from fpdf import FPDF

from agencies.addresses import page_address, site_front
from deadlines.errors import DeadlineError
from deadlines.reasons import moment_in_words
from dossiers.clock import reading_of
from dossiers.models import Applicant, Dossier
from procedures.guide import Guide
from procedures.models import ProcedureVersion
from procedures.poster import qr_path

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
WIDTH, HEIGHT, MARGIN = 148, 210, 12  # millimetres: A5, upright
QR_SIDE = 26  # millimetres
TITLE = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


@dataclass(frozen=True)
class Receipt:
    """What a receipt says."""

    agency: str
    code: str
    facts: tuple[tuple[str, str], ...]
    papers: tuple[str, ...]
    due: str
    derivation: str
    address: str  # of the look-up
    place_and_day: str
    applicant: str
    officer: str

    @property
    def qr(self) -> tuple[str, int]:
        """The address of the look-up as the path of an SVG, and how many modules it is wide."""
        return qr_path(self.address)


def receipt_of(dossier: Dossier, applicant: Applicant | None) -> Receipt:
    """Return the receipt of a dossier; without the lines of an applicant whose data was removed."""
    version = ProcedureVersion.objects.get(pk=dossier.version_id)
    first = dossier.events.select_related("by").order_by("pk").first()
    received = timezone.localtime(dossier.received_at)
    return Receipt(
        agency=dossier.receiver.name,
        code=dossier.code,
        facts=tuple((name, said) for name, said in _facts(dossier, applicant) if said),
        papers=tuple(_papers(version, dossier.case)),
        due=moment_in_words(dossier.promised_at or dossier.due_at) if dossier.due_at else "",
        derivation=_derivation(dossier),
        address=lookup_address(dossier),
        place_and_day=f"{dossier.receiver.short_name}, ngày {received:%d} tháng {received:%m} năm {received:%Y}",
        applicant=applicant.name if applicant else "",
        officer=str(first.by) if first and first.by else "",
    )


def lookup_address(dossier: Dossier) -> str:
    """Return the address at which the applicant looks the dossier up: that of the receiver's site."""
    try:
        return settings.PORTAL_ORIGIN + page_address(dossier.receiver.path, "dossiers")
    except NoReverseMatch:
        return str(settings.PORTAL_ORIGIN + site_front(dossier.receiver.path))


def _facts(dossier: Dossier, applicant: Applicant | None) -> list[tuple[str, str]]:
    about = applicant or Applicant()
    limit = dossier.limit
    return [
        ("Tiếp nhận hồ sơ của", about.name),
        ("Số định danh", about.identity),
        ("Địa chỉ", about.address),
        ("Điện thoại", about.phone),
        ("Thư điện tử", about.email),
        ("Nội dung yêu cầu giải quyết", dossier.version.name),
        ("Trường hợp", dossier.case),
        ("Cách nộp", dossier.get_channel_display()),
        ("Cơ quan giải quyết", dossier.decider.name),
        ("Thời gian nhận hồ sơ", moment_in_words(dossier.received_at)),
        ("Thời hạn giải quyết theo quy định", str(limit) if limit else "Không ghi bằng số"),
    ]


def _papers(version: ProcedureVersion, case: str) -> list[str]:
    """Return the papers of the case, each with how many of it."""
    cases = Guide(version).cases() if version.record.get("cases") else []
    chosen = [one for one in cases if one.name[:500] == case] or (cases if len(cases) == 1 else [])
    return [f"{paper.name} ({_counted(paper.originals, paper.copies)})" for one in chosen for paper in one.papers]


def _counted(originals: int, copies: int) -> str:
    told = [f"{count} {what}" for count, what in ((originals, "bản chính"), (copies, "bản sao")) if count]
    return ", ".join(told) or "theo quy định"


def _derivation(dossier: Dossier) -> str:
    try:
        reading = reading_of(dossier, timezone.now())
    except DeadlineError:
        return ""
    return str(reading.derivation) if reading else ""


class _Paper(FPDF):
    """A sheet with the portal's own font."""

    def __init__(self) -> None:
        """Begin a page."""
        super().__init__(format=(WIDTH, HEIGHT))
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_font("Portal", "", FONTS / "be-vietnam-pro-regular.woff2")
        self.add_font("Portal", "B", FONTS / "be-vietnam-pro-semibold.woff2")
        self.set_lang("vi-VN")
        self.add_page()

    def told(self, text: str, *, size: float = 9, strong: bool = False, align: str = "L", width: float = 0) -> None:
        """Write a paragraph."""
        self.set_font("Portal", "B" if strong else "", size)
        self.multi_cell(width, size * 0.53, text, align=align, new_x="LMARGIN", new_y="NEXT")


def pdf_of(receipt: Receipt) -> bytes:
    """Return a receipt as a PDF of A5."""
    paper = _Paper()
    paper.set_title(f"{TITLE} {receipt.code}")
    paper.told(receipt.agency.upper(), strong=True, width=86)
    paper.told("Bộ phận Tiếp nhận và Trả kết quả", size=8, width=86)
    _draw_qr(paper, receipt)
    paper.set_y(MARGIN + QR_SIDE + 2)
    paper.told("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", strong=True, align="C")
    paper.told("Độc lập – Tự do – Hạnh phúc", strong=True, align="C")
    paper.told(receipt.place_and_day, size=8, align="R")
    paper.ln(2)
    paper.told(TITLE.upper(), size=12, strong=True, align="C")
    paper.told(f"Mã hồ sơ: {receipt.code}", size=11, strong=True, align="C")
    paper.ln(2)
    for name, said in receipt.facts:
        paper.told(f"{name}: {said}")
    if receipt.papers:
        paper.told("Thành phần hồ sơ:", strong=True)
    for number, name in enumerate(receipt.papers, start=1):
        paper.told(f"{number}. {name}", size=8)
    paper.ln(1)
    paper.told(f"Hẹn trả kết quả: {receipt.due or 'không ghi thời hạn'}", size=10, strong=True)
    if receipt.derivation:
        paper.told(receipt.derivation, size=8)
    paper.told(f"Tra cứu: {receipt.address}, bằng mã hồ sơ và bốn số cuối của điện thoại hoặc số định danh.", size=8)
    _signatures(paper, receipt)
    return bytes(paper.output())


def _draw_qr(paper: FPDF, receipt: Receipt) -> None:
    """Draw the QR code in the corner, its modules as the runs of the SVG are."""
    path, wide = receipt.qr
    side = QR_SIDE / (wide + 2)
    paper.set_fill_color(0)
    for run in path.split("M")[1:]:
        column, row = run.partition("h")[0].split()
        left = WIDTH - MARGIN - QR_SIDE + (int(column) + 1) * side
        paper.rect(left, MARGIN + (int(row) + 1) * side, side, side, style="F")


def _signatures(paper: FPDF, receipt: Receipt) -> None:
    half = (WIDTH - 2 * MARGIN) / 2
    paper.ln(3)
    if paper.will_page_break(26):
        paper.add_page()
    for text, strong, below in (
        (("Người nộp hồ sơ", "Người tiếp nhận hồ sơ"), True, 5.0),
        (("(ký và ghi rõ họ tên)", "(ký và ghi rõ họ tên)"), False, 14.0),
        ((receipt.applicant, receipt.officer), False, 5.0),
    ):
        paper.set_font("Portal", "B" if strong else "", 9)
        for side in text:
            paper.cell(half, 5, side, align="C")
        paper.ln(below)
