"""What this program is made of: each package with its version and the text of its licence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from app import __version__
from app.config.resources import resource

_LOCK = Path(__file__).resolve().parents[2] / ".ci" / "locks" / "run.txt"
_LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
# Qt's wheels name their licence and do not carry it.
_SHARED = {"LGPL-3.0": ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt")}
_OUR_OWN = (
    ("Python", sys.version.split()[0], "PSF-2.0", ("licences/Python.txt",)),
    ("Inter", "", "OFL-1.1", ("fonts/Inter-OFL.txt",)),
    ("JetBrains Mono", "", "OFL-1.1", ("fonts/JetBrainsMono-OFL.txt",)),
    ("Lucide", "", "ISC", ("icons/LUCIDE-LICENSE.txt",)),
)


@dataclass(frozen=True, slots=True)
class Component:
    """A package, font or set of pictures that is shipped with Acuse."""

    name: str
    version: str  # "" where there is none
    licence: str  # its short name as the package gives it, "" where it gives none
    text: str


def components() -> list[Component]:
    """All of them by name, ourselves first; reads files."""
    ours = Component("Acuse", __version__, "MIT", _read("licences/Acuse.txt"))
    others = [*_packages(), *_shipped()]
    return [ours, *sorted(others, key=lambda one: one.name.casefold())]


def _shipped() -> Iterator[Component]:
    for name, version, licence, files in _OUR_OWN:
        yield Component(name, version, licence, "\n\n".join(map(_read, files)))


def _packages() -> Iterator[Component]:
    for found in _distributions():
        short = _short(found.metadata)
        yield Component(found.metadata["Name"], found.version, short, _text(found, short))


def _distributions() -> Iterator[metadata.Distribution]:
    """Frozen, what is bundled; from source, what is locked for running and installed here."""
    if getattr(sys, "frozen", False) or not _LOCK.exists():
        yield from metadata.distributions()
        return
    for name in locked(_LOCK.read_text(encoding="utf-8")):
        try:
            yield metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another system


def locked(lock: str) -> list[str]:
    """The names of the packages in a lock file, each once."""
    return list(dict.fromkeys(re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock, re.MULTILINE)))


def _short(told: metadata.PackageMetadata) -> str:
    """The licence in a few words: older packages tell it in other places."""
    for field in ("License-Expression", "License"):
        words = "\n".join(told.get_all(field) or []).strip()
        if words and "\n" not in words:
            return words
    classes = told.get_all("Classifier") or []
    named = [one.rpartition(" :: ")[2] for one in classes if one.startswith("License :: ")]
    return ", ".join(named)


def _text(found: metadata.Distribution, short: str) -> str:
    files = [
        Path(path.locate())
        for path in found.files or []
        if ".dist-info" in str(path) and _LICENCE.search(path.name)
    ]
    texts = [one.read_text(encoding="utf-8", errors="replace") for one in files if one.is_file()]
    for name, shared in _SHARED.items():
        if not texts and name in short:
            texts = [_read(file) for file in shared]
    return "\n\n".join(text.strip() for text in texts)


def _read(name: str) -> str:
    return resource(name).read_text(encoding="utf-8").strip()
