"""Turns a provider's refusal into what is wrong, in its own words, and what to do about it."""

from __future__ import annotations

import re

from app.core.errors import AlreadyRegistered, ProviderRefused
from app.core.provider import Answer, Provider


class ProviderFailed(ProviderRefused):
    """The provider answered 5xx: nobody can say from that whether the call had its effect."""

    code = "provider-failed"


class TooManyCalls(ProviderRefused):
    """The provider wants us to wait: `after` seconds, a minute where it does not say."""

    code = "too-many-calls"
    after = 60.0


class UnknownThere(ProviderRefused):
    """The provider does not know what it was asked about."""

    code = "unknown-there"


def refusal(provider: Provider, answer: Answer, retry_after: float | None) -> ProviderRefused:
    """The error for an answer that is not ok."""
    words = "".join(letter if letter.isprintable() else " " for letter in answer.message[:500])
    cause = f"{words.strip()} (HTTP {answer.status})" if words.strip() else f"HTTP {answer.status}."
    title = provider.title
    if is_duplicate(answer):
        what = _subscribed(answer.message)
        return AlreadyRegistered(
            f"There is already a subscription for {what} at {title}.",
            cause=cause,
            remedy="List the callbacks, delete the old one, then register again.",
        )
    if answer.status >= 500:
        return ProviderFailed(
            f"{title} failed.", cause=cause, remedy="Try again later; list the callbacks first."
        )
    kind = {404: UnknownThere, 429: TooManyCalls}.get(answer.status, ProviderRefused)
    error = kind(
        f"{title} refused the call.",
        cause=cause,
        remedy=_remedy(answer.status, words, title, retry_after),
    )
    if isinstance(error, TooManyCalls) and retry_after is not None:
        error.after = retry_after
    return error


def is_duplicate(answer: Answer) -> bool:
    """Whether a refusal says that the callback exists already, in any provider's words."""
    said = f"{answer.message} {answer.raw}".casefold()
    return answer.status == 409 or "duplicate" in said or "already_exists" in said


def _subscribed(message: str) -> str:
    """What stands in brackets: "Duplicated subscription for event types: [transaction]"."""
    found = re.search(r"\[([\w ,.-]{1,200})\]", message)
    return found[1] if found else "this event"


def _remedy(status: int, words: str, title: str, retry_after: float | None) -> str:
    if "nonce" in words.casefold() or "0201" in words:
        return "Check the API key and secret, and that this computer's clock is right."
    if status in (401, 403):
        return f"Check the credentials of {title}; each environment has its own, with permissions."
    if status == 404:
        return "Check the environment and the address; it may have been deleted already."
    if status == 429:
        wait = "a minute" if retry_after is None else f"{retry_after:.0f} seconds"
        return f"Wait {wait}, then try again."
    return "Check the callback URL and the chosen events."
