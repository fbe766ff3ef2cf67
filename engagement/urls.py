from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from engagement.site import views as site
from engagement.site.offline import worker
from engagement.site.sitemaps import SITEMAPS

urlpatterns = [
    path("", site.root, name="root"),
    path("", include("engagement.core.urls")),
    path("", include("surveys.short_urls")),
    path("sw.js", worker, name="worker"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("admin/", include("engagement.site.staff_urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("engagement.site.urls")),
        path("", include("outreach.urls")),
        path("", include("surveys.urls")),
        path("", include("blog.urls")),
    ),
]

handler400 = "engagement.site.errors.bad_request"
handler403 = "engagement.site.errors.forbidden"
handler404 = "engagement.site.errors.not_found"
handler500 = "engagement.site.errors.server_error"
