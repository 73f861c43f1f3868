"""A file of receipts: whole, or told what is wrong with it and where."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.receipt import canonical, hash_of
from risk.receipt_file import Damage, Finding, Verdict, verify
from storage.errors import NoPublicKey
from storage.signing import checker
from tests.support.receipt_files import Exporter


def exported(count: int = 4) -> Exporter:
    """Receipts of our circular with those of another between them."""
    exporter = Exporter()
    for _ in range(count):
        exporter.sign()
        exporter.sign(circular="another")
    return exporter


EXPORTER = exported()
LINES = EXPORTER.lines()
CHECK = EXPORTER.check
WHOLE = b"".join(LINES)


def judged(*lines: bytes) -> tuple[Verdict, list[tuple[int, Damage]]]:
    report = verify(b"".join(lines), CHECK)
    return report.verdict, [(finding.line, finding.damage) for finding in report.findings]


def test_an_export_is_intact() -> None:
    report = verify(WHOLE, CHECK)
    assert (report.verdict, report.receipts, report.findings) == (Verdict.INTACT, 4, ())


def test_an_export_of_nothing_is_intact_and_empty() -> None:
    exporter = Exporter()
    report = verify(b"".join(exporter.lines()), exporter.check)
    assert (report.verdict, report.receipts) == (Verdict.INTACT, 0)


@pytest.mark.parametrize("bit", [0x01, 0x20])
def test_every_changed_byte_is_found(bit: int) -> None:
    missed = [
        at
        for at in range(len(WHOLE))
        if verify(WHOLE[:at] + bytes([WHOLE[at] ^ bit]) + WHOLE[at + 1 :], CHECK).verdict is Verdict.INTACT
    ]
    assert missed == []


@pytest.mark.parametrize("size", [1, 2, 7, 64, 1000])
def test_every_range_that_is_cut_out_is_found(size: int) -> None:
    step = max(1, size // 3)
    missed = [
        at
        for at in range(0, len(WHOLE), step)
        if verify(WHOLE[:at] + WHOLE[at + size :], CHECK).verdict is Verdict.INTACT
    ]
    assert missed == []


@settings(max_examples=300)
@given(st.integers(0, len(WHOLE)), st.integers(0, 400), st.binary(max_size=60))
def test_any_other_file_is_not_intact(start: int, size: int, put: bytes) -> None:
    other = WHOLE[:start] + put + WHOLE[start + size :]
    assert (verify(other, CHECK).verdict is Verdict.INTACT) == (other == WHOLE)


@given(st.permutations(range(len(LINES))))
def test_any_other_order_of_the_lines_is_found(order: list[int]) -> None:
    verdict, _ = judged(*(LINES[at] for at in order))
    assert verdict is (Verdict.INTACT if order == sorted(order) else Verdict.REORDERED)


def test_a_changed_line_is_named() -> None:
    changed = LINES[1].replace("黄".encode(), "王".encode())
    assert judged(LINES[0], changed, *LINES[2:]) == (Verdict.CHANGED, [(2, Damage.CHANGED)])


@pytest.mark.parametrize("gone", range(4))
def test_a_missing_receipt_is_named_by_its_place(gone: int) -> None:
    verdict, found = judged(*LINES[:gone], *LINES[gone + 1 :])
    assert (verdict, found) == (Verdict.MISSING, [(gone + 1, Damage.MISSING)])


def test_several_missing_ones_are_counted() -> None:
    report = verify(b"".join([LINES[0], *LINES[3:]]), CHECK)
    assert report.findings == (Finding(line=2, damage=Damage.MISSING, count=2),)


def test_an_export_that_lost_its_end_is_incomplete() -> None:
    assert judged(*LINES[:-1]) == (Verdict.MISSING, [(5, Damage.MISSING)])
    assert judged() == (Verdict.MISSING, [(1, Damage.MISSING)])


def test_two_that_changed_places_are_named() -> None:
    swapped = [LINES[0], LINES[2], LINES[1], *LINES[3:]]
    assert judged(*swapped) == (Verdict.REORDERED, [(3, Damage.REORDERED)])


def test_a_receipt_that_is_there_twice_is_no_second_receipt() -> None:
    assert judged(LINES[0], LINES[0], *LINES[1:]) == (Verdict.CHANGED, [(2, Damage.FOREIGN)])


def test_a_genuine_receipt_of_another_circular_is_foreign() -> None:
    (stranger, *_) = EXPORTER.lines("another")
    verdict, found = judged(LINES[0], stranger, *LINES[1:])
    assert verdict is Verdict.CHANGED
    assert (2, Damage.FOREIGN) in found


def test_another_key_is_not_trusted_because_it_signs() -> None:
    forger = exported()
    report = verify(b"".join(forger.lines()), CHECK)
    assert report.verdict is Verdict.CHANGED
    assert {finding.damage for finding in report.findings} == {Damage.UNKNOWN_KEY}


def test_a_content_under_a_foreign_signature_is_changed() -> None:
    parts = json.loads(LINES[0])
    parts["signature"] = json.loads(LINES[1])["signature"]
    assert judged(canonical(parts).encode() + b"\n", *LINES[1:])[0] is Verdict.CHANGED


def test_a_rewritten_content_with_its_own_hash_is_changed() -> None:
    parts = json.loads(LINES[0])
    parts["content"]["acknowledged_at"] = "2020-01-01T00:00:00.000000Z"
    parts["hash"] = hash_of(canonical(parts["content"]))
    assert judged(canonical(parts).encode() + b"\n", *LINES[1:]) == (Verdict.CHANGED, [(1, Damage.CHANGED)])


def test_a_name_that_was_taken_out_afterwards_is_found() -> None:
    parts = json.loads(LINES[2])
    parts["name"] = parts["salt"] = ""
    bare = canonical(parts).encode() + b"\n"
    assert judged(*LINES[:2], bare, *LINES[3:]) == (Verdict.CHANGED, [(3, Damage.CHANGED)])


def test_names_that_were_erased_before_the_export_are_no_damage() -> None:
    assert judged(*EXPORTER.lines(nameless=True)) == (Verdict.INTACT, [])


def test_receipts_of_two_exports_do_not_mix() -> None:
    longer = exported(5)
    mixed = b"".join([*longer.lines()[:4], LINES[-1]])
    assert verify(mixed, checker([*EXPORTER.pems(), *longer.pems()])).verdict is Verdict.CHANGED


def test_after_a_rotation_the_older_key_still_holds_for_older_receipts() -> None:
    exporter = Exporter()
    exporter.sign(2)
    before = exporter.pems()
    exporter.ring.add_key()
    exporter.sign(1)
    whole = b"".join(exporter.lines())
    assert verify(whole, exporter.check).verdict is Verdict.INTACT
    by_old_key_only = verify(whole, checker(before))
    assert [(finding.line, finding.damage) for finding in by_old_key_only.findings] == [
        (3, Damage.UNKNOWN_KEY),
        (4, Damage.UNKNOWN_KEY),
    ]


@pytest.mark.parametrize("pem", ["", "nonsense", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
def test_what_is_no_public_key_is_refused(pem: str) -> None:
    with pytest.raises(NoPublicKey):
        checker([pem])


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, {"ä": 1}, {1: 2}, "\ud800", {"a": {1, 2}}])
def test_what_has_no_single_form_is_not_signed(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


def test_the_form_sorts_names_and_spares_spaces() -> None:
    value = {"b": [1, True, None], "a": 'é "\n\u0001'}
    assert canonical(value) == '{"a":"é \\"\\n\\u0001","b":[1,true,null]}'
