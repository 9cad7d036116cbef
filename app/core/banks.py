"""Which bank a code means; a code that no table knows is shown as it is, never an error."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.clabe import clabe_bank_code

_CODE = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Banks:
    """Names by 3-digit ABM code, with where and when they were read."""

    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    date: str = ""

    def name(self, code: str | int) -> str:
        """The bank of a 3-digit ABM or a 5-digit Banxico code, "" when it is not known."""
        return self.names.get(abm_code(code), "")

    def label(self, code: str | int) -> str:
        """The bank's name, or else its code as it was sent."""
        return self.name(code) or str(code)


def parse_banks(text: str) -> Banks:
    """The table from the text of resources/banks.json."""
    table = json.loads(text)
    return Banks(MappingProxyType(dict(table["banks"])), table["source"], table["date"])


def abm_code(code: str | int) -> str:
    """The three digits by which CLABEs name a bank: 40012 is 012; "" for what is no code."""
    text = str(code)
    return text.zfill(3)[-3:] if _CODE.fullmatch(text) else ""


def bank_of(clabe: str, banks: Banks) -> str:
    """The bank that a CLABE (masked or not, in normal form) belongs to, or its bare code."""
    code = clabe_bank_code(clabe)
    return banks.label(code) if code else ""
