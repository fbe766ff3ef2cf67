from django.contrib import admin
from django.urls import path

from blog.write_up_views import write_up

from . import accounts
from .changes import changes
from .desk.exchange import export_texts, import_texts
from .desk.views import translate_text, translations
from .staff_search import staff_search
from .style_guide.views import style_guide

urlpatterns = [
    path("search/", admin.site.admin_view(staff_search), name="staff_search"),
    path("my-account/", admin.site.admin_view(accounts.my_account), name="my_account"),
    path("style-guide/", admin.site.admin_view(style_guide), name="style_guide"),
    path("translations/", admin.site.admin_view(translations), name="translations"),
    path(
        "translations/<str:kind>/<int:pk>/<slug:field>/<slug:language>/",
        admin.site.admin_view(translate_text),
        name="translate_text",
    ),
    path("translations/export/", admin.site.admin_view(export_texts), name="export_texts"),
    path("translations/import/", admin.site.admin_view(import_texts), name="import_texts"),
    path("changes/", admin.site.admin_view(changes), name="changes"),
    path("forgotten-password/", accounts.forgotten_password, name="forgotten_password"),
    path("forgotten-password/sent/", accounts.link_sent, name="link_sent"),
    path(
        "choose-password/<uidb64>/<token>/",
        accounts.ChoosePassword.as_view(),
        name="choose_password",
    ),
    path("write-up/<path:key>/", write_up, name="write_up"),
    path("write-up/", write_up, name="write_up_cut_short"),
    path("choose-password/done/", accounts.password_chosen, name="password_chosen"),
]
