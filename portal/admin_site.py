"""The admin at /quan-tri/: the stock one under our name, open to whoever has an account for work."""

from typing import Any

from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    """Staff pages. Rights come from memberships (agencies.admin.scoped)."""

    site_header = "Thông Suốt – quản trị"
    site_title = "Quản trị"
    index_title = "Công việc"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        """Leave out the stock redirect to public pages: it would tell which rows exist outside one's scope."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
