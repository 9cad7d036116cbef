"""Why a transaction answers a lookup: the parts of it, and the sentence they make."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.event import IdKind

LABELS = {
    IdKind.ID: "id",
    IdKind.EXTERNAL_REF: "reference",
    IdKind.CLABE: "CLABE",
    IdKind.CLABE_MASK: "masked CLABE",
    IdKind.CARD: "card",
    IdKind.RASTREO: "clave de rastreo",
    IdKind.REFERENCE: "numeric reference",
    IdKind.TX_HASH: "tx hash",
    IdKind.ADDRESS: "address",
    IdKind.ADDRESS_MASK: "masked address",
    IdKind.ACCOUNT: "account",
    IdKind.NAME: "name",
    IdKind.DIGEST: "digest",
    IdKind.OTHER: "identifier",
}
_PARTLY = {"prefix": "begins with", "suffix": "ends with", "contained": "holds"}


@dataclass(frozen=True, slots=True)
class Reason:
    """An identifier that answers, or without a `kind` what else does; `sought` is a part of it."""

    kind: IdKind | None = None
    value: str = ""
    place: str = ""  # where in the body it stands
    sought: str = ""
    candidates: int = 0  # transactions that could as well be meant
    agreeing: tuple[str, ...] = ()  # amount, date: what else of the text is the same

    def with_agreeing(self, clues: tuple[str, ...]) -> Reason:
        """The same, and what else agrees."""
        return replace(self, agreeing=clues) if clues else self

    def sentence(self, match: str) -> str:
        """In English, for the command line; the window has words of its own."""
        return " + ".join([self._words(match), *(f"same {clue}" for clue in self.agreeing)])

    def _words(self, match: str) -> str:
        if self.kind is None:
            return f"its payload holds “{self.sought}”" if match == "text" else self._bare()
        place = f" ({self.place})" if self.place else ""
        named = f"{LABELS[self.kind]} {self.value}{place}"
        if match == "compatible":
            noun = "candidate" if self.candidates == 1 else "candidates"
            return f"compatible, {self.candidates} {noun}: {named}"
        return f"{named} {_PARTLY[match]} {self.sought}" if match in _PARTLY else named

    def _bare(self) -> str:
        return f"transaction {self.value}" if self.value else ""


NO_REASON = Reason()
