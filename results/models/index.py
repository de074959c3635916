"""The service index (bộ chỉ số phục vụ) of QĐ 766/QĐ-TTg: its formulas, what they are applied to, and closed months."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Event

CENT = Decimal("0.01")  # points are published with two decimals


class Group(models.TextChoices):
    """The six groups of the index, in its order."""

    PUBLICITY = "cong-khai", _("Công khai, minh bạch")
    PROGRESS = "tien-do", _("Tiến độ, kết quả giải quyết")
    ONLINE = "truc-tuyen", _("Cung cấp dịch vụ công trực tuyến")
    PAYMENT = "thanh-toan", _("Thanh toán trực tuyến")
    DIGITAL = "so-hoa", _("Số hóa hồ sơ")
    SATISFACTION = "hai-long", _("Mức độ hài lòng")


class Criterion(models.TextChoices):
    """What is measured within the groups."""

    COMPLETE = "noi-dung-day-du", _("Thủ tục công khai đủ nội dung")
    PUNCTUAL = "cong-khai-dung-han", _("Thủ tục công khai đúng hạn")
    SYNCHRONISED = "dong-bo", _("Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia")
    ON_TIME = "dung-han", _("Hồ sơ giải quyết đúng hạn hoặc trước hạn")
    AVERAGE_TIME = "thoi-gian", _("Thời gian giải quyết trung bình so với quy định")
    OFFERED = "cung-cap", _("Thủ tục cho nộp trực tuyến")
    FILED = "nop-truc-tuyen", _("Hồ sơ nộp trực tuyến")
    PAID = "thanh-toan", _("Hồ sơ thanh toán trực tuyến")
    RESULTS = "ket-qua-dien-tu", _("Kết quả bản điện tử")
    COMPONENTS = "so-hoa-giay-to", _("Giấy tờ trong hồ sơ được số hóa")
    REUSED = "dung-lai", _("Giấy tờ đã số hóa được dùng lại")
    SATISFIED = "hai-long", _("Hài lòng về việc giải quyết")
    ANSWERED = "tra-loi", _("Phản ánh, kiến nghị được trả lời đúng hạn")


# Measure (results/index/measures.py) → the column of IndexCounts that counts it: what formulas are made of.
COLUMN_OF = {
    "tiep-nhan": "received",
    "du-noi-dung": "complete",
    "thu-tuc-truc-tuyen": "offered",
    "nop-truc-tuyen": "filed",
    "dung-han": "on_time",
    "ty-le-dung-han": "judged",
    "hai-long": "satisfied",
    "danh-gia": "rated",
    "tra-loi-dung-han": "answered",
    "phai-tra-loi": "owed",
}
OF_FEEDBACK = frozenset({"tra-loi-dung-han", "phai-tra-loi"})  # counted among reports and proposals, not dossiers


def _plain(value: Decimal) -> str:
    """Return a number of points as Vietnamese writes it, without zeros that say nothing."""
    return f"{value.normalize():f}".replace(".", ",")


class IndexRule(models.Model):
    """How many points a criterion is worth from one day to another, and how they are won.

    All points are given when numerator ÷ denominator reaches `full_at` percent, and in proportion below it. Both are
    empty where the portal keeps nothing that the criterion could be measured by: it then gives no points.
    """

    group = models.CharField("nhóm", max_length=20, choices=Group)
    criterion = models.CharField("tiêu chí", max_length=30, choices=Criterion)
    order = models.PositiveSmallIntegerField("thứ tự")
    most = models.DecimalField("điểm tối đa", max_digits=5, decimal_places=2)
    numerator = models.CharField("tử số", max_length=30, blank=True)
    denominator = models.CharField("mẫu số", max_length=30, blank=True)
    full_at = models.DecimalField("đủ điểm từ (%)", max_digits=5, decimal_places=2, default=100)
    source = models.CharField("căn cứ", max_length=250)
    begins = models.DateField("có hiệu lực từ ngày")
    ends = models.DateField("đến hết ngày", null=True, blank=True, help_text="Bỏ trống: đến khi có quy định sau.")
    to_check = models.BooleanField("cần đối chiếu với văn bản", default=True)

    class Meta:
        verbose_name = "công thức của bộ chỉ số"
        verbose_name_plural = "công thức của bộ chỉ số"
        ordering = ["order", "criterion", "-begins"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "begins"],
                name="index_rule_once",
                violation_error_message="Tiêu chí này đã có công thức từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                name="index_rule_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực không được trước ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=Q(most__gt=0, most__lte=100),
                name="index_rule_points",
                violation_error_message="Điểm tối đa phải lớn hơn 0 và không quá 100.",
            ),
            models.CheckConstraint(
                condition=Q(full_at__gt=0, full_at__lte=100),
                name="index_rule_of_a_hundred",
                violation_error_message="Mức đủ điểm phải lớn hơn 0 và không quá 100 phần trăm.",
            ),
            models.CheckConstraint(
                condition=Q(numerator="", denominator="")
                | Q(numerator__in=list(COLUMN_OF), denominator__in=list(COLUMN_OF)),
                name="index_rule_measured_by_known_counts",
                violation_error_message="Tử số và mẫu số phải cùng được chọn, hoặc cùng bỏ trống.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {_plain(self.most)} điểm"

    @property
    def is_measured(self) -> bool:
        """Tell whether the portal keeps what this needs."""
        return bool(self.numerator)

    def formula(self) -> str:
        """Return what is divided by what in words, and from how many percent on all points are given."""
        if not self.is_measured:
            return "không đo trên cổng"
        words = {field.attname: field.verbose_name for field in IndexCounts._meta.concrete_fields}
        numerator, denominator = (words[COLUMN_OF[code]] for code in (self.numerator, self.denominator))
        return f"{numerator} ÷ {denominator}, đủ điểm từ {_plain(self.full_at)} %"

    def in_words(self) -> str:
        """Return the whole row as the log keeps it."""
        ends = f" đến {self.ends:%d/%m/%Y}" if self.ends else ""
        return (
            f"{self.get_criterion_display()} ({self.get_group_display()}), {_plain(self.most)} điểm, {self.formula()}; "
            f"từ {self.begins:%d/%m/%Y}{ends}; {self.source}"
        )

    def points_for(self, numerator: int, denominator: int) -> Decimal | None:
        """Return the points, rounded down: nobody has all of them who has not reached them. None of nothing."""
        if denominator <= 0:
            return None
        share = Decimal(max(0, numerator)) * 100 / denominator
        return (self.most * min(Decimal(1), share / self.full_at)).quantize(CENT, ROUND_DOWN)


class IndexRuleEvent(Event):
    """One act upon a formula, with its reason. Nobody changes a row (results/sql/0005_kept_formulas.sql)."""

    class Verb(models.TextChoices):
        SAVED = "saved", "ghi công thức"

    rule = models.ForeignKey(IndexRule, models.PROTECT, related_name="events", verbose_name="công thức")
    verb = models.CharField("việc", max_length=20, choices=Verb)

    class Meta(Event.Meta):
        verbose_name = "việc đã làm với công thức"
        verbose_name_plural = "nhật ký công thức"

    def in_words(self) -> str:
        """Return the details as staff read them."""
        return "; ".join(f"{label}: {told}" for label, told in self.details.items() if told)


class IndexCounts(models.Model):
    """What the formulas are applied to: counts of one month of an agency with all that stands below it.

    Made of tallies and dossiers by results.actions.reckon, and as little the truth as those are.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, db_index=False, related_name="+", verbose_name="cơ quan")
    month = models.DateField("tháng")
    received = models.IntegerField("tiếp nhận", default=0)
    complete = models.IntegerField("theo thủ tục đủ nội dung", default=0)
    offered = models.IntegerField("theo thủ tục cho nộp trực tuyến", default=0)
    filed = models.IntegerField("nộp trực tuyến", default=0)
    on_time = models.IntegerField("đúng hạn", default=0)
    judged = models.IntegerField("đến lúc phải có kết quả", default=0)
    satisfied = models.IntegerField("hài lòng", default=0)
    rated = models.IntegerField("đã đánh giá", default=0)
    answered = models.IntegerField("phản ánh trả lời đúng hạn", default=0)
    owed = models.IntegerField("phản ánh đến lúc phải trả lời", default=0)

    class Meta:
        verbose_name = "số đếm của bộ chỉ số"
        verbose_name_plural = "số đếm của bộ chỉ số"
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="index_counts_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="index_counts_of_a_whole_month"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}, {self.month:%m/%Y}"


class FrozenScore(models.Model):
    """The points of a criterion as they stood when the month was closed. The database lets nobody change a row."""

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="cơ quan")
    month = models.DateField("tháng")
    criterion = models.CharField("tiêu chí", max_length=30, choices=Criterion)
    numerator = models.IntegerField("tử số")
    denominator = models.IntegerField("mẫu số")
    points = models.DecimalField("điểm", max_digits=5, decimal_places=2, null=True)
    most = models.DecimalField("điểm tối đa", max_digits=5, decimal_places=2)
    closed_at = models.DateTimeField("chốt lúc")

    class Meta:
        verbose_name = "điểm đã chốt"
        verbose_name_plural = "điểm đã chốt"
        constraints = [
            models.UniqueConstraint(fields=["month", "agency", "criterion"], name="frozen_score_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="frozen_score_of_a_whole_month"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0, points__lte=F("most")), name="frozen_score_within_its_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}, {self.criterion}, {self.month:%m/%Y}: {self.points}"
