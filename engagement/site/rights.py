"""Who may do what: one table, which the groups in the database follow after every migrate.

Rights add up: a person may have several roles. `view_own` and the like open only the rows of one's
own branches (`outreach.own_branch`), and of pictures those that one uploaded oneself; `translate`
opens only the columns of one's own languages (`engagement.core.admin_base`).
"""

from typing import Any

from django.apps import apps as all_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

BRANCH_STAFF = "branch staff"
EDITOR = "editor"
TRANSLATOR = "translator"
ANALYST = "analyst"
ADMINISTRATOR = "administrator"

NAMES: dict[str, Promise] = {
    BRANCH_STAFF: pgettext_lazy("role", "Branch staff"),
    EDITOR: pgettext_lazy("role", "Editor"),
    TRANSLATOR: pgettext_lazy("role", "Translator"),
    ANALYST: pgettext_lazy("role", "Analyst"),
    ADMINISTRATOR: pgettext_lazy("role", "Administrator"),
}

EVERYTHING = "view add change delete"
CONTENT = {
    "core.picture": EVERYTHING,
    "outreach.branch": EVERYTHING,
    "outreach.eventkind": EVERYTHING,
    "outreach.event": EVERYTHING,
    "outreach.eventreport": EVERYTHING,
    "surveys.survey": EVERYTHING,
    "surveys.questionversion": EVERYTHING,
    "surveys.question": EVERYTHING,
    "surveys.response": "view",
    "surveys.answer": "black_out",
    "blog.period": EVERYTHING,
    "blog.post": EVERYTHING,
    "blog.branchsection": EVERYTHING,
    "blog.commitment": EVERYTHING,
    "site.section": "view change",
    "site.sectionitem": EVERYTHING,
    "site.glossaryterm": EVERYTHING,
}

TABLE: dict[str, dict[str, str]] = {
    BRANCH_STAFF: {
        "core.picture": "view add change_own",
        "outreach.event": "view_own add_own change_own",
        "outreach.eventreport": "view_own",
        "surveys.response": "view_own",
        "blog.branchsection": "view_own change_own",
        "blog.commitment": "view_own change_own",
    },
    EDITOR: {**CONTENT, "auditlog.logentry": "view"},
    TRANSLATOR: {
        "core.user": "translate",
        "core.library": "view",
        "core.picture": "view",
        "outreach.eventkind": "view",
        "outreach.event": "view",
        "surveys.survey": "view",
        "surveys.question": "view",
        "blog.period": "view",
        "blog.post": "view",
        "blog.branchsection": "view",
        "blog.commitment": "view",
        "site.section": "view",
        "site.sectionitem": "view",
        "site.glossaryterm": "view",
    },
    ANALYST: {
        "outreach.event": "view",
        "surveys.survey": "view",
        "surveys.question": "view",
        "surveys.response": "view",
        "blog.post": "view",
        "blog.branchsection": "view",
        "blog.commitment": "view",
    },
    ADMINISTRATOR: {
        **CONTENT,
        "core.library": "view add change",
        "core.user": "view add change",
        "auditlog.logentry": "view",
    },
}


def rights_of(role: str) -> set[tuple[str, str]]:
    """App and codename of each right, as Django stores them."""
    return {
        (app, "translate" if action == "translate" else f"{action}_{model}")
        for name, actions in TABLE[role].items()
        for app, model in [name.split(".")]
        for action in actions.split()
    }


def keep_groups(apps: Apps | None = None, **kwargs: Any) -> None:
    """Rights do not exist inside a migration, and Django adds those of this app only later."""
    apps = apps or all_apps
    if "group" not in apps.all_models["auth"] or "section" not in apps.all_models["site"]:
        return
    create_permissions(all_apps.get_app_config("site"), verbosity=0, apps=apps)
    group, permission = apps.get_model("auth.Group"), apps.get_model("auth.Permission")
    stored = permission.objects.values_list("content_type__app_label", "codename", "pk")
    keys = {(app, codename): key for app, codename, key in stored}
    for role in TABLE:
        kept, _made = group.objects.get_or_create(name=role)
        kept.permissions.set([keys[right] for right in rights_of(role) if right in keys])
