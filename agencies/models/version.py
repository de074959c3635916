"""Which content a site has now: what pages are cached by (docs/decisions/0007)."""

from __future__ import annotations

from django.db import models

from agencies.models.agency import MAX_PATH


class SiteVersion(models.Model):
    """The version of the content of the site at a path. A site that never changed has no row, and counts as 0.

    A page shows what was published at its own agency and at those above, so its version are those of its path and
    of all the paths that this begins with. Each is the moment of the last change in microseconds, or one more than the
    one before: it only grows, and a database brought back from a backup does not count to the same number again.
    """

    path = models.CharField("đường dẫn", max_length=MAX_PATH, primary_key=True)
    version = models.BigIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "phiên bản nội dung"
        verbose_name_plural = "phiên bản nội dung"

    def __str__(self) -> str:
        return f"{self.path or '/'}: {self.version}"
