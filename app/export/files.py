"""A file that appears whole or not at all, and says in sentences what stood in its way."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import AcuseError


class ExportFailed(AcuseError):
    """The file could not be written; nothing of it is left."""

    code = "export"


class ExportCancelled(AcuseError):
    """A person stopped it; nothing of it is left."""

    code = "export-cancelled"

    def __init__(self) -> None:
        super().__init__("The export was cancelled; nothing was written.")


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A folder beside the target; the file `target.name` in it takes the target's place at the end.

    Raises ExportFailed; what was begun is removed whatever happens.
    """
    try:
        folder = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=".acuse-export-"))
        try:
            yield folder
            os.replace(folder / target.name, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise failed(target, error) from error


def failed(target: Path, error: OSError) -> ExportFailed:
    """What a refusal of the system means for whoever waits for the file."""
    cause, remedy = _reason(target, error)
    return ExportFailed(f"The file {target} cannot be written.", cause=cause, remedy=remedy)


def _reason(target: Path, error: OSError) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "There is no room left on the disk.", "Make room or choose another disk."
    if getattr(error, "winerror", None) in (5, 32, 33) and target.exists():
        return "It is open in another program.", "Close it there or choose another name."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "You have no right to write there.", "Choose another folder."
    if error.errno == errno.EISDIR or target.is_dir():
        return "There is a folder of that name.", "Choose another name."
    if error.errno == errno.ENOENT:
        return "There is no such folder.", "Choose another one."
    return f"The system says: {error.strerror or error}.", "Choose another one."
