"""What the administration answers: one text for one case or several that say the same, and what came of the rule."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from feedback.models.feedback import Feedback
from procedures.models import Procedure

MAX_ANSWER = 20_000  # characters


class Outcome(models.TextChoices):
    """What follows for the regulation (NĐ 20/2008 art. 15)."""

    AMEND = "amend", "Sửa đổi, bổ sung hoặc bãi bỏ quy định"
    RECOMMEND = "recommend", "Kiến nghị cơ quan có thẩm quyền sửa đổi"
    PROPOSE = "propose", "Đề xuất ban hành quy định mới"
    NO_CHANGE = "no_change", "Giữ nguyên quy định, có lý do"


class Answer(models.Model):
    """One answer, as it was given. A case that is opened again gets another one; this one stays."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan trả lời")
    text = models.TextField("nội dung trả lời", max_length=MAX_ANSWER, validators=[MaxLengthValidator(MAX_ANSWER)])
    outcome = models.CharField("kết quả đối với quy định", max_length=12, choices=Outcome, blank=True)
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thủ tục liên quan"
    )
    clause = models.CharField(
        "điều khoản", max_length=250, blank=True, help_text="Ví dụ: điểm a khoản 2 Điều 5 Thông tư số 01/2026/TT-BNV"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người trả lời")
    at = models.DateTimeField("trả lời lúc")
    is_reusable = models.BooleanField("dùng làm câu hỏi, trả lời thường gặp", default=False)

    class Meta:
        verbose_name = "trả lời"
        verbose_name_plural = "trả lời"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(clause="") | Q(procedure__isnull=False),
                name="answer_names_the_rule",
                violation_error_message="Ghi thủ tục hoặc điều khoản mà kết quả nói đến.",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "procedure"], condition=Q(is_reusable=True), name="answer_reusable"),
            models.Index(fields=["outcome", "agency"], condition=~Q(outcome=""), name="answer_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.at:%d/%m/%Y}"


class Criterion(models.TextChoices):
    """The six criteria for a regulation (NĐ 20/2008 art. 14(2))."""

    NECESSARY = "necessary", "Sự cần thiết"
    REASONABLE = "reasonable", "Tính hợp lý, hợp pháp"
    SIMPLE = "simple", "Tính đơn giản, dễ hiểu"
    FEASIBLE = "feasible", "Tính khả thi"
    CONSISTENT = "consistent", "Sự thống nhất, đồng bộ với các quy định khác"
    TREATIES = "treaties", "Sự phù hợp với điều ước quốc tế"


class Finding(models.Model):
    """What examining a case found of one criterion."""

    class Verdict(models.TextChoices):
        MET = "met", "Đáp ứng"
        NOT_MET = "not_met", "Chưa đáp ứng"
        NOT_CONCERNED = "not_concerned", "Không liên quan"

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="findings", verbose_name="phản ánh, kiến nghị"
    )
    criterion = models.CharField("tiêu chí", max_length=12, choices=Criterion)
    verdict = models.CharField("nhận định", max_length=15, choices=Verdict)
    note = models.CharField("giải thích", max_length=1_000, blank=True)

    class Meta:
        verbose_name = "nhận định theo tiêu chí"
        verbose_name_plural = "nhận định theo sáu tiêu chí"
        constraints = [
            models.UniqueConstraint(fields=["feedback", "criterion"], name="finding_once"),
            models.CheckConstraint(
                condition=~Q(verdict="not_met") | ~Q(note=""),
                name="finding_explains_what_is_not_met",
                violation_error_message="Hãy giải thích vì sao chưa đáp ứng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.get_verdict_display()}"


class AnswerTemplate(models.Model):
    """Words that officers of an agency, and of those below it, begin an answer with."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="answer_templates", verbose_name="cơ quan")
    title = models.CharField("tên mẫu", max_length=150)
    text = models.TextField("nội dung", max_length=MAX_ANSWER)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "mẫu trả lời"
        verbose_name_plural = "mẫu trả lời"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "title"],
                name="answer_template_once",
                violation_error_message="Cơ quan đã có mẫu mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class RuleChange(models.Model):
    """A rule that was changed after people had raised it: "you said, we changed"."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan ban hành")
    title = models.CharField("điều đã thay đổi", max_length=250, help_text="Một câu người dân hiểu ngay.")
    before = models.TextField("trước đây", max_length=2_000)
    after = models.TextField("từ nay", max_length=2_000)
    document = models.CharField("văn bản", max_length=250, help_text="Số, ngày, cơ quan ban hành.")
    in_force_from = models.DateField("có hiệu lực từ")
    in_force_to = models.DateField("đến hết ngày", null=True, blank=True)
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thủ tục liên quan"
    )
    cases = models.ManyToManyField(Feedback, related_name="rule_changes", verbose_name="phản ánh, kiến nghị đã nêu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi")
    told_at = models.DateTimeField("công bố lúc")

    class Meta:
        verbose_name = "quy định đã sửa theo kiến nghị"
        verbose_name_plural = "quy định đã sửa theo kiến nghị"
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="rule_change_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title
