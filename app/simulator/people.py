"""Made-up people, accounts and references that look like Mexico's: all from one random source."""

from __future__ import annotations

import base64
from datetime import datetime
from random import Random
from urllib.parse import quote

FIRST_NAMES = (
    "MARÍA FERNANDA", "JOSÉ LUIS", "GUADALUPE", "JUAN CARLOS", "ANA SOFÍA", "MIGUEL ÁNGEL",
    "XIMENA", "DIEGO", "VALERIA", "RICARDO", "ITZEL", "EMILIANO", "REGINA", "SANTIAGO", "LUCÍA",
)  # fmt: skip
LAST_NAMES = (
    "HERNÁNDEZ", "GARCÍA", "MARTÍNEZ", "LÓPEZ", "GONZÁLEZ", "PÉREZ", "RODRÍGUEZ", "SÁNCHEZ",
    "RAMÍREZ", "FLORES", "ZÚÑIGA", "TORRES", "IBÁÑEZ", "CASTAÑEDA", "ORTEGA", "MUÑOZ",
)  # fmt: skip
COMPANIES = (
    "COMERCIALIZADORA DEL BAJÍO SA DE CV", "TEXTILES OAXACA SAPI DE CV", "CAFÉ DE ALTURA SA DE CV",
    "LOGÍSTICA PENINSULAR SA DE CV", "ABARROTES LA ESPERANZA SA DE CV",
)  # fmt: skip
CONCEPTS = (
    "PAGO DE FACTURA", "RENTA NOVIEMBRE", "NOMINA QUINCENA", "ANTICIPO PEDIDO", "PAGO PROVEEDOR",
    "TRASPASO", "LIQUIDACION", "DEVOLUCION PRESTAMO",
)  # fmt: skip
# The first three digits of a CLABE and how SPEI spells the bank in a clave de rastreo.
BANKS = {
    "002": "BNET", "012": "MBAN", "014": "BSMX", "021": "HSBC", "058": "BRGN", "072": "BNRT",
    "127": "AZTC", "646": "STP", "710": "NVIO",
}  # fmt: skip
CUSTOMERS = 2_000  # of one bank in one place


def person(rng: Random) -> str:
    """A full name: two surnames, as SPEI writes it."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)} {rng.choice(LAST_NAMES)}"


def party(rng: Random) -> str:
    """A person, or now and then a company."""
    return rng.choice(COMPANIES) if rng.random() < 0.3 else person(rng)


def clabe(rng: Random, bank: str = "") -> str:
    """An account number of 18 digits with the right check digit."""
    first = f"{bank or rng.choice(tuple(BANKS))}{rng.choice(('180', '610', '320', '580', '969'))}"
    body = first + _account(rng)
    weights = (3, 7, 1) * 6
    total = sum(int(digit) * weight % 10 for digit, weight in zip(body, weights, strict=False))
    return f"{body}{-total % 10}"


def _account(rng: Random) -> str:
    """Eleven digits: many payments are of the same customers, most of them of a few."""
    if rng.random() < 0.4:
        return digits(rng, 11)
    return f"{(int(CUSTOMERS * rng.random() ** 3) + 1) * 48_271_828_459 % 10**11:011d}"


def rastreo(rng: Random, account: str, at: datetime) -> str:
    """A clave de rastreo, in one of the shapes that the bank of an account gives it."""
    bank = account[:3]
    if bank == "012":
        return f"MBAN01{at:%y%m%d}00{digits(rng, 10)}"
    return f"{at:%Y%m%d}{BANKS.get(bank, 'SPEI')}{digits(rng, 12)}"


def banxico_code(account: str) -> int:
    """The code of an account's bank with five digits: 40012 for a bank, 90710 for NVIO."""
    prefix = 90 if account[:3] in ("646", "710") else 40
    return prefix * 1000 + int(account[:3])


def cep_link(rng: Random) -> str:
    """A link to a receipt of Banxico, in the right shape and leading nowhere."""
    opaque = base64.b64encode(rng.randbytes(48)).decode()
    return f"https://www.banxico.org.mx/cep/go?i=90710&s=20220921&d={quote(opaque, safe='')}"


def amount(rng: Random, lowest: int = 100, highest: int = 90_000, places: int = 2) -> str:
    """An exact amount as text; round ones are as common as they are in life."""
    whole = rng.randint(lowest, highest)
    if rng.random() < 0.5:
        whole -= whole % 50 if whole > 100 else 0
        return f"{whole}.{'0' * places}"
    return f"{whole}.{digits(rng, 2)}{'0' * (places - 2)}"


def digits(rng: Random, count: int) -> str:
    """So many random digits."""
    return "".join(rng.choices("0123456789", k=count))


def uuid(rng: Random) -> str:
    """A random UUID of version 4."""
    text = f"{rng.getrandbits(128):032x}"
    variant = rng.choice("89ab")
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{variant}{text[17:20]}-{text[20:]}"


def hex_id(rng: Random) -> str:
    """An id of 32 hexadecimal digits, as Bitso makes them."""
    return f"{rng.getrandbits(128):032x}"


def tx_hash(rng: Random) -> str:
    """A transaction hash of Ethereum and Arbitrum."""
    return f"0x{rng.getrandbits(256):064x}"


def address(rng: Random) -> str:
    """An address of Ethereum and Arbitrum; all lower-case, which carries no checksum."""
    return f"0x{rng.getrandbits(160):040x}"


def reference(rng: Random) -> str:
    """A reference of our own, as given to a provider."""
    return f"{rng.choice(('order', 'invoice', 'payout', 'user'))}-{digits(rng, 6)}"
