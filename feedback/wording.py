"""A case in plain words: what citizens read instead of the official terms, in the form and when they look it up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from feedback.models import About, Channel, FeedbackEvent, Kind, Outcome, State

Verb = FeedbackEvent.Verb

KINDS = {
    Kind.REPORT: _("Phản ánh: việc đang vướng mắc, chậm trễ, chưa đúng"),
    Kind.PROPOSAL: _("Kiến nghị: đề xuất cách làm hoặc quy định tốt hơn"),
}
ABOUTS = {
    About.CONDUCT: _("Việc làm của cán bộ, cơ quan: chậm, gây khó, làm sai quy định"),
    About.REGULATION: _("Một quy định hoặc thủ tục: khó thực hiện, mâu thuẫn, không còn hợp"),
    About.UNSURE: _("Tôi không rõ"),
}
KIND_NAMES = {Kind.REPORT: _("Phản ánh"), Kind.PROPOSAL: _("Kiến nghị")}
ABOUT_NAMES = {
    About.CONDUCT: _("Việc làm của cán bộ, cơ quan"),
    About.REGULATION: _("Một quy định, thủ tục"),
    About.UNSURE: _("Tôi không rõ"),
}
STATES = {
    State.RECEIVED: (_("Mới nhận"), _("Cơ quan đang xem phản ánh thuộc loại nào và ai có thẩm quyền trả lời.")),
    State.HANDED_OVER: (
        _("Đang chuyển"),
        _("Phản ánh đang được chuyển. Cơ quan giữ vẫn chịu trách nhiệm đến khi nơi nhận đồng ý."),
    ),
    State.EXAMINING: (_("Đang xem xét"), _("Cơ quan đang xem xét và sẽ trả lời bạn đúng hạn.")),
    State.ANSWERED: (_("Đã trả lời"), _("Câu trả lời ở ngay bên dưới.")),
    State.PUBLISHED: (
        _("Đã trả lời, công khai"),
        _("Câu trả lời ở ngay bên dưới; ai cũng đọc được, không kèm tên bạn."),
    ),
    State.REFUSED: (_("Không tiếp nhận"), _("Cơ quan không tiếp nhận. Lý do ở ngay bên dưới.")),
}
TAGS = {  # kinds of the tag that names the state
    State.ANSWERED: "success",
    State.PUBLISHED: "success",
    State.REFUSED: "danger",
}
STEPS = {
    Verb.RECEIVED: _("Nhận phản ánh, kiến nghị"),
    Verb.VERIFIED: _("Bạn xác nhận thư điện tử"),
    Verb.CLASSIFIED: _("Phân loại"),
    Verb.REFUSED: _("Không tiếp nhận"),
    Verb.HANDED_OVER: _("Chuyển cơ quan khác"),
    Verb.ORDERED: _("Giao cơ quan cấp dưới"),
    Verb.ACCEPTED: _("Tiếp nhận để xem xét và trả lời"),
    Verb.DECLINED: _("Từ chối nhận, chuyển trả"),
    Verb.LAPSED: _("Không trả lời đúng hạn, chuyển trả"),
    Verb.CLIMBED: _("Chuyển lên cơ quan cấp trên chung"),
    Verb.TAKEN_UP: _("Bắt đầu xem xét"),
    Verb.EXTENDED: _("Gia hạn trả lời"),
    Verb.ANSWERED: _("Trả lời"),
    Verb.PUBLISHED: _("Công khai câu trả lời"),
    Verb.RATED: _("Bạn đánh giá câu trả lời"),
    Verb.DISPUTED: _("Bạn không đồng ý"),
    Verb.REOPENED: _("Xem xét lại"),
    Verb.ESCALATED: _("Chuyển lên cơ quan cấp trên"),
    Verb.RULE_CHANGED: _("Quy định đã được sửa"),
    Verb.SUCCEEDED: _("Chuyển sang cơ quan kế tục"),
    Verb.FORGOTTEN: _("Xóa dữ liệu người gửi"),
}
CHANNELS = {
    Channel.WEB: _("Trang này"),
    Channel.IN_PERSON: _("Trực tiếp"),
    Channel.POST: _("Bưu chính"),
    Channel.EMAIL: _("Thư điện tử"),
    Channel.PHONE: _("Điện thoại, cán bộ ghi lại"),
    Channel.OPINION_FORM: _("Phiếu lấy ý kiến"),
}
OUTCOMES = {
    Outcome.AMEND: _("Sửa đổi, bổ sung hoặc bãi bỏ quy định"),
    Outcome.RECOMMEND: _("Kiến nghị cơ quan có thẩm quyền sửa đổi"),
    Outcome.PROPOSE: _("Đề xuất ban hành quy định mới"),
    Outcome.NO_CHANGE: _("Giữ nguyên quy định, có lý do"),
}
