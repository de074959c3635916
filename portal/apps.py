"""What the portal itself brings to Django: its admin site in place of the stock one, and who keeps the calendar."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "cổng thông tin"

    def ready(self) -> None:
        """Say who may correct the working calendar besides operators."""
        from deadlines.hooks import keeps_the_calendar  # noqa: PLC0415 models are not loaded before this
        from portal.keepers import administers_the_country  # noqa: PLC0415

        keeps_the_calendar(administers_the_country)


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"
