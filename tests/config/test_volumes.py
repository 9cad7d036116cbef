"""A store is refused, with a sentence, where it could be damaged or not written."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from app.config.paths import Paths
from app.config.volumes import Volume, demand_local, share_of
from app.core.errors import StorePlaceRefused

LINUX = [
    Volume("/", "ext4", "rw"),
    Volume("/home", "btrfs", "rw"),
    Volume("/mnt/team", "cifs", "rw"),
    Volume("/mnt/team/local", "xfs", "rw"),
    Volume("/net", "nfs4", "rw"),
    Volume("/home/ana/far", "fuse.sshfs", "rw"),
    Volume("/home/ana/usb", "fuse.ntfs-3g", "rw"),
    Volume("/run/user/1000/gvfs", "fuse.gvfsd-fuse", "rw"),
    Volume("/host", "vboxsf", "rw"),
]
MAC = [Volume("/", "apfs", "rw"), Volume("/Volumes/team", "smbfs", "rw")]
WINDOWS = [Volume("C:\\", "NTFS", "rw,fixed"), Volume("Z:\\", "NTFS", "rw,remote")]


@pytest.mark.parametrize(
    ("path", "volumes", "share"),
    [
        (PurePosixPath("/home/ana/.local/share/acuse"), LINUX, ""),
        (PurePosixPath("/mnt/team/acuse"), LINUX, "cifs"),
        (PurePosixPath("/mnt/team/local/acuse"), LINUX, ""),
        (PurePosixPath("/mnt/teamwork"), LINUX, ""),
        (PurePosixPath("/net/acuse"), LINUX, "nfs4"),
        (PurePosixPath("/home/ana/far/acuse"), LINUX, "fuse.sshfs"),
        (PurePosixPath("/home/ana/usb/acuse"), LINUX, ""),
        (PurePosixPath("/run/user/1000/gvfs/smb-share/acuse"), LINUX, "fuse.gvfsd-fuse"),
        (PurePosixPath("/host/acuse"), LINUX, "vboxsf"),
        (PurePosixPath("/Users/ana/Library/acuse"), MAC, ""),
        (PurePosixPath("/Volumes/team/acuse"), MAC, "smbfs"),
        (PureWindowsPath("C:\\Users\\ana\\acuse"), WINDOWS, ""),
        (PureWindowsPath("Z:\\acuse"), WINDOWS, "NTFS"),
        (PureWindowsPath("\\\\server\\share\\acuse"), WINDOWS, "UNC"),
        (PurePosixPath("/nowhere/known"), [], ""),
    ],
)
def test_a_share_is_known_by_its_file_system(
    path: PurePath, volumes: list[Volume], share: str
) -> None:
    assert share_of(path, volumes) == share


def test_a_store_on_a_share_is_refused(tmp_path: Path) -> None:
    mounted = [Volume("/", "ext4", "rw"), Volume(str(tmp_path.resolve()), "nfs4", "rw")]
    with pytest.raises(StorePlaceRefused, match="network share") as caught:
        demand_local(tmp_path / "acuse", mounted)
    assert "nfs4" in caught.value.cause
    demand_local(tmp_path / "acuse", mounted[:1])


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive", "OneDrive - Bank", "Mobile Documents"])
def test_a_synchronised_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorePlaceRefused, match="synchronised"):
        Paths(tmp_path / name / "acuse").prepare()
    assert not (tmp_path / name).exists(), "nothing was made there"


def test_this_machine_has_a_place_for_a_store(tmp_path: Path) -> None:
    Paths(tmp_path / "acuse").prepare()


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder of somebody who is not root, and we are him."""
    if os.name == "nt":
        pytest.skip("Windows has no such modes")
    with tempfile.TemporaryDirectory() as name:
        folder, was = Path(name), os.geteuid()
        if was == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(was)


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_store_that_cannot_be_written_is_refused(nobody: Path, what: str) -> None:
    paths = Paths(nobody / "acuse")
    paths.prepare()
    paths.facts.touch()
    shut = paths.data_dir if what == "folder" else paths.facts
    shut.chmod(0o500)
    with pytest.raises(StorePlaceRefused, match="cannot be written") as caught:
        paths.prepare()
    assert shut.name in caught.value.cause
    shut.chmod(0o700)
    paths.prepare()
