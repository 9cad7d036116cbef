"""Files that a provider gives by hand, in every form they come in, and what is wrong with them."""

from typing import Any

import pytest

from app.core.importing import BadFile, entries, named
from app.core.reading import compact, text
from app.providers import PROVIDERS

ONE: dict[str, Any] = {"id": "a", "amount": "1.50"}


@pytest.mark.parametrize(
    "content",
    [
        b'[{"id":"a","amount":"1.50"}]',
        b'{"data":[{"id":"a","amount":"1.50"}]}',
        b'{"id":"a","amount":"1.50"}',
        b'{"id":"a","amount":"1.50"}\n\n',
        b"\xef\xbb\xbfid,amount\r\na,1.50\r\n",
        b"id;amount\na;1.50\n",
        b"id\tamount\tempty\na\t1.50\t\n\n",
        b'"id","amount"\n"a","1.50"\n',
    ],
)
def test_every_form_gives_the_same_entry(content: bytes) -> None:
    assert entries(content) == [ONE]


def test_json_lines() -> None:
    assert [text(one, "id") for one in entries(b'{"id":"a"}\n{"id":"b"}\n')] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "It is empty."),
        (b"\xef\xbb\xbf  ", "It is empty."),
        (b"[]", "It holds no entry."),
        (b"[[]]", "Entry 1 is no object."),
        (b"[1]", "Entry 1 is no object."),
        (b'{"id":"a"}\n[2]', "Line 2 is no object."),
        (b'{"id":"a"}\n{"id":', "Line 2:"),
        (b'{"id":', "not valid JSON"),
        (b"id\na\n", "does not name each column once"),
        (b"id,id\na,b\n", "does not name each column once"),
        (b"id,\na,b\n", "does not name each column once"),
        (b"id,amount\n", "It holds no entry."),
        (b"id,amount\na\n", "Line 2 has 1 cells, not 2."),
        (b'id,amount\na,"1\n', "Line 2:"),
        (b"id,amount\n\xff,1\n", "It is not UTF-8: byte 10 is wrong."),
    ],
)
def test_what_is_wrong_is_said(content: bytes, cause: str) -> None:
    with pytest.raises(BadFile) as caught:
        entries(content)
    assert cause in caught.value.cause


def test_a_file_of_too_many_entries_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.importing.MOST_ENTRIES", 2)
    with pytest.raises(BadFile, match="cannot be imported") as caught:
        entries(b"id,amount\n" + b"a,1\n" * 3)
    assert "more than 2 entries" in caught.value.cause


def test_an_entry_of_just_wallet_is_a_webhook_or_its_data() -> None:
    imported = PROVIDERS["just_wallet"].imported
    assert imported
    whole: dict[str, Any] = {"event.type": "collection", "data": ONE}
    assert imported(whole) == whole
    assert imported({**ONE, "type": "Collection"}) == whole
    assert imported(ONE) == {"event.type": "payout", "data": ONE}


def test_empty_lines_between_objects_are_none() -> None:
    assert entries(b'{"a":1}\n\n  \n{"b":2}\n') == [{"a": 1}, {"b": 2}]


def test_a_file_names_the_transactions_that_it_is_about() -> None:
    provider = PROVIDERS["just_wallet"]
    assert provider.imported
    bodies = [compact(provider.imported({**ONE, "id": id_})) for id_ in ("a", "b", "a")]
    assert named(provider.parse, bodies) == {"just_wallet:payout:a", "just_wallet:payout:b"}


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"[]", "Entry 2: The body is valid JSON but no object"),
        (b'{"event.type":"payout","data":{"status":"pending"}}', "Entry 2 has no id"),
    ],
)
def test_an_entry_that_is_about_nothing_is_named(body: bytes, cause: str) -> None:
    first = b'{"event.type":"payout","data":{"id":"a","status":"pending"}}'
    with pytest.raises(BadFile) as caught:
        named(PROVIDERS["just_wallet"].parse, [first, body])
    assert cause in caught.value.cause
