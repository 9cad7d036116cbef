"""The composition root: the only place that knows every door, and in which order they start."""

from app.wiring.app import App, fresh_reader, now, rebuild
from app.wiring.remote import Remote, remote
from app.wiring.run import Choices, RunSettings, callbacks, in_force, local_url

__all__ = [
    "App",
    "Choices",
    "Remote",
    "RunSettings",
    "callbacks",
    "fresh_reader",
    "in_force",
    "local_url",
    "now",
    "rebuild",
    "remote",
]
