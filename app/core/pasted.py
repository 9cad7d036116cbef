"""What a pasted text holds: a bare CLABE, a chat message, a bank receipt, an e-mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core import shapes
from app.core.clabe import MASK, clabe_check_digit_ok, luhn_ok
from app.core.event import IdKind
from app.core.keccak import address_checksum_ok
from app.core.normal import cleaned, normal_form, without_accents

LONGEST = 20_000  # characters that are looked at
MOST = 100  # finds
LONGEST_WORDS = 100  # of a text that is searched for as it stands


class Clue(StrEnum):
    """What narrows a search without being an identifier."""

    LAST_DIGITS = "last_digits"  # the end of a CLABE, a card or an account
    AMOUNT = "amount"
    DATE = "date"
    TEXT = "text"  # the whole input, to be searched for as it stands


class Note(StrEnum):
    """What is to be said about a find."""

    NONE = ""
    CHECK_DIGIT_OK = "check_digit_ok"
    CHECK_DIGIT_WRONG = "check_digit_wrong"
    CHECKSUM_WRONG = "checksum_wrong"  # of an EVM address
    LUHN_OK = "luhn_ok"
    LUHN_WRONG = "luhn_wrong"
    LABELLED = "labelled"  # the text itself says what it is
    LIKELY = "likely"  # by its shape alone


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a pasted text: `value` as it was written, `key` its normal form.

    The key of an amount is its plain decimal without needless zeros, of a date its ISO form.
    """

    kind: IdKind | Clue
    value: str
    key: str
    note: Note = Note.NONE


Reading = Callable[[re.Match[str]], Found | None]

_TAKEN = "\x00"  # stands where something was found, so that nothing is found twice
_DASHES = str.maketrans("‐‑‒–—−", "------")
_DOTS = str.maketrans("•●∗×", "****")


def classify(text: str) -> tuple[Found, ...]:
    """Everything that a text holds, surest kinds first; a short text also stands for itself.

    Pure and local. The order of the recognisers matters: each takes what it found out of the text.
    """
    rest = _plain(text)
    found: dict[tuple[str, str], Found] = {}
    for pattern, read in _RECOGNISERS:
        for match in pattern.finditer(rest):
            one = read(match)
            if one is None or len(found) >= MOST:
                continue
            found.setdefault((one.kind, one.key), one)
            start, end = match.span("value")
            rest = f"{rest[:start]}{_TAKEN * (end - start)}{rest[end:]}"
    for one in _of_the_whole(text[:LONGEST].strip()):
        found.setdefault((one.kind, one.key), one)
    return tuple(found.values())


def _plain(text: str) -> str:
    """Line by line without invisible signs and accents; dashes and mask signs are made one."""
    lines = text[:LONGEST].translate(_DASHES).translate(_DOTS).splitlines()
    return without_accents("\n".join(cleaned(line) for line in lines)).strip()


def _of_the_whole(text: str) -> Iterator[Found]:
    words = cleaned(text)
    key = without_accents(words).casefold()
    if not key or len(words) > LONGEST_WORDS or "\n" in text:
        return
    if re.fullmatch(r"[0-9]{4,6}", words):
        yield Found(Clue.LAST_DIGITS, words, words)
    if re.fullmatch(r"[0-9]{1,17}", words):
        yield Found(IdKind.REFERENCE, words, normal_form(IdKind.REFERENCE, words), Note.LIKELY)
    yield Found(Clue.TEXT, words, key)


# --- readings of a match --------------------------------------------------------------------------


def _as(kind: IdKind, note: Note = Note.NONE) -> Reading:
    def read(match: re.Match[str]) -> Found:
        value = match["value"]
        return Found(kind, value, normal_form(kind, value), note)

    return read


def _clabe(match: re.Match[str]) -> Found:
    key = normal_form(IdKind.CLABE, match["value"])
    note = Note.CHECK_DIGIT_OK if clabe_check_digit_ok(key) else Note.CHECK_DIGIT_WRONG
    return Found(IdKind.CLABE, match["value"], key, note)


def _card(match: re.Match[str]) -> Found:
    key = normal_form(IdKind.CARD, match["value"])
    return Found(
        IdKind.CARD, match["value"], key, Note.LUHN_OK if luhn_ok(key) else Note.LUHN_WRONG
    )


