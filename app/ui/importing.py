"""Imports in steps what makes classes of Qt's: the window answers between any two of them.

To import it on a thread while the event loop runs can end the program (seen once). PySide 6.11
keeps its classes in one table (`PepType_SOTP` of libshiboken), and whoever adds one holds the
interpreter's lock; but Qt asks for the class of what an event or a timer is for without that
lock. A reader that meets the table while it grows finds nothing, and the program dies in
`MetaObjectBuilder::update`. So such a module is imported while the main thread stands still.
"""

from __future__ import annotations

import importlib
import sys
import threading
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from app.ui.making import Steps

_TOGETHER = 0.003  # seconds of importing in one step


def classes(*modules: ModuleType) -> Steps:
    """Make all classes of some of Qt's modules: PySide makes each when it is first named."""
    until = time.perf_counter() + _TOGETHER
    for module in modules:
        for name in dir(module):
            getattr(module, name)
            if time.perf_counter() > until:
                yield
                until = time.perf_counter() + _TOGETHER


class Import(MetaPathFinder):
    """One module, with what it imports of some packages; a step begins before a module of those.

    It has a thread, since nothing else can stop amid an import, but that runs only as long as the
    main thread waits for it in a step. In between it holds the import locks of the modules it is
    amid: whoever needs one of them takes the steps that are left first. Other modules it leaves
    unbegun or whole.
    """

    def __init__(self, module: str, packages: Sequence[str]) -> None:
        self._module, self._packages = module, tuple(packages)
        self._thread = threading.Thread(target=self._run, name="acuse-import", daemon=True)
        self._goes, self._stands = threading.Semaphore(0), threading.Semaphore(0)
        self._until = 0.0
        self._is_done = False
        self._error: BaseException | None = None

    def steps(self) -> Steps:
        """What is left to import; raises what importing raised. On the main thread."""
        if self._thread.ident is None:
            if self._module in sys.modules:
                return
            sys.meta_path.insert(0, self)
            self._thread.start()
        while not self._is_done:
            self._until = time.perf_counter() + _TOGETHER
            self._goes.release()
            self._stands.acquire()
            yield
        if self._error is not None:
            raise self._error

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Finds nothing; stands still before a module once the step is over."""
        is_ours = fullname.partition(".")[0] in self._packages
        is_here = threading.current_thread() is self._thread
        if is_ours and is_here and time.perf_counter() > self._until:
            self._stands.release()
            self._goes.acquire()
        return None

    def _run(self) -> None:
        self._goes.acquire()
        try:
            importlib.import_module(self._module)
        except BaseException as error:  # raised where the steps are taken
            self._error = error
        finally:
            sys.meta_path.remove(self)
            self._is_done = True
            self._stands.release()
