"""Where everything of ours lies on disk, readable by its owner only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.config import volumes
from app.core.errors import SettingsError


def default_data_dir() -> Path:
    """The system's place for a program's data, e.g. ~/.local/share/acuse."""
    return Path(platformdirs.user_data_dir("acuse", appauthor=False))


def keep_files_private() -> None:
    """Make whatever this process creates from now on its owner's alone: 0700 and 0600."""
    os.umask(0o077)


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one data directory."""

    data_dir: Path

    @property
    def facts(self) -> Path:
        return self.data_dir / "facts.db"

    @property
    def views(self) -> Path:
        return self.data_dir / "views.db"

    @property
    def settings(self) -> Path:
        return self.data_dir / "settings.toml"

    @property
    def remembered(self) -> Path:
        """How the window was left."""
        return self.data_dir / "window.json"

    @property
    def saved_filters(self) -> Path:
        """The views that people made of the lists, and the filters they typed."""
        return self.data_dir / "filters.json"

    @property
    def backup_note(self) -> Path:
        """When the store was last backed up, and where to."""
        return self.data_dir / "backup.json"

    @property
    def doubt(self) -> Path:
        """Why the store is to be rebuilt from its second copy at the next start."""
        return self.data_dir / "facts.damaged"

    @property
    def lock(self) -> Path:
        return self.data_dir / "acuse.lock"

    @property
    def owner(self) -> Path:
        """Who holds the lock, and where it receives."""
        return self.data_dir / "acuse.owner.json"

    @property
    def presence(self) -> Path:
        """When Acuse was last here to receive."""
        return self.data_dir / "presence"

    @property
    def handed(self) -> Path:
        """What commands came to while another process wrote the store, until that one notes it."""
        return self.data_dir / "handed"

    @property
    def vault(self) -> Path:
        """The secrets of a machine without a keychain, sealed."""
        return self.data_dir / "secrets.vault"

    @property
    def known_hosts(self) -> Path:
        """The keys of the hosts that our tunnel leads to."""
        return self.data_dir / "known_hosts"

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"

    @property
    def demo(self) -> Path:
        """The demo's own data directory."""
        return self.data_dir / "demo"

    def prepare(self) -> None:
        """Create the directories; raises SettingsError, or StorePlaceRefused for a bad place."""
        volumes.demand_local(self.data_dir)
        volumes.demand_writable(self.data_dir, (self.facts, self.views))
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            if self._is_ours():
                self.data_dir.chmod(0o700)
            self.logs.mkdir(exist_ok=True)
            self.logs.chmod(0o700)
        except OSError as error:
            raise SettingsError(
                f"The data directory {self.data_dir} cannot be used.",
                cause=f"The system says: {error.strerror or error}.",
                remedy="Choose another one with --data-dir.",
            ) from error

    def _is_ours(self) -> bool:
        """Whether the directory may be closed to others: it is empty or already a store of ours.

        Somebody may point --data-dir at a directory shared with others, such as /tmp.
        """
        names = set(os.listdir(self.data_dir))
        return not names or bool(names & {self.settings.name, self.facts.name, self.lock.name})
