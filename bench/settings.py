"""The portal's settings, and one more page: see bench/urls.py."""

from portal.settings import *  # noqa: F403 - these are the portal's settings

ROOT_URLCONF = "bench.urls"
