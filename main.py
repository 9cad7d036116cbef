"""Starts Acuse; as `main.py projector`, the second process of one that runs already."""

import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["projector"]:  # it needs little of the program and starts the sooner
        from app.projector.child import run
    else:
        from app.cli import run
    sys.exit(run(sys.argv))
