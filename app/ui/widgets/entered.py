"""Which credentials of a provider were entered, and which are still needed to verify."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.providers import PROVIDERS
from app.ui import texts
from app.ui.actions import Actions


@dataclass(frozen=True, slots=True)
class Entered:
    """By the labels that the provider's record gives them."""

    here: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # of what is needed

    def words_here(self) -> tuple[str, ...]:
        """What is there, in the language of the window."""
        return tuple(map(texts.own_words, self.here))

    def words_missing(self) -> tuple[str, ...]:
        """What is needed and not there, in the language of the window."""
        return tuple(map(texts.own_words, self.missing))


def entered(actions: Actions, provider: str) -> Entered:
    """Ask for each credential of a provider; a keychain may take its time."""
    specs = PROVIDERS[provider].credentials
    here = [one for one in specs if actions.secret_is_set(provider, one.name)]
    missing = [one for one in specs if one.required_to_verify and one not in here]
    return Entered(tuple(one.label for one in here), tuple(one.label for one in missing))


def entered_everywhere(actions: Actions) -> Mapping[str, Entered]:
    """The same of every provider, by its name."""
    return {name: entered(actions, name) for name in PROVIDERS}
