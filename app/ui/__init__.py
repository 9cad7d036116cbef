"""The door through which people look."""
