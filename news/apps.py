from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "tin bài"

    def ready(self) -> None:
        """Take part in what happens to the tree."""
        from agencies.hooks import when_agency_settles  # noqa: PLC0415 models are not loaded before this
        from news.actions import settle_branch  # noqa: PLC0415

        when_agency_settles(settle_branch)
