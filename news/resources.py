"""What is exported of the newsroom."""

from import_export.fields import Field
from import_export.resources import ModelResource

from news.models import Placement


class PlacementResource(ModelResource):
    """One row for each article on each site: the ledger of delivery."""

    article = Field("article__title", column_name="Bài viết")
    origin = Field("article__origin__name", column_name="Cơ quan đăng")
    agency = Field("agency__name", column_name="Trên trang của")
    state = Field("get_state_display", column_name="Tình trạng")
    published_at = Field("published_at", column_name="Xuất bản lúc")
    placed_at = Field("placed_at", column_name="Đến lúc")

    class Meta:
        model = Placement
        fields = ("article", "origin", "agency", "state", "published_at", "placed_at")
        export_order = fields
