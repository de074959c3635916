from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "tin bài"

    def ready(self) -> None:
        """Take part in what happens to the tree."""
        from agencies.hooks import when_agency_joins  # noqa: PLC0415 models are not loaded before this
        from news.actions import inherit_pushes  # noqa: PLC0415

        when_agency_joins(inherit_pushes)
