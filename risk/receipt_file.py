"""The file of a circular's receipts: JSON Lines, one receipt each, closed by a signed line; and how it is checked.

Nothing but public keys is needed to check it: no database, no network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from risk.receipt import CLOSING_TYPE, RECEIPT_TYPE, Closing, SignedReceipt, canonical, hash_of, name_digest

# (key id, message, signature) -> whether it holds; None = a key that we were not given
CheckSignature = Callable[[str, bytes, bytes], bool | None]

_RECEIPT_PARTS: Final = frozenset({"content", "hash", "name", "salt", "signature"})
_CLOSING_PARTS: Final = frozenset({"content", "hash", "signature"})


class Damage(StrEnum):
    """What is wrong; in the order in which it decides over the verdict."""

    CHANGED = "changed"  # not what was signed
    UNKNOWN_KEY = "unknown-key"  # signed by a key that we were not given
    FOREIGN = "foreign"  # genuine, but a receipt of another circular, or there twice
    MISSING = "missing"  # lines that were there, and are not
    REORDERED = "reordered"


class Verdict(StrEnum):
    INTACT = "intact"
    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`line` from 1; for what is missing the line before which it is missed. `count`: how many are missing."""

    line: int
    damage: Damage
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Report:
    verdict: Verdict
    receipts: int
    findings: tuple[Finding, ...]


def receipt_line(receipt: SignedReceipt) -> str:
    """With its line end."""
    return _line(
        {
            "content": json.loads(receipt.content),
            "hash": receipt.hash,
            "name": receipt.name.reveal(),
            "salt": receipt.salt.reveal(),
            "signature": receipt.signature,
        }
    )


def closing_line(closing: Closing) -> str:
    """With its line end."""
    return _line({"content": json.loads(closing.content), "hash": closing.hash, "signature": closing.signature})


def closing_content(
    lines: Sequence[str], *, issuer: Mapping[str, str], circular: Mapping[str, str], last: str, exported_at: str
) -> dict[str, Any]:
    """What the closing line says of the lines before it; the key is added by whoever signs. `last`: the last hash."""
    return {
        "type": CLOSING_TYPE,
        "issuer": dict(issuer),
        "circular": dict(circular),
        "count": len(lines),
        "last": last,
        "lines": _digest(line.encode() for line in lines),
        "exported_at": exported_at,
    }


