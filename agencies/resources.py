"""What is exported of agencies."""

from import_export.fields import Field
from import_export.resources import ModelResource

from agencies.models import Agency


class AgencyResource(ModelResource):
    """One row an agency, with headings for people."""

    kind = Field("get_kind_display", column_name="Loại cơ quan")
    name = Field("name", column_name="Tên đầy đủ")
    parent = Field("parent__name", column_name="Cơ quan cấp trên")
    address = Field("get_absolute_url", column_name="Địa chỉ trang")
    latitude = Field("latitude", column_name="Vĩ độ")
    longitude = Field("longitude", column_name="Kinh độ")

    class Meta:
        model = Agency
        fields = ("kind", "name", "parent", "address", "latitude", "longitude")
        export_order = fields
