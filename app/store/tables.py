"""sqlite-utils, loaded without NumPy.

It loads NumPy where it can, only to know its numbers in rows; we have none, and a sixth of every
start would go by. The charts load it later.
"""

from __future__ import annotations

import sys

_NUMPY = "numpy"

if _NUMPY in sys.modules:
    from sqlite_utils import Database, Migrations
else:
    sys.modules[_NUMPY] = None  # type: ignore[assignment]  # which says that there is none
    try:
        from sqlite_utils import Database, Migrations
    finally:
        del sys.modules[_NUMPY]

__all__ = ["Database", "Migrations"]
