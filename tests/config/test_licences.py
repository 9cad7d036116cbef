"""What is shipped has its licence."""

from pathlib import Path

import pytest

from app.config.licences import components, locked

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / ".ci" / "locks" / "run.txt").read_text(encoding="utf-8")
OF_ANOTHER_SYSTEM = {"pywin32-ctypes", "jeepney", "secretstorage", "backports-tarfile"} | {
    "importlib-metadata",
    "lazy-importer",
    "zipp",
    "pysqlite3",
    "typing-extensions",
}


def plain_name(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def test_the_lock_is_read_whatever_else_it_says() -> None:
    lock = "anyio==4.16.0 \\\n    --hash=sha256:00==\nnumpy==1 ; a\nnumpy==2 ; b\n# x==1\n"
    assert locked(lock) == ["anyio", "numpy"]


@pytest.mark.parametrize("name", locked(LOCK))
def test_every_locked_package_is_there_with_the_text_of_its_licence(name: str) -> None:
    found = [one for one in components() if plain_name(one.name) == name]
    if not found:
        assert name in OF_ANOTHER_SYSTEM
        return
    assert found[0].version
    assert len(found[0].text) > 300


def test_what_is_no_package_is_named_too() -> None:
    found = {one.name: one for one in components()}
    for name, word in (
        ("Acuse", "MIT License"),
        ("Python", "PYTHON SOFTWARE FOUNDATION LICENSE"),
        ("Inter", "SIL OPEN FONT LICENSE"),
        ("JetBrains Mono", "SIL OPEN FONT LICENSE"),
        ("Lucide", "ISC License"),
        ("PySide6_Essentials", "GNU LESSER GENERAL PUBLIC LICENSE"),
    ):
        assert word in found[name].text, name
    assert next(iter(found)) == "Acuse"


def test_our_own_licence_is_the_one_of_the_repository() -> None:
    shipped = ROOT / "resources" / "licences" / "Acuse.txt"
    assert shipped.read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")
