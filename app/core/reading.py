"""JSON from strangers: read strictly, walked without recursion, written back digit for digit."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Literal, NoReturn, Self, TypeAlias

from app.core.errors import Unreadable

MAX_DEPTH = 32
MAX_DIGITS = 64  # of an integer; a longer text of a number with fraction or exponent is refused too

JsonValue: TypeAlias = "bool | int | Decimal | str | list[JsonValue] | JsonObject | None"
JsonObject: TypeAlias = "dict[str, JsonValue]"
Sort: TypeAlias = Literal["as sent", "top", "deep"]


class Number(Decimal):
    """A JSON number with the text it was sent as, so that it can be written back unchanged."""

    sent: str

    def __new__(cls, sent: str) -> Self:
        number = super().__new__(cls, sent)
        number.sent = sent
        return number

    def __str__(self) -> str:
        return self.sent


# --- reading ------------------------------------------------------------------------------------


def read_json(body: bytes) -> JsonObject:
    """The JSON object that a body holds; raises Unreadable, and nothing else, on any other body."""
    value = read_value(body)
    if not isinstance(value, dict):
        raise _unreadable("The body is valid JSON but no object.")
    return value


def read_value(body: bytes) -> JsonValue:
    """The JSON value that a body holds; raises Unreadable, and nothing else, on any other body.

    Refused are invalid UTF-8, keys that stand twice, NaN and Infinity, integers of more than 64
    digits, more than 32 levels and halves of surrogate pairs: nobody can say what they mean.
    Numbers with a fraction or an exponent become Number, all others int.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable("The body is not valid UTF-8.", f"Byte {error.start} is wrong.") from None
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH:
        _refuse_depth(body)
    try:
        value: JsonValue = _DECODER.decode(text)
    except ValueError as error:
        raise _unreadable("The body is not valid JSON.", f"{error}.") from None
    if _ESCAPED_SURROGATE.search(body):
        _refuse_surrogates(value)
    return value


_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def _unreadable(problem: str, cause: str = "") -> Unreadable:
    remedy = "It is kept byte for byte; ask the provider what it means."
    return Unreadable(problem, cause=cause, remedy=remedy)


