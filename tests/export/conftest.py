"""The store of tests/store, for what is read from it."""

from tests.store.conftest import store

__all__ = ["store"]
