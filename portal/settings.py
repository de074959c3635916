"""Settings of the portal. All that differs between machines comes from the environment (docs/operations.md).

With neither DEVELOPMENT nor DATABASE_URL set the portal takes itself to be under development and uses the PostgreSQL
and the Redis-protocol server that `make demo` starts from their wheels.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from embedded import places

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

DEVELOPMENT = env.bool("DEVELOPMENT", default="DATABASE_URL" not in env.ENVIRON)
DEBUG = env.bool("DEBUG", default=DEVELOPMENT)

# Their defaults below are for a developer's machine. A list of nothing but commas and spaces is empty too.
NEEDED = (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "PORTAL_ORIGIN",
    "DATABASE_URL",
    "REDIS_URL",
    "MEDIA_ROOT",
    "FEEDBACK_ROOT",
    "EMAIL_URL",
)
if not DEVELOPMENT and (missing := [name for name in NEEDED if not env.str(name, default="").strip(" ,")]):
    raise ImproperlyConfigured(f"In production these must be set: {', '.join(missing)} (see docs/operations.md).")

SECRET_KEY = env.str("SECRET_KEY", default="only-for-development")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys: secrets given out under them hold
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
# Where the public finds the portal: for absolute links, which must not depend on what a visitor sends as Host.
PORTAL_ORIGIN = env.str("PORTAL_ORIGIN", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "mptt",
    "import_export",
    "django_prose_editor",
    "deadlines.apps.DeadlinesConfig",
    "procedures.apps.ProceduresConfig",
    "dossiers.apps.DossiersConfig",
    "agencies.apps.AgenciesConfig",
    "news.apps.NewsConfig",
    "feedback.apps.FeedbackConfig",
    "sections.apps.SectionsConfig",
    "results.apps.ResultsConfig",
]

MIDDLEWARE = [
    "portal.headers.with_our_headers",
    "django.middleware.security.SecurityMiddleware",
    "portal.languages.in_the_language_of_the_address",
    "portal.middleware.refuse_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

# Public pages are Jinja2 (docs/decisions/0006), the admin's are Django's own.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "staff"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static", "portal.templatetags.vietnamese_text"],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "portal.pages.environment"},
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=places.database_url(), engine="portal.postgresql")}
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Nobody waits longer for a server that is away: known pages go out without it (portal/page_cache).
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
# Behind a PgBouncer that pools transactions, the next query may meet another connection, without the cursor.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("DISABLE_SERVER_SIDE_CURSORS", default=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day: who comes back tomorrow signs in again

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=places.state_dir() / "media")
# What people enclose with reports and proposals: never where the web server hands files out.
FEEDBACK_ROOT = env.path("FEEDBACK_ROOT", default=places.state_dir() / "feedback")
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEVELOPMENT
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "portal.static_files.BundledStaticFiles"
    },
}

# Published pages are kept (portal/page_cache) in each process, and for all of them in a Redis-protocol server of their
# own, which may forget them at any time. While code is being changed, pages are made anew each time.
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=64 * 1024 * 1024)
CACHE_URL = env.str("CACHE_URL", default=env.str("REDIS_URL", default=places.redis_url()))
CACHE_URL = CACHE_URL.replace("redis+socket://", "unix://")  # Celery's word for a socket, and the client's

# Redis is a doorbell: a web request must never wait for a dead one, and no task outlives the
# visibility timeout, or its message would be delivered again while it still runs.
CELERY_BROKER_URL = env.str("REDIS_URL", default=places.redis_url())
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 180,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 0,  # of a connection to send by; a worker's own keeps trying, as the next lines say
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "look for deliveries that nobody finished": {
        "task": "news.sweep",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 60},  # a worker that comes back after a day need not sweep 5,760 times
    },
    "tell applicants what nobody has told them": {
        "task": "dossiers.sweep",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 60},
    },
    "try again what feeds have told": {
        "task": "dossiers.sweep_feeds",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "close dossiers whose applicants are silent": {
        "task": "dossiers.close_the_silent",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "add up what became of dossiers": {
        "task": "results.fold",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "add up what became of reports and proposals": {
        "task": "results.fold_feedback",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "keep the service index and close its months": {
        "task": "results.keep_index",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "publish and withdraw what has its hour": {
        "task": "news.keep_time",
        "schedule": timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "show and end emergency banners": {
        "task": "agencies.keep_time",
        "schedule": timedelta(seconds=10),
        "options": {"expires": 10},
    },
    "add what was read to the counts of articles": {
        "task": "news.fold_views",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "take what the clock owes to reports and proposals": {
        "task": "feedback.sweep",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 60},
    },
    "forget senders and drafts": {
        "task": "feedback.forget",
        "schedule": timedelta(hours=6),
        "options": {"expires": 3600},
    },
    "forget what readers wrote long ago": {
        "task": "feedback.forget_comments",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
}

# Letters and text messages to applicants. In development both go into files; in production nothing is said to be sent
# by text message before something that sends them is named.
EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{places.state_dir() / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"khong-tra-loi@{urlsplit(PORTAL_ORIGIN).hostname}")
EMAIL_TIMEOUT = 10
SMS_BACKEND = env.str("SMS_BACKEND", default="notices.sms.FileBackend" if DEVELOPMENT else "")
SMS_FILE = env.str("SMS_FILE", default=str(places.state_dir() / "sms.jsonl"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"pikepdf": {"level": "WARNING"}},  # it greets whoever imports it
}

IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

SECURE_SSL_REDIRECT = False
if not DEVELOPMENT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    # Browsers remember this promise, so it is made only where HTTPS is kept up, and for other names only if asked to.
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000) if SECURE_SSL_REDIRECT else 0
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"  # of this host alone, never over plain HTTP
