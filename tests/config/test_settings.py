"""Settings are kept whole, checked, and tokens are made once."""

import stat
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from app.config.paths import Paths
from app.config.settings import ConnectionSettings, Settings, callback_path
from app.config.settings_file import load, save
from app.config.settings_rules import check, is_public_url
from app.core.errors import SettingsError

NAMES = ("juno", "bitso")


def test_the_first_load_makes_tokens_that_stay(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    first = load(paths, NAMES)
    tokens = {connection.token for connection in first.connections.values()}
    assert len(tokens) == 2
    assert all(len(token) == 32 for token in tokens)
    assert load(paths, NAMES) == first
    assert callback_path("juno", first) == f"/hooks/juno/{first.connection('juno').token}"
    assert stat.S_IMODE(paths.settings.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_new_provider_gets_a_token_and_the_others_keep_theirs(tmp_path: Path) -> None:
    first = load(Paths(tmp_path), NAMES)
    second = load(Paths(tmp_path), (*NAMES, "yuno"))
    assert second.connection("juno") == first.connection("juno")
    assert second.connection("yuno").token


def test_whatever_is_saved_is_loaded_again(tmp_path: Path) -> None:
    wanted = Settings(
        host="0.0.0.0",
        port=0,
        public_url="https://hooks.example.com:8443/acuse",
        trusted_proxies=("10.0.0.0/8", "::1"),
        proxy_header="CF-Connecting-IP",
        language="es",
        theme="dark",
        time_zone="America/Mexico_City",
        start_private=True,
        clipboard_seconds=0,
        clipboard_always=True,
        keep_running=False,
        notify=False,
        muted=("juno", "bitso"),
        quiet_from="22:30",
        quiet_until="07:00",
        connections=MappingProxyType(
            {
                "juno": ConnectionSettings(
                    "a" * 20,
                    "stage",
                    MappingProxyType({"stage": ("203.0.113.0/24", "2001:db8::/32")}),
                    MappingProxyType({"signature": "off"}),
                )
            }
        ),
    )
    save(Paths(tmp_path), wanted)
    assert load(Paths(tmp_path), ("juno",)) == wanted


def test_addresses_written_before_each_environment_had_its_own_are_those_of_its_environment(
    tmp_path: Path,
) -> None:
    text = "[connections.juno]\ntoken = '{}'\nenvironment = 'stage'\naddresses = {}"
    Paths(tmp_path).settings.write_text(text.format("a" * 24, "['203.0.113.9']"))
    found = load(Paths(tmp_path), ("juno",)).connection("juno")
    assert found.own_addresses() == ("203.0.113.9",)
    assert replace(found, environment="production").own_addresses() == ()
    Paths(tmp_path).settings.write_text(text.format("a" * 24, "[]"))
    assert load(Paths(tmp_path), ("juno",)).connection("juno").addresses == {}


def test_the_file_before_is_kept(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    first = load(paths, NAMES)
    before = paths.settings.read_bytes()
    save(paths, replace(first, theme="dark"))
    assert (tmp_path / "settings.toml.bak").read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "port = ",
        "port = '8787'",
        "port = true",
        "port = 70000",
        "host = ''",
        "theme = 'pink'",
        "notify = 1",
        "clipboard_seconds = -1",
        "start_private = 'yes'",
        "quiet_from = '22'",
        "quiet_until = '07:00+01:00'",
        "public_url = 'ftp://x'",
        "time_zone = 'Mars/Olympus'",
        "trusted_proxies = ['x']",
        "trusted_proxies = 'x'",
        "proxy_header = 'a: b'",
        "connections = 1",
        "connections.juno = 1",
        "[connections.juno]\ntoken = 'short'",
        "[connections.juno]\ntoken = 'with/slash/in/the/token'",
        "[connections.juno]\ntoken = 'aaaaaaaaaaaaaaaaaaaaaaaa'\naddresses = ['300.0.0.1']",
        "[connections.juno]\ntoken = 'aaaaaaaaaaaaaaaaaaaaaaaa'\naddresses = 'x'",
        "[connections.juno]\ntoken = 'aaaaaaaaaaaaaaaaaaaaaaaa'\naddresses = {stage = ['x']}",
        "[connections.juno]\ntoken = 'aaaaaaaaaaaaaaaaaaaaaaaa'\naddresses = {stage = [1]}",
        "[connections.juno]\ntoken = 'aaaaaaaaaaaaaaaaaaaaaaaa'\naddresses = {stage = 'x'}",
        "[connections.juno]\ntoken = 'aaaaaaaaaaaaaaaaaaaaaaaa'\noptions = {a = 1}",
        "a = '" + "x" * 300_000 + "'",
        "\x00",
    ],
)
def test_a_file_that_cannot_be_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    paths = Paths(tmp_path)
    paths.settings.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(paths, NAMES)
    assert caught.value.remedy
    assert paths.settings.read_text() == text


def test_what_a_newer_version_wrote_is_no_error(tmp_path: Path) -> None:
    Paths(tmp_path).settings.write_text("port = 9000\nnews = 1\n")
    assert load(Paths(tmp_path), NAMES).port == 9000


def test_a_setting_that_cannot_be_is_not_saved(tmp_path: Path) -> None:
    first = load(Paths(tmp_path), NAMES)
    with pytest.raises(SettingsError, match="theme"):
        save(Paths(tmp_path), replace(first, theme="pink"))
    assert load(Paths(tmp_path), NAMES) == first


def test_a_token_is_never_in_an_error() -> None:
    bad = ConnectionSettings("secret/secret/secret/secret")
    with pytest.raises(SettingsError) as caught:
        check(Settings(connections=MappingProxyType({"juno": bad})))
    assert "secret/" not in caught.value.sentences()


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("", True),
        ("https://hooks.example.com", True),
        ("https://hooks.example.com:8443/acuse", True),
        ("http://10.0.0.1:80", True),
        ("https://[2001:db8::1]:443", True),
        ("hooks.example.com", False),
        ("https://", False),
        ("https://x/", False),
        ("https://x?y", False),
        ("https://x#y", False),
        ("https://a@x", False),
        ("https://x:99999", False),
        ("https://x:0", False),
        ("javascript:alert(1)", False),
        ("https://x y", False),
        ("https://x\n", False),
        ("https://ñ.example", False),
    ],
)
def test_public_addresses(url: str, is_one: bool) -> None:
    assert is_public_url(url) is is_one
