"""Real names of places to test with: a handful that shows every difficulty, and all there are."""

import csv
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[2] / "agencies" / "data"

A_FEW = [
    "Thành phố Hà Nội",
    "Phường Ba Đình",
    "Phường Bắc Cường",
    "Đặc khu Phú Quốc",
    "Xã Ia Drăng",
    "Xã Đăk Pék",
    "Xã Ea H'leo",
    "Phường Phan Rang - Tháp Chàm",
    "Xã Yên Thường",
    "Phường Thuận Hóa",
    "Phường 2",
    "Phường 10",
    "Huyện Mường Ảng",
    "Thị xã Sơn Tây",
]


def every_name() -> list[str]:
    """Return A_FEW and, where the catalogues of administrative units are present, every name in them."""
    names = set(A_FEW)
    for catalogue in CATALOGUES.glob("units_*.csv"):
        with catalogue.open(encoding="utf-8", newline="") as rows:
            names.update(row["name"] for row in csv.DictReader(rows))
    return sorted(names)