def _unique(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = Counter(key for key, _ in pairs)
        twice = json.dumps(keys.most_common(1)[0][0][:40])  # ASCII and short: a stranger wrote it
        raise _unreadable("A key stands twice in one object.", f"The key is {twice}.")
    return result


def _number(text: str) -> Number:
    if len(text) > MAX_DIGITS:
        raise _unreadable("A number is too long.", f"It has {len(text)} characters.")
    try:
        return Number(text)
    except InvalidOperation:
        raise _unreadable("A number is too large.", f"It is {text}.") from None


def _integer(text: str) -> int | Number:
    if len(text.lstrip("-")) > MAX_DIGITS:
        raise _unreadable("A number is too long.", f"It has {len(text)} characters.")
    return Number(text) if text == "-0" else int(text)


def _refuse_constant(word: str) -> NoReturn:
    raise _unreadable("A number is none.", f"It is {word}.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_float=_number,
    parse_int=_integer,
    parse_constant=_refuse_constant,
)


def _refuse_depth(body: bytes) -> None:
    depth = 0
    for token in _TOKEN.finditer(body):
        first = token[0][:1]
        depth += (first in _OPENING) - (first in _CLOSING)
        if depth > MAX_DEPTH:
            raise _unreadable(f"The body is nested deeper than {MAX_DEPTH} levels.")


def _refuse_surrogates(value: JsonValue) -> None:
    try:
        for path, leaf in leaves(value):
            f"{path}{leaf}".encode()
    except UnicodeEncodeError:
        raise _unreadable("A text holds half of a surrogate pair.") from None


# --- the exact bytes of a member ------------------------------------------------------------------

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[{\]}:,]|[^\s"\[\]{}:,]++', re.DOTALL)
_OPENING = frozenset((b"[", b"{"))
_CLOSING = frozenset((b"]", b"}"))


def raw_slice(body: bytes, key: str) -> bytes | None:
    """The bytes of the value of a top-level key, exactly as they stand in the body.

    None when the key is missing or stands twice. Never raises, whatever the body is; it is only
    promised to be right where the body is valid JSON.
    """
    found: bytes | None = None
    depth, start, end = 0, -1, -1
    name = last = b""
    for token in _TOKEN.finditer(body):
        first = token[0][:1]
        if depth == 1 and first in (b",", b"}"):
            if start >= 0 and _is_key(name, key):
                if found is not None:
                    return None
                found = body[start:end]
            start = -1
        elif depth == 1 and first == b":" and start < 0:
            name, start = last, token.end()
        depth += (first in _OPENING) - (first in _CLOSING)
        last, end = token[0], token.end()
    return None if found is None else found.lstrip(b" \t\r\n")


def _is_key(token: bytes, key: str) -> bool:
    """Whether a quoted token spells the key, escapes included."""
    if b"\\" not in token:
        return token == b'"' + key.encode() + b'"'
    try:
        return bool(json.loads(token) == key)
    except ValueError:
        return False


# --- writing back ---------------------------------------------------------------------------------


def compact(
    value: JsonValue,
    *,
    ascii: bool = False,  # noqa: A002 - the word of json.dumps(ensure_ascii)
    escape_slash: bool = False,
    sort: Sort = "as sent",
    spaced: bool = False,
) -> bytes:
    """A value as JSON without white space, the form most providers sign.

    `ascii` writes what is not ASCII as \\uXXXX, `escape_slash` writes / as \\/ (PHP does both);
    `sort` orders the keys of the outermost object or of all; `spaced` puts Python's ", " and ": ".
    Every number keeps the text it was sent as.
    """
    quote = encode_basestring_ascii if ascii else encode_basestring
    comma, colon = (", ", ": ") if spaced else (",", ":")

    def text(word: str) -> str:
        quoted = quote(word)
        return quoted.replace("/", "\\/") if escape_slash else quoted

    def write(part: JsonValue, sort: Sort) -> str:
        if isinstance(part, str):
            return text(part)
        if isinstance(part, dict):
            below: Sort = "deep" if sort == "deep" else "as sent"
            pairs = part.items() if sort == "as sent" else sorted(part.items(), key=_first)
            inside = (f"{text(key)}{colon}{write(item, below)}" for key, item in pairs)
            return "{" + comma.join(inside) + "}"
        if isinstance(part, list):
            below = "deep" if sort == "deep" else "as sent"
            return "[" + comma.join(write(item, below) for item in part) + "]"
        return _scalar(part)

    return write(value, sort).encode("utf-8", "surrogatepass")


def _first(pair: tuple[str, JsonValue]) -> str:
    return pair[0]


def _scalar(value: bool | int | Decimal | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


# --- walking and taking out -----------------------------------------------------------------------


def leaves(value: JsonValue, path: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Every text, number, truth value, null and empty container with its path, in order.

    Paths join keys and list positions by dots: "payload.details.payers.0.name".
    """
    waiting: list[tuple[str, JsonValue]] = [(path, value)]
    while waiting:
        place, part = waiting.pop()
        prefix = f"{place}." if place else ""
        if isinstance(part, dict) and part:
            waiting.extend((f"{prefix}{key}", item) for key, item in reversed(part.items()))
        elif isinstance(part, list) and part:
            numbered = list(enumerate(part))
            waiting.extend((f"{prefix}{index}", item) for index, item in reversed(numbered))
        else:
            yield place, part


ANY_STEP = "*"


def at(value: JsonValue, path: str) -> JsonValue:
    """What stands at a dotted path, or None; a key that itself has dots is found at the top."""
    if isinstance(value, dict):
        if path in value:
            return value[path]
        if "." not in path:
            return None
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and re.fullmatch(r"[0-9]{1,6}", step):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def all_at(value: JsonValue, path: str) -> list[JsonValue]:
    """Everything at a dotted path in which "*" is any step; a null is there too."""
    if isinstance(value, dict) and path in value:
        return [value[path]]
    found = [value]
    for step in path.split("."):
        found = [inner for one in found for inner in _below(one, step)]
    return found


def _below(value: JsonValue, step: str) -> list[JsonValue]:
    if isinstance(value, dict):
        if step == ANY_STEP:
            return list(value.values())
        return [value[step]] if step in value else []
    if isinstance(value, list):
        if step == ANY_STEP:
            return list(value)
        is_place = re.fullmatch(r"[0-9]{1,6}", step) and int(step) < len(value)
        return [value[int(step)]] if is_place else []
    return []


def text(value: JsonValue, path: str) -> str:
    """The text at a path; a number gives its digits as sent, anything else (or nothing) ""."""
    found = value.get(path) if isinstance(value, dict) else None
    if found is None:
        found = at(value, path)
    if isinstance(found, str):
        return found
    if found is None or isinstance(found, (bool, dict, list)):
        return ""
    return str(found)


def member(value: JsonValue, path: str) -> JsonObject:
    """The object at a path, empty when there is none."""
    found = at(value, path)
    return found if isinstance(found, dict) else {}


def items(value: JsonValue, path: str) -> list[JsonValue]:
    """The list at a path, empty when there is none."""
    found = at(value, path)
    return found if isinstance(found, list) else []


def truth(value: JsonValue, path: str) -> bool | None:
    """The truth value at a path, or None when there is none."""
    found = at(value, path)
    return found if isinstance(found, bool) else None
