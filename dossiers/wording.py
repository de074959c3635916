"""A dossier in plain words: what citizens read instead of the official terms, on the page and in their messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.models import Channel, DossierEvent, Outcome, State

Verb = DossierEvent.Verb

STATES = {
    State.REGISTERED: (_("Chờ tiếp nhận"), _("Hồ sơ đã nộp trực tuyến. Cơ quan chưa tiếp nhận.")),
    State.ACCEPTED: (_("Đã tiếp nhận"), _("Cơ quan đã nhận đủ hồ sơ và sẽ giải quyết đúng hẹn.")),
    State.DENIED: (_("Không tiếp nhận"), _("Cơ quan không tiếp nhận hồ sơ này. Lý do ghi ở bước cuối cùng.")),
    State.PROCESSING: (_("Đang giải quyết"), _("Cơ quan đang giải quyết. Bạn chưa phải làm gì thêm.")),
    State.WAITING: (_("Chờ bạn bổ sung giấy tờ"), _("Hồ sơ còn thiếu giấy tờ. Thời hạn giải quyết đang tạm dừng.")),
    State.PAYING: (_("Chờ bạn nộp tiền"), _("Hồ sơ chờ bạn nộp tiền. Thời hạn giải quyết đang tạm dừng.")),
    State.WITHDRAWN: (_("Bạn đã rút hồ sơ"), _("Hồ sơ được trả lại theo yêu cầu của bạn.")),
    State.STOPPED: (_("Dừng giải quyết"), _("Việc giải quyết hồ sơ đã dừng. Lý do ghi ở bước cuối cùng.")),
    State.FINISHED: (_("Đã có kết quả"), _("Hồ sơ đã giải quyết xong, kết quả chờ bạn đến nhận.")),
    State.RETURNED: (_("Đã trả kết quả"), _("Hồ sơ đã giải quyết xong và kết quả đã được trả.")),
}
KINDS = {  # of the tag that names the state
    State.DENIED: "danger",
    State.WAITING: "notice",
    State.PAYING: "notice",
    State.STOPPED: "danger",
    State.WITHDRAWN: "quiet",
    State.FINISHED: "success",
    State.RETURNED: "success",
}
STEPS = {
    Verb.REGISTERED: _("Nộp hồ sơ trực tuyến"),
    Verb.ACCEPTED: _("Tiếp nhận hồ sơ"),
    Verb.DENIED: _("Không tiếp nhận hồ sơ"),
    Verb.FORWARDED: _("Chuyển đến cơ quan giải quyết"),
    Verb.TAKEN_UP: _("Bắt đầu giải quyết"),
    Verb.ASSIGNED: _("Giao người giải quyết"),
    Verb.SUPPLEMENT_ASKED: _("Yêu cầu bổ sung giấy tờ"),
    Verb.SUPPLEMENTED: _("Nhận đủ giấy tờ bổ sung, thời hạn tính lại từ đầu"),
    Verb.PAYMENT_ASKED: _("Yêu cầu nộp tiền"),
    Verb.PAID: _("Đã nhận tiền"),
    Verb.STOPPED: _("Dừng giải quyết"),
    Verb.RESUMED: _("Giải quyết tiếp"),
    Verb.CONSULTED: _("Hỏi ý kiến cơ quan liên quan"),
    Verb.ANSWERED: _("Cơ quan liên quan trả lời"),
    Verb.APOLOGISED: _("Xin lỗi và hẹn ngày khác"),
    Verb.WITHDRAWN: _("Trả lại hồ sơ theo yêu cầu của người nộp"),
    Verb.CLOSED: _("Kết thúc vì không nhận được giấy tờ bổ sung"),
    Verb.FINISHED: _("Giải quyết xong"),
    Verb.RETURNED: _("Trả kết quả"),
    Verb.RECKONED: _("Tính lại thời hạn"),
}
BETWEEN_OFFICES = frozenset({Verb.CONSULTED, Verb.ANSWERED})  # what they write to each other is theirs
CHANNELS = {
    Channel.COUNTER: _("Trực tiếp tại bộ phận một cửa"),
    Channel.POST: _("Qua bưu chính công ích"),
    Channel.PHONE: _("Qua điện thoại"),
    Channel.NATIONAL: _("Cổng Dịch vụ công quốc gia"),
}
OUTCOMES = {
    Outcome.GRANTED: pgettext_lazy("outcome of a dossier", "Đã giải quyết"),
    Outcome.REFUSED: _("Từ chối giải quyết, có lý do bằng văn bản"),
}
