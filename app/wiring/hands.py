"""What the window may ask the rest of the program to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.outbound.addresses import callback_address
from app.outbound.client import Client
from app.providers import PROVIDERS
from app.providers.yuno import BEARER_HEADER
from app.receiver.gates import Gates
from app.receiver.keeper import Keeper
from app.simulator.sender import UNREACHABLE, send_test_event, signed_test_event
from app.simulator.signing import DemoSecrets
from app.ui.actions import Callback, ReceiverState
from app.wiring.probing import require_public_url
from app.wiring.run import RunSettings, callbacks, local_url


class NotThrough(AcuseError):
    """Our own test event did not come through."""

    code = "test-event"


@dataclass(frozen=True, slots=True)
class Hands:
    """The actions of people that touch more than one part of the program."""

    run: RunSettings
    secrets: Secrets
    gates: Gates
    keeper: Keeper
    tell: Callable[[ChangeSet], None]
    trouble: Callable[[], AcuseError | None]  # why nothing can be kept now
    behind: Callable[[], str]  # why nothing is projected

    # --- callbacks --------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Where we receive, or would."""
        receiver = self.keeper.receiver
        return receiver.url if receiver else local_url(self.run.current)

    def callbacks(self) -> list[Callback]:
        """The callback addresses of this run."""
        return callbacks(self.run.current, self.url)

    def send_test_event(self, provider: str) -> str:
        """Send a made-up event to ourselves over HTTP; says in a sentence what came of it."""
        url = self.url + self.gates.test_path(provider)
        return _came_through(send_test_event(provider, url, self._signing(provider)))

    def send_test_publicly(self, provider: str, is_dev: bool) -> str:
        """The same out to the public address and in again; raises what keeps it from leaving.

        An address that is not https and public is refused, unless in development.
        """
        public = callback_address(require_public_url(self.run.current), dev=is_dev)
        sent = signed_test_event(provider, self._signing(provider))
        path = public.path.rstrip("/") + self.gates.test_path(provider)
        with Client(dev=is_dev) as client:
            reply = client.send(
                "POST",
                f"{public.scheme}://{public.netloc}",
                f"{path}/{sent.tail}" if sent.tail else path,
                sent.headers,
                sent.body,
            )
        return _came_through(reply.status)

    def _signing(self, provider: str) -> DemoSecrets:
        record, connection = PROVIDERS[provider], self.run.current.connection(provider)
        known = {one.name: self.secrets.get(provider, one.name) or "" for one in record.credentials}
        bearer = connection.options.get(BEARER_HEADER.name, "").strip() or BEARER_HEADER.default
        return DemoSecrets({provider: known}, bearer_header=bearer)

    # --- settings and secrets ---------------------------------------------------------------------

    def save_settings(self, wanted: Settings) -> None:
        """Keep settings and follow them; a new address or port is listened on at once."""
        before = self.run.current
        self.run.save(wanted)
        if (wanted.host, wanted.port) == (before.host, before.port):
            self.keeper.refresh()
        else:
            self.keeper.reopen()
        self.tell(ChangeSet(written=frozenset({"settings"})))

    def secret_is_set(self, provider: str, name: str) -> bool:
        """Whether a secret is at hand."""
        return self.secrets.get(provider, name) is not None

    def put_secret(self, provider: str, name: str, value: str) -> None:
        """Keep a secret in the keychain and use it from now on."""
        self.secrets.put(provider, name, value)
        self._secret_changed()

    def remove_secret(self, provider: str, name: str) -> None:
        """Forget a secret of the keychain."""
        self.secrets.remove(provider, name)
        self._secret_changed()

    def _secret_changed(self) -> None:
        self.keeper.refresh()
        self.tell(ChangeSet(written=frozenset({"secrets"})))

    def receiver_state(self) -> ReceiverState:
        """Whether deliveries can come in, and why not."""
        receiver, error = self.keeper.receiver, self.keeper.error
        settings = self.run.current
        port = receiver.port if receiver else settings.port
        sentences = error.sentences() if error and not receiver else ""
        trouble = self.trouble()
        return ReceiverState(
            receiver is not None,
            settings.host,
            port,
            sentences,
            store_error=trouble.sentences() if trouble else "",
            behind=self.behind(),
        )


def _came_through(status: int) -> str:
    """What the answer to a test event says; raises NotThrough."""
    if status == 200:
        return "The test event was received, verified, stored and acknowledged."
    raise NotThrough(
        "The test event did not get through.",
        cause="Nobody answered." if status == UNREACHABLE else f"The answer was {status}.",
        remedy="Look at the receiver and at the secrets of this connection.",
    )
