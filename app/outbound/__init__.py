"""The door through which we ask a provider something."""
