"""The entry point for the application server."""

import os

from django.core.wsgi import get_wsgi_application

from portal.page_cache.door import with_page_cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = with_page_cache(get_wsgi_application())