def verify(data: bytes, check: CheckSignature) -> Report:
    """Goes through every byte. Whatever is not exactly what was exported is found."""
    raw = data.split(b"\n")
    ended = raw[-1] == b""
    if ended:
        raw.pop()
    read = [_read(number, line, check) for number, line in enumerate(raw, start=1)]
    closing = next((each for each in reversed(read) if each.closing), None)
    body = [each for each in read if each is not closing]
    findings = [Finding(line=each.line, damage=each.damage) for each in read if each.damage is not None]
    findings += _strangers(body, closing)
    findings += _displaced(body, closing)
    findings += _missing(body, closing)
    if not findings and closing is not None:
        findings += _uncovered(raw, body, closing, ended=ended)
    found = sorted(set(findings), key=lambda each: (each.line, each.damage))
    return Report(verdict=_verdict(found), receipts=len(body), findings=tuple(found))


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A line as far as it could be read; without `content` where it is not known to be genuine."""

    line: int
    closing: bool = False
    content: Mapping[str, Any] = field(default_factory=dict)
    hash: str = ""
    named: bool = True
    damage: Damage | None = None

    @property
    def place(self) -> int:
        return int(self.content["chain"]["place"])


def _read(number: int, line: bytes, check: CheckSignature) -> _Read:
    changed = _Read(line=number, damage=Damage.CHANGED)
    try:
        parts = json.loads(line.decode())
        # One form only: a space, another escape or a name given twice would not come out again as it went in.
        if not isinstance(parts, dict) or canonical(parts).encode() != line:
            return changed
        content = parts["content"]
        closing = content["type"] == CLOSING_TYPE
        if parts.keys() != (_CLOSING_PARTS if closing else _RECEIPT_PARTS):
            return changed
        text = canonical(content)
        if not closing and (content["type"] != RECEIPT_TYPE or not _named(parts, content)):
            return changed
        genuine = check(content["key"], text.encode(), bytes.fromhex(parts["signature"]))
        if hash_of(text) != parts["hash"] or parts["signature"] != parts["signature"].lower() or genuine is False:
            return changed
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return changed
    if genuine is None:
        return _Read(line=number, closing=closing, damage=Damage.UNKNOWN_KEY)
    named = closing or bool(parts["name"] or parts["salt"])
    return _Read(line=number, closing=closing, content=content, hash=parts["hash"], named=named)


def _named(parts: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """The name is the one that was signed; or it was erased from our books before the export."""
    name, salt = parts["name"], parts["salt"]
    if not isinstance(name, str) or not isinstance(salt, str):
        return False
    if not name and not salt:
        return True
    return bool(name_digest(name, salt) == content["recipient"]["name_digest"])


def _placed(body: Sequence[_Read]) -> list[_Read]:
    return [each for each in body if each.content and not each.closing]


def _strangers(body: Sequence[_Read], closing: _Read | None) -> Iterator[Finding]:
    """Receipts of another circular, those that are there twice, and closing lines beside the last."""
    told = next((each.content["circular"]["id"] for each in (closing, *body) if each is not None and each.content), "")
    seen: set[str] = set()
    for each in body:
        if each.closing or (each.content and (each.content["circular"]["id"] != told or each.hash in seen)):
            yield Finding(line=each.line, damage=Damage.FOREIGN)
        seen.add(each.hash)


def _displaced(body: Sequence[_Read], closing: _Read | None) -> Iterator[Finding]:
    """Lines that stand behind one that should come after them."""
    if closing is not None and body and closing.line < body[-1].line:
        yield Finding(line=closing.line, damage=Damage.REORDERED)
    placed = _placed(body)
    for earlier, later in pairwise(placed):
        if later.place < earlier.place:
            yield Finding(line=later.line, damage=Damage.REORDERED)


def _missing(body: Sequence[_Read], closing: _Read | None) -> Iterator[Finding]:
    """By their places; a line that cannot be read stands for one place."""
    if closing is None:
        yield Finding(line=len(body) + 1, damage=Damage.MISSING)
    count = closing.content["count"] if closing is not None and closing.content else None
    places = [each.place for each in _placed(body)]
    if places == sorted(places):
        yield from _holes(body, count)
        return
    absent = (max(places) if count is None else count) - len(set(places)) - (len(body) - len(places))
    if absent > 0:
        yield Finding(line=len(body) + 1, damage=Damage.MISSING, count=absent)


def _holes(body: Sequence[_Read], count: int | None) -> Iterator[Finding]:
    """Of lines in order. Two genuine lines that do not hang together come from two histories."""
    expected, unread, before = 1, 0, ""
    for each in body:
        if not each.content or each.closing:
            unread += 1
            continue
        absent = each.place - expected - unread
        if absent > 0:
            yield Finding(line=each.line, damage=Damage.MISSING, count=absent)
        elif each.place == expected and not unread and each.content["chain"]["before"] != before:
            yield Finding(line=each.line, damage=Damage.CHANGED)
        expected, unread, before = each.place + 1, 0, each.hash
    if count is not None and (absent := count + 1 - expected - unread) > 0:
        yield Finding(line=len(body) + 1, damage=Damage.MISSING, count=absent)


def _uncovered(raw: Sequence[bytes], body: Sequence[_Read], closing: _Read, *, ended: bool) -> Iterator[Finding]:
    """Every line is genuine, but together they are not what was closed: a name was taken out, or lines were added."""
    told = closing.content
    last = body[-1].hash if body else ""
    whole = _digest(line + b"\n" for line in raw[:-1])
    if told["lines"] != whole or told["count"] != len(body) or told["last"] != last:
        suspects = [each.line for each in body if not each.named] or [closing.line]
        yield from (Finding(line=line, damage=Damage.CHANGED) for line in suspects)
    elif not ended:
        yield Finding(line=closing.line, damage=Damage.CHANGED)


def _verdict(findings: Sequence[Finding]) -> Verdict:
    damages = {finding.damage for finding in findings}
    if not damages:
        return Verdict.INTACT
    if damages & {Damage.CHANGED, Damage.UNKNOWN_KEY, Damage.FOREIGN}:
        return Verdict.CHANGED
    return Verdict.MISSING if Damage.MISSING in damages else Verdict.REORDERED


def _line(parts: Mapping[str, Any]) -> str:
    return f"{canonical(parts)}\n"


def _digest(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()
