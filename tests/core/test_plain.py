"""Nothing hidden reaches a label."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sender Name", "Sender Name"),
        ("José Ñandú – 100.00 €", "José Ñandú – 100.00 €"),
        ("abc\u202egnp.exe", "abc⟨U+202E⟩gnp.exe"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\x1b[31mb", "a⟨U+001B⟩[31mb"),
        ("one\ntwo", "one⟨U+000A⟩two"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("line\u2028end", "line⟨U+2028⟩end"),
    ],
)
def test_what_is_hidden_is_shown_as_a_token(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_line_breaks_stay_where_they_are_wanted() -> None:
    assert plain("one\n\ttwo\r", lines=True) == "one\n\ttwo⟨U+000D⟩"


def test_a_long_text_is_cut() -> None:
    assert plain("a" * 12, longest=10) == "a" * 10 + "…"


@given(st.text())
def test_what_comes_out_is_visible_and_stays_so(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn"} for one in shown)
    assert plain(shown) == shown
