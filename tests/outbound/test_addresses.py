"""Holds calls and callbacks to addresses that are https and public."""

from ipaddress import ip_address

import pytest

from app.core.errors import SettingsError
from app.outbound.addresses import base_address, callback_address, is_public, resolve

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # the clouds' metadata
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # 127.0.0.1 behind NAT64
    "2002:7f00:1::",  # 127.0.0.1 by 6to4
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
]


@pytest.mark.parametrize("text", PRIVATE)
def test_address_of_a_private_network_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", ["52.15.91.227", "2606:4700::1111", "64:ff9b::3401:1"])
def test_address_of_the_open_internet_is_public(text: str) -> None:
    assert is_public(ip_address(text))


REFUSED = [
    ("http://example.com", "not https"),
    ("https://127.0.0.1/x", "not public"),
    ("https://[::1]", "not public"),
    ("https://localhost:8787", "not public"),
    ("https://printer.local", "not public"),
    ("https://intranet", "not public"),
    ("https://user:hunter2@example.com", "user name"),
    ("ftp://example.com", "no web address"),
    ("https://", "no web address"),
    ("example.com", "no web address"),
    ("", "no web address"),
    ("https://exa mple.com", "characters"),
    ("https://example.com/\u202egpj", "characters"),
    ("https://example.com:99999", "no URL"),
    ("https://[::1", "no URL"),
]


@pytest.mark.parametrize(("text", "cause"), REFUSED)
def test_unfit_address_is_refused_with_its_reason(text: str, cause: str) -> None:
    for check in (base_address, callback_address):
        with pytest.raises(SettingsError) as caught:
            check(text, dev=False)
        assert cause in caught.value.cause
        assert "hunter2" not in caught.value.sentences()


def test_base_address_has_neither_query_nor_fragment() -> None:
    for text in ("https://example.com/?a=1", "https://example.com/#top"):
        with pytest.raises(SettingsError):
            base_address(text, dev=False)


def test_development_lifts_the_rule_on_purpose() -> None:
    assert base_address("http://127.0.0.1:8080", dev=True).port == 8080
    assert callback_address("http://localhost/hooks", dev=True).path == "/hooks"


def test_name_that_leads_into_a_private_network_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"localhost is refused"):
        resolve("localhost", 443, dev=False)
    assert "127.0.0.1" in resolve("localhost", 443, dev=True)
