"""Signed, realistic traffic over real HTTP."""
