"""Gunicorn, set up for one machine."""

import os
import signal
import traceback
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.util import import_app, make_fail_app

from engagement.core.catalogues import compile_catalogues

APPLICATION = "engagement.wsgi:application"
WATCHED = (
    *(f"{room}/**/*.py" for room in ("engagement", "outreach", "surveys", "blog")),
    "templates/**/*.html",
    "locale/**/*.po",
)


class SiteServer(BaseApplication):
    def __init__(self, host: str, port: int, reload: bool) -> None:
        self.address = f"{host}:{port}"
        self.reload_on_change = reload
        self.ignores_hangup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self.address,
            "worker_class": "gthread",
            "workers": 1 if self.reload_on_change else 2,
            "threads": 4,
            "loglevel": "warning",
            "control_socket_disable": True,
            "reload": self.reload_on_change,
            "reload_extra_files": list(WATCHED),
            "when_ready": self._ready,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._load_anew() if self.reload_on_change else import_app(APPLICATION)

    def _load_anew(self) -> Any:
        try:
            compile_catalogues(Path("locale"))
            return import_app(APPLICATION)
        except Exception:
            # A slip while developing is shown until it is mended; gunicorn would give up.
            return make_fail_app(traceback.format_exc())

    def run(self) -> None:
        master = os.getpid()
        try:
            super().run()
        except SystemExit as end:
            if os.getpid() != master:
                # A worker ends here: what follows is the master's, such as stopping the database.
                os._exit(end.code if isinstance(end.code, int) else 1)
            raise

    def _ready(self, arbiter: Arbiter) -> None:
        # Gunicorn would start over when its terminal closes, and stay behind.
        if not self.ignores_hangup:
            signal.signal(signal.SIGHUP, lambda *_: arbiter.signal(signal.SIGTERM, None))
        address = f"http://{self.address}"
        print(f"Ready:  {address}/\nStaff:  {address}/admin/\nStop:   Ctrl-C", flush=True)
