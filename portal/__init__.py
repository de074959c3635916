"""The Django project: settings, addresses, the Celery application, the pages that join all apps. Owns no tables."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
