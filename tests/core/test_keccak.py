"""Keccak-256 by published vectors, and the checksum in an address's capitals (EIP-55)."""

from __future__ import annotations

import hashlib

import pytest

from app.core.keccak import address_checksum_ok, keccak_256

# Keccak team's known answers and Ethereum's own constants; the third fills more than one block.
VECTORS = (
    (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
    (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    (b"\xa3" * 200, "3a57666b048777f2c953dc4456f45a2588e1cb6f2da760122d530ac2ce607d4a"),
    (b"a" * 136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e"),
    (
        b"Transfer(address,address,uint256)",
        "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
    ),
)

EIP_55 = (
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0xc0ffee254729296a45a3885639AC7E10F9d54979",  # Juno's samples
    "0x999999cf1046e68e36E1aA2E0E07105eDDD1f08E",
)


@pytest.mark.parametrize(("data", "digest"), VECTORS)
def test_known_answers(data: bytes, digest: str) -> None:
    assert keccak_256(data).hex() == digest


def test_it_is_not_sha3() -> None:
    assert keccak_256(b"abc") != hashlib.sha3_256(b"abc").digest()


def test_every_length_around_a_block_gives_another_digest() -> None:
    digests = {keccak_256(b"\x00" * length) for length in range(130, 142)}
    assert len(digests) == 12


@pytest.mark.parametrize("address", EIP_55)
def test_right_capitals(address: str) -> None:
    assert address_checksum_ok(address) is True


@pytest.mark.parametrize("address", EIP_55)
def test_each_single_wrong_capital_is_seen(address: str) -> None:
    letters = [place for place in range(2, 42) if address[place].isalpha()]
    for place in letters:
        wrong = f"{address[:place]}{address[place].swapcase()}{address[place + 1 :]}"
        assert address_checksum_ok(wrong) is False, wrong


@pytest.mark.parametrize(
    "text",
    [
        EIP_55[0].lower(),
        "0x" + EIP_55[0][2:].upper(),
        "0X" + EIP_55[0][2:].upper(),
        "0x" + "1" * 40,
        EIP_55[0][2:],
        EIP_55[0] + "0",
        EIP_55[0][:-1],
        "",
        "0x" + "٣" * 40,
    ],
)
def test_what_carries_no_checksum_is_neither_right_nor_wrong(text: str) -> None:
    assert address_checksum_ok(text) is None
