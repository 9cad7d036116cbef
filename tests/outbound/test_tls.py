"""Holds HTTPS to its certificate's name although connections are made to a checked address."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.outbound.client import Client, NotSent


def write_certificate(folder: Path, host: str) -> Path:
    """A self-signed certificate for a name, its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, SHA256())
    )
    path = folder / f"{host}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + private)
    return path


class Authority:
    """A certificate authority of our own: what it signs is believed where its file is named."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of ours")])
        self._number = 1
        made = self._begun(self._name, self._key.public_key(), timedelta(days=365)).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self.file = folder / "authority.pem"
        self.file.write_bytes(made.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def sign(self, host: str, lasts: timedelta) -> Path:
        """A certificate for a name, good for so long from now on, its key in the same file."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        alternative = x509.SubjectAlternativeName([x509.DNSName(host)])
        made = self._begun(name, key.public_key(), lasts).add_extension(alternative, critical=False)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path = self._folder / f"{host}-{self._number}.pem"
        path.write_bytes(made.sign(self._key, SHA256()).public_bytes(Encoding.PEM) + private)
        return path

    def _begun(
        self, name: x509.Name, key: ec.EllipticCurvePublicKey, lasts: timedelta
    ) -> x509.CertificateBuilder:
        self._number += 1
        now = datetime.now(UTC)
        return x509.CertificateBuilder(
            issuer_name=self._name,
            subject_name=name,
            public_key=key,
            serial_number=self._number,
            not_valid_before=now - timedelta(days=90),
            not_valid_after=now + lasts,
        )


@contextmanager
def serving(certificate: Path, seen: list[str | None]) -> Iterator[str]:
    """A server that answers one request over TLS and notes the name it was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _, name, __: seen.append(name)

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            except OSError:
                return  # the client refused the certificate

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        thread.join()


def test_certificate_is_checked_against_the_name_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = write_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    seen: list[str | None] = []
    with serving(certificate, seen) as url, Client(dev=True) as client:
        assert client.send("GET", url, "/", {}, b"").body == b"{}"
    assert seen == ["localhost"]


def test_certificate_of_another_name_is_refused_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = write_certificate(tmp_path, "evil.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with (
        serving(certificate, []) as url,
        Client(dev=True) as client,
        pytest.raises(NotSent) as caught,
    ):
        client.send("GET", url, "/", {}, b"")
    assert "certificate" in caught.value.cause.lower()