def _evm_address(match: re.Match[str]) -> Found:
    value = match["value"]
    note = Note.CHECKSUM_WRONG if address_checksum_ok(value) is False else Note.NONE
    return Found(IdKind.ADDRESS, value, normal_form(IdKind.ADDRESS, value), note)


def _masked_account(match: re.Match[str]) -> Found | None:
    """A CLABE with hidden places, or else the last digits that can be read."""
    key = re.sub(r"[xX]", MASK, normal_form(IdKind.CLABE_MASK, match["value"]))
    shown = key.rpartition(MASK)[2]
    if len(key) == 18 and key.strip(MASK):
        return Found(IdKind.CLABE_MASK, match["value"], key)
    return Found(Clue.LAST_DIGITS, match["value"], shown) if 3 <= len(shown) <= 8 else None


def _last_digits(match: re.Match[str]) -> Found:
    return Found(Clue.LAST_DIGITS, match["value"], match["value"], Note.LABELLED)


def _reference(match: re.Match[str]) -> Found:
    kind = IdKind.REFERENCE if match["value"].isdigit() else IdKind.EXTERNAL_REF
    return Found(kind, match["value"], normal_form(kind, match["value"]), Note.LABELLED)


def _amount(match: re.Match[str]) -> Found:
    """A lone point is decimal, a lone comma when one or two digits follow; others group."""
    value = match["value"]
    whole, mark, fraction = _parted(value)
    if not mark or value.count(mark) > 1 or (mark == "," and len(fraction) > 2):
        whole, fraction = value, ""
    digits = re.sub("[.,]", "", whole).lstrip("0") or "0"
    return Found(Clue.AMOUNT, value, f"{digits}.{fraction.rstrip('0')}".rstrip("."))


def _parted(value: str) -> tuple[str, str, str]:
    return max(value.rpartition("."), value.rpartition(","), key=lambda parts: len(parts[0]))


_MONTHS = {
    name: number
    for names in (
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "jan feb mar apr may jun jul aug",
    )
    for number, name in enumerate(names.split(), 1)
} | {"set": 9, "dec": 12}


def _date(match: re.Match[str]) -> Found | None:
    month = match["month"].lower()
    try:
        day = date(int(match["year"]), _MONTHS.get(month[:3]) or int(month), int(match["day"]))
    except ValueError:
        return None
    return Found(Clue.DATE, match["value"], day.isoformat())


# --- recognisers, surest first --------------------------------------------------------------------


def _shape(pattern: str) -> re.Pattern[str]:
    """A pattern that stands alone: no letter, digit or underscore touches it."""
    return re.compile(rf"(?<!\w)(?P<value>{pattern})(?!\w)", re.ASCII)


def _labelled(label: str, value: str) -> re.Pattern[str]:
    """A value behind its label: "Clave de rastreo: X", "fid"="X", "*Referencia*" and X below."""
    between = r"(?:[\s:=#\"'*.]|no\.|num\.|numero\b|es\b|is\b){0,8}"
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{label}){between}(?<!\w)(?P<value>{value})(?!\w)",
        re.ASCII | re.IGNORECASE,
    )


_HAS_DIGIT = r"(?=[A-Za-z_\-]{0,40}[0-9])"
_WORD = rf"{_HAS_DIGIT}[0-9A-Za-z][0-9A-Za-z_\-]{{3,63}}"
_YEAR = r"(?P<year>20[0-9]{2})"
_MONTH = r"(?P<month>[A-Za-z]{3,10})\.?"
_TIME = r"(?:[T ][0-2][0-9]:[0-5][0-9][0-9:.]{0,13}(?:Z|[+\-][0-9]{2}:?[0-9]{2})?)?"
_BASE58 = r"[1-9A-HJ-NP-Za-km-z]"
_MIXED = r"(?=\w{0,90}[0-9])(?=\w{0,90}[a-z])(?=\w{0,90}[A-Z])"
_MONEY = r"[0-9]{1,3}(?:[,.][0-9]{3}){1,8}(?:[.,][0-9]{1,2})?|[0-9]{1,18}(?:[.,][0-9]{1,18})?"
_ASSET = r"(?:MXNB?|USD[CT]?|COP|BRL|NGN|EUR|BTC|ETH|XRP|[Pp]esos)"
_ID_KEYS = r"[fw]?id|uuid"
_TRACKING = r"clave[ _](?:de[ _])?rastreo|rastreo|tracking[ _]?key"
_REFERENCE = (
    r"no\. de (?:referencia|operacion)|referencia(?: numerica)?|ref|(?:external|numeric)[ _]ref"
    r"|(?:numeric[ _])?reference|folio|operacion|autorizacion"
)
_ENDING = (
    r"terminacion|termina(?:da)? en|(?:ultimos|last) (?:[0-9a-z]{1,6} )?(?:digitos|digits)"
    r"|last (?:four|six|4|6)|ending in"
)

