"""Settings. Every variable read from the environment is listed in the README."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django.urls import reverse_lazy

from engagement import environment
from engagement.core import embedded_postgres

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = BASE_DIR / "var"

DATABASE_URL = environment.text("DATABASE_URL")
DEMONSTRATION = not DATABASE_URL
DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(STATE_DIR / "secret-key", DEMONSTRATION)

PUBLIC_URL = environment.origin("PUBLIC_URL", "http://127.0.0.1:8000")
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname
HTTPS = PUBLIC_URL.startswith("https:")
ALLOWED_HOSTS = [PUBLIC_HOST, "localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "modeltranslation",
    "auditlog",
    "engagement.core",
    "outreach",
    "surveys",
    "blog",
    "engagement.site",
    "django_prose_editor",
    "django.forms",
    "engagement.site.apps.StaffPagesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "engagement.core.middleware.TextGZipMiddleware",
    "engagement.core.middleware.ContentPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "engagement.site.maintenance.MaintenanceMiddleware",
    "engagement.core.middleware.StaffSessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "engagement.core.middleware.LanguageMiddleware",
    # After the language: it looks whether an address with a last slash exists.
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "engagement.core.middleware.FormerSlugMiddleware",
]

ROOT_URLCONF = "engagement.urls"
WSGI_APPLICATION = "engagement.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "engagement.site.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "engagement.core.forms.Renderer"

EMBEDDED_DATABASE: dict[str, Any] = {
    "ENGINE": "django.db.backends.postgresql",
    "HOST": str(embedded_postgres.socket_folder(BASE_DIR)),
    "PORT": "5432",
    "NAME": "engagement",
    "USER": "postgres",
}
database = environment.database("DATABASE_URL") if DATABASE_URL else EMBEDDED_DATABASE
DATABASES = {
    "default": {
        **database,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **database.get("OPTIONS", {}),
            "pool": {"min_size": 1, "max_size": 8, "timeout": 3},
            # A parameter bound by the server never stands in a logged statement.
            "server_side_binding": True,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.User"
LOGIN_URL = reverse_lazy("admin:login")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# How long the link of an invitation or of a forgotten password is good for.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

MAIL_SERVER = environment.mail_server("EMAIL_URL")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if MAIL_SERVER
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.ssl, MAIL_SERVER.starttls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", f"no-reply@{PUBLIC_HOST}")

# Staff's cookies never reach a public address.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "staff_session", "staff_csrf"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "engagement.site.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A proxy in front ends TLS; without https the header is not believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_SSL_HOST = urlsplit(PUBLIC_URL).netloc
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
# The library's other sites may share the domain and not be ready for https.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# One constant policy for every public page; only staff's editor needs a nonce and inline styles.
PUBLIC_CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        *(
            f"{kind}-src 'self'"
            for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")
        ),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGES = [("vi", "Tiếng Việt"), ("es", "Español"), ("en", "English")]
LANGUAGE_CODE = environment.choice("LANGUAGE_CODE", "en", [code for code, _ in LANGUAGES])
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "engagement" / "core" / "package_messages"]
TIME_ZONE = environment.time_zone("TIME_ZONE", "America/Los_Angeles")
USE_TZ = True

# A missing text stays missing: engagement.core.texts decides what a reader gets.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE

# What staff may say they speak at a table; the names come from CLDR in the reader's language.
SPOKEN_LANGUAGES = [
    "vi", "es", "en", "zh", "tl", "ko", "ja", "hi", "pa", "te", "fa", "ar", "pt", "ru", "so", "am",
    "ti", "ase",
]  # fmt: skip
DIRECTIONS_URL = environment.address_template(
    "DIRECTIONS_URL", "https://www.google.com/maps/dir/?api=1&destination={address}"
)
ANSWER_RETENTION_YEARS = environment.number("ANSWER_RETENTION_YEARS", 3, least=1, most=100)

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "engagement.core.stylesheet.JoinedStylesheetFinder",
]
MEDIA_URL = "/pictures/"
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(STATE_DIR / "pictures")))
BACKUP_DIR = Path(environment.text("BACKUP_DIR", str(STATE_DIR / "backups")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# What old browsers ask for at the root, whatever the page says.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# Long answers are welcome; a form beyond this is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Who changed what is recorded with the name of a person, never with that of a device.
AUDITLOG_DISABLE_REMOTE_ADDR = True
# Names and plain values, so that it can still be read when what was named is gone.
AUDITLOG_USE_FK_STRING_REPRESENTATION = AUDITLOG_STORE_JSON_CHANGES = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # The default would mail a report that holds the form, and so a resident's words.
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
