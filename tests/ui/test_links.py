"""Only https, only the hosts of our table and Banxico's, and nothing a browser reads otherwise."""

import string
from itertools import product

import pytest

from app.config.tables import load_explorers
from app.ui import links

HASH = "0x" + "ab" * 32
HOSTS = ("arbiscan.io", "etherscan.io", "www.banxico.org.mx", "mempool.space")
_FORMS = (
    "http://{host}/tx/1",
    "HTTPS://{host}/tx/1",
    "//{host}/tx/1",
    "https:/{host}/tx/1",
    "https:{host}/tx/1",
    "https://{host}",
    "https://{host}.evil.example/",
    "https://{host}./tx/1",
    "https://evil.example/{host}",
    "https://evil.example#{host}/",
    "https://evil.example?{host}/",
    "https://evil-{host}/",
    "https://sub.{host}/",
    "https://{host}@evil.example/",
    "https://evil.example@{host}/",
    "https://user:word@{host}/",
    "https://@{host}/",
    "https://{host}:443/",
    "https://{host}:8443/",
    "https://{host}:/",
    "https://{host}%2eevil.example/",
    "https://{host}%00.evil.example/",
    "https://{host}\\@evil.example/",
    "https:\\\\{host}\\tx",
    "https://{host}\\tx",
    "https://{host}/tx\\1",
    "https://evil.example\\.{host}/",
    "https://{host}/\u202e1",
    "https://{host}/\u200b",
    "https://{host}/a b",
    "https://{host}/é",
    "https://{host}\uff0eevil.example/",
    "https://{host}\u3002evil.example/",
    " https://{host}/",
    "https://{host}/ ",
    "https://{host}/\n",
    "https://{host}/<script>",
    'https://{host}/"x',
    "https://{host}/{{hash}}",
    "javascript://{host}/%0aalert(1)",
    "file://{host}/etc/passwd",
    "ftp://{host}/",
    "data:text/html,{host}",
    "https://[{host}]/",
    "https://{host}/" + "a" * 2_000,
)
CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF)]
HOSTILE = [
    *(form.format(host=host) for form, host in product(_FORMS, HOSTS)),
    *(f"https://arbiscan.io/tx/{sign}1" for sign in CONTROLS),
    *(f"https://arbiscan{sign}.io/" for sign in CONTROLS),
    "https://arbisc\u0430n.io/",
    "https://xn--arbiscn-2fg.io/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://localhost/",
    "https:///",
    "https://",
    "",
]


def test_the_table_of_hostile_addresses_is_long() -> None:
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("url", HOSTILE)
def test_other_addresses_are_never_opened(url: str) -> None:
    assert not links.is_allowed(url)
    assert links.receipt(url) is None


@pytest.mark.parametrize("world", ["production", "production-eu", "stage", "sandbox"])
@pytest.mark.parametrize("network", sorted(load_explorers().networks))
def test_every_network_of_the_table_has_its_page(network: str, world: str) -> None:
    found = links.explorer(network.lower(), world, HASH)
    assert found is not None
    assert links.is_allowed(found.url)
    assert HASH in found.url
    is_test = any(sign in found.url for sign in ("sepolia", "testnet", "devnet"))
    assert is_test is (world in ("stage", "sandbox"))


def test_the_table_says_where_it_is_from_and_of_when() -> None:
    table = load_explorers()
    assert "arbiscan.io" in table.source
    assert table.date.startswith("2026-")


@pytest.mark.parametrize(
    ("network", "environment", "tx_hash"),
    [
        ("ARBITRUM", "moon", HASH),
        ("ARBITRUM", "", HASH),
        ("MOON", "production", HASH),
        ("ARBITRUM", "production", "../../evil?" + "a" * 20),
        ("ARBITRUM", "production", "{hash}"),
        ("ARBITRUM", "production", ""),
    ],
)
def test_without_a_template_or_a_hash_there_is_no_link(
    network: str, environment: str, tx_hash: str
) -> None:
    assert links.explorer(network, environment, tx_hash) is None


def test_a_receipt_is_banxico_s_and_nobody_else_s() -> None:
    url = "https://www.banxico.org.mx/cep/go?i=90710&s=20220921&d=q%2Bw%3D%3D"
    found = links.receipt(url)
    assert found is not None
    assert found.url == url
    assert links.receipt("https://arbiscan.io/tx/1") is None
    assert links.receipt("http://www.banxico.org.mx/cep?i=90646") is None
    assert links.is_allowed(links.portal().url)


def test_all_signs_that_a_payload_may_bring_are_letters_digits_or_of_urls() -> None:
    allowed = {sign for sign in string.printable if links.is_allowed(f"https://arbiscan.io/{sign}")}
    assert allowed == {*string.ascii_letters, *string.digits, *"/._~?&=%+#-"}
