"""Keccak-256 as Ethereum uses it (not NIST's SHA3), for the checksum in an address's capitals."""

from __future__ import annotations

import re

_MASK = (1 << 64) - 1
_RATE = 136  # bytes absorbed at once, for a digest of 256 bits

_ADDRESS = re.compile(r"0[xX]([0-9a-fA-F]{40})")


def keccak_256(data: bytes) -> bytes:
    """The 32-byte digest (pad byte 0x01; hashlib.sha3_256 pads with 0x06 and differs)."""
    padding = bytearray(_RATE - len(data) % _RATE)
    padding[0] ^= 0x01
    padding[-1] ^= 0x80
    padded = data + padding
    state = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            word = padded[start + 8 * lane : start + 8 * lane + 8]
            state[lane % 5][lane // 5] ^= int.from_bytes(word, "little")
        state = _permuted(state)
    return b"".join(state[lane][0].to_bytes(8, "little") for lane in range(4))


def _permuted(a: list[list[int]]) -> list[list[int]]:
    """The permutation f[1600] of 24 rounds; its constants come from a shift register."""
    register = 1
    for _ in range(24):
        columns = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        mixed = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
        a = [[word ^ mixed[x] for word in a[x]] for x in range(5)]
        x, y, current = 1, 0, a[1][0]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], _turned(current, (step + 1) * (step + 2) // 2 % 64)
        a = [
            [a[x][y] ^ (~a[(x + 1) % 5][y] & a[(x + 2) % 5][y]) for y in range(5)] for x in range(5)
        ]
        for power in range(7):
            a[0][0] ^= (register & 1) << ((1 << power) - 1)
            register = (register << 1) ^ ((register >> 7) * 0x171)
    return a


def _turned(word: int, by: int) -> int:
    return (word << by | word >> (64 - by)) & _MASK


def address_checksum_ok(text: str) -> bool | None:
    """Whether the capitals of an EVM address agree with EIP-55.

    None when it carries no checksum: all lower or all upper case, or no EVM address at all.
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    digits = match[1]
    lower = digits.lower()
    if digits in (lower, digits.upper()):
        return None
    digest = keccak_256(lower.encode("ascii")).hex()
    return digits == "".join(
        sign.upper() if nibble >= "8" else sign
        for sign, nibble in zip(lower, digest, strict=False)  # an address is the shorter one
    )
