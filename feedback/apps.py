from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "ý kiến của người dân"

    def ready(self) -> None:
        """Show the questions that others have asked on the page of a procedure."""
        from feedback.questions import asked_about  # noqa: PLC0415 models are not loaded before this
        from procedures.hooks import add_part  # noqa: PLC0415

        add_part("feedback/_asked_about.html", asked_about)
