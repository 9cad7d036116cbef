"""What holds for one run: the settings that are kept, and what the command line chose instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.config import settings as config
from app.config import settings_file, settings_rules
from app.config.paths import Paths
from app.config.settings import Settings
from app.core.tunnel import Way
from app.providers import PROVIDERS
from app.ui.actions import Callback


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line chose for this run; None leaves it to the settings."""

    data_dir: Path
    host: str | None = None
    port: int | None = None
    public_url: str | None = None

    def chosen(self) -> dict[str, str | int]:
        given = {"host": self.host, "port": self.port, "public_url": self.public_url}
        return {name: value for name, value in given.items() if value is not None}


class RunSettings:
    """The settings of this run; `current` is replaced whole, so any thread may read it."""

    def __init__(self, choices: Choices) -> None:
        self._paths = Paths(choices.data_dir)
        self._choices = choices
        self._reached = ""  # the address that a tunnel gave
        self._stored = self.current = Settings()

    def load(self) -> None:
        """Read what is kept; raises SettingsError."""
        self._stored = settings_file.load(self._paths, PROVIDERS)
        self.current = in_force(self._stored, self._choices)

    def reach(self, public_url: str) -> bool:
        """Be reached at an address that a tunnel gave, for as long as it does; whether it is new.

        Without one ("") it is what the settings say.
        """
        self._reached = public_url
        url = public_url or in_force(self._stored, self._choices).public_url
        is_new = url != self.current.public_url
        if is_new:
            self.current = replace(self.current, public_url=url)
        return is_new

    def save(self, wanted: Settings) -> None:
        """Keep settings and follow them.

        What the command line chose, and the address that a tunnel gave, is followed, not kept.
        """
        chosen: dict[str, str | int] = self._choices.chosen()
        if self._reached:
            chosen["public_url"] = self._reached
        untouched = [name for name, value in chosen.items() if getattr(wanted, name) == value]
        stored = replace(wanted, **{name: getattr(self._stored, name) for name in untouched})
        settings_file.save(self._paths, stored)
        is_given = self._reached and wanted.tunnel in (Way.COMMAND, Way.NGROK)
        current = replace(wanted, public_url=self._reached) if is_given else wanted
        self._stored, self.current = stored, current


def in_force(stored: Settings, choices: Choices) -> Settings:
    """The settings with the choices over them; raises SettingsError on one that cannot be."""
    settings = replace(stored, **choices.chosen())  # type: ignore[arg-type]
    settings_rules.check(settings)
    return settings


def callbacks(settings: Settings, url: str) -> list[Callback]:
    """Where each provider's webhooks go, given where we receive."""
    paths = {name: config.callback_path(name, settings) for name in PROVIDERS}
    public = settings.public_url
    return [
        Callback(name, path, f"{url}{path}", f"{public}{path}" if public else "")
        for name, path in paths.items()
    ]


def local_url(settings: Settings) -> str:
    """Where we would receive: "http://127.0.0.1:8787"."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"
