"""The composition root: the only place that knows every door, and in which order they start."""

from app.wiring.app import App, fresh_reader, now, rebuild
from app.wiring.backfilling import Backfilling, Change, Told, content_of
from app.wiring.exporting import export_file, export_text
from app.wiring.filling import fill
from app.wiring.probing import probe_once
from app.wiring.remote import Remote, remote
from app.wiring.retaining import let_go_at_rest as retention_let_go
from app.wiring.retaining import outlook_at_rest as retention_outlook
from app.wiring.run import Choices, RunSettings, callbacks, in_force, local_url
from app.wiring.safekeeping import back_up_at_rest, mend, restore
from app.wiring.ways import backfilling

__all__ = [
    "App",
    "Backfilling",
    "Change",
    "Choices",
    "Remote",
    "RunSettings",
    "Told",
    "back_up_at_rest",
    "backfilling",
    "callbacks",
    "content_of",
    "export_file",
    "export_text",
    "fill",
    "fresh_reader",
    "in_force",
    "local_url",
    "mend",
    "now",
    "probe_once",
    "rebuild",
    "remote",
    "restore",
    "retention_let_go",
    "retention_outlook",
]
