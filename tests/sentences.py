"""Collects every sentence that the code says, for its Spanish: `make sentences`.

New ones come into the file with empty words, for somebody to fill in; those that the code says no
more are taken out.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.providers import PROVIDERS

ROOT = Path(__file__).parents[1]
FILE = ROOT / "resources" / "sentences_es.json"
# These speak to a terminal, in English, or say what they say by Qt's own tables.
OTHERS = ("app/ui", "app/cli", "app/headless.py")
GAP = re.compile(r"\{[0-9]\}")


def sentences() -> set[str]:
    """Every text of the code that is a sentence, each filled-in place as a numbered gap."""
    found: set[str] = set()
    for file in (ROOT / "app").rglob("*.py"):
        if not file.relative_to(ROOT).as_posix().startswith(OTHERS):
            found.update(filter(is_sentence, texts(ast.parse(file.read_text(encoding="utf-8")))))
    return found - own_words()


def texts(tree: ast.Module) -> Iterator[str]:
    nested = {id(part) for node in ast.walk(tree) for part in not_said(node)}
    for node in ast.walk(tree):
        if id(node) in nested:
            continue
        if isinstance(node, ast.JoinedStr):
            yield form(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def not_said(node: ast.AST) -> Iterator[ast.AST]:
    """The pieces of a longer text, and what only readers of the code see."""
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    if isinstance(node, kinds) and isinstance(node.body[0], ast.Expr):
        yield node.body[0].value


def form(node: ast.JoinedStr) -> str:
    numbers = iter(range(10))
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}"
        for part in node.values
    )


def is_sentence(text: str) -> bool:
    begins = text[:1].isupper() or text.startswith("{")
    says = re.search(r"[a-z]{2}", GAP.sub("", text)) is not None
    ends = re.search(r"(\.|\. \{[0-9]\}|[^ ]\?)$", text) is not None  # SQL ends with a lone mark
    return begins and says and ends and " " in text and "\n" not in text


def own_words() -> set[str]:
    """What a provider says of itself: Qt's tables hold it."""
    found = {text for one in PROVIDERS.values() for text in one.notes}
    for one in PROVIDERS.values():
        found.update(spec.help for spec in one.credentials)
        found.update(option.help for option in one.options)
    return found


def spanish() -> dict[str, str]:
    """What the file holds."""
    kept: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept


def main() -> None:
    """Bring the file abreast of the code."""
    kept = spanish()
    abreast = {one: kept.get(one, "") for one in sorted(sentences())}
    text = json.dumps(abreast, ensure_ascii=False, indent=1)
    FILE.write_text(f"{text}\n", encoding="utf-8")
    for one in sorted(abreast.keys() - kept.keys()):
        sys.stdout.write(f"new: {one}\n")


if __name__ == "__main__":
    main()
