"""Settings, secrets, paths, logs and resources: what the outside world configures."""
