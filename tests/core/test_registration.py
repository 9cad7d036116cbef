"""A registered callback is ours, ours under an old address, or somebody else's."""

import pytest

from app.core.registration import Standing, standing

OURS = "https://hooks.example.com/hooks/juno/abc"


@pytest.mark.parametrize(
    ("listed", "wanted"),
    [
        (OURS, Standing.OURS),
        ("https://HOOKS.example.com:443/hooks/juno/abc/", Standing.OURS),
        ("https://old.example.com/hooks/juno/abc", Standing.MOVED),
        ("http://hooks.example.com/hooks/juno/abc", Standing.MOVED),
        ("https://hooks.example.com:8443/hooks/juno/abc", Standing.MOVED),
        ("https://hooks.example.com/hooks/juno/abd", Standing.OTHER),
        ("https://hooks.example.com/prefix/hooks/juno/abc", Standing.OTHER),
        ("https://hooks.example.com", Standing.OTHER),
        ("https://[half/hooks/juno/abc", Standing.OTHER),
        ("https://hooks.example.com:99999/hooks/juno/abc", Standing.OTHER),
        ("", Standing.OTHER),
    ],
)
def test_a_listed_callback_is_known(listed: str, wanted: Standing) -> None:
    assert standing(listed, OURS) is wanted


def test_without_a_public_address_nothing_is_ours() -> None:
    assert standing(OURS, "") is Standing.OTHER
