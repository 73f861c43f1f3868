"""An export of receipts, made by the real signer without a database, and its public key."""

from __future__ import annotations

from dataclasses import replace

from risk.delivery import Receipt
from risk.identity import NOTHING, Secret
from risk.receipt import RECEIPT_TYPE, SignedReceipt, instant, name_digest
from risk.receipt_file import CheckSignature, closing_content, closing_line, receipt_line
from storage.repositories.receipts import closing, signed_receipt
from storage.signing import Signer, checker
from storage.vault import KeyRing
from tests.support.storage_records import NOW, RECEIPT

ISSUER = {"id": "org", "name": "江门海关"}
NAME, SALT = "黄经理", "salt"


class Exporter:
    """`ring` may be rotated between two receipts."""

    def __init__(self) -> None:
        self.ring = KeyRing.ephemeral()
        self.signer = Signer(self.ring)
        self.chain: list[SignedReceipt] = []

    def sign(self, count: int = 1, *, circular: str = "circular") -> None:
        """So many receipts of a circular, at the end of the issuer's chain."""
        for _ in range(count):
            number = len(self.chain) + 1
            receipt = replace(RECEIPT, id=f"receipt{number}", circular_id=circular)
            own = [signed for signed in self.chain if signed.circular_id == circular]
            self.chain.append(
                signed_receipt(
                    receipt,
                    issuer_id="org",
                    content=_content(receipt),
                    number=number,
                    previous=self.chain[-1].hash if self.chain else "",
                    last=own[-1] if own else None,
                    signer=self.signer,
                    name=Secret(NAME),
                    salt=Secret(SALT),
                    signed_at=NOW,
                )
            )

    def lines(self, circular: str = "circular", *, nameless: bool = False) -> list[bytes]:
        """Of the export, the closing line last."""
        own = [signed for signed in self.chain if signed.circular_id == circular]
        shown = [replace(signed, name=NOTHING, salt=NOTHING) for signed in own] if nameless else own
        lines = [receipt_line(signed) for signed in shown]
        told = closing_content(
            lines,
            issuer=ISSUER,
            circular=_circular(circular),
            last=own[-1].hash if own else "",
            exported_at=instant(NOW),
        )
        return [line.encode() for line in [*lines, closing_line(closing(told, signer=self.signer))]]

    def pems(self) -> list[str]:
        return [key.pem for key in self.signer.public_keys()]

    @property
    def check(self) -> CheckSignature:
        return checker(self.pems())


def _circular(id_: str) -> dict[str, str]:
    return {"id": id_, "number": f"江关警〔2026〕{id_}号", "title": "关于磁力珠玩具的风险警示"}


def _content(receipt: Receipt) -> dict[str, object]:
    return {
        "type": RECEIPT_TYPE,
        "receipt": receipt.id,
        "issuer": ISSUER,
        "circular": _circular(receipt.circular_id),
        "recipient": {"person": receipt.person_id, "name_digest": name_digest(NAME, SALT)},
        "acknowledged_at": instant(receipt.at),
    }
