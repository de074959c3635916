"""What is exported of readers' ratings."""

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import DateWidget

from feedback.models import PageRating


class PageRatingResource(ModelResource):
    """One row for each rating."""

    agency = Field("agency__name", column_name="Cơ quan")
    page = Field("page", column_name="Trang")
    language = Field("language", column_name="Ngôn ngữ")
    level = Field("get_level_display", column_name="Mức độ hài lòng")
    comment = Field("comment", column_name="Ý kiến")
    rated_on = Field("rated_on", column_name="Ngày", widget=DateWidget("%d/%m/%Y"))

    class Meta:
        model = PageRating
        name = "Đánh giá trang"
        fields = ("agency", "page", "language", "level", "comment", "rated_on")
        export_order = fields
