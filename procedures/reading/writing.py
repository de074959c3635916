"""A record written as a text export, as the national database writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procedures.reading.limits import SEPARATOR
from procedures.reading.record import Case, Fee, LegalBasis, Method, Record, Step
from procedures.reading.words import NOTHING

NO_PAPERS = "  Không có thông tin thành phần hồ sơ."


def as_text(record: Record) -> str:
    """Return the export of a record. Reading it again gives the same record."""
    return "\n".join(_lines(record))


def _lines(record: Record) -> Iterator[str]:
    yield "Chi tiết thủ tục hành chính"
    yield f"Mã thủ tục: {record.code}"
    yield f"Số quyết định: {record.decision or NOTHING}"
    yield f"Tên thủ tục: {record.name}"
    yield f"Cấp thực hiện: {_list(record.levels)}"
    yield f"Loại thủ tục: {record.kind or NOTHING}"
    yield f"Lĩnh vực: {record.field or NOTHING}"
    yield from _block("Trình tự thực hiện:", _steps(record.steps), "")
    yield from _block("Cách thức thực hiện:", _methods(record.methods), "")
    yield from _block("Thành phần hồ sơ:", _cases(record.cases), NO_PAPERS)
    yield f"Đối tượng thực hiện: {_list(record.audiences)}"
    yield f"Cơ quan thực hiện: {_list(record.performing)}"
    yield f"Cơ quan có thẩm quyền: {_list(record.deciding)}"
    yield f"Địa chỉ tiếp nhận HS: {record.address or NOTHING}"
    yield f"Cơ quan được ủy quyền: {_list(record.authorised)}"
    yield f"Cơ quan phối hợp: {_list(record.coordinating)}"
    yield f"Kết quả thực hiện: {record.result or NOTHING}"
    yield from _block("Căn cứ pháp lý:", map(_basis, record.legal_bases), "  Không có thông tin căn cứ pháp lý.")
    yield f"Yêu cầu, điều kiện thực hiện: {record.conditions or NOTHING}"
    yield f"Từ khóa: {_list(record.keywords)}"
    yield f"Mô tả: {record.description or NOTHING}"


def _list(items: Iterable[str]) -> str:
    return ", ".join(items) or NOTHING


def _block(label: str, lines: Iterable[str], nothing: str) -> Iterator[str]:
    yield label
    written = list(lines)
    yield from written or [nothing]
    yield ""


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if step.title is not None:
            yield f"  * {step.title}"
        yield from (f"    {paragraph}" for paragraph in step.paragraphs)


def _methods(methods: Iterable[Method]) -> Iterator[str]:
    for method in methods:
        yield f"  * Hình thức nộp: {method.channel}"
        yield f"    Thời hạn giải quyết: {method.limit.written if method.limit else NOTHING}"
        yield f"    Phí, lệ phí: {SEPARATOR.join(map(_fee, method.fees)) or NOTHING}"
        if method.note:
            yield f"    Mô tả: {method.note}"


def _fee(fee: Fee) -> str:
    return fee.condition if fee.amount is None else f"{fee.amount:f} {fee.currency} ({fee.condition})"


def _cases(cases: Iterable[Case]) -> Iterator[str]:
    for case in cases:
        if case.name:
            yield f"  [ {case.name} ]"
        if not case.components:
            yield NO_PAPERS
        for component in case.components:
            yield f"    - {component.name}"
            if component.form:
                yield f"      Biểu mẫu: {component.form}"
            if component.originals is not None or component.copies is not None:
                originals, copies = ("" if one is None else one for one in (component.originals, component.copies))
                yield f"      Số lượng: Bản chính: {originals}, Bản sao: {copies}"


def _basis(basis: LegalBasis) -> str:
    return f"  * {basis.abstract} ({basis.number})" if basis.number else f"  * {basis.abstract}"
