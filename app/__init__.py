"""Acuse: receives, verifies, keeps and shows payment providers' webhooks."""

__version__ = "0.1.0"
