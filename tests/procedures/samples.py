"""A record of our own in the form of the national text export, with what makes real ones difficult."""

from __future__ import annotations

import os
from pathlib import Path

CODE = "1.001193"

TEXT = """Chi tiết thủ tục hành chính
Mã thủ tục: 1.001193
Số quyết định: 163/QĐ-BTP
Tên thủ tục: Đăng ký khai sinh
Cấp thực hiện: Cấp Xã
Loại thủ tục: TTHC được luật giao quy định chi tiết
Lĩnh vực: Hộ tịch
Trình tự thực hiện:
    Bước 1: Người yêu cầu nộp hồ sơ.
    - Nộp trực tiếp tại Trung tâm Phục vụ hành chính công.
    Bước 2: Công chức tư pháp - hộ tịch kiểm tra hồ sơ.
    Bước 3: Trả Giấy khai sinh.

Cách thức thực hiện:
  * Hình thức nộp: ONLINE
    Thời hạn giải quyết: 1 WORKING_DAY
    Phí, lệ phí: 0 VNĐ () | 8000 VNĐ (Cấp bản sao, một bản)
    Mô tả: Nhận hồ sơ sau 15 giờ thì trả vào ngày làm việc tiếp theo.
Thời hạn giải quyết: kéo dài khi phải xác minh.
  * Hình thức nộp: DIRECT
    Thời hạn giải quyết: Ngay trong ngày OTHER
    Phí, lệ phí: Do Hội đồng nhân dân cấp tỉnh quy định
  * Hình thức nộp: POSTAL
    Thời hạn giải quyết: 2.5 ngày
    Phí, lệ phí: Không có thông tin

Thành phần hồ sơ:
  [ Giấy tờ phải nộp: ]
    - Tờ khai đăng ký khai sinh theo Mẫu số 01
      Số lượng: Bản chính: 1, Bản sao: 0
    - Giấy chứng sinh
      Số lượng: Bản chính: 1, Bản sao: 2
  [ Giấy tờ phải xuất trình ]
    - - Thẻ căn cước hoặc hộ chiếu
      Số lượng: Bản chính: 0, Bản sao: 0

Đối tượng thực hiện: Công dân Việt Nam, Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX)
Cơ quan thực hiện: Ủy ban nhân dân cấp Xã, Sở Văn hóa, Thể thao và Du lịch
Cơ quan có thẩm quyền: Chủ tịch UBND cấp xã
Địa chỉ tiếp nhận HS: Trung tâm Phục vụ hành chính công xã
- Quầy số 2
Cơ quan được ủy quyền: Không có thông tin
Cơ quan phối hợp: Bộ Công an, Bộ Ngoại giao
Kết quả thực hiện: Giấy khai sinh
Căn cứ pháp lý:
  * Luật Hộ tịch (60/2014/QH13)
  * Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ
hướng dẫn Luật Hộ tịch (123/2015/NĐ-CP)
  * Quy định của thành phố (85/2025/QĐ-UBND (thành phố Đà Nẵng))

Yêu cầu, điều kiện thực hiện: Cha hoặc mẹ đăng ký trong 60 ngày.
Từ khóa:
Kết quả thực hiện: như trên.
Từ khóa: khai sinh, trẻ em
Mô tả: Ghi việc sinh vào sổ hộ tịch."""


def text(**changes: str) -> str:
    """Return the sample with some lines said otherwise: text(**{"Lĩnh vực": "Nuôi con nuôi"})."""
    lines = TEXT.split("\n")
    for label, value in changes.items():
        place = max(number for number, line in enumerate(lines) if line.startswith(f"{label}:"))
        lines[place] = f"{label}: {value}"
    return "\n".join(lines)


def real_records() -> list[Path]:
    """Return the files of real records that this machine has: none is no fault, they do not belong to the project."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "procedures"
    folder = Path(os.environ.get("PROCEDURE_RECORDS", beside))
    return sorted(folder.glob("*.txt")) if folder.is_dir() else []
