"""The lines of the inbox as they are listed: bands, and below those that are open their members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.core.alerts import AlertState
from app.store.rows import AlertRow

_STEP = 60  # lines shown at first, and more at a time
_MEMBERS = 50

Key: TypeAlias = tuple[str, ...]
Members: TypeAlias = Mapping[Key, Sequence[AlertRow]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is listed: a member stands below its band."""

    row: AlertRow
    is_member: bool = False
    is_open: bool = False  # its members are shown below it

    @property
    def key(self) -> Key:
        """What it is, however it changes."""
        row = self.row
        return (row.state, row.kind, row.provider, row.cause, row.subject, str(self.is_member))

    @property
    def is_band(self) -> bool:
        """Whether it has members that may be shown."""
        return not self.is_member and not self.row.subject and self.row.state is AlertState.OPEN


@dataclass(slots=True)
class Unfolded:
    """How much of the inbox a person wants to see: so many lines, and of open bands the members."""

    most: int = _STEP
    members: dict[Key, int] = field(default_factory=dict)  # how many of each open band

    def toggle(self, line: Line) -> None:
        """Open a band, or close it."""
        if line.key in self.members:
            del self.members[line.key]
        else:
            self.members[line.key] = _MEMBERS

    def more(self) -> None:
        """Show more lines, and more members of each open band."""
        self.most += _STEP
        self.members = {key: count + _MEMBERS for key, count in self.members.items()}

    def begin(self) -> None:
        """Another inbox is listed: from its beginning."""
        self.most = _STEP

    def lines(self, rows: Sequence[AlertRow], members: Members) -> list[Line]:
        """Every line there is, with the members that were read."""
        lines: list[Line] = []
        for row in rows:
            key = Line(row).key
            found = members.get(key) if key in self.members else None
            lines.append(Line(row, is_open=found is not None))
            lines += [Line(member, is_member=True) for member in found or ()]
        return lines

    def has_more(self, lines: Sequence[Line], members: Members) -> bool:
        """Whether there is, or may be, more than is shown."""
        return len(lines) > self.most or any(
            len(members.get(key, ())) >= count for key, count in self.members.items()
        )
