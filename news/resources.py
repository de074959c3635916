"""What is exported of the newsroom."""

import datetime

from django.utils import timezone
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget

from news.models import Placement


def local_minute(moment: datetime.datetime) -> str:
    """Return a moment as people write it, in local time: "23/11/2026 13:54"."""
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


class LocalTime(Widget):
    """A moment in local time."""

    def render(self, value: datetime.datetime, obj: object = None, **kwargs: object) -> str:
        return local_minute(value)


class PlacementResource(ModelResource):
    """One row for each article on each site: the ledger of delivery."""

    article = Field("article__title", column_name="Bài viết")
    origin = Field("article__origin__name", column_name="Cơ quan đăng")
    agency = Field("agency__name", column_name="Trên trang của")
    state = Field("get_state_display", column_name="Tình trạng")
    published_at = Field("published_at", column_name="Xuất bản lúc", widget=LocalTime())
    placed_at = Field("placed_at", column_name="Đến lúc", widget=LocalTime())

    class Meta:
        model = Placement
        name = "Bài trên các trang"
        fields = ("article", "origin", "agency", "state", "published_at", "placed_at")
        export_order = fields