_RECOGNISERS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (_shape(shapes.EVM_HASH), _as(IdKind.TX_HASH)),
    (_shape(shapes.EVM_ADDRESS), _evm_address),
    (_shape(shapes.UUID), _as(IdKind.ID)),
    (_shape(shapes.BARE_HASH), _as(IdKind.TX_HASH, Note.LIKELY)),
    (_shape(rf"{_MIXED}{_BASE58}{{80,90}}"), _as(IdKind.TX_HASH, Note.LIKELY)),
    (
        _labelled(_TRACKING, rf"{_HAS_DIGIT}[0-9A-Za-z]{{6,40}}"),
        _as(IdKind.RASTREO, Note.LABELLED),
    ),
    (_shape(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_TIME}"), _date),
    (_shape(rf"(?P<day>[0-9]{{1,2}})[/\-.](?P<month>[0-9]{{1,2}})[/\-.]{_YEAR}"), _date),
    (_shape(rf"(?P<day>[0-9]{{1,2}})[ \-/](?:de )?{_MONTH}[ \-/](?:del? )?{_YEAR}"), _date),
    (_shape(rf"{_MONTH} (?P<day>[0-9]{{1,2}}),? {_YEAR}"), _date),
    (
        _shape(r"(?=[0-9 \-]{0,30}[*xX]{2})[0-9*xX](?:[ \-]?[0-9*xX]){3,29}"),
        _masked_account,
    ),
    (
        _shape(r"(?=\w{0,60}\*{2})(?=[0-9*]{0,64}[A-Za-z])[0-9A-Za-z*]{20,64}"),
        _as(IdKind.ADDRESS_MASK),
    ),
    (_shape(r"[0-9]{18}"), _clabe),
    (_shape(r"[0-9]{16}"), _card),
    (_labelled(_ENDING, r"[0-9]{3,6}"), _last_digits),
    (_labelled(_REFERENCE, _WORD), _reference),
    (_labelled(_ID_KEYS, _WORD), _as(IdKind.ID, Note.LABELLED)),
    (_shape(shapes.RASTREO), _as(IdKind.RASTREO, Note.LIKELY)),
    (_shape(r"(?=[A-Z]{2,12}[0-9])[0-9A-Z]{14,30}"), _as(IdKind.RASTREO, Note.LIKELY)),
    (_shape(r"[0-9]{19,30}"), _as(IdKind.RASTREO, Note.LIKELY)),
    (
        _shape(rf"{_HAS_DIGIT}(?:[0-9a-z]{{32}}|[0-9A-Za-z]{{2,16}}_[0-9A-Za-z_\-]{{6,80}})"),
        _as(IdKind.ID, Note.LIKELY),
    ),
    (_shape(rf"{_MIXED}{_BASE58}{{25,44}}"), _as(IdKind.ADDRESS, Note.LIKELY)),
    (
        _shape(rf"{_HAS_DIGIT}[A-Za-z][0-9A-Za-z]{{0,20}}(?:-[0-9A-Za-z]{{1,30}}){{1,6}}"),
        _as(IdKind.EXTERNAL_REF, Note.LIKELY),
    ),
    (_shape(r"[0-9]{4}(?:[ \-][0-9]{4}){3}"), _card),
    (_shape(r"[0-9](?:[ \-]?[0-9]){17}"), _clabe),
    (re.compile(rf"(?:\$|\b{_ASSET}) ?\$? ?(?P<value>{_MONEY})(?!\w)", re.ASCII), _amount),
    (re.compile(rf"(?<![\w.,])(?P<value>{_MONEY}) ?{_ASSET}(?!\w)", re.ASCII), _amount),
    (_labelled(r"monto|importe|cantidad|amount|total", _MONEY), _amount),
    (_shape(r"(?<![.,])(?:[0-9]{1,3}(?:,[0-9]{3}){1,8}|[0-9]{1,18})\.[0-9]{2}(?!\.)"), _amount),
    (_shape(r"[0-9]{7}"), _as(IdKind.REFERENCE, Note.LIKELY)),
)
