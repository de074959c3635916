"""The portal's settings, some more pages (bench/urls.py), and a count of how often each page is rendered."""

from portal.settings import *  # noqa: F403 - these are the portal's settings
from portal.settings import MIDDLEWARE as PORTAL_MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = [*PORTAL_MIDDLEWARE, "bench.renderings.counted"]
