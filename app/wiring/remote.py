"""What can be asked of the providers, by the window's hands and by the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core import redelivery
from app.core.errors import SettingsError
from app.core.provider import Answer, Span
from app.core.registration import Standing, standing
from app.outbound.callbacks import Callbacks
from app.providers import PROVIDERS
from app.wiring.run import Choices, in_force


@dataclass(frozen=True, slots=True)
class Remote:
    """Our callbacks at the providers; every method blocks, and raises what Callbacks raises."""

    settings: Callable[[], Settings]
    callbacks: Callbacks

    def public_url(self, provider: str) -> str:
        """The address to register at a provider; raises SettingsError while there is none."""
        settings = self.settings()
        if not settings.public_url:
            raise SettingsError(
                "There is no public address to register.",
                cause="Providers reach this machine only through an address of the internet.",
                remedy="Set the public address in the settings, or with --public-url.",
            )
        return settings.public_url + config.callback_path(provider, settings)

    def environment(self, provider: str, chosen: str = "") -> str:
        """The chosen environment, else that of the connection."""
        return chosen or self.settings().connection(provider).environment

    def register(
        self, provider: str, environment: str, api: str, events: tuple[str, ...]
    ) -> Answer:
        """Register our callback at a provider."""
        url = self.public_url(provider)
        return self.callbacks.register(provider, environment, url, **_options(api, events))

    def preview(self, provider: str, environment: str, api: str, events: tuple[str, ...]) -> str:
        """The request that would register it, without secrets."""
        url = self.public_url(provider)
        call = self.callbacks.registration(provider, url, **_options(api, events))
        return self.callbacks.preview(provider, environment, call)

    def update(self, provider: str, environment: str, callback_id: str) -> Answer:
        """Have a registered callback lead to our address as it is now."""
        url = self.public_url(provider)
        return self.callbacks.update_remote(provider, environment, callback_id, url)

    def preview_update(self, provider: str, environment: str, callback_id: str) -> str:
        """The request that would do so, without secrets."""
        call = self.callbacks.change(provider, callback_id, self.public_url(provider))
        return self.callbacks.preview(provider, environment, call)

    def standing(self, provider: str, callback_url: str) -> Standing:
        """What a callback that a provider lists is to us."""
        return standing_of(self.settings(), provider, callback_url)

    def redeliver(
        self, provider: str, environment: str, event: str, span: Span, *, execute: bool
    ) -> Answer:
        """Count what a provider would send again, or have it sent; raises SettingsError while the
        path for it is not entered.
        """
        option = redelivery.PATH if execute else redelivery.PREVIEW_PATH
        path = self.settings().connection(provider).options.get(option.name, "").strip()
        if "redeliver" not in PROVIDERS[provider].calls or not path:
            raise SettingsError(
                f"{PROVIDERS[provider].title} is not asked to send anything again.",
                cause=f"The option {option.name} of its connection is empty.",
                remedy="Enter the path that the provider gave you under Connections, Settings.",
            )
        return self.callbacks.redeliver(provider, environment, path, event, span)

    def redeliver_again(self, provider: str, event: str, span: Span, execute: bool) -> Answer:
        """The same in the environment of the connection."""
        environment = self.environment(provider)
        return self.redeliver(provider, environment, event, span, execute=execute)

    def list(self, provider: str, environment: str) -> Answer:
        """Every callback that a provider has for this account."""
        return self.callbacks.list_remote(provider, environment)

    def preview_deletion(self, provider: str, environment: str, callback_id: str) -> str:
        """The request that would delete it, without secrets."""
        call = self.callbacks.deletion(provider, callback_id)
        return self.callbacks.preview(provider, environment, call)

    def delete(self, provider: str, environment: str, callback_id: str) -> Answer:
        """Delete one callback at a provider."""
        return self.callbacks.delete_remote(provider, environment, callback_id)


def standing_of(settings: Settings, provider: str, callback_url: str) -> Standing:
    """What a callback that a provider lists is to us, by these settings."""
    path = config.callback_path(provider, settings)
    return standing(callback_url, f"{settings.public_url or 'https://unknown.invalid'}{path}")


def _options(api: str, events: tuple[str, ...]) -> dict[str, object]:
    """What the operator chose; what was left open is the provider's own choice."""
    chosen: dict[str, object] = {"api": api, "events": events}
    return {name: value for name, value in chosen.items() if value}


@contextmanager
def remote(
    choices: Choices,
    secrets: Secrets,
    environ: Mapping[str, str],
    now: Callable[[], datetime],
) -> Iterator[Remote]:
    """The way out for a command that asks and ends; raises SettingsError."""
    paths = Paths(choices.data_dir)
    paths.prepare()
    settings = in_force(settings_file.load(paths, PROVIDERS), choices)
    with closing(Callbacks(PROVIDERS, secrets.get, environ, now=now)) as callbacks:
        yield Remote(lambda: settings, callbacks)
