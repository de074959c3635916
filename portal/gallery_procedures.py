"""What the examples of the components of procedures show."""

from __future__ import annotations

from typing import Any

from agencies.words import Words
from procedures.browsing import Choice, Facet
from procedures.guide import MethodRow, Paper, PaperCase
from procedures.poster import qr_path

LONG_WORD = "khôngdấucách" * 20


def sample_procedures(language: str) -> dict[str, Any]:
    """Return choices, papers, ways of applying and a code that are in no database."""
    choices = (
        Choice(Words("Hộ tịch", "vi", language), 30, "?linh-vuc=ho-tich", chosen=True),
        Choice(Words("Đất đai", "vi", language), 1246, "?linh-vuc=dat-dai", chosen=False),
        Choice(Words(LONG_WORD, "vi", language), 1, "?linh-vuc=khac", chosen=False),
    )
    papers = (
        Paper(1, "Tờ khai đăng ký khai sinh theo Mẫu số 01", "", 1, 0, is_counted=True),
        Paper(2, "Giấy chứng sinh", "mau-01.docx", 1, 2, is_counted=True),
        Paper(3, "Không phải nộp nếu đã có dữ liệu điện tử.", "", 0, 0, is_counted=False),
    )
    return {
        "facet": Facet("linh-vuc", "Lĩnh vực", choices, "./"),
        "paper_cases": [
            PaperCase("Giấy tờ phải nộp", papers),
            PaperCase("", (Paper(4, LONG_WORD, "", 0, 1, is_counted=True),)),
        ],
        "method_rows": [
            MethodRow(
                "Trực tuyến", "1 ngày làm việc", ("Không thu phí", "8.000 đồng (bản sao)"), "Kể từ khi đủ hồ sơ."
            ),
            MethodRow("Trực tiếp", "Trong ngày", (), ""),
            MethodRow("Bưu chính", LONG_WORD, (LONG_WORD,), f"{LONG_WORD}\n{LONG_WORD}"),
        ],
        "qr": qr_path("https://example.com/thu-tuc/1.001193/"),
    }
