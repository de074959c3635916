from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Reckon open dossiers anew when the working calendar is corrected."""
        from deadlines.hooks import when_calendar_changes  # noqa: PLC0415 models are not loaded before this
        from dossiers.actions import calendar_corrected  # noqa: PLC0415 models are not loaded before this

        when_calendar_changes(calendar_corrected)
