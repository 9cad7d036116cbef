"""The door through which facts come in."""
