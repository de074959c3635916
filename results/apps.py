from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "results"
    verbose_name = "kết quả giải quyết"

    def ready(self) -> None:
        """Be told when the tree or the working calendar changes: what was added up is then added up anew."""
        from agencies.hooks import when_agency_settles  # noqa: PLC0415 models are not loaded before this
        from deadlines.hooks import when_calendar_changes  # noqa: PLC0415 models are not loaded before this
        from results.actions import calendar_corrected, tree_changed  # noqa: PLC0415 models are not loaded before this

        when_agency_settles(tree_changed)
        when_calendar_changes(calendar_corrected)
