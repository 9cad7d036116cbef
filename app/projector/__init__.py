"""The door through which facts become meaning."""
