"""Cursors over the store for Qt's views."""
