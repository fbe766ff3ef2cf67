from django.contrib import admin
from django.urls import path

from blog.write_up_views import write_up

from . import accounts
from .changes import changes
from .staff_search import staff_search
from .style_guide.views import style_guide

urlpatterns = [
    path("search/", admin.site.admin_view(staff_search), name="staff_search"),
    path("my-account/", admin.site.admin_view(accounts.my_account), name="my_account"),
    path("style-guide/", admin.site.admin_view(style_guide), name="style_guide"),
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
