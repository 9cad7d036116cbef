"""What the documentation names is there, and what is there is named."""

import re
from pathlib import Path

import pytest

from app.cli import COMMANDS
from app.core.query_fields import FIELDS
from app.providers import PROVIDERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "variable",
    [
        spec.variable(provider.name)
        for provider in PROVIDERS.values()
        for spec in provider.credentials
    ],
)
def test_the_readme_names_every_credential(variable: str) -> None:
    assert f"`{variable}`" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    words = {"window": "`main.py`", "selftest": "`main.py --selftest`"}
    assert words.get(command, f"`main.py {command}") in README


@pytest.mark.parametrize("field", FIELDS)
def test_the_chapter_on_filters_names_every_field(field: str) -> None:
    assert f"\n| `{field}` |" in (ROOT / "docs" / "filters.md").read_text(encoding="utf-8")


def test_every_link_and_picture_of_the_documents_is_there() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_place_of_the_architecture_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for place in re.findall(r"`((?:app|tests|resources)/[\w./]*)`", text):
        assert (ROOT / place).exists(), place
