"""What is decided of a request, whatever it holds; pure."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.addresses import AddressRule
from app.core.delivery import AddressCheck, Basis, Outcome, Request, Source, Trust, Verdict
from app.providers import PROVIDERS
from app.receiver.answers import Answer
from app.receiver.intake import (
    Connection,
    Echo,
    Gate,
    Head,
    Route,
    admit,
    echo,
    enter,
    own_hosts,
)

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TOKEN = "t" * 32
GATE = Gate(
    tuple(Connection(one, TOKEN, Trust(), AddressRule()) for one in PROVIDERS.values()),
    own_hosts("127.0.0.1", 8787, ""),
)
GOOD = (
    (b"host", b"127.0.0.1:8787"),
    (b"content-type", b"application/json; charset=utf-8"),
    (b"content-length", b"2"),
)


def head(path: bytes, headers: Any = GOOD, peer: str = "203.0.113.9") -> Head:
    return Head.of("POST", path, tuple(headers), peer, "10.0.0.1:8787")


def path(provider: str, rest: str = "") -> bytes:
    return f"/hooks/{provider}/{TOKEN}{rest}".encode()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_provider_has_its_own_path(provider: str) -> None:
    found = enter(head(path(provider)), GATE)
    assert isinstance(found, Route)
    assert found.connection.provider.name == provider


def test_yuno_sends_to_sub_paths_and_nobody_else_does() -> None:
    for tail in ("v1/banking/transfers", "v1/baas/transfers"):
        found = enter(head(path("yuno", f"/{tail}/")), GATE)
        assert isinstance(found, Route)
        assert found.tail == tail
        assert isinstance(enter(head(path("juno", f"/{tail}")), GATE), Answer)


def test_our_own_end_of_the_connection_is_one_of_our_names() -> None:
    named = ((b"host", b"10.0.0.1:8787"), *GOOD[1:])
    assert isinstance(enter(head(path("juno"), named), GATE), Route)


@given(st.binary(max_size=80) | st.sampled_from([path("juno", rest) for rest in "ab/?%"]))
def test_no_other_path_gets_in(other: bytes) -> None:
    known = {path(name, slash) for name in PROVIDERS for slash in ("", "/")}
    found = enter(head(other), GATE)
    assert isinstance(found, Route) == (other in known)
    if isinstance(found, Answer):
        assert found.status == 404


@given(st.lists(st.tuples(st.binary(max_size=12), st.binary(max_size=20)), max_size=8))
def test_any_head_has_an_answer(headers: list[tuple[bytes, bytes]]) -> None:
    found = enter(head(path("juno"), headers), GATE)
    assert not isinstance(found, Echo)
    assert isinstance(found, Route) or found.status in {400, 404, 411, 413, 415}


@pytest.mark.parametrize("provider", PROVIDERS)
@given(
    body=st.binary(max_size=200) | st.just(b'{"event":"funding","payload":{"fid":"1"}}'),
    headers=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    b"signature",
                    b"webhook-secret",
                    b"x-hmac-signature",
                    b"x-api-key",
                    b"authorization",
                    b"x-bitso-webhook-event-signature",
                    b"x-bitso-key-id",
                ]
            ),
            st.binary(max_size=40),
        ),
        max_size=4,
    ),
)
def test_any_delivery_is_judged_and_never_believed_by_a_guess(
    provider: str, body: bytes, headers: list[tuple[bytes, bytes]]
) -> None:
    secrets = {spec.name: f"secret of {spec.name}" for spec in PROVIDERS[provider].credentials}
    connection = Connection(PROVIDERS[provider], TOKEN, Trust(credentials=secrets), AddressRule())
    decision = admit(Route(connection, ""), head(b"/", headers), body, NOW)
    assert decision.fault is None
    assert decision.answer.status in {200, 401, 503}
    if decision.delivery is not None:
        verdict = decision.delivery.verdict
        assert decision.delivery.request.body == body
        assert (decision.answer.status == 401) == (verdict.outcome is Outcome.QUARANTINED)
        assert verdict.basis != "signature"


def test_a_refused_address_is_quarantined_before_anything_is_verified() -> None:
    def verify(request: Request, trust: Trust) -> Verdict:
        raise AssertionError("it is not asked")

    from dataclasses import replace

    provider = replace(PROVIDERS["juno"], verify=verify)
    connection = Connection(provider, TOKEN, Trust(), AddressRule.of(["52.15.91.227"]))
    decision = admit(Route(connection, ""), head(b"/"), b"{}", NOW)
    assert decision.answer.status == 401
    assert decision.delivery is not None
    assert decision.delivery.request.address is AddressCheck.REFUSED
    assert decision.delivery.request.source == "203.0.113.9"
    assert "203.0.113.9" in decision.delivery.verdict.reason


@pytest.mark.parametrize(
    ("public", "names"),
    [
        ("https://hooks.example.mx", {b"hooks.example.mx", b"hooks.example.mx:443"}),
        ("https://hooks.example.mx:443", {b"hooks.example.mx", b"hooks.example.mx:443"}),
        ("http://hooks.example.mx", {b"hooks.example.mx", b"hooks.example.mx:80"}),
        ("https://Hooks.example.mx:8443/x", {b"hooks.example.mx:8443"}),
        ("https://[2001:db8::1]", {b"[2001:db8::1]", b"[2001:db8::1]:443"}),
        ("", set()),
    ],
)
def test_the_public_name_is_ours_with_its_port(public: str, names: set[bytes]) -> None:
    assert own_hosts("127.0.0.1", 8787, public) - own_hosts("127.0.0.1", 8787, "") == names


def test_a_probe_of_our_own_is_echoed_and_no_other() -> None:
    gate = Gate(GATE.connections, GATE.hosts, "one-time")
    assert enter(head(b"/hooks/probe/one-time"), gate) == Echo()
    assert isinstance(enter(head(b"/hooks/probe/other-one"), gate), Answer)
    assert isinstance(enter(head(b"/hooks/probe/"), GATE), Answer)


def test_what_a_command_of_ours_hands_in_is_kept_as_what_it_is() -> None:
    juno = Connection(PROVIDERS["juno"], TOKEN, Trust("stage"), AddressRule(), Source.IMPORT)
    decision = admit(Route(juno, ""), head(path("juno")), b"{}", NOW)
    assert decision.answer.status == 200
    assert decision.delivery is not None
    assert decision.delivery.origin is Source.IMPORT
    assert decision.delivery.verdict.basis is Basis.FILE
    assert decision.delivery.environment == "stage"


@pytest.mark.parametrize(
    ("lengths", "status"),
    [([b"2", b"2"], 400), ([b"+2"], 400), ([b""], 400), ([], 411), ([b"9" * 13], 413)],
)
def test_a_length_is_one_plain_number(lengths: list[bytes], status: int) -> None:
    headers = (*GOOD[:2], *((b"content-length", one) for one in lengths))
    found = enter(head(path("juno"), headers), GATE)
    assert isinstance(found, Answer)
    assert found.status == status


def test_an_echo_tells_what_arrived_and_who_said_from_where() -> None:
    given = (*GOOD, (b"x-forwarded-for", b"203.0.113.7" + b" " * 300), (b"cookie", b"secret"))
    told = json.loads(echo(head(b"/hooks/probe/x", given), b"body").body)
    assert told["sha256"] == hashlib.sha256(b"body").hexdigest()
    assert told["peer"] == "203.0.113.9"
    assert [(name, len(value)) for name, value in told["headers"]] == [("x-forwarded-for", 200)]


STATIC = Trust(credentials={"x_secret": "chosen by us", "bearer_token": "t0ken", "account_id": ""})
CARRIED = (
    *GOOD,
    (b"x-secret", b"chosen by us"),
    (b"authorization", b"Bearer t0ken"),
    (b"user-agent", b"yuno t0ken/1"),
)


def test_a_secret_that_a_believed_delivery_carried_is_not_kept() -> None:
    yuno = Connection(PROVIDERS["yuno"], TOKEN, STATIC, AddressRule())
    decision = admit(Route(yuno, ""), head(path("yuno"), CARRIED), b"{}", NOW)
    assert decision.delivery is not None
    assert decision.delivery.verdict.outcome is Outcome.TRUSTED
    kept = dict(decision.delivery.request.headers)
    assert kept[b"x-secret"] == kept[b"authorization"] == b"(a secret, not kept)"
    assert kept[b"user-agent"] == b"yuno t0ken/1"
    assert kept[b"host"] == b"127.0.0.1:8787"


def test_what_is_not_believed_keeps_its_headers_to_be_judged_again() -> None:
    wrong = tuple((name, value.replace(b"t0ken", b"other")) for name, value in CARRIED)
    yuno = Connection(PROVIDERS["yuno"], TOKEN, STATIC, AddressRule())
    decision = admit(Route(yuno, ""), head(path("yuno"), wrong), b"{}", NOW)
    assert decision.delivery is not None
    assert decision.delivery.verdict.outcome is Outcome.QUARANTINED
    assert dict(decision.delivery.request.headers)[b"authorization"] == b"Bearer other"
