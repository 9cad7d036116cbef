"""What identifiers look like: patterns shared by payloads and by pasted text, ASCII only."""

from __future__ import annotations

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
EVM_HASH = r"0[xX][0-9a-fA-F]{64}"
BARE_HASH = r"[0-9a-fA-F]{64}"  # XRP and BTC write no 0x
EVM_ADDRESS = r"0[xX][0-9a-fA-F]{40}"
# Most claves de rastreo begin with the day and the 5-digit Banxico code of the sending bank.
RASTREO = r"20[0-9]{2}[01][0-9][0-3][0-9](?:02|37|40|90)[0-9]{3}[0-9A-Za-z]{7,17}"
CLABE_MASK = r"(?=\*{0,17}[0-9])(?=[0-9]{0,17}\*)[0-9*]{18}"
