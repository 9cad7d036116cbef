"""Checks an installation: every part of the program does its work once, on a store of its own."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from app.cli import output
from app.cli.arguments import Arguments
from app.cli.running import as_environment, show
from app.config.licences import components
from app.core.errors import AcuseError
from app.engine.hands import reader_of
from app.engine.messages import Begin
from app.engine.process import Engine
from app.providers import PROVIDERS
from app.simulator.sender import send_test_event
from app.simulator.signing import DemoSecrets, demo_secrets
from app.store.rows import DeliveryDetail
from app.wiring import Choices

PROVIDER = "just_wallet"  # it signs, so a delivery of its that is believed was verified
_PATIENCE = 10.0  # seconds for a delivery to be projected


class Failed(AcuseError):
    """A part of the installation does not do its work."""

    code = "selftest"


def selftest(arguments: Arguments) -> int:
    """Check this installation and say what was found; raises Failed."""
    # Qt's offscreen platform warns of every size hint, since it has no desktop to give it to.
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="default.warning=false")
    known = demo_secrets(1)
    with tempfile.TemporaryDirectory(prefix="acuse-selftest-") as place:
        engine = Engine(Begin(Choices(Path(place), port=0), as_environment(known)))
        engine.start()
        try:
            if not engine.started():
                raise Failed("Nothing can be received.", cause=engine.state.receiver.error)
            delivery = _delivery(engine, known)
            if show(engine, is_probe=True) != 0:
                raise Failed("The window was not painted.")
        finally:
            engine.stop()
    packages = _licensed()
    if arguments.json:
        found = {"providers": list(PROVIDERS), "delivery": delivery, "window": "shown"}
        print(output.as_json({"ok": True, **found, "packages": packages}))
    else:
        print(
            f"Providers  {', '.join(PROVIDERS)}\nDelivery   {delivery}\nWindow     shown\n"
            f"Packages   {len(packages)}, each with its licence"
        )
    return 0


def _licensed() -> list[str]:
    """The packages that are here, each with its licence."""
    found = components()
    bare = [one.name for one in found if not one.text]
    if bare:
        raise Failed(f"The licence of {', '.join(bare)} is missing.")
    return [one.name for one in found]


def _delivery(engine: Engine, known: DemoSecrets) -> str:
    """Send one signed delivery in through HTTP and find it again in the store."""
    url = next(one.local_url for one in engine.state.callbacks if one.provider == PROVIDER)
    status = send_test_event(PROVIDER, url, known)
    if status != 200:
        raise Failed("A signed delivery was not acknowledged.", cause=f"The answer was {status}.")
    detail = _stored(engine)
    if detail.basis != "signature" or not detail.body_is_intact or not detail.transaction_ids:
        raise Failed(
            "A delivery did not come out of the store as it went in.",
            cause=f"It is {detail.standing}, believed by {detail.basis}. {detail.unreadable}",
        )
    return "received, verified, stored and read back"


def _stored(engine: Engine) -> DeliveryDetail:
    deadline = time.monotonic() + _PATIENCE
    with reader_of(engine)() as reader:
        while not (rows := reader.feed_page(limit=1)):
            if time.monotonic() > deadline:
                raise Failed("An acknowledged delivery does not show up in the store.")
            time.sleep(0.01)
        return reader.delivery(rows[0].delivery_id)
