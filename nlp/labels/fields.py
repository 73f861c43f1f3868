"""What stands behind a printed label such as 型号, Model No. or MADE IN."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

LONGEST: Final = 60  # characters of a value
MOST_LINES: Final = 200

# By field, in the order in which a line is tried. Longer labels first.
_LABELS: Final[Mapping[str, str]] = {
    "importer": r"(?:进口商|進口商|进口经销商|境内责任人|境內責任人|中国总代理|总经销商?|代理商|经销商"
    r"|Imported (?:and distributed )?by|Importer|Distributed by|Distributor)(?:名称)?",
    "certificate": r"(?:证书编号|認證編號|认证证书(?:编号)?|证书号|检验报告编号|检测报告编号|报告编号|報告編號"
    r"|Certificate\s?(?:No|Number)|Cert\.?\s?No|Report\s?(?:No|Number)|Registration\s?No)",
    "batch": r"(?:生产批号|生产批次|产品批号|出厂批号|批次号|批号|批號|批次|LOT\s?(?:NO|NUMBER|CODE)?"
    r"|Batch\s?(?:No|Number|Code)?)",
    "model": r"(?:产品型号|產品型號|规格型号|規格型號|型号规格|型號規格|型号|型號|款号|款號|货号|貨號"
    r"|Model\s?(?:No|Number|Name)?|Item\s?(?:No|Number)|Art(?:icle|\.)?\s?No|Style\s?No|Type\s?(?:No)?|Mod)",
    "brand": r"(?:产品品牌|品牌名称|品牌|商标|商標|牌子|Brand\s?(?:Name)?|Trade\s?mark)",
    "product": r"(?:产品名称|產品名稱|商品名称|商品名稱|样品名称|樣品名稱|货物名称|设备名称|品名"
    r"|Product\s?(?:Name)?|Item\s?Name|Commodity|Name\s?of\s?(?:Product|Sample|Goods)|Sample\s?(?:Name|Description))",
    "origin": r"(?:原产国及地区|原产国家|原产国[（(]地区[）)]|原产国|原產國|原产地|原產地|产地|產地|生产国|制造国"
    r"|Country\s?of\s?Origin|Place\s?of\s?Origin|Origin)",
}
_OTHERS: Final = (
    r"(?:生产日期|生產日期|有效期|保质期|额定\S{1,4}|执行标准|產品標準|产品标准|标准号|制造商|製造商|生产商|生产企业|委托人|委托方|委托单位"
    r"|生产者|地址|电话|電話|网址|规格|颜色|材质|净重|毛重|电压|功率|容量|适用年龄|警告|条形码|条码|條碼|Date|Address|Tel|Rated\s\S+"
    r"|Input|Output|Power|Voltage|Manufacturer|Manufactured\sby|Standard|EAN|Barcode|S/N|Serial)"
)
# Possessive, as all that stands beside another repetition: giving blanks back would take powers of their number.
_SIGN: Final = r"\s*+(?:\([A-Za-z .]++\)|（[A-Za-z .]++）)?+\s*+\.?+\s*+[:：#№|｜]?+\s*+"
_MADE: Final = re.compile(
    r"(?:made|manufactured|assembled)\s*+in\s*+(?P<v>[A-Za-z.' ]{2,24})|product\s++of\s++(?P<w>[A-Za-z.' ]{2,24})"
    r"|(?P<x>[㐀-鿿]{2,6}?)(?:制造|製造|生产|生產|原装进口|原裝進口)(?:$|\s)",
    re.IGNORECASE,
)
_ANY: Final = re.compile(
    rf"(?:^|(?<=[\s,，;；|/]))(?:{'|'.join(_LABELS.values())}|{_OTHERS})(?=[\s:：#.（(]|$)", re.IGNORECASE
)
_FIELD: Final = {
    name: re.compile(rf"(?:^|(?<=[\s,，;；|/(（【\[]))(?:{label})(?P<sign>{_SIGN})(?P<v>.*)", re.IGNORECASE)
    for name, label in _LABELS.items()
}
_TOKEN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.+*()\-—]*")
_SUFFIX: Final = re.compile(r" (?P<v>[A-Z][A-Z0-9]{0,5})(?![A-Za-z0-9:：])")  # KT-2200 PRO
_LEAST_OF_CODE: Final = 2
_NOTHING: Final = re.compile(r"^(?:/|-+|—+|无|無|见\S*|詳見\S*|N/?A|see\b.*|by|no\.?)$", re.IGNORECASE)
_BRANDED: Final = re.compile(r"^(?P<v>[㐀-鿿]{2,4}|[A-Za-z][A-Za-z&' -]{1,20}?)\s?牌(?P<rest>[㐀-鿿A-Za-z]{0,12})$")
_CODES: Final = frozenset({"batch", "model", "certificate"})
_LATIN_END: Final = re.compile(r"[A-Za-z]$")


def find_fields(lines: Sequence[str]) -> dict[str, str]:
    """The first value of each field of `Facts` that a label introduces, as it is printed."""
    found: dict[str, str] = {}
    lines = lines[:MOST_LINES]
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        for name, pattern in _FIELD.items():
            if name not in found and (value := _value(name, pattern, line, below)):
                found[name] = value
        if "origin" not in found and (made := _MADE.search(line)):
            found["origin"] = _cut(made["v"] or made["w"] or made["x"])
        if (own := _BRANDED.match(line)) and not _ANY.match(line):
            found.setdefault("brand", own["v"].strip())
            if len(own["rest"]) > 1:
                found.setdefault("product", own["rest"])
    return {name: value for name, value in found.items() if value}


def _value(name: str, pattern: re.Pattern[str], line: str, below: str) -> str:
    match = pattern.search(line)
    if match is None:
        return ""
    label = line[match.start() : match.start("sign")]
    if _LATIN_END.search(label) and not match["sign"].strip() and match["v"][:1] and not match["sign"]:
        return ""  # "Models", "Originals": a longer word
    value = _cut(match["v"])
    if not value and not _ANY.match(below):
        value = _cut(below)  # a table whose heads stand above, or a label on a line of its own
        if name not in _CODES or not _TOKEN.fullmatch(value.replace(" ", "")):
            return ""
    if name in _CODES:
        return _code(value)
    return "" if _NOTHING.match(value) else value


def _cut(value: str) -> str:
    """Up to the next label, or to a gap."""
    value = value.strip()
    if (other := _ANY.search(value)) and other.start() > 0:
        value = value[: other.start()]
    value = re.split(r"\s{2,}|[|｜;；]", value.strip(), maxsplit=1)[0]
    return value.strip(" ,，.。:：、·*")[:LONGEST].strip()


def _code(value: str) -> str:
    """A number as codes are written; one without a digit counts if it is in capitals."""
    for match in _TOKEN.finditer(value):
        code = match[0].strip(".-—(*+/")
        code = code if "(" in code else code.rstrip(")")
        if len(code) >= _LEAST_OF_CODE and (any(char.isdigit() for char in code) or code.isupper()):
            after = _SUFFIX.match(value, match.end())
            return f"{code} {after['v']}" if after and code == match[0] else code
    return ""
