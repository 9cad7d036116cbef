"""Which page shows a transaction of a block chain, by network and environment."""

import json

import pytest

from app.core.explorers import parse_explorers

TABLE = parse_explorers(
    json.dumps(
        {
            "source": "made up",
            "date": "2026-11-21",
            "networks": [
                {
                    "names": ["ETHEREUM", "ETH"],
                    "title": "Etherscan",
                    "main": "https://main/{hash}",
                    "test": "https://test/{hash}",
                }
            ],
        }
    )
)


@pytest.mark.parametrize(
    ("network", "environment", "page"),
    [
        ("ethereum", "production", ("Etherscan", "https://main/{hash}")),
        ("ETH", "production-eu", ("Etherscan", "https://main/{hash}")),
        ("ETH", "stage", ("Etherscan", "https://test/{hash}")),
        ("ETH", "sandbox", ("Etherscan", "https://test/{hash}")),
        ("ETH", "", ("", "")),
        ("ETH", "moon", ("", "")),
        ("ARBITRUM", "production", ("", "")),
    ],
)
def test_the_page_of_a_network_in_its_world(
    network: str, environment: str, page: tuple[str, str]
) -> None:
    assert TABLE.page(network, environment) == page


def test_the_table_says_where_it_is_from() -> None:
    assert (TABLE.source, TABLE.date) == ("made up", "2026-11-21")
