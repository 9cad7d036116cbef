"""The tree of errors a person is shown: what is wrong, why, and what to do about it."""

from __future__ import annotations


class AcuseError(Exception):
    """The root: every error that the world, not a mistake of ours, can cause.

    `problem`, `cause` and `remedy` are one sentence each, in English, fit to be shown; `code` is
    stable and searchable, such as `port-in-use`.
    """

    code = "error"

    def __init__(self, problem: str, *, cause: str = "", remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Whatever a kind of error is made of, it goes from one process of ours to another."""
        return _revived, (type(self), self.args), self.__dict__

    def sentences(self) -> str:
        """Problem, cause and remedy as one line: each ends, also where others' words do not."""
        parts = filter(None, (self.problem, self.cause, self.remedy))
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


def _revived(kind: type[AcuseError], args: tuple[object, ...]) -> AcuseError:
    return kind.__new__(kind, *args)


class Unreadable(AcuseError):
    """A body that cannot be given a meaning; it is kept and shown with this reason."""

    code = "unreadable"


class DoubledHeader(AcuseError):
    """A header that must be unique arrived twice, so nobody can say which one is meant."""

    code = "doubled-header"


class StoreError(AcuseError):
    """The store cannot do what it was asked; nothing was acknowledged."""

    code = "store"


class StoreTooNew(StoreError):
    """The store was written by a newer Acuse than this one."""

    code = "store-too-new"


class StoreInUse(StoreError):
    """Another process owns the store."""

    code = "store-in-use"


class StorePlaceRefused(StoreError):
    """The store does not lie where it is safe, or nothing can be written there."""

    code = "store-place"


class PortInUse(AcuseError):
    """The receiver's port is taken by another program."""

    code = "port-in-use"


class SettingsError(AcuseError):
    """A setting, or the file that holds them, cannot be used."""

    code = "settings"


class SecretMissing(AcuseError):
    """A credential that is required was not entered."""

    code = "secret-missing"


class ProviderRefused(AcuseError):
    """A provider answered our call with a refusal; its own words are the cause."""

    code = "provider-refused"


class AlreadyRegistered(ProviderRefused):
    """The provider keeps one subscription for each event and has one already."""

    code = "already-registered"


class ProviderUnreachable(AcuseError):
    """A provider could not be reached, or its answer could not be read."""

    code = "provider-unreachable"


class BadFilter(AcuseError):
    """A filter that cannot be understood; `word` is what was typed wrong."""

    code = "bad-filter"

    def __init__(self, word: str, cause: str) -> None:
        super().__init__(
            f"The filter cannot be understood at “{word[:40]}”.",
            cause=cause,
            remedy="Correct the word or remove it; the last result stays.",
        )
        self.word = word


class NotFound(AcuseError):
    """What was asked for is not in the store."""

    code = "not-found"


class Cancelled(AcuseError):
    """A question that nobody waits for any more."""

    code = "cancelled"
