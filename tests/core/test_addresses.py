"""Where a delivery came from: what is believed of peers and headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.addresses import AddressRule, misspelt, parse
from app.core.delivery import AddressCheck

BITSO = ("52.15.91.227", "18.216.72.0/24")


def forwarded(*values: bytes) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((b"x-forwarded-for", value) for value in values)


@pytest.mark.parametrize(
    ("peer", "source", "check"),
    [
        ("52.15.91.227", "52.15.91.227", AddressCheck.ALLOWED),
        ("18.216.72.107", "18.216.72.107", AddressCheck.ALLOWED),
        ("::ffff:52.15.91.227", "52.15.91.227", AddressCheck.ALLOWED),
        ("203.0.113.9", "203.0.113.9", AddressCheck.REFUSED),
        ("2001:db8::1", "2001:db8::1", AddressCheck.REFUSED),
        ("127.0.0.1", "", AddressCheck.HIDDEN),
        ("::1", "", AddressCheck.HIDDEN),
        ("::ffff:127.0.0.1", "", AddressCheck.HIDDEN),
        ("", "", AddressCheck.HIDDEN),
    ],
)
def test_without_a_proxy_the_peer_is_the_source(
    peer: str, source: str, check: AddressCheck
) -> None:
    rule = AddressRule.of(BITSO)
    assert rule.judge(peer, forwarded(b"52.15.91.227")) == (source, check)


def test_without_an_allowlist_the_rule_is_off() -> None:
    assert AddressRule.of(()).judge("203.0.113.9", ()) == ("203.0.113.9", AddressCheck.OFF)
    assert AddressRule.of(()).judge("127.0.0.1", ()) == ("", AddressCheck.OFF)


@pytest.mark.parametrize(
    ("headers", "source", "check"),
    [
        (forwarded(b"52.15.91.227"), "52.15.91.227", AddressCheck.ALLOWED),
        (forwarded(b"203.0.113.9, 52.15.91.227"), "52.15.91.227", AddressCheck.ALLOWED),
        (forwarded(b"52.15.91.227, 203.0.113.9"), "203.0.113.9", AddressCheck.REFUSED),
        (forwarded(b"52.15.91.227", b"203.0.113.9"), "203.0.113.9", AddressCheck.REFUSED),
        (forwarded(b"52.15.91.227, 10.0.0.7"), "52.15.91.227", AddressCheck.ALLOWED),
        (forwarded(b"52.15.91.227:4711"), "52.15.91.227", AddressCheck.ALLOWED),
        (forwarded(b"[::ffff:52.15.91.227]:4711"), "52.15.91.227", AddressCheck.ALLOWED),
        (forwarded(b"52.15.91.227, unknown"), "", AddressCheck.REFUSED),
        (forwarded(b"52.15.91.227,"), "", AddressCheck.REFUSED),
        (forwarded(b"\xff"), "", AddressCheck.REFUSED),
        ((), "127.0.0.1", AddressCheck.REFUSED),
    ],
)
def test_a_named_proxy_names_the_source_by_its_right_most_hop(
    headers: tuple[tuple[bytes, bytes], ...], source: str, check: AddressCheck
) -> None:
    rule = AddressRule.of(BITSO, ["127.0.0.1", "10.0.0.0/8"])
    assert rule.judge("127.0.0.1", headers) == (source, check)


def test_another_header_counts_only_by_choice() -> None:
    headers = ((b"cf-connecting-ip", b"52.15.91.227"), *forwarded(b"203.0.113.9"))
    rule = AddressRule.of(BITSO, ["127.0.0.1"], "CF-Connecting-IP")
    assert rule.judge("127.0.0.1", headers) == ("52.15.91.227", AddressCheck.ALLOWED)
    rule = AddressRule.of(BITSO, ["127.0.0.1"])
    assert rule.judge("127.0.0.1", headers) == ("203.0.113.9", AddressCheck.REFUSED)


NAMES = st.sampled_from(
    [b"x-forwarded-for", b"forwarded", b"x-real-ip", b"cf-connecting-ip", b"via", b"host"]
)
VALUES = st.binary(max_size=40) | st.sampled_from([b"52.15.91.227", b"for=52.15.91.227"])


@given(
    headers=st.lists(st.tuples(NAMES, VALUES), max_size=6).map(tuple),
    peer=st.sampled_from(["203.0.113.9", "127.0.0.1", "::1", "52.15.91.227", "10.0.0.7"]),
    proxies=st.sampled_from([(), ("192.0.2.1",)]),
)
def test_no_header_changes_what_an_unnamed_peer_is(
    headers: tuple[tuple[bytes, bytes], ...], peer: str, proxies: tuple[str, ...]
) -> None:
    rule = AddressRule.of(BITSO, proxies)
    assert rule.judge(peer, headers) == rule.judge(peer, ())


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or parse(str(found)) == found


@pytest.mark.parametrize("text", ["", "x", "1.2.3.4/33", "1.2.3", "52.15.91.227 5", "::1::"])
def test_a_block_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        AddressRule.of([text])


def test_a_mapped_block_is_the_block_it_maps() -> None:
    rule = AddressRule.of(["::ffff:52.15.91.0/120"])
    assert rule.judge("52.15.91.227", ())[1] is AddressCheck.ALLOWED


def test_a_link_local_address_is_known_without_its_scope() -> None:
    assert str(parse("fe80::1%eth0")) == "fe80::1"
    rule = AddressRule.of(("fe80::/10",))
    assert rule.judge("fe80::1%3", ()) == ("fe80::1", AddressCheck.ALLOWED)


def test_lines_that_are_no_address_are_named_by_their_number() -> None:
    good = ["203.0.113.9", "", "203.0.113.0/24", "2001:db8::/32", "203.0.113.9/24"]
    assert misspelt(good) == []
    bad = ["203.0.113.300", "", "203.0.113.9/33", "host.example", "203.0.113.9", "::g"]
    assert [number for number, _ in misspelt(bad)] == [1, 3, 4, 6]
    assert misspelt(bad)[0] == (1, "203.0.113.300")
