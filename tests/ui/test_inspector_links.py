"""Only https, only hosts that the providers' records name."""

import pytest

from app.config.banks import load_banks
from app.ui import links, masks

HASH = "0x" + "ab" * 32


@pytest.mark.parametrize(
    "url",
    [
        "http://arbiscan.io/tx/1",
        "https://arbiscan.io.evil.example/tx/1",
        "https://evil.example/arbiscan.io",
        "https://arbiscan.io@evil.example/",
        "https://user@arbiscan.io/",
        "https://arbiscan.io:8443/tx/1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://arbiscan.io/tx/\u202e1",
        "https://arbiscan.io/tx/a b",
        "https://[arbiscan.io/",
        "",
    ],
)
def test_other_addresses_are_never_opened(url: str) -> None:
    assert not links.is_allowed(url)


def test_a_known_explorer_may_be_opened() -> None:
    found = links.explorer("juno", "production", "arbitrum", HASH)
    assert found is not None
    assert found.title == "Arbiscan"
    assert found.host == "arbiscan.io"
    assert links.is_allowed(found.url)


@pytest.mark.parametrize(
    ("provider", "environment", "network", "tx_hash"),
    [
        ("nobody", "production", "ARBITRUM", HASH),
        ("juno", "moon", "ARBITRUM", HASH),
        ("juno", "production", "MOON", HASH),
        ("juno", "production", "ARBITRUM", "../../evil?" + "a" * 20),
        ("juno", "production", "ARBITRUM", "{hash}"),
        ("juno", "production", "ARBITRUM", ""),
    ],
)
def test_without_a_template_or_a_hash_there_is_no_link(
    provider: str, environment: str, network: str, tx_hash: str
) -> None:
    assert links.explorer(provider, environment, network, tx_hash) is None


@pytest.mark.parametrize(
    ("text", "shown", "private"),
    [
        ("646180115400230775", "STP ••• 0775", "STP •••"),
        ("646 180 11540023077 5", "STP ••• 0775", "STP •••"),
        ("999180115400230775", "999 ••• 0775", "999 •••"),
        ("*****0606032******", "••• 0606032 •••", "•••"),
        ("*******LK5R5Am25ArfXFmqg**********", "•••LK5R5Am2•••", "•••"),
        ("********5678", "••• 5678", "•••"),
        ("0x9999a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5f08E", "0x9999…f08E", "0x99•••"),
        ("Sender Name", "Sender Name", "S••• N•••"),
        ("", "", ""),
    ],
)
def test_counterparties_fit_a_column(text: str, shown: str, private: str) -> None:
    assert masks.counterparty(text, load_banks()) == shown
    assert masks.counterparty(text, load_banks(), is_private=True) == private


def test_a_wrong_check_digit_is_noticed() -> None:
    assert masks.has_wrong_digit("012180001234567890")
    assert not masks.has_wrong_digit("646180115400230775")
    assert not masks.has_wrong_digit("Sender Name")
