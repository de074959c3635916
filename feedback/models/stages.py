"""The life of a report or proposal as one table: its states, and from which each is reached (NĐ 20/2008)."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a case stands."""

    RECEIVED = "received", "Mới nhận, chờ phân loại"
    HANDED_OVER = "handed_over", "Đang chuyển, chờ nơi nhận tiếp nhận"
    EXAMINING = "examining", "Đang xem xét"
    ANSWERED = "answered", "Đã trả lời"
    PUBLISHED = "published", "Đã công khai"
    REFUSED = "refused", "Không tiếp nhận"


OPEN = (State.RECEIVED, State.HANDED_OVER, State.EXAMINING)  # the administration owes the next step
CLOSED = (State.ANSWERED, State.PUBLISHED, State.REFUSED)
REPLIED = (State.ANSWERED, State.PUBLISHED)

# State → from which it is reached. A case that comes back, climbs, or is disputed begins anew where it then is.
TRANSITIONS = {
    State.RECEIVED: (State.RECEIVED, State.HANDED_OVER, State.EXAMINING, *CLOSED),
    State.HANDED_OVER: (State.RECEIVED, State.EXAMINING),
    State.EXAMINING: (State.RECEIVED, State.HANDED_OVER, *REPLIED),
    State.ANSWERED: (State.EXAMINING, State.PUBLISHED),
    State.PUBLISHED: (State.ANSWERED,),
    State.REFUSED: (State.RECEIVED,),
}


class Kind(models.TextChoices):
    """What a citizen sends (NĐ 20/2008 art. 3)."""

    REPORT = "report", "Phản ánh"
    PROPOSAL = "proposal", "Kiến nghị"


class About(models.TextChoices):
    """What it is about, as the sender sees it."""

    CONDUCT = "conduct", "Việc làm của cán bộ, cơ quan"
    REGULATION = "regulation", "Một quy định, thủ tục"
    UNSURE = "unsure", "Tôi không rõ"


class Subject(models.TextChoices):
    """What it says is wrong, or brings (NĐ 20/2008 art. 5)."""

    CONDUCT = "conduct", "Chậm trễ, gây phiền hà, không làm đúng quy định"
    UNSUITED = "unsuited", "Quy định không phù hợp với thực tế"
    INCONSISTENT = "inconsistent", "Quy định không đồng bộ, không thống nhất"
    UNLAWFUL = "unlawful", "Quy định trái luật"
    TREATY = "treaty", "Quy định trái điều ước quốc tế"
    OTHER = "other", "Vướng mắc khác về quy định"
    SOLUTION = "solution", "Phương án xử lý quy định nêu trên"
    INITIATIVE = "initiative", "Sáng kiến ban hành quy định mới"


class Classification(models.TextChoices):
    """To which class intake has put a case (NĐ 20/2008 art. 9)."""

    NOT_ACCEPTED = "not_accepted", "Không thuộc loại được tiếp nhận"
    CONDUCT = "conduct", "Về hành vi, chuyển nơi có thẩm quyền"
    OWN = "own", "Thuộc thẩm quyền của cơ quan"
    ANOTHERS = "anothers", "Thuộc thẩm quyền của cơ quan khác"


class Channel(models.TextChoices):
    """By which way it came (NĐ 20/2008 art. 6 and 7)."""

    WEB = "web", "Trang này"
    IN_PERSON = "in_person", "Trực tiếp"
    POST = "post", "Bưu chính"
    EMAIL = "email", "Thư điện tử"
    PHONE = "phone", "Điện thoại, cán bộ ghi lại"
    OPINION_FORM = "opinion_form", "Phiếu lấy ý kiến"
