"""Changes one thing at a time in a module and says which changes no test notices: `make mutants`.

Works on a copy. A mutant that hangs counts as noticed. Linux and macOS only: each mutant is tried
in a fork, so that pytest is loaded once.

    python tests/mutants.py [--first N] [module …]      modules as in TESTS, all of them by default
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = {
    "app/core/signing.py": ("test_signing.py",),
    "app/core/identifiers.py": ("test_identifiers.py",),
    "app/core/amounts.py": ("test_amounts.py",),
    "app/core/timeline.py": ("test_timeline.py", "test_timeline_orders.py"),
}
LONGEST = 60  # seconds of one mutant
ENOUGH = 90  # percent

Change = Callable[[ast.AST], ast.AST]

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr,
    ast.Pow: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one thing changed."""

    line: int
    what: str
    source: str


# --- what is changed ------------------------------------------------------------------------------


def mutants(source: str) -> Iterator[Mutant]:
    """Every change of a module, in the order of its lines."""
    tree = ast.parse(source)
    places = [number for number, node in enumerate(ast.walk(tree)) if id(node) not in _left(tree)]
    nodes = list(ast.walk(tree))
    for place in places:
        for what, change in _changes(nodes[place]):
            other = copy.deepcopy(tree)
            target = list(ast.walk(other))[place]
            _replace(other, target, change(target))
            text = ast.unparse(ast.fix_missing_locations(other))
            yield Mutant(getattr(nodes[place], "lineno", 0), what, text)


def _left(tree: ast.Module) -> set[int]:
    """What is no behaviour: docstrings, annotations, decorators, imports, aliases of types."""
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        match node:
            case (
                ast.Module(body=[ast.Expr() as words, *_])
                | ast.ClassDef(body=[ast.Expr() as words, *_])
                | ast.FunctionDef(body=[ast.Expr() as words, *_])
            ):
                found.append(words)
        if isinstance(node, ast.FunctionDef):
            every = (*node.args.args, *node.args.kwonlyargs)
            found.extend(one.annotation for one in every if one.annotation)
            found.extend([node.returns] if node.returns else [])
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            found.extend(node.decorator_list)
        if isinstance(node, ast.AnnAssign):
            found.append(node.annotation)
            if isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias":
                found.append(node)
        if isinstance(node, (ast.Import, ast.ImportFrom)) or _is_all(node):
            found.append(node)
    return {id(part) for one in found for part in ast.walk(one)}


def _is_all(node: ast.AST) -> bool:
    """Whether this is `__all__ = …`."""
    names = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(one, ast.Name) and one.id == "__all__" for one in names)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Compare):
        for place, was in enumerate(node.ops):
            if (now := _COMPARED.get(type(was))) is not None:
                yield f"{type(was).__name__} → {now.__name__}", _operator(place, now)
    elif isinstance(node, ast.BinOp) and (other := _COMPUTED.get(type(node.op))) is not None:
        yield f"{type(node.op).__name__} → {other.__name__}", _with(op=other())
    elif isinstance(node, ast.BoolOp):
        swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and ↔ or", _with(op=swapped)
    elif isinstance(node, ast.UnaryOp):
        yield f"no {type(node.op).__name__}", lambda found: found.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Return) and not isinstance(node.value, (ast.Constant, type(None))):
        yield "returns None", _with(value=ast.Constant(None))
    elif isinstance(node, ast.IfExp):
        yield "if ↔ else", _swapped
    elif isinstance(node, ast.Continue):
        yield "continue → break", lambda _: ast.Break()
    elif isinstance(node, ast.Break):
        yield "break → nothing", lambda _: ast.Pass()
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
        yield "is not done", lambda _: ast.Pass()


def _constants(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    value = node.value
    other: object
    if isinstance(value, bool):
        other = not value
    elif isinstance(value, int):
        other = value + 1
    elif isinstance(value, str):
        other = f"XX{value}XX"
    elif value is None:
        other = ""
    else:
        return
    yield f"{value!r} → {other!r}"[:60], _with(value=other)


def _operator(place: int, now: type[ast.cmpop]) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Compare)
        node.ops[place] = now()
        return node

    return change


def _with(**members: object) -> Change:
    def change(node: ast.AST) -> ast.AST:
        for name, value in members.items():
            setattr(node, name, value)
        return node

    return change


def _swapped(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.IfExp)
    node.body, node.orelse = node.orelse, node.body
    return node


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                setattr(parent, name, [new if one is old else one for one in value])


# --- who notices ----------------------------------------------------------------------------------


def noticed(tests: list[str]) -> bool:
    """Whether the tests, run in a fork, fail with the module as it is written now."""
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        import pytest

        quick = ["-x", "-q", "-p", "no:cacheprovider", "-c", "mutants.ini"]
        os._exit(int(pytest.main([*quick, *tests]) != 0))
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def run(module: str, first: int) -> float:
    """Try the mutants of a module; the percentage that was noticed."""
    place = Path(module)
    tests = [f"tests/core/{name}" for name in TESTS[module]]
    source = place.read_text(encoding="utf-8")
    if noticed(tests):
        raise SystemExit(f"The tests of {module} fail without any change.")
    found = list(mutants(source))
    if first and first < len(found):
        found = sorted(random.Random(1).sample(found, first), key=lambda one: one.line)
    killed = 0
    try:
        for one in found:
            place.write_text(one.source, encoding="utf-8")
            if noticed(tests):
                killed += 1
            else:
                print(f"  nobody notices {module}:{one.line}: {one.what}", flush=True)
    finally:
        place.write_text(source, encoding="utf-8")
    share = 100 * killed / len(found)
    print(f"{module}: {killed} of {len(found)} noticed, {share:.1f} %", flush=True)
    return share


def main() -> int:
    """Try the mutants of the modules named on the command line, on a copy."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("modules", nargs="*", choices=[*TESTS, []], help="all by default")
    words.add_argument("--first", type=int, default=0, help="so many of each module, at random")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("app", "resources", "tests/core"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, Path(folder, name), ignore=ignored)
        os.chdir(folder)
        shutil.copy(ROOT / "tests/conftest.py", "tests")
        Path("mutants.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
        os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HYPOTHESIS_STORAGE_DIRECTORY": "h"}
        sys.path.insert(0, folder)
        sys.dont_write_bytecode = True
        import cryptography.hazmat.primitives.asymmetric.rsa
        import hypothesis
        import pytest

        del cryptography, hypothesis, pytest  # loaded for the forks
        shares = [run(module, chosen.first) for module in chosen.modules or TESTS]
    return int(min(shares) < ENOUGH)


if __name__ == "__main__":
    raise SystemExit(main())
