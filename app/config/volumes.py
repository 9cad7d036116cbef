"""Where a store may lie: on a disk of this machine, one that can be written and has room.

SQLite's locks and its shared memory do not hold across a network (sqlite.org/useovernet.html), and
a program that synchronises folders moves files while they are written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple

import psutil

from app.core.errors import StorePlaceRefused

# As /proc/mounts, getmntinfo and GetDriveType call what is not a disk of this machine.
_SHARES = frozenset(
    {"9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs"}
    | {"gpfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "prl_fs", "smb", "smb2", "smb3"}
    | {"smbfs", "vboxsf", "vmhgfs", "webdav"}
)
_SHARES_BY_FUSE = ("sshfs", "rclone", "davfs", "gvfsd", "vmhgfs", "glusterfs", "s3fs", "gcsfuse")
_SYNCHRONISED = frozenset(
    {"dropbox", "onedrive", "google drive", "googledrive", "mobile documents", "nextcloud"}
)


_AS_WE_ACT = os.access in os.supports_effective_ids


class Volume(NamedTuple):
    """A file system and where it hangs."""

    mountpoint: str
    fstype: str
    opts: str


def demand_local(folder: Path, volumes: Iterable[Volume] | None = None) -> None:
    """Raise StorePlaceRefused for a folder on a share, or in one that is synchronised."""
    reached = folder.resolve()
    share = share_of(reached, _volumes() if volumes is None else volumes)
    if share:
        raise StorePlaceRefused(
            f"The data directory {folder} lies on a network share.",
            cause=f"It is of the kind {share}, on which the store could be damaged.",
            remedy="Choose one on a disk of this computer with --data-dir; back up to the share.",
        )
    synchronised = next((one for one in reached.parts if _is_synchronised(one)), "")
    if synchronised:
        raise StorePlaceRefused(
            f"The data directory {folder} is synchronised with other computers.",
            cause=f"It lies in {synchronised}, which moves files while they are written.",
            remedy="Choose another one with --data-dir; back up to this one.",
        )


def demand_writable(folder: Path, files: Iterable[Path]) -> None:
    """Raise StorePlaceRefused when nothing can be written there."""
    for one in (folder, *files):
        if one.exists() and not os.access(one, os.W_OK, effective_ids=_AS_WE_ACT):
            raise StorePlaceRefused(
                f"The data directory {folder} cannot be written.",
                cause=f"{one.name} is read-only for this user.",
                remedy="Give this user the right to write it, or choose another with --data-dir.",
            )


def share_of(reached: PurePath, volumes: Iterable[Volume]) -> str:
    """The kind of share that a whole path is on, "" on a disk of this machine."""
    if isinstance(reached, PureWindowsPath) and reached.drive.startswith("\\\\"):
        return "UNC"
    holding = [one for one in volumes if _holds(one, reached)]
    volume = max(holding, key=lambda one: len(one.mountpoint), default=None)
    return volume.fstype or "remote" if volume is not None and _is_share(volume) else ""


def _holds(volume: Volume, reached: PurePath) -> bool:
    return reached.is_relative_to(type(reached)(volume.mountpoint))


def _is_share(volume: Volume) -> bool:
    kind, _, program = volume.fstype.lower().partition(".")
    if "remote" in volume.opts.lower().split(","):  # as psutil says on Windows
        return True
    if kind.startswith(("fuse", "osxfuse", "macfuse")):
        return program.startswith(_SHARES_BY_FUSE)
    return kind in _SHARES


def _is_synchronised(part: str) -> bool:
    name = part.lower()
    return name in _SYNCHRONISED or name.startswith("onedrive - ")


def _volumes() -> list[Volume]:
    return [
        Volume(one.mountpoint, one.fstype, one.opts) for one in psutil.disk_partitions(all=True)
    ]
