"""What stands inside identifiers and payloads is found by an index that is filled later."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.asked import meanings
from app.projector.slices import project_slice
from app.providers import PROVIDERS
from app.store import asking, inside, searching
from app.store.filtering_text import has_words
from app.store.views import opened

if TYPE_CHECKING:
    from tests.store.conftest import Store

SAMPLES = Path(__file__).parent.parent / "samples"


def payout(key: str, status: str = "pending", **more: str) -> bytes:
    data = {"id": key, "currency": "USD", "amount": "5.00", "status": status} | more
    return json.dumps({"event.type": "payout", "data": data}).encode()


def found(store: "Store", text: str) -> list[tuple[str, str]]:
    with store.reader() as reader:
        return [
            (hit.transaction_id.rpartition(":")[2], hit.match)
            for hit in reader.lookup(text)
            if hit.match in ("contained", "text")
        ]


def project_only(store: "Store") -> None:
    """Without the idle work that follows."""
    with opened(store.views, store.facts, meanings(PROVIDERS)) as writer:
        while project_slice(writer, PROVIDERS):
            pass


def test_any_six_signs_of_an_identifier_find_it(store: "Store") -> None:
    body = (SAMPLES / "juno/issuance-complete.json").read_bytes()
    store.keep(body)
    store.project()
    tx_hash = json.loads(body)["payload"]["issuance"]["crypto_tx_hash"].removeprefix("0x")
    for start in range(1, len(tx_hash) - 7):
        part = tx_hash[start : start + 6]
        assert found(store, part), part


@pytest.mark.parametrize("length", range(3, 65))
def test_a_long_text_is_asked_for_by_a_few_pieces_from_all_over_it(length: int) -> None:
    """To read who has a piece takes longer than to look at those who have four of them."""
    text = "".join(map(chr, range(ord("㐀"), ord("㐀") + length)))  # no sign twice
    found = [piece.strip('"') for piece in inside.pieces(text).split(" AND ")]
    assert len(found) == min(length - 2, max(4, min(6, -(-length // 3))))
    assert found[0] == text[:3]
    assert found[-1] == text[-3:]
    assert all(piece in text for piece in found)
    if length <= 18:
        assert set("".join(found)) == set(text)


def test_who_has_all_pieces_of_a_text_need_not_have_the_text(store: "Store") -> None:
    store.keep(payout("abcd-1-bcde-2-cdef-3-defg-4-efgh"), provider="just_wallet")
    store.keep(payout("xx-abcdefgh-yy"), provider="just_wallet")
    store.project()
    assert found(store, "abcdefgh") == [("xx-abcdefgh-yy", "contained")]


def test_what_is_not_indexed_yet_is_found_all_the_same(store: "Store") -> None:
    store.keep(payout("aa-middle-piece-zz"), provider="just_wallet")
    project_only(store)
    with store.reader() as reader:
        assert reader.unindexed() == 0
    assert found(store, "iddle-pie") == [("aa-middle-piece-zz", "contained")]
    store.project()
    assert found(store, "iddle-pie") == [("aa-middle-piece-zz", "contained")]


def test_the_reader_says_how_much_is_left(store: "Store", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_UNINDEXED", 2)
    for number in range(5):
        store.keep(payout(f"k{number}"), provider="just_wallet")
    project_only(store)
    with store.reader() as reader:
        assert reader.unindexed() == 3
        with opened(store.views, store.facts, meanings(PROVIDERS)) as writer:
            assert writer.index(2) == 2
            assert reader.unindexed() == 1
            assert writer.index() == 3
            assert writer.index() == 0


def test_what_a_later_delivery_adds_is_found_beside_what_was_there(store: "Store") -> None:
    store.keep(payout("first-and-last"), provider="just_wallet")
    store.project()
    store.keep(payout("first-and-last", "completed", note="Tlaquepaque"), provider="just_wallet")
    store.project()
    assert found(store, "rst-and-l") == [("first-and-last", "contained")]
    assert found(store, "tlaquep") == [("first-and-last", "text")]


def test_words_are_found_without_accents_and_unfinished(store: "Store") -> None:
    store.keep(payout("a", note="Liquidación de la señora Íñiguez"), provider="just_wallet")
    store.keep(payout("b", note="Liquidacion pendiente"), provider="just_wallet")
    store.project()
    assert found(store, "senora iñig") == [("a", "text")]
    assert found(store, "LIQUIDACIÓN") == [("a", "text"), ("b", "text")]
    assert found(store, "pendiente señora") == []


@pytest.mark.parametrize("text", ['"', 'a"b" OR c', "NEAR(a b)", "-abc", "abc*", "keys:abc", "%_%"])
def test_no_text_is_a_command(store: "Store", text: str) -> None:
    store.keep(payout("a"), provider="just_wallet")
    store.project()
    with store.reader() as reader:
        reader.lookup(text)


def test_an_answer_that_is_wanted_no_more_is_broken_off(
    store: "Store", monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        store.send(payout(f"many-of-them-{number}"), provider="just_wallet")
    store.settle()
    store.project()
    asked: list[int] = []

    def is_wanted() -> bool:
        asked.append(1)
        return False

    monkeypatch.setattr(asking, "STEPS", 100)
    with store.reader() as reader:
        assert reader.lookup("any-of-them", is_wanted=is_wanted) == []
        assert asked
        assert reader.lookup("any-of-them", 5, is_wanted=lambda: True), "the next one is answered"


def test_only_words_of_a_body_are_its_words() -> None:
    body = json.dumps(
        {
            "id": "7f3c0cafe-1234-be3f",
            "link": "https://www.banxico.org.mx/cep/go?d=Abc",
            "amount": "12.50",
            "note": {"text": ["Pago de renta, 3ra sección"]},
        }
    )
    assert inside.words(body.encode()) == {"Pago", "renta", "sección"}
    assert inside.words(b"no json") == set()


_NOTES = st.text('aAáÁsSßñÑİıσςΣ\u0301\u0308 .-7"\\/\n', max_size=24)


@settings(max_examples=400)
@given(note=_NOTES, text=_NOTES, is_escaped=st.booleans())
def test_no_body_that_holds_the_words_is_passed_over(
    note: str, text: str, is_escaped: bool
) -> None:
    """Most bodies are not taken apart, for a look at their letters tells enough."""
    if not (wanted := inside.asked(text)):
        return
    body = json.dumps({"note": f"{note} {text}"}, ensure_ascii=is_escaped).encode()
    assert has_words(body, text)
    other = json.dumps({"note": note}, ensure_ascii=is_escaped).encode()
    held = {inside.folded(word) for word in inside.words(other)}
    *whole, last = wanted
    holds = held.issuperset(whole) and any(word.startswith(last) for word in held)
    assert has_words(other, text) == holds


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{", None])
def test_what_is_no_body_holds_no_words(body: bytes | None) -> None:
    assert not has_words(body, "renta")


def test_a_body_without_the_letters_is_not_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "words", lambda body: pytest.fail("it was"))
    assert not has_words(b'{"note": "renta"}', "renta señora")
