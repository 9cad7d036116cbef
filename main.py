"""Starts Acuse; as `main.py projector` or `main.py engine`, another process of one that runs."""

import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["projector"]:  # it needs little of the program and starts the sooner
        from app.projector.child import run
    elif sys.argv[1:2] == ["engine"]:
        from app.engine.child import run
    else:
        from app.engine import ahead

        ahead.make_ready(sys.argv[1:])
        from app.cli import run
    sys.exit(run(sys.argv))
